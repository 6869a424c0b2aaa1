/** Checks a roster that somebody sent as a workbook or as CSV. Nothing is saved; no database is needed. */
import type { Cell } from '../../documents/cell.ts';
import { ENCODINGS, readCsv, type Encoding } from '../../documents/csv.ts';
import { columnLetters, columnNumber, looksLikeWorkbook, readWorkbook } from '../../documents/sheet.ts';
import { regencyOf } from '../../region/index.ts';
import type { RosterAsk, RosterCheck, RosterRefusal, RosterRow } from './check.ts';
import type { Field } from './columns.ts';
import { dateOrder } from './dates.ts';
import { markDuplicates } from './duplicates.ts';
import { layoutOf, type ForcedColumns, type Layout } from './layout.ts';
import { sortLines } from './lines.ts';
import { readPerson } from './read-person.ts';
import { joinSexColumns } from './sex.ts';

/**
 * `regencies`: codes of the regencies that are allowed ('13.02'). `columns`: letters by hand, '-' for "there is none".
 */
export type RosterOptions = {
  regencies?: readonly string[];
  sheet?: string;
  columns?: Partial<Record<Field, string>>;
  encoding?: Encoding;
};

type Table = { name: string | null; rows: Cell[][] };
type Opened = { tables: Table[] } | { refused: RosterRefusal } | { ask: RosterAsk[] };

/** What the file says, row by row, or why it cannot be read, or what has to be answered first. */
export async function checkRoster(
  bytes: Uint8Array,
  file: string,
  options: RosterOptions = {},
): Promise<RosterCheck> {
  const nothing = { file, sheet: null, ignored: [], rows: [] };
  const opened = await open(bytes, file, options);
  if (!('tables' in opened)) return { ...nothing, ...opened };
  const forced = forcedColumns(options);
  const picked = pickTable(opened.tables, options.sheet, forced);
  if ('ask' in picked) return { ...nothing, ask: picked.ask };
  const { name, rows } = picked.table;
  const layout = layoutOf(rows, forced) ?? layoutOfNothing(rows);
  const ask = missingColumns(layout, forced);
  if (ask.length > 0) return { ...nothing, sheet: name, ask };
  return checkTable({ file, sheet: name }, rows, layout, options);
}

function checkTable(
  head: { file: string; sheet: string | null },
  rows: readonly (readonly Cell[])[],
  layout: Layout,
  options: RosterOptions,
): RosterCheck {
  const { splitSex } = layout;
  const joined = splitSex === undefined ? rows : rows.map((row) => joinSexColumns(row, splitSex));
  const { people, ignored } = sortLines(joined, layout);
  if (people.length === 0) return { ...head, refused: { reason: 'no-people' }, ignored, rows: [] };
  const dates = people.map(({ cells }) => cells[layout.columns.get('decree_date') ?? -1]);
  const texts = dates.flatMap((cell) => (cell?.kind === 'text' ? [cell.text] : []));
  const context = {
    columns: layout.columns,
    regencies: options.regencies,
    likely: [],
    dateOrder: dateOrder(texts),
  };
  const read = people.map(({ row, cells }) => readPerson(row, cells, context));
  const likely = regenciesOf(read);
  const again = read.map((row, i) =>
    row.person.village_code === null
      ? readPerson(row.row, people[i]?.cells ?? [], { ...context, likely })
      : row,
  );
  return { ...head, ignored, rows: markDuplicates(again, layout.columns) };
}

/** The regencies of the villages that were certain. */
const regenciesOf = (rows: readonly RosterRow[]): string[] => [
  ...new Set(
    rows.flatMap(({ person }) => (person.village_code === null ? [] : [regencyOf(person.village_code)])),
  ),
];

/** The content decides what the file is; a name that promises a workbook over plain text is refused. */
async function open(bytes: Uint8Array, file: string, options: RosterOptions): Promise<Opened> {
  if (looksLikeWorkbook(bytes) || !/\.(?:csv|txt|tsv)$/i.test(file)) {
    const read = await readWorkbook(bytes);
    return read.ok ? { tables: read.value } : { refused: read.refusal };
  }
  const read = readCsv(bytes, options.encoding);
  if (read.ok) return { tables: [{ name: null, rows: read.value.rows }] };
  if (read.refusal.reason !== 'unknown-encoding') return { refused: read.refusal };
  return { ask: [{ about: 'encoding', code: 'which', choices: [...ENCODINGS] }] };
}

function forcedColumns({ columns = {} }: RosterOptions): ForcedColumns {
  const pairs = Object.entries(columns) as [Field, string][];
  return new Map(
    pairs.map(([field, letters]) => [
      field,
      letters === '-' ? null : columnNumber(letters.toUpperCase()) - 1,
    ]),
  );
}

function pickTable(
  tables: readonly Table[],
  wanted: string | undefined,
  forced: ForcedColumns,
): { table: Table } | { ask: RosterAsk[] } {
  const filled = tables.filter(({ rows }) => rows.length > 0);
  const choices = filled.flatMap(({ name }) => name ?? []);
  if (wanted !== undefined && choices.length > 0) {
    const named = filled.find(({ name }) => name?.trim().toLowerCase() === wanted.trim().toLowerCase());
    return named ? { table: named } : { ask: [{ about: 'sheet', code: 'unknown', choices }] };
  }
  const rosters = filled.filter(({ rows }) => layoutOf(rows, forced)?.columns.has('name'));
  const [only] = rosters.length === 1 ? rosters : filled;
  if (only && (rosters.length === 1 || filled.length === 1)) return { table: only };
  const likely = rosters.length > 1 ? rosters.flatMap(({ name }) => name ?? []) : choices;
  return { ask: [{ about: 'sheet', code: 'which', choices: likely }] };
}

/** No header at all: every column is a candidate, shown by its first filled row. */
function layoutOfNothing(rows: readonly (readonly Cell[])[]): Layout {
  const headers = (rows.find((row) => row.some(({ kind }) => kind !== 'empty')) ?? []).map(({ text }) =>
    text.trim(),
  );
  return { firstHeaderRow: 0, firstDataRow: 0, headers, columns: new Map(), twice: new Map() };
}

const ALONE: readonly Field[] = 'name nik phone sex village_code village decree_no decree_date class'.split(
  ' ',
) as Field[];

/** Name, NIK, phone and village must each have a column; what is said of a person may not have two. */
function missingColumns(layout: Layout, forced: ForcedColumns): RosterAsk[] {
  const choice = (index: number) => ({
    letters: columnLetters(index + 1),
    header: layout.headers[index] ?? '',
  });
  const all = layout.headers.flatMap((header, index) => (header === '' ? [] : [choice(index)]));
  const place: Field = layout.columns.has('village_code') ? 'village_code' : 'village';
  const missing = (['name', 'nik', 'phone', place] as const).filter(
    (field) => !layout.columns.has(field) && forced.get(field) !== null,
  );
  return [
    ...missing.map((field): RosterAsk => ({ about: 'columns', code: 'missing', field, choices: all })),
    ...[...layout.twice].flatMap(([field, indexes]): RosterAsk[] =>
      ALONE.includes(field) ? [{ about: 'columns', code: 'twice', field, choices: indexes.map(choice) }] : [],
    ),
  ];
}
