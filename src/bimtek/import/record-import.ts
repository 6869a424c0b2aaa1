import { sql } from 'kysely';
import type { Trx } from '../../database/schema.ts';
import { newId } from '../../id.ts';
import { sameSaid } from './kept.ts';
import type { ImportCounts, ImportRow } from './rows.ts';

/** What an import made: persons by row, and by person the enrolment, SK and assignment that were not there before. */
export type Made = {
  people: ReadonlyMap<number, string>;
  enrolments: ReadonlyMap<string, string>;
  decrees: ReadonlyMap<string, string>;
  assignments: ReadonlyMap<string, string>;
};

/** Keeps what an import did, row by row, as long as it may be taken back; its id. */
export async function recordImport(
  trx: Trx,
  wish: {
    bimtekId: string;
    fileName: string;
    taken: readonly ImportRow[];
    counts: ImportCounts;
    made: Made;
    by: string;
  },
  now: Date,
): Promise<string> {
  const id = newId();
  await trx
    .insertInto('roster_import')
    .values({
      id,
      bimtek_id: wish.bimtekId,
      file_name: wish.fileName.slice(0, 200),
      counts: JSON.stringify(wish.counts),
      by_id: wish.by,
      at: now,
    })
    .execute();
  const { people, enrolments, decrees, assignments } = wish.made;
  const rows = wish.taken.map(({ row, known, changes }) => {
    const personId = people.get(row) ?? '';
    return {
      import_id: id,
      person_id: personId,
      made_person: known === null,
      enrolment_id: enrolments.get(personId) ?? null,
      decree_id: decrees.get(personId) ?? null,
      assignment_id: assignments.get(personId) ?? null,
      changes: JSON.stringify(known ? changes : []),
      said_before: known?.line ? JSON.stringify(known.line) : null,
    };
  });
  for (const part of inParts(rows)) await trx.insertInto('roster_import_row').values(part).execute();
  return id;
}

/** Keeps what the file says of everybody in it who is or becomes a participant; lines that say the same are not written. */
export async function keepLines(
  trx: Trx,
  bimtekId: string,
  rows: readonly ImportRow[],
  people: ReadonlyMap<number, string>,
  now: Date,
): Promise<void> {
  const lines = rows.flatMap(({ row, known, said, state }) => {
    const personId = people.get(row) ?? known?.personId;
    const news = state === 'new' || state === 'changed' || state === 'unchanged';
    return personId && news && !sameSaid(known?.line ?? null, said)
      ? [{ bimtek_id: bimtekId, person_id: personId, said: JSON.stringify(said), at: now }]
      : [];
  });
  for (const part of inParts(lines))
    await trx
      .insertInto('roster_line')
      .values(part)
      .onConflict((on) =>
        on
          .columns(['bimtek_id', 'person_id'])
          .doUpdateSet({ said: sql`excluded.said`, at: sql`excluded.at` }),
      )
      .execute();
}

/** A statement may carry 65,535 values. */
function inParts<Row>(rows: readonly Row[]): Row[][] {
  const parts: Row[][] = [];
  for (let start = 0; start < rows.length; start += 500) parts.push(rows.slice(start, start + 500));
  return parts;
}
