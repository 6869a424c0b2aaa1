import { sql } from 'kysely';
import { foldEnrolments } from '../attendance/index.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';

/** Enrolments by bimtek. */
export type Touched = ReadonlyMap<string, string[]>;

/** First step of a merge or its undoing: every enrolment of these persons is held, then the persons themselves. */
export async function holdPeople(trx: Trx, people: readonly string[]): Promise<Touched> {
  const { rows } = await sql<{
    id: string;
    bimtekId: string;
  }>`select id, bimtek_id as "bimtekId" from enrolment
    where person_id in (select id from person where id = any(${people}::uuid[]) or root_id = any(${people}::uuid[]))
    order by bimtek_id, id`.execute(trx);
  const touched = new Map<string, string[]>();
  for (const { id, bimtekId } of rows) touched.set(bimtekId, [...(touched.get(bimtekId) ?? []), id]);
  for (const [bimtekId, ids] of touched) await lockEnrolments(trx, bimtekId, ids);
  await sql`select id from person where id = any(${people}::uuid[]) order by id for update`.execute(trx);
  return touched;
}

/** Last step: the latest enrolment of each person, the values of the marks, the standings. */
export async function recount(
  trx: Trx,
  people: readonly string[],
  touched: Touched,
  now: Date,
): Promise<void> {
  await sql`update person p set latest_enrolment_id = (
      select e.id from enrolment e where e.person_id = p.id and e.root_id = e.id and e.ended_at is null
      order by e.id desc limit 1)
    where p.id = any(${people}::uuid[])`.execute(trx);
  for (const [bimtekId, ids] of touched) {
    await foldEnrolments(trx, bimtekId, ids);
    await refreshStanding(trx, bimtekId, ids, now);
  }
}
