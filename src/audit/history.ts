import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/schema.ts';

export type HistoryEntry = {
  seq: number;
  at: Date;
  act: string;
  by: string | null;
  detail: Record<string, unknown>;
};

/** Acts that change what is known of a participant; who signed in or read what is not among them. */
const CHANGES = [
  'person-changed',
  'name-confirmed',
  'enrolled',
  'class-changed',
  'village-changed',
  'joining-corrected',
  'enrolment-ended',
  'enrolment-resumed',
  'kader-replaced',
  'people-merged',
  'merge-undone',
  'decree-recorded',
  'decree-corrected',
  'decree-confirmed',
  'decree-ended',
  'kader-assigned',
  'assignment-corrected',
  'assignment-ended',
  'nik-revealed',
];

/** Who changed what of a participant, newest first, at most fifty; also what was written before a merge of persons. */
export async function historyOf(
  db: Db,
  who: { personId: string; enrolmentId: string; bimtekId: string },
): Promise<HistoryEntry[]> {
  const people = sql`select id::text from person where root_id = ${who.personId}`;
  const own = (table: 'decree' | 'assignment') =>
    sql`select t.id::text from ${sql.table(table)} t join person p on p.id = t.person_id where p.root_id = ${who.personId}`;
  const enrolments = sql`select id::text from enrolment where root_id = ${who.enrolmentId} and bimtek_id = ${who.bimtekId}`;
  const about = (kind: string, ids: RawBuilder<unknown>) =>
    sql`select seq from audit_event where subject_kind = ${kind} and subject_id in (${ids})`;
  const { rows } = await sql<HistoryEntry>`
    select a.seq, a.at, a.act, by.name as by, a.detail from audit_event a
    left join person by on by.id = a.actor_id
    where a.seq in (${about('person', people)} union all ${about('enrolment', enrolments)}
        union all ${about('decree', own('decree'))} union all ${about('assignment', own('assignment'))})
      and a.act = any(${CHANGES}::text[]) and (a.bimtek_id is null or a.bimtek_id = ${who.bimtekId})
    order by a.seq desc limit 50`.execute(db);
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}
