/** A table of cells -> what each line of a timetable says, as text. Pure. */
import type { Cell } from '../../documents/cell.ts';
import { columnLetters } from '../../documents/sheet.ts';
import { serialDay, type Table } from '../roster/index.ts';
import { type Field, FIELDS, findColumns, type Texts } from './columns.ts';

/** `row` is that of the spreadsheet; `letters` the column that each field came from. */
export type Line = { row: number; texts: Texts };
export type Letters = Partial<Record<Field, string>>;
export type LinesRead =
  | { lines: Line[]; letters: Letters }
  | { missing: (Field | 'hours')[] }
  | { tooMany: number };

export const MOST_LINES = 1000;

/** Reads the first table that has the columns of a timetable; lines without a topic and a time are passed over. */
export function readLines(tables: readonly Table[]): LinesRead {
  let missing: (Field | 'hours')[] | undefined;
  for (const table of tables) {
    const found = findColumns(table.rows);
    if ('layout' in found) {
      const { headerRow, columns } = found.layout;
      const lines = linesOf(table, headerRow, columns);
      if (lines.length > MOST_LINES) return { tooMany: lines.length };
      return { lines, letters: lettersOf(columns) };
    }
    if (!missing || found.missing.length < missing.length) missing = found.missing;
  }
  return { missing: missing ?? ['day', 'hours', 'topic', 'jp', 'class'] };
}

function lettersOf(columns: ReadonlyMap<Field | 'hours', number>): Letters {
  const letters: Letters = {};
  for (const field of FIELDS) {
    const timed = field === 'start' || field === 'end';
    const index = columns.get(field) ?? (timed ? columns.get('hours') : undefined);
    if (index !== undefined) letters[field] = columnLetters(index + 1);
  }
  return letters;
}

function linesOf(table: Table, headerRow: number, columns: ReadonlyMap<Field | 'hours', number>): Line[] {
  const lines: Line[] = [];
  for (let i = headerRow + 1; i < table.rows.length; i++) {
    const cellOf = (field: Field | 'hours'): Cell | undefined => {
      const column = columns.get(field);
      return column === undefined ? undefined : table.rows[i]?.[column];
    };
    const texts: Texts = {};
    for (const field of FIELDS) {
      const column = columns.get(field);
      if (column !== undefined) texts[field] = textOf(field, mergedCell(table, i, column, field), table);
    }
    const hours = cellOf('hours')?.text;
    if (hours !== undefined && texts.start === undefined) Object.assign(texts, timesIn(hours));
    if ((texts.topic ?? '') === '' && (texts.start ?? '') === '') continue;
    lines.push({ row: i + 1, texts });
  }
  return lines;
}

/** A day and a class are often one merged cell beside several sessions. */
function mergedCell({ rows, merges }: Table, row: number, column: number, field: Field): Cell | undefined {
  const own = rows[row]?.[column];
  if ((own && own.kind !== 'empty') || (field !== 'day' && field !== 'class')) return own;
  const merge = merges.find(
    ({ top, bottom, left, right }) =>
      top <= row + 1 && row + 1 <= bottom && left <= column + 1 && column + 1 <= right,
  );
  return merge ? rows[merge.top - 1]?.[merge.left - 1] : own;
}

function textOf(field: Field, cell: Cell | undefined, { from1904 }: Table): string {
  const text = (cell?.text ?? '').replace(/\s+/g, ' ').trim();
  if (!cell || text === '') return '';
  if (field === 'day') {
    if (cell.kind === 'date') return text.slice(0, 10);
    return cell.kind === 'number' ? (serialDay(text, from1904) ?? text) : text;
  }
  if (field === 'start' || field === 'end') return timeOf(cell, text);
  return field === 'counted' && cell.kind === 'boolean' ? (text === 'TRUE' ? 'ya' : 'tidak') : text;
}

const MINUTES = 24 * 60;

/** A spreadsheet keeps 08:30 as a part of a day, and shows it as the time of a day long ago. */
function timeOf(cell: Cell, text: string): string {
  if (cell.kind === 'date') return text.length > 10 ? text.slice(11, 16) : '00:00';
  const share = Number(text);
  // "8.30" as a number is half past eight, 0.354 a part of a day.
  if (cell.kind !== 'number' || Number.isNaN(share)) return text;
  if (share >= 1) return /^\d{1,2}$/.test(text) ? `${text}.00` : share.toFixed(2);
  const minutes = Math.round(share * MINUTES);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** "08.30–10.00 WIB", "08:30 s.d. 10:00". */
function timesIn(hours: string): Pick<Texts, 'start' | 'end'> {
  const [start = hours.trim(), end = ''] = hours.match(/\d{1,2}[.:]\d{2}/g) ?? [];
  return { start, end };
}
