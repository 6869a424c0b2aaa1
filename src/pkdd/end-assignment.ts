import { appendEvent } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { lockOf, refreshOf } from './enrolments.ts';
import { suspendClearances } from '../certification/index.ts';

export type EndAssignment = { assignmentId: string; reason: string; by: string | null };
export type EndAssignmentRefusal = { reason: 'gone' } | { reason: 'self' };

/**
 * Ends an assignment now; a clearance that stands on it is suspended in the same transaction. The history stays, and
 * the next kader of the village inherits nothing. Nobody ends their own.
 */
export async function endAssignment(
  trx: Trx,
  wish: EndAssignment,
  now: Date,
): Promise<Result<{ personId: string; villageCode: string }, EndAssignmentRefusal>> {
  const found = await trx
    .selectFrom('assignment')
    .select('person_id')
    .where('id', '=', wish.assignmentId)
    .executeTakeFirst();
  if (!found) return refused('gone');
  if (found.person_id === wish.by) return refused('self');
  const enrolments = await lockOf(trx, found.person_id);
  const row = await trx
    .selectFrom('assignment')
    .select(['active', 'village_code'])
    .where('id', '=', wish.assignmentId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (!row.active) return refused('gone');
  await suspendClearances(trx, { assignmentId: wish.assignmentId }, wish, now);
  await trx
    .updateTable('assignment')
    .set({ active: false, ended_at: now, end_reason: wish.reason })
    .where('id', '=', wish.assignmentId)
    .execute();
  await appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: 'assignment-ended',
    subject: { kind: 'assignment', id: wish.assignmentId },
    detail: { person: found.person_id, village: row.village_code },
  });
  await refreshOf(trx, enrolments, now);
  return ok({ personId: found.person_id, villageCode: row.village_code });
}

/** For the daily job: ends the assignments whose last day is before `today` ('YYYY-MM-DD'); how many. */
export async function endDueAssignments(trx: Trx, today: string, now: Date): Promise<number> {
  const due = await trx
    .selectFrom('assignment')
    .select('id')
    .where('active', '=', true)
    .where('to_date', '<', today)
    .orderBy('id')
    .limit(200)
    .execute();
  for (const { id } of due)
    await endAssignment(trx, { assignmentId: id, reason: 'masa tugas selesai', by: null }, now);
  return due.length;
}
