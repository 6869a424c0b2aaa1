/** Numbers as a person types them from a sheet: "3, 7, 12-14", "5 (10)", "F-07". Pure. */

/** A row of the sheet by its place from 1, or a participant by class and running number. */
export type Ref = { place: number } | { letter: string; running: number };
/** One word of a field; `aside` is what stood in brackets behind it ("10", "11.30"). */
export type Word = { word: string; from: Ref; to: Ref; aside: string | null };
export type NumbersRead = { words: Word[]; unreadable: string[] };

const REF = String.raw`(?:([A-Za-z][A-Za-z0-9]{0,3})-|([A-Za-z]{1,4}))?(\d{1,4})`;
const WORD = new RegExp(String.raw`^${REF}(?:-${REF})?(?:\(([^()]*)\))?\.?$`);
const PIECES = /[^\s,;()]+(?:\([^()]*\))?|[()][^\s,;]*/g;

/**
 * Reads one field. Numbers stand apart by comma, semicolon, space or "dan"; a range is written "12-14" or
 * "12 s.d. 14"; what belongs to a number stands in brackets behind it. What is none of this comes back as it was typed.
 */
export function readNumbers(text: string): NumbersRead {
  const read: NumbersRead = { words: [], unreadable: [] };
  for (const [piece] of tidy(text).matchAll(PIECES)) {
    if (/^(?:dan|&|\+)$/i.test(piece)) continue;
    const word = wordOf(piece);
    if (word) read.words.push(word);
    else read.unreadable.push(piece);
  }
  return read;
}

/** One kind of dash, no space around it nor before a bracket, so that what belongs together is one piece. */
const tidy = (text: string): string =>
  text
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/(?<=\d)\s*(?:s\.?\s?\/?\s?d\.?|sampai|hingga)\s*(?=[A-Za-z]{0,4}-?\d)/gi, '-')
    .replace(/(?<=\d)\s*-\s*(?=[A-Za-z]{0,4}-?\d)/g, '-')
    .replace(/\s+(?=\()/g, '');

function wordOf(piece: string): Word | undefined {
  const found = WORD.exec(piece);
  if (!found) return undefined;
  const [, dashed, joined, number = '', lastDashed, lastJoined, last, aside] = found;
  const letter = (dashed ?? joined)?.toUpperCase();
  const from = refOf(letter, number);
  const to = last === undefined ? from : refOf((lastDashed ?? lastJoined)?.toUpperCase() ?? letter, last);
  // "3-F07" has two ways of counting.
  if ('place' in from !== 'place' in to) return undefined;
  return { word: piece, from, to, aside: aside === undefined ? null : aside.trim() };
}

const refOf = (letter: string | undefined, number: string): Ref =>
  letter === undefined ? { place: Number(number) } : { letter, running: Number(number) };
