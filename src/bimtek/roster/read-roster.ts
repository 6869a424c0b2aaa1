/** Checks a roster that somebody sent as a workbook or as CSV. Nothing is saved; no database is needed. */
import type { Cell } from '../../documents/cell.ts';
import type { Encoding } from '../../documents/csv.ts';
import { columnNumber } from '../../documents/sheet.ts';
import { regencyOf } from '../../region/index.ts';
import type { RosterAsk, RosterCheck, RosterRow } from './check.ts';
import { choicesOf, headersKey, missingColumns, readColumns } from './ask.ts';
import type { Field } from './columns.ts';
import { dateOrder } from './dates.ts';
import { markDuplicates } from './duplicates.ts';
import { layoutOf, layoutOfNothing, type ForcedColumns, type Layout } from './layout.ts';
import { sortLines, type PersonLine } from './lines.ts';
import { fillMerged } from './merged.ts';
import { openTables, type Table } from './open-tables.ts';
import { readPerson, type LineContext } from './read-person.ts';
import { joinSexColumns } from './sex.ts';

/** Letters by field, '-' for "there is none". */
export type Columns = Partial<Record<Field, string>>;

/**
 * `regencies`: codes of the regencies that are allowed ('13.02'). `columns`: by hand. `mappings`: what was chosen for
 * earlier files, by the fingerprint of their headers. `unpackedBytes`: the most that a workbook may unpack to.
 */
export type RosterOptions = {
  regencies?: readonly string[];
  sheet?: string;
  columns?: Columns;
  mappings?: Readonly<Record<string, Columns>>;
  encoding?: Encoding;
  unpackedBytes?: number;
};

/** How far the reading is: 0 to 1 of the work, and the rows seen so far. */
export type RosterProgress = (share: number, rows: number) => void;

/** The share of the work that is done when every cell has been read. */
const CELLS_READ = 0.5;
const ROWS_BETWEEN_NEWS = 1000;
const NOBODY: PersonLine = { row: 0, cells: [], hidden: false };

/** What the file says, row by row, or why it cannot be read, or what has to be answered first. */
export async function checkRoster(
  bytes: Uint8Array,
  file: string,
  options: RosterOptions = {},
  progress: RosterProgress = () => undefined,
): Promise<RosterCheck> {
  const nothing = { file, sheet: null, columns: [], choices: [], headers: null, remembered: false };
  const opened = await openTables(bytes, file, options, (share, rows) => progress(share * CELLS_READ, rows));
  if (!('tables' in opened)) return { ...nothing, ...opened, ignored: [], rows: [] };
  const byHand = forcedColumns(options.columns);
  const picked = pickTable(opened.tables, options.sheet, byHand);
  if ('ask' in picked) return { ...nothing, ask: picked.ask, ignored: [], rows: [] };
  const { table } = picked;
  const first = layoutOf(table.rows, byHand) ?? layoutOfNothing(table.rows);
  const headers = headersKey(first);
  const known = byHand.size === 0 && headers !== null ? options.mappings?.[headers] : undefined;
  const forced = known ? forcedColumns(known) : byHand;
  const layout = known ? (layoutOf(table.rows, forced) ?? first) : first;
  const head = {
    file,
    sheet: table.name,
    columns: readColumns(layout),
    choices: choicesOf(layout),
    headers,
    remembered: known !== undefined,
  };
  const ask = missingColumns(layout, forced);
  if (ask.length > 0) return { ...head, ask, ignored: [], rows: [] };
  return { ...head, ...readTable(table, layout, options, progress) };
}

function readTable(
  table: Table,
  layout: Layout,
  options: RosterOptions,
  progress: RosterProgress,
): Pick<RosterCheck, 'refused' | 'ignored' | 'rows'> {
  const { splitSex, columns } = layout;
  const filled = fillMerged(table.rows, table.merges, layout);
  const joined = splitSex === undefined ? filled : filled.map((row) => joinSexColumns(row, splitSex));
  const { people, ignored } = sortLines(joined, layout, table.hiddenRows);
  if (people.length === 0) return { refused: { reason: 'no-people' }, ignored, rows: [] };
  const context: LineContext = {
    columns,
    regencies: options.regencies,
    likely: [],
    dateOrder: dateOrder(textsIn(people, columns.get('decree_date'))),
    from1904: table.from1904,
  };
  // What has been read is let go at once: the cells of a large roster take more room than all that is known of it.
  table.rows.length = 0;
  const open = new Map<number, PersonLine>();
  const read: RosterRow[] = [];
  for (const [i, person] of people.entries()) {
    if (i % ROWS_BETWEEN_NEWS === 0) progress(CELLS_READ + (1 - CELLS_READ) * (i / people.length), i);
    const row = readPerson(person, context);
    read.push(row);
    if (row.person.village_code === null) open.set(i, person);
    people[i] = NOBODY;
  }
  const likely = regenciesOf(read);
  for (const [i, person] of open) read[i] = readPerson(person, { ...context, likely });
  return { ignored, rows: markDuplicates(read, columns) };
}

function textsIn(people: readonly { cells: readonly Cell[] }[], column = -1): string[] {
  return people.flatMap(({ cells }) => {
    const cell = cells[column];
    return cell?.kind === 'text' ? [cell.text] : [];
  });
}

/** A roster of more regencies says nothing about where one of its lines belongs. */
const MOST_LIKELY = 20;

/** The regencies of the villages that were certain. */
function regenciesOf(rows: readonly RosterRow[]): string[] {
  const found = new Set<string>();
  for (const { person } of rows) if (person.village_code !== null) found.add(regencyOf(person.village_code));
  return found.size > MOST_LIKELY ? [] : [...found];
}

function forcedColumns(columns: Columns = {}): ForcedColumns {
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
