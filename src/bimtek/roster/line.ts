/** The cells of one line by field, and where its problems are gathered. */
import { EMPTY, type Cell } from '../../documents/cell.ts';
import type { Finding, RosterProblem } from './check.ts';
import type { Field } from './columns.ts';

export type Line = {
  cell(field: Field): Cell;
  /** Tidied: one space between words, no invisible signs. */
  text(field: Field): string;
  /** Whether the table has this column at all. */
  has(field: Field): boolean;
  tell(kind: RosterProblem['kind'], column: Field, finding: Finding): void;
  problems: RosterProblem[];
};

const UNKNOWN = { formula: 'formula-empty', error: 'formula-error' } as const;

/**
 * A line of a table whose columns are known. A formula without a result, or with an error for one, is told once and
 * then taken for an empty cell of which nothing more is said.
 */
export function lineOf(cells: readonly Cell[], columns: ReadonlyMap<Field, number>): Line {
  const problems: RosterProblem[] = [];
  const unknown = new Set<Field>();
  for (const [field, index] of columns) {
    const { kind, text } = cells[index] ?? EMPTY;
    if (field === 'no' || (kind !== 'formula' && kind !== 'error')) continue;
    unknown.add(field);
    problems.push({ kind: 'wrong', column: field, value: text, code: UNKNOWN[kind] });
  }
  const cell = (field: Field): Cell =>
    unknown.has(field) ? EMPTY : (cells[columns.get(field) ?? -1] ?? EMPTY);
  return {
    cell,
    text: (field) =>
      cell(field)
        .text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
        .trim(),
    has: (field) => columns.has(field),
    tell(kind, column, finding) {
      if (!unknown.has(column)) problems.push({ kind, column, value: cell(column).text, ...finding });
    },
    problems,
  };
}
