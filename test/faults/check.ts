import { sql } from 'kysely';
import type { Db } from '../../src/database/schema.ts';
import { PHONE, type Write } from './writes.ts';

/** Sentences about every acknowledged write that is not in the database exactly once, and about rows nobody sent. */
export async function notExactlyOnce(db: Db, acknowledged: readonly Write[]): Promise<string[]> {
  return [...(await wrongAnswers(db, acknowledged)), ...(await wrongMarks(db, acknowledged))];
}

async function wrongAnswers(db: Db, acknowledged: readonly Write[]): Promise<string[]> {
  const rows = await db
    .selectFrom('answer_event')
    .select(['key', 'attempt_id', 'question_no', sql<string>`(response->'picked')::text`.as('picked')])
    .where('device', '=', PHONE)
    .execute();
  const kept = rows.map((row) => `${row.key} ${row.attempt_id} ${row.question_no} ${row.picked}`);
  const sent = acknowledged.flatMap(({ key, answer }) =>
    answer ? [`${key} ${answer.attempt} ${answer.question} [${answer.picked.join(', ')}]`] : [],
  );
  return differences('answer', kept, sent);
}

async function wrongMarks(db: Db, acknowledged: readonly Write[]): Promise<string[]> {
  const rows = await db
    .selectFrom('mark')
    .select(['id', 'enrolment_id', 'status'])
    .where('device', '=', PHONE)
    .execute();
  const kept = rows.map((row) => `${row.id} ${row.enrolment_id} ${row.status}`);
  const sent = acknowledged.flatMap(({ marks = [] }) =>
    marks.map((mark) => `${mark.id} ${mark.enrolment} ${mark.status}`),
  );
  return differences('mark', kept, sent);
}

function differences(what: string, kept: string[], sent: string[]): string[] {
  const times = Map.groupBy(kept, (row) => row);
  const asked = new Set(sent);
  return [
    ...sent
      .filter((row) => times.get(row)?.length !== 1)
      .map((row) => `${what} ${row}: there ${times.get(row)?.length ?? 0} times`),
    ...kept.filter((row) => !asked.has(row)).map((row) => `${what} ${row}: nobody sent it`),
  ];
}
