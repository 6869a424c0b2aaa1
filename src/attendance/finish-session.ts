import { appendEvent } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';
import { ok, refused, type Result } from '../result.ts';
import { findSession } from './find-session.ts';

/**
 * Selesaikan presensi: the trainer says that the roll of this session has been called. It settles nobody: whoever is
 * without a mark stays so. A second time changes nothing.
 */
export async function finishSession(
  trx: Trx,
  actor: Actor,
  sessionId: string,
  now: Date,
): Promise<Result<null, { reason: 'not-found' | 'cancelled' }>> {
  const session = await findSession(trx, actor, sessionId, now);
  if (!session?.mayMark) return refused('not-found');
  if (session.cancelledAt) return refused('cancelled');
  const { numUpdatedRows } = await trx
    .updateTable('session')
    .set({ finished_at: now, finished_by: actor.personId })
    .where('id', '=', sessionId)
    .where('bimtek_id', '=', session.bimtekId)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) {
    const subject = { kind: 'session', id: sessionId };
    await appendEvent(trx, {
      at: now,
      actorId: actor.personId,
      act: 'session-finished',
      subject,
      bimtekId: session.bimtekId,
    });
  }
  return ok(null);
}
