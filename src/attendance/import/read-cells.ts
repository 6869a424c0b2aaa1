/** A table of cells -> what each of them says of one person in one session, as text. Pure. */
import type { Cell } from '../../documents/cell.ts';
import { columnLetters } from '../../documents/sheet.ts';
import type { Table } from '../../bimtek/index.ts';
import { findLayout, type Layout, type LayoutMissing } from './columns.ts';

/** What stands in the file; `row` and `column` as the spreadsheet names them. */
export type ReadCell = {
  row: number;
  column: string;
  participant: string;
  session: string;
  /** The topic that the file gives the session; may be empty. */
  topic: string;
  status: string;
  minutes: string;
  note: string;
};
export type CellsRead = { cells: ReadCell[] } | LayoutMissing | { tooMany: number };

/** 300 people in 60 sessions are 18,000. */
export const MOST_CELLS = 30_000;

/** Reads the first table that has the columns of marks. A blank cell says nothing, and is not among them. */
export function readCells(tables: readonly Table[]): CellsRead {
  let missing: LayoutMissing | undefined;
  for (const table of tables) {
    const layout = findLayout(table.rows);
    if ('shape' in layout) {
      const cells = layout.shape === 'long' ? longCells(table, layout) : wideCells(table, layout);
      return cells.length > MOST_CELLS ? { tooMany: cells.length } : { cells };
    }
    if (!missing || 'twice' in layout || ('missing' in layout && layout.missing === 'sessions'))
      missing = layout;
  }
  return missing ?? { missing: 'participant' };
}

/** Longer than anything that a cell of these can say. */
const LONGEST = 1000;
const textOf = (cell: Cell | undefined): string =>
  (cell?.text ?? '').slice(0, LONGEST).replace(/\s+/g, ' ').trim();
/** Nothing said: blank, a dash, an empty box of a spreadsheet. */
const isBlank = (text: string): boolean => /^[-–—.]*$/.test(text) || text === 'FALSE';

function longCells({ rows }: Table, { headerRow, columns }: Extract<Layout, { shape: 'long' }>): ReadCell[] {
  return rows.slice(headerRow + 1).flatMap((row, i) => {
    const of = (field: Parameters<typeof columns.get>[0]): string => {
      const column = columns.get(field);
      return column === undefined ? '' : textOf(row[column]);
    };
    const status = of('status');
    if (isBlank(status)) return [];
    const said = { participant: of('participant'), session: of('session'), topic: of('topic'), status };
    const column = columnLetters((columns.get('status') ?? 0) + 1);
    return [{ row: headerRow + 2 + i, column, ...said, minutes: of('minutes'), note: of('note') }];
  });
}

function wideCells(
  { rows }: Table,
  { headerRow, participant, sessions }: Extract<Layout, { shape: 'wide' }>,
): ReadCell[] {
  return rows.slice(headerRow + 1).flatMap((row, i) =>
    sessions.flatMap(({ no, topic, column }): ReadCell[] => {
      const status = textOf(row[column]);
      if (isBlank(status)) return [];
      const said = { participant: textOf(row[participant]), session: String(no), topic, status };
      return [{ row: headerRow + 2 + i, column: columnLetters(column + 1), ...said, minutes: '', note: '' }];
    }),
  );
}
