import { appendEvent } from '../audit/index.ts';
import { refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { isClosed } from './closed.ts';
import { holdEnrolment } from './hold-enrolment.ts';

export type CorrectJoining = { bimtekId: string; enrolmentId: string; joinedAt: Date; by: string | null };
export type JoiningRefusal = { reason: 'gone' | 'self' | 'closed' | 'after-change' };

/**
 * Corrects when someone joined: a mark on a session before joining does not count, so this is the way to make it
 * count (product.md section 4). The first stay in a class begins then.
 */
export async function correctJoining(
  trx: Trx,
  wish: CorrectJoining,
  now: Date,
): Promise<Result<{ enrolmentId: string }, JoiningRefusal>> {
  const { bimtekId, enrolmentId, joinedAt } = wish;
  const held = await holdEnrolment(trx, bimtekId, enrolmentId);
  if (!held) return refused('gone');
  if (held.personId === wish.by) return refused('self');
  if (await isClosed(trx, bimtekId)) return refused('closed');
  const stays = await trx
    .selectFrom('class_membership')
    .select('since')
    .where('bimtek_id', '=', bimtekId)
    .where('enrolment_id', '=', enrolmentId)
    .orderBy('since')
    .execute();
  const [first, second] = stays;
  if (!first || (second && joinedAt >= second.since) || (held.endedAt && joinedAt >= held.endedAt))
    return refused('after-change');
  await trx
    .updateTable('enrolment')
    .set({ joined_at: joinedAt })
    .where('id', '=', enrolmentId)
    .where('bimtek_id', '=', bimtekId)
    .execute();
  await trx
    .updateTable('class_membership')
    .set({ since: joinedAt })
    .where('bimtek_id', '=', bimtekId)
    .where('enrolment_id', '=', enrolmentId)
    .where('since', '=', first.since)
    .execute();
  await appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: 'joining-corrected',
    subject: { kind: 'enrolment', id: enrolmentId },
    bimtekId,
    detail: { from: held.joinedAt.toISOString(), to: joinedAt.toISOString() },
  });
  await refreshStanding(trx, bimtekId, [enrolmentId], now);
  return ok({ enrolmentId });
}
