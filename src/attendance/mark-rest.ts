import { lockEnrolments } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';
import { newId } from '../id.ts';
import { ok, refused, type Result } from '../result.ts';
import { holdOpen } from './closing-state.ts';
import { findSession } from './find-session.ts';
import { recordMarks } from './record-marks.ts';
import { readRollCall, restOf } from './roll-call.ts';
import { PLAIN_MARK } from './rules.ts';

/**
 * Semua hadir: one `hadir` for each of these persons who is still without a mark; every other mark is left alone.
 * Whoever was marked since the question was asked is left out. Returns how many were marked.
 */
export async function markRest(
  trx: Trx,
  actor: Actor,
  wish: { sessionId: string; enrolments: readonly string[]; device: string },
  now: Date,
): Promise<Result<{ marked: number }, { reason: 'not-found' | 'cancelled' }>> {
  const session = await findSession(trx, actor, wish.sessionId, now);
  if (!session?.mayMark) return refused('not-found');
  if (session.cancelledAt) return refused('cancelled');
  await holdOpen(trx, session.bimtekId);
  await lockEnrolments(trx, session.bimtekId, wish.enrolments);
  const rest = restOf(await readRollCall(trx, session), actor.personId);
  const outcomes = await recordMarks(
    trx,
    actor,
    rest
      .filter((row) => wish.enrolments.includes(row.enrolmentId))
      .map((row) => ({
        ...PLAIN_MARK,
        id: newId(),
        sessionId: wish.sessionId,
        enrolmentId: row.enrolmentId,
        status: 'hadir',
        source: 'roll-call',
        device: wish.device,
      })),
    now,
  );
  return ok({ marked: outcomes.filter((outcome) => outcome.outcome === 'accepted').length });
}
