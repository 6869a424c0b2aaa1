import { appendEvent } from '../audit/index.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';

export type Review = {
  enrolmentId: string;
  bimtekId: string;
  no: number;
  decision: 'accepted' | 'revise';
  comment: string;
};
export type ReviewRefusal = { reason: 'own' } | { reason: 'decided' };

/** Accepts a plan or asks for a better one. Nobody reviews their own; a decided round stays as it is. */
export async function reviewRktl(
  trx: Trx,
  byId: string,
  review: Review,
  now: Date,
): Promise<Result<null, ReviewRefusal>> {
  await lockEnrolments(trx, review.bimtekId, [review.enrolmentId]);
  const round = await trx
    .selectFrom('rktl_round')
    .select(['person_id', 'decision'])
    .where('bimtek_id', '=', review.bimtekId)
    .where('enrolment_id', '=', review.enrolmentId)
    .where('no', '=', review.no)
    .executeTakeFirstOrThrow();
  if (round.person_id === byId) return refused('own');
  if (round.decision !== null) return refused('decided');
  await trx
    .updateTable('rktl_round')
    .set({ decision: review.decision, comment: review.comment || null, by_id: byId, decided_at: now })
    .where('bimtek_id', '=', review.bimtekId)
    .where('enrolment_id', '=', review.enrolmentId)
    .where('no', '=', review.no)
    .execute();
  const subject = { kind: 'enrolment', id: review.enrolmentId };
  const detail = { no: review.no, decision: review.decision };
  await appendEvent(trx, {
    at: now,
    actorId: byId,
    act: 'rktl-reviewed',
    subject,
    bimtekId: review.bimtekId,
    detail,
  });
  await refreshStanding(trx, review.bimtekId, [review.enrolmentId], now);
  return ok(null);
}
