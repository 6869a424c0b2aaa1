/**
 * NIK: 16 digits = 6 of the region of first registration + DDMMYY of birth (women: day + 40) + 4 serial. It has no
 * check digit, so only form, day and month can be judged. Pure.
 */
import type { Cell } from '../../documents/cell.ts';
import { ok, refused, type Result } from '../../result.ts';

/** What a NIK says about its owner; `year` has two digits. `regency` is where it was first issued ('13.02'). */
export type Nik = { nik: string; regency: string; sex: 'L' | 'P'; day: number; month: number; year: number };

export type NikRefusal =
  | { reason: 'nik-empty' | 'nik-number' | 'nik-signs' | 'nik-date' }
  | { reason: 'nik-length'; digits: number };

const SEPARATORS = /[\s.\-'’`\u200b-\u200f\u2060\ufeff]/g;
const ROUNDED = /^\d[.,]\d+e\+?\d+$/i;

/**
 * Reads a NIK from a text cell. A number is refused whatever it holds: a spreadsheet keeps 15 digits of a number, so
 * the sixteenth is lost.
 */
export function readNik(cell: Cell): Result<Nik, NikRefusal> {
  if (cell.kind === 'number') return refused('nik-number');
  const text = cell.text.trim();
  if (ROUNDED.test(text)) return refused('nik-number');
  const nik = text.replace(SEPARATORS, '');
  if (nik === '') return refused('nik-empty');
  if (cell.kind !== 'text' || !/^\d+$/.test(nik)) return refused('nik-signs');
  if (nik.length !== 16) return refused('nik-length', { digits: nik.length });
  const dayAndSex = Number(nik.slice(6, 8));
  const month = Number(nik.slice(8, 10));
  const day = dayAndSex > 40 ? dayAndSex - 40 : dayAndSex;
  if (day < 1 || day > 31 || month < 1 || month > 12) return refused('nik-date');
  const sex = dayAndSex > 40 ? 'P' : 'L';
  return ok({
    nik,
    regency: `${nik.slice(0, 2)}.${nik.slice(2, 4)}`,
    sex,
    day,
    month,
    year: Number(nik.slice(10, 12)),
  });
}

/** True when a day of birth 'YYYY-MM-DD' is not the one in the NIK. */
export const bornOtherwise = (nik: Nik, born: string): boolean =>
  Number(born.slice(8, 10)) !== nik.day ||
  Number(born.slice(5, 7)) !== nik.month ||
  Number(born.slice(2, 4)) !== nik.year;
