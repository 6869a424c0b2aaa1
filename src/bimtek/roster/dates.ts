/** Dates as people write them -> 'YYYY-MM-DD'. Pure. */
import { ok, refused, type Result } from '../../result.ts';

/** `days`: the two days an ambiguous date can mean, day first. */
export type DateRefusal =
  | { reason: 'date-empty' | 'date-unreadable' | 'date-impossible' }
  | { reason: 'date-ambiguous'; days: [string, string] };

/** What the other dates of a column show: day first, month first, or nothing. */
export type DateOrder = 'day-first' | 'month-first' | 'unknown';

const MONTHS = 'jan feb mar apr mei jun jul agu sep okt nov des'.split(' ');
const OTHER_MONTHS: Readonly<Record<string, number>> = {
  may: 5,
  aug: 8,
  ags: 8,
  agt: 8,
  oct: 10,
  nop: 11,
  dec: 12,
  peb: 2,
};
const NUMERIC = /^(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})$/;
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ].*)?$/;
const WORDS = /^(\d{1,2})[\s.\-/]*([a-z]{3,9})\.?[\s.\-/,]*(\d{4}|\d{2})$/;
const DAYS_1904 = 1462;
const FIRST_SERIAL = 36_526;
const LAST_SERIAL = 73_051;

/** "30 Mei 2024", "Kamis, 30-Mei-24", "30/05/24", "2024-05-30"; "03/05/24" is ambiguous unless `order` says more. */
export function readDate(text: string, order: DateOrder = 'unknown'): Result<string, DateRefusal> {
  const clean = text
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/^[a-z']+, ?/, '');
  if (clean === '' || /^-+$/.test(clean)) return refused('date-empty');
  const iso = ISO.exec(clean);
  if (iso) return day(iso[1], iso[2], iso[3]);
  const words = WORDS.exec(clean);
  if (words) {
    const month = monthNumber(words[2] ?? '');
    return month === undefined ? refused('date-unreadable') : day(words[3], String(month), words[1]);
  }
  const numeric = NUMERIC.exec(clean);
  return numeric ? readNumeric(numeric, order) : refused('date-unreadable');
}

/** The number a spreadsheet keeps for a day of 2000 to 2099, counted from 1900 or 1904; undefined for other numbers. */
export function serialDay(text: string, from1904 = false): string | undefined {
  const serial = Number(text) + (from1904 ? DAYS_1904 : 0);
  if (!Number.isInteger(serial) || serial < FIRST_SERIAL || serial >= LAST_SERIAL) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
}

function readNumeric(parts: RegExpExecArray, order: DateOrder): Result<string, DateRefusal> {
  const [, a, b, year] = parts;
  if (order === 'month-first') return day(year, a, b);
  const dayFirst = day(year, b, a);
  if (order === 'day-first' || a === b) return dayFirst;
  const monthFirst = day(year, a, b);
  if (!dayFirst.ok) return monthFirst.ok ? monthFirst : dayFirst;
  if (!monthFirst.ok || monthFirst.value === dayFirst.value) return dayFirst;
  return refused('date-ambiguous', { days: [dayFirst.value, monthFirst.value] });
}

/** The order that the unambiguous numeric dates of a column agree on. */
export function dateOrder(texts: readonly string[]): DateOrder {
  const found = new Set<DateOrder>();
  for (const text of texts) {
    const parts = NUMERIC.exec(text.trim());
    if (!parts) continue;
    const [a, b] = [Number(parts[1]), Number(parts[2])];
    if (a > 12 && b <= 12) found.add('day-first');
    if (b > 12 && a <= 12) found.add('month-first');
  }
  const [only] = found;
  return found.size === 1 && only ? only : 'unknown';
}

function monthNumber(word: string): number | undefined {
  const start = word.slice(0, 3);
  return OTHER_MONTHS[start] ?? (MONTHS.indexOf(start) + 1 || undefined);
}

/** A day of the calendar; two digits of a year mean 20YY. */
function day(year = '', month = '', dayOfMonth = ''): Result<string, DateRefusal> {
  const iso = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  const date = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso)
    return refused('date-impossible');
  return ok(iso);
}
