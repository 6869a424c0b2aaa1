import { sql } from 'kysely';
import { appendEvent } from '../audit/index.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { holdEnrolment } from './hold-enrolment.ts';

export type EnrolmentAct = { bimtekId: string; enrolmentId: string; by: string | null };
export type EnrolmentRefusal = { reason: 'gone' | 'self' | 'ended' | 'not-ended' };

/**
 * Ends an enrolment now: its remaining sessions stay in the plan, neither met nor alpa, and nothing is issued for it.
 * Areas count the person by the newest enrolment that has not ended, from now on.
 */
export async function endEnrolment(
  trx: Trx,
  wish: EnrolmentAct & { reason: string },
  now: Date,
): Promise<Result<{ enrolmentId: string }, EnrolmentRefusal>> {
  const held = await holdEnrolment(trx, wish.bimtekId, wish.enrolmentId);
  if (!held) return refused('gone');
  if (held.personId === wish.by) return refused('self');
  if (held.endedAt) return refused('ended');
  await setEnd(trx, wish, { ended_at: now, end_reason: wish.reason });
  await appendEvent(trx, eventOf(wish, 'enrolment-ended', now));
  await recountLatest(trx, held.personId, wish, now);
  return ok({ enrolmentId: wish.enrolmentId });
}

/** Takes an ending back (the wrong row was ended). */
export async function resumeEnrolment(
  trx: Trx,
  wish: EnrolmentAct,
  now: Date,
): Promise<Result<{ enrolmentId: string }, EnrolmentRefusal>> {
  const held = await holdEnrolment(trx, wish.bimtekId, wish.enrolmentId);
  if (!held) return refused('gone');
  if (held.personId === wish.by) return refused('self');
  if (!held.endedAt) return refused('not-ended');
  await setEnd(trx, wish, { ended_at: null, end_reason: null });
  await appendEvent(trx, eventOf(wish, 'enrolment-resumed', now));
  await recountLatest(trx, held.personId, wish, now);
  return ok({ enrolmentId: wish.enrolmentId });
}

const setEnd = (trx: Trx, wish: EnrolmentAct, end: { ended_at: Date | null; end_reason: string | null }) =>
  trx
    .updateTable('enrolment')
    .set(end)
    .where('id', '=', wish.enrolmentId)
    .where('bimtek_id', '=', wish.bimtekId)
    .execute();

const eventOf = (wish: EnrolmentAct, act: string, now: Date) => ({
  at: now,
  actorId: wish.by,
  act,
  subject: { kind: 'enrolment', id: wish.enrolmentId },
  bimtekId: wish.bimtekId,
});

/** Points the person at the newest enrolment that has not ended, and refreshes both that may have changed. */
async function recountLatest(trx: Trx, personId: string, wish: EnrolmentAct, now: Date): Promise<void> {
  const newest = await trx
    .selectFrom('enrolment')
    .select(['id', 'bimtek_id'])
    .where('person_id', '=', personId)
    .whereRef('root_id', '=', 'id')
    .where('ended_at', 'is', null)
    .orderBy('id', 'desc') // ids sort by time of making
    .limit(1)
    .executeTakeFirst();
  if (newest && newest.bimtek_id !== wish.bimtekId) await lockEnrolments(trx, newest.bimtek_id, [newest.id]);
  const before = await latestOf(trx, personId);
  await sql`update person set latest_enrolment_id = ${newest?.id ?? null} where id = ${personId}`.execute(
    trx,
  );
  await refreshStanding(trx, wish.bimtekId, [wish.enrolmentId], now);
  for (const other of [newest, before])
    if (other && other.id !== wish.enrolmentId) await refreshStanding(trx, other.bimtek_id, [other.id], now);
}

const latestOf = (trx: Trx, personId: string) =>
  trx
    .selectFrom('person as p')
    .innerJoin('enrolment as e', 'e.id', 'p.latest_enrolment_id')
    .select(['e.id', 'e.bimtek_id'])
    .where('p.id', '=', personId)
    .executeTakeFirst();
