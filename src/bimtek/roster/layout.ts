/** Where the header of a table is and which column holds what. Pure. */
import type { Cell } from '../../documents/cell.ts';
import { fieldOf, fieldOfTwo, type Field } from './columns.ts';
import { splitSexColumn } from './sex.ts';

/** Indexes count from 0. `columns`: the one column of each field; `twice`: fields that more than one column claims. */
export type Layout = {
  firstHeaderRow: number;
  firstDataRow: number;
  headers: string[];
  /** False when `headers` are at best the first person. */
  hasHeader: boolean;
  columns: Map<Field, number>;
  twice: Map<Field, number[]>;
  /** The column "L" where sex is a mark in one of two columns. */
  splitSex?: number;
};

/** Columns by hand: an index, or null for "there is none". */
export type ForcedColumns = ReadonlyMap<Field, number | null>;

const SEARCHED_ROWS = 40;
/** A header must name at least these many columns, else a title that mentions a nagari would do. */
const LEAST_FIELDS = 2;

/** `known` counts the fields; a row that splits a column says more than one that names it as a whole. */
type Found = {
  row: number;
  rows: 1 | 2;
  fields: (Field | undefined)[];
  known: number;
  splitSex: number | undefined;
};

/** Finds the header (one or two rows); undefined when no row looks like one and the hand-given columns do not help. */
export function layoutOf(rows: readonly (readonly Cell[])[], forced: ForcedColumns): Layout | undefined {
  let best: Found | undefined;
  for (let row = 0; row < Math.min(rows.length, SEARCHED_ROWS); row++) {
    for (const found of headersAt(rows, row)) if (isBetter(found, best)) best = found;
  }
  if (best) return withForced(rows, best, forced);
  return forced.size === 0 ? undefined : withoutHeader(rows, forced);
}

/** More columns are better; with as many, one row is better than two, and the upper row than a lower one. */
function isBetter(found: Found, best: Found | undefined): boolean {
  if (!best) return found.known >= LEAST_FIELDS;
  return found.known > best.known || (found.known === best.known && found.rows < best.rows);
}

function headersAt(rows: readonly (readonly Cell[])[], row: number): Found[] {
  const upper = textsOf(rows[row]);
  if (looksLikeData(upper)) return [];
  const one = upper.map((text) => fieldOf(text));
  const found = [foundIn(row, 1, one, upper)];
  const lower = textsOf(rows[row + 1]);
  if (upper.filter(Boolean).length > 1 && isSubheader(one, lower)) {
    const filled = fillRight(upper, lower);
    const two = Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) =>
      fieldOfTwo(filled[i] ?? '', lower[i] ?? ''),
    );
    found.push(foundIn(row, 2, two, lower));
  }
  return found;
}

function foundIn(row: number, rows: 1 | 2, named: (Field | undefined)[], lowest: readonly string[]): Found {
  const splitSex = splitSexColumn(lowest);
  const fields = named.map((field, i) => (i === splitSex ? 'sex' : i - 1 === splitSex ? undefined : field));
  return { row, rows, fields, known: countKnown(fields) + (splitSex === undefined ? 0 : 0.5), splitSex };
}

/** Below the name and the NIK a second header row is empty or a header itself; nowhere has it long numbers. */
function isSubheader(upper: readonly (Field | undefined)[], lower: readonly string[]): boolean {
  if (looksLikeData(lower) || lower.every((text) => text === '')) return false;
  const below = upper.flatMap((field, i) => (field === 'name' || field === 'nik' ? [lower[i] ?? ''] : []));
  return (
    below.every((text) => text === '' || fieldOf(text) !== undefined) &&
    lower.some((text) => /\p{L}/u.test(text))
  );
}

const textsOf = (row: readonly Cell[] | undefined): string[] => (row ?? []).map(({ text }) => text.trim());
const looksLikeData = (texts: readonly string[]): boolean =>
  texts.some((text) => /\d{6}/.test(text.replace(/[\s.-]/g, '')));
const countKnown = (fields: readonly (Field | undefined)[]): number =>
  new Set(fields.filter((field) => field !== undefined && field !== 'no')).size;

/** A merged cell keeps its text in its first column only: it also stands over the empty cells right of it. */
function fillRight(upper: readonly string[], lower: readonly string[]): string[] {
  let last = '';
  return lower.map((below, i) => {
    const own = upper[i] ?? '';
    if (own !== '') last = own;
    return own === '' && below !== '' ? last : own;
  });
}

function withForced(rows: readonly (readonly Cell[])[], found: Found, forced: ForcedColumns): Layout {
  const all = new Map<Field, number[]>();
  found.fields.forEach((field, i) => {
    if (field === undefined || [...forced.values()].includes(i)) return;
    all.set(field, [...(all.get(field) ?? []), i]);
  });
  for (const [field, index] of forced) {
    if (index === null) all.delete(field);
    else all.set(field, [index]);
  }
  const columns = new Map<Field, number>();
  for (const [field, [index]] of all) if (index !== undefined) columns.set(field, index);
  const twice = new Map([...all].filter(([field, indexes]) => indexes.length > 1 && field !== 'no'));
  return {
    firstHeaderRow: found.row,
    firstDataRow: found.row + found.rows,
    headers: headersOf(rows, found.row, found.rows),
    hasHeader: true,
    columns,
    twice,
    ...(found.splitSex === undefined ? {} : { splitSex: found.splitSex }),
  };
}

function headersOf(rows: readonly (readonly Cell[])[], row: number, count: number): string[] {
  const upper = textsOf(rows[row]);
  const lower = count === 2 ? textsOf(rows[row + 1]) : [];
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) =>
    [upper[i], lower[i]].filter(Boolean).join(' '),
  );
}

/** With columns by hand alone, the people begin at the first row that has a long number in the NIK column. */
function withoutHeader(rows: readonly (readonly Cell[])[], forced: ForcedColumns): Layout {
  const nik = forced.get('nik') ?? 0;
  const first = rows.findIndex((row) => /\d{10}/.test((row[nik]?.text ?? '').replace(/\D/g, '')));
  const firstDataRow = first < 0 ? 0 : first;
  const head = headAbove(rows, firstDataRow);
  const columns = new Map(
    [...forced].flatMap(([field, index]) => (index === null ? [] : [[field, index] as const])),
  );
  return { ...head, firstDataRow, columns, twice: new Map() };
}

/** Nothing looks like a header: what stands right above the first line with a long number may still be one. */
export function layoutOfNothing(rows: readonly (readonly Cell[])[]): Layout {
  const first = rows.findIndex((row) => {
    const texts = textsOf(row);
    return texts.filter(Boolean).length > LEAST_FIELDS && looksLikeData(texts);
  });
  const firstDataRow = first < 0 ? 0 : first;
  return { ...headAbove(rows, firstDataRow), firstDataRow, columns: new Map(), twice: new Map() };
}

/** The line above the people, if it can be a header; else their first line, to show what each column holds. */
function headAbove(
  rows: readonly (readonly Cell[])[],
  firstDataRow: number,
): Pick<Layout, 'firstHeaderRow' | 'headers' | 'hasHeader'> {
  const above = textsOf(rows[firstDataRow - 1]);
  if (above.filter(Boolean).length > LEAST_FIELDS && !looksLikeData(above))
    return { firstHeaderRow: firstDataRow - 1, headers: above, hasHeader: true };
  return { firstHeaderRow: firstDataRow, headers: textsOf(rows[firstDataRow]), hasHeader: false };
}
