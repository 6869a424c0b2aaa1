import { appendEvent } from '../audit/index.ts';
import { refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { isClosed } from './closed.ts';
import { type Held, holdEnrolment } from './hold-enrolment.ts';

export type ChangeClass = {
  bimtekId: string;
  enrolmentId: string;
  classId: string;
  from?: Date;
  by: string | null;
};
export type ChangeClassRefusal =
  | { reason: 'gone' | 'self' | 'closed' | 'ended' | 'no-class' | 'same' }
  | { reason: 'before-last-change'; since: string };

/**
 * Moves a participant to another class from `from` (default now) on. The participant number stays; sessions before that
 * moment are those of the old class.
 */
export async function changeClass(
  trx: Trx,
  wish: ChangeClass,
  now: Date,
): Promise<Result<{ enrolmentId: string }, ChangeClassRefusal>> {
  const { bimtekId, enrolmentId, classId } = wish;
  const held = await holdEnrolment(trx, bimtekId, enrolmentId);
  const wrong = held ? await refusalOf(trx, wish, held) : refused('gone');
  if (wrong) return wrong;
  const from = wish.from ?? now;
  const last = await trx
    .selectFrom('class_membership')
    .select('since')
    .where('bimtek_id', '=', bimtekId)
    .where('enrolment_id', '=', enrolmentId)
    .orderBy('since', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  if (from <= last.since) return refused('before-last-change', { since: last.since.toISOString() });
  await trx
    .insertInto('class_membership')
    .values({ bimtek_id: bimtekId, enrolment_id: enrolmentId, since: from, class_id: classId })
    .execute();
  await trx
    .updateTable('enrolment')
    .set({ class_id: classId })
    .where('id', '=', enrolmentId)
    .where('bimtek_id', '=', bimtekId)
    .execute();
  await appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: 'class-changed',
    subject: { kind: 'enrolment', id: enrolmentId },
    bimtekId,
    detail: { from: held?.classId, to: classId, since: from.toISOString() },
  });
  await refreshStanding(trx, bimtekId, [enrolmentId], now);
  return ok({ enrolmentId });
}

async function refusalOf(trx: Trx, wish: ChangeClass, held: Held) {
  if (held.personId === wish.by) return refused('self');
  if (held.endedAt) return refused('ended');
  if (held.classId === wish.classId) return refused('same');
  const found = await trx
    .selectFrom('class')
    .select('id')
    .where('id', '=', wish.classId)
    .where('bimtek_id', '=', wish.bimtekId)
    .executeTakeFirst();
  if (!found) return refused('no-class');
  return (await isClosed(trx, wish.bimtekId)) ? refused('closed') : undefined;
}
