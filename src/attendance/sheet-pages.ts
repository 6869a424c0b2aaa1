/** Rows of 8 mm on a sheet of paper, as the look in `views/attendance/sheet.typ` leaves room for. */
const FIRST = 24;
const NEXT = 28;
/** What the totals and the two signatures take from the last sheet, in rows. */
const SIGNATURES = 4;
/** Signatures never stand on a sheet without people. */
const LEAST_ON_LAST = 4;

/** How many of `people` stand on each sheet, in order: 36 -> [24, 12]. Nobody is one empty sheet. */
export function rowsPerSheet(people: number): number[] {
  const sheets: number[] = [];
  let rest = people;
  while (rest > (sheets.length === 0 ? FIRST : NEXT) - SIGNATURES) {
    const taken = Math.min(sheets.length === 0 ? FIRST : NEXT, rest - LEAST_ON_LAST);
    sheets.push(taken);
    rest -= taken;
  }
  return [...sheets, rest];
}
