import type { ImportRow } from '../../src/bimtek/import/rows.ts';
import { columnWords, problemWords } from './import-words.ts';

const LEFT = ['wrong', 'question'];

/** Rows that cannot be saved yet as a table, one line a problem, for the people who keep the file. */
export function leftRowsTable(rows: readonly ImportRow[]): string[][] {
  const lines = rows
    .filter(({ state }) => LEFT.includes(state))
    .flatMap(({ row, person, problems }) =>
      problems
        .filter(({ kind, answer }) => kind === 'wrong' || (kind === 'question' && answer === null))
        .map((problem) => [
          String(row),
          person.name ?? '',
          columnWords(problem.column),
          problem.value,
          problemWords(problem),
        ]),
    );
  return [['Baris', 'Nama', 'Kolom', 'Isi di Excel', 'Yang perlu dilakukan'], ...lines];
}
