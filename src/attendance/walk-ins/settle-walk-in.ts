import { appendEvent } from '../../audit/index.ts';
import type { Trx } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { newId } from '../../id.ts';
import { type Result, ok, refused } from '../../result.ts';
import { deviceOf } from '../form-mark.ts';
import type { MarkRefusal } from '../judge-mark.ts';
import { recordMarks } from '../record-marks.ts';
import { PLAIN_MARK } from '../rules.ts';

type Wish = { bimtekId: string; walkInId: string };
export type SettleRefusal = { reason: MarkRefusal | 'settled' };

/** Held against rivals; undefined when it is not of this bimtek or somebody has settled it. */
const holdWaiting = (trx: Trx, { bimtekId, walkInId }: Wish) =>
  trx
    .selectFrom('walk_in')
    .select(['session_id', 'by_id', 'at'])
    .where('bimtek_id', '=', bimtekId)
    .where('id', '=', walkInId)
    .where('settled_at', 'is', null)
    .forUpdate()
    .executeTakeFirst();

/**
 * Says which participant somebody was: they get a mark *hadir* of the moment when the trainer noted them. It names no
 * mark that stands already, so another one that differs becomes a question. `note` tells where the mark comes from.
 */
export async function tieWalkIn(
  trx: Trx,
  actor: Actor,
  wish: Wish & { enrolmentId: string; note: string },
  now: Date,
): Promise<Result<{ conflict: boolean; counts: boolean }, SettleRefusal>> {
  const row = await holdWaiting(trx, wish);
  if (!row) return refused('settled');
  const mark = {
    ...PLAIN_MARK,
    id: newId(),
    sessionId: row.session_id,
    enrolmentId: wish.enrolmentId,
    status: 'hadir',
    source: 'roll-call',
    note: wish.note,
    device: deviceOf(actor),
    deviceAt: row.at,
    sentAt: now,
  } as const;
  const [outcome] = await recordMarks(trx, actor, [mark], now);
  if (!outcome || outcome.outcome === 'refused') return refused(outcome?.reason ?? 'not-found');
  await settle(trx, actor, wish, { enrolment_id: wish.enrolmentId, mark_id: mark.id }, now);
  return ok({ conflict: outcome.outcome === 'conflict', counts: outcome.counts });
}

/** Says that somebody was no participant, and why. */
export async function dropWalkIn(
  trx: Trx,
  actor: Actor,
  wish: Wish & { reason: string },
  now: Date,
): Promise<Result<{ id: string }, SettleRefusal>> {
  if (!(await holdWaiting(trx, wish))) return refused('settled');
  await settle(trx, actor, wish, { drop_reason: wish.reason }, now);
  return ok({ id: wish.walkInId });
}

async function settle(
  trx: Trx,
  actor: Actor,
  { bimtekId, walkInId }: Wish,
  end: { enrolment_id: string; mark_id: string } | { drop_reason: string },
  now: Date,
): Promise<void> {
  await trx
    .updateTable('walk_in')
    .set({ ...end, settled_by: actor.personId, settled_at: now })
    .where('bimtek_id', '=', bimtekId)
    .where('id', '=', walkInId)
    .execute();
  const tied = 'mark_id' in end;
  await appendEvent(trx, {
    at: now,
    actorId: actor.personId,
    act: tied ? 'walk-in-tied' : 'walk-in-dropped',
    subject: { kind: 'walk-in', id: walkInId },
    bimtekId,
    detail: tied ? { enrolment: end.enrolment_id, mark: end.mark_id } : {},
  });
}
