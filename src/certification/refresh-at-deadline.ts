import { sql } from 'kysely';
import type { Db } from '../database/schema.ts';
import { lockEnrolments, refreshStanding } from './standing.ts';

/**
 * Refreshes the rows that were computed before their batas kelulusan and stand as if it had not passed: a line still
 * open, or nothing due with the attendance met. Class by class, so that nobody waits behind a whole bimtek. Runs again
 * and again and does nothing then; how many classes.
 */
export async function refreshAtDeadline(db: Db, now: Date): Promise<number> {
  const { rows } = await sql<{ bimtekId: string; enrolmentIds: string[] }>`
    select s.bimtek_id as "bimtekId", array_agg(s.enrolment_id::text) as "enrolmentIds"
    from bimtek b
    join standing s on s.bimtek_id = b.id
    where b.pass_deadline <= ${now} and (
      'open' in (s.l2, s.l3, s.l4, s.l5)
      or (s.l1 = 'met' and s.due is null and s.closed and not s.ended and s.certificate_id is null))
    group by s.bimtek_id, s.class_id
    order by s.bimtek_id, s.class_id`.execute(db);
  for (const { bimtekId, enrolmentIds } of rows) {
    await db.transaction().execute(async (trx) => {
      await lockEnrolments(trx, bimtekId, enrolmentIds);
      await refreshStanding(trx, bimtekId, enrolmentIds, now);
    });
  }
  return rows.length;
}
