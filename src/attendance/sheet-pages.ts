/** Rows of 8 mm that a sheet of paper has room for. */
export type SheetShape = {
  first: number;
  next: number;
  /** What the totals and the signatures take from the last sheet, in rows. */
  signatures: number;
};

/** As the look in `views/attendance/sheet.typ` leaves room for. */
const PORTRAIT: SheetShape = { first: 24, next: 28, signatures: 4 };
/** Signatures never stand on a sheet without people. */
const LEAST_ON_LAST = 4;

/** How many of `people` stand on each sheet, in order: 36 -> [24, 12]. Nobody is one empty sheet. */
export function rowsPerSheet(people: number, { first, next, signatures }: SheetShape = PORTRAIT): number[] {
  const sheets: number[] = [];
  let rest = people;
  while (rest > (sheets.length === 0 ? first : next) - signatures) {
    const taken = Math.min(sheets.length === 0 ? first : next, rest - LEAST_ON_LAST);
    sheets.push(taken);
    rest -= taken;
  }
  return [...sheets, rest];
}
