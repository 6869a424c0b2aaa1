/** What is told and asked about the columns of a table. Pure, but for the fingerprint. */
import { createHash } from 'node:crypto';
import { columnLetters } from '../../documents/sheet.ts';
import type { ColumnChoice, ReadColumn, RosterAsk } from './check.ts';
import type { Field } from './columns.ts';
import type { ForcedColumns, Layout } from './layout.ts';

const ALONE: readonly Field[] = 'name nik phone sex village_code village decree_no decree_date class'.split(
  ' ',
) as Field[];

const choice = (layout: Layout, index: number): ColumnChoice => ({
  letters: columnLetters(index + 1),
  header: layout.headers[index] ?? '',
});

export const choicesOf = (layout: Layout): ColumnChoice[] =>
  layout.headers.flatMap((header, index) => (header === '' ? [] : [choice(layout, index)]));

/** The columns that are read, from left to right. */
export const readColumns = (layout: Layout): ReadColumn[] =>
  [...layout.columns]
    .sort(([, a], [, b]) => a - b)
    .map(([field, index]) => ({ field, ...choice(layout, index) }));

/** Name, NIK, phone and village must each have a column; what is said of a person may not have two. */
export function missingColumns(layout: Layout, forced: ForcedColumns): RosterAsk[] {
  const place: Field = layout.columns.has('village_code') ? 'village_code' : 'village';
  const missing = (['name', 'nik', 'phone', place] as const).filter(
    (field) => !layout.columns.has(field) && forced.get(field) !== null,
  );
  const all = choicesOf(layout);
  return [
    ...missing.map((field): RosterAsk => ({ about: 'columns', code: 'missing', field, choices: all })),
    ...[...layout.twice].flatMap(([field, indexes]): RosterAsk[] =>
      ALONE.includes(field)
        ? [{ about: 'columns', code: 'twice', field, choices: indexes.map((index) => choice(layout, index)) }]
        : [],
    ),
  ];
}

/**
 * The same for two files with the same headers in the same order, whatever stands above them. Hashed, for a header is
 * text from outside; null when the table has none, for then it would be a fingerprint of a person.
 */
export function headersKey({ headers, hasHeader }: Layout): string | null {
  if (!hasHeader) return null;
  const words = headers.map((text) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  );
  return createHash('sha256').update(words.join('\n').trimEnd()).digest('hex');
}
