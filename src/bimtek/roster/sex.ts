/** Which of the two, as rosters write it. Pure. */
import { EMPTY, textCell, type Cell } from '../../documents/cell.ts';

/** 'L' or 'P' from the words that stand for them; undefined for other words. */
export function readSex(text: string): 'L' | 'P' | undefined {
  const word = text.toLowerCase().replace(/[^a-z]/g, '');
  if (/^(?:l|lk|lki|laki|lakilaki|pria|m|male|lelaki|ikhwan)$/.test(word)) return 'L';
  if (/^(?:p|pr|prp|perempuan|wanita|w|f|female|akhwat|perem)$/.test(word)) return 'P';
  return undefined;
}

/** The index of a column "L" that has a column "P" right of it: forms where a mark in one of them says which. */
export function splitSexColumn(headers: readonly string[]): number | undefined {
  const at = headers.findIndex(
    (text, i) => /^(?:l|lk|laki-laki)$/i.test(text) && /^(?:p|pr|perempuan)$/i.test(headers[i + 1] ?? ''),
  );
  return at < 0 ? undefined : at;
}

/** The two columns as one: its cell says L or P; marks in both stay as they are, for nobody can tell. */
export function joinSexColumns(row: readonly Cell[], at: number): Cell[] {
  const [left = EMPTY, right = EMPTY] = [row[at], row[at + 1]];
  if (right.kind === 'empty' && left.kind === 'empty') return [...row];
  const sex = right.kind === 'empty' ? 'L' : left.kind === 'empty' ? 'P' : `${left.text} ${right.text}`;
  return row.map((cell, i) => (i === at ? textCell(sex) : i === at + 1 ? EMPTY : cell));
}
