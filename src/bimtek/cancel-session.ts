import { appendEvent } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { readSessions, stoodThere } from './read-sessions.ts';
import { holdTimetable, nextVersion, publish, type TimetableChange } from './timetable.ts';

export type SessionAct = { bimtekId: string; sessionId: string; by: string | null };
type Done = Result<{ sessionId: string }, { reason: 'gone' | 'closed' }>;

/** Cancels a session with a reason: its marks stay, it leaves the sum of JP. */
export const cancelSession = (trx: Trx, wish: SessionAct & { reason: string }, now: Date): Promise<Done> =>
  setCancelled(trx, wish, 'cancelled', { cancelled_at: now, cancel_reason: wish.reason }, now);

/** Takes a cancellation back: the session counts again, with the marks it kept. */
export const restoreSession = (trx: Trx, wish: SessionAct, now: Date): Promise<Done> =>
  setCancelled(trx, wish, 'restored', { cancelled_at: null, cancel_reason: null }, now);

async function setCancelled(
  trx: Trx,
  wish: SessionAct,
  kind: 'cancelled' | 'restored',
  columns: { cancelled_at: Date | null; cancel_reason: string | null },
  now: Date,
): Promise<Done> {
  const { bimtekId, sessionId, by } = wish;
  const held = await holdTimetable(trx, bimtekId);
  if (!held.ok) return held;
  const was = (await readSessions(trx, bimtekId, [sessionId])).get(sessionId);
  if (!was || was.cancelled === (kind === 'cancelled')) return refused('gone');
  const no = await nextVersion(trx, bimtekId);
  await trx
    .updateTable('session')
    .set({ ...columns, timetable_no: no })
    .where('id', '=', sessionId)
    .where('bimtek_id', '=', bimtekId)
    .execute();
  await publishOne(trx, { bimtekId, no, by }, { session: sessionId, kind, was: stoodThere(was) }, now);
  return ok({ sessionId });
}

async function publishOne(
  trx: Trx,
  wish: { bimtekId: string; no: number; by: string | null },
  change: TimetableChange,
  now: Date,
): Promise<void> {
  await appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: `session-${change.kind}`,
    subject: { kind: 'session', id: change.session },
    bimtekId: wish.bimtekId,
    detail: { timetable: wish.no },
  });
  await publish(trx, { ...wish, changes: [change] }, now);
}

/** Removes a session that was planned by mistake: only while nobody was marked in it. */
export async function removeSession(
  trx: Trx,
  wish: SessionAct,
  now: Date,
): Promise<Result<{ sessionId: string }, { reason: 'gone' | 'closed' | 'has-marks' }>> {
  const { bimtekId, sessionId, by } = wish;
  const held = await holdTimetable(trx, bimtekId);
  if (!held.ok) return held;
  const was = (await readSessions(trx, bimtekId, [sessionId])).get(sessionId);
  if (!was) return refused('gone');
  for (const table of ['mark', 'objection', 'dispensation', 'attendance_evidence'] as const) {
    const row = await trx
      .selectFrom(table)
      .select('session_id')
      .where('bimtek_id', '=', bimtekId)
      .where('session_id', '=', sessionId)
      .executeTakeFirst();
    if (row) return refused('has-marks');
  }
  for (const table of ['session_class', 'session_trainer'] as const)
    await trx
      .deleteFrom(table)
      .where('bimtek_id', '=', bimtekId)
      .where('session_id', '=', sessionId)
      .execute();
  await trx.deleteFrom('session').where('id', '=', sessionId).where('bimtek_id', '=', bimtekId).execute();
  const no = await nextVersion(trx, bimtekId);
  const change = { session: sessionId, kind: 'removed' as const, was: stoodThere(was) };
  await publishOne(trx, { bimtekId, no, by }, change, now);
  return ok({ sessionId });
}
