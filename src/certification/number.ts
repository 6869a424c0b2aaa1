import { type Result, ok, refused } from '../result.ts';

/** `day` is the date of issue, 'YYYY-MM-DD' in the time zone of the bimtek; `class` its letter. */
export type NumberFields = { seq: number; unit: string; class: string; day: string };
/** `name`: what stands in braces and is not known, or a brace without its partner. */
export type NumberRefusal = { reason: 'unknown-placeholder'; name: string } | { reason: 'incomplete' };

const ROMAN = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

/**
 * The number of a certificate: ('{seq:0000}/BIMTEK-KDD/{unit}/{romanMonth}/{year}', 21st of BPI in June 2024) ->
 * '0021/BIMTEK-KDD/BPI/VI/2024'. Placeholders: seq (zeros give its least width), unit, class, month (two digits),
 * romanMonth, year. Refuses what else stands in braces, and a pattern without seq and year: the counter starts anew
 * each year, so without both a number would come twice.
 */
export function numberOf(pattern: string, fields: NumberFields): Result<string, NumberRefusal> {
  let unknown: string | undefined;
  const names = new Set<string>();
  const number = pattern.replace(/\{([^{}]*)\}|[{}]/g, (whole, inside: string | undefined) => {
    const [name = '', width] = (inside ?? whole).split(':');
    names.add(name);
    const text = width === undefined ? plain(name, fields) : padded(name, width, fields);
    if (text === undefined) unknown ??= inside ?? whole;
    return text ?? '';
  });
  if (unknown !== undefined) return refused('unknown-placeholder', { name: unknown });
  return names.has('seq') && names.has('year') ? ok(number) : refused('incomplete');
}

function plain(name: string, { seq, unit, class: letter, day }: NumberFields): string | undefined {
  const [year = '', month = ''] = day.split('-');
  const values: Record<string, string | undefined> = {
    seq: String(seq),
    unit,
    class: letter,
    month,
    romanMonth: ROMAN[Number(month) - 1],
    year,
  };
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

const padded = (name: string, width: string, { seq }: NumberFields): string | undefined =>
  name === 'seq' && /^0+$/.test(width) ? String(seq).padStart(width.length, '0') : undefined;

/** The day on the wall of `zone` at this instant, 'YYYY-MM-DD': a certificate of 23.30 WIB bears that day's date. */
export const issueDay = (now: Date, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(now);
