import { appendEvent } from '../audit/index.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { gradeAttempt } from './grade-attempt.ts';
import { lockAttempt } from './hand-in.ts';
import { lateQuestions } from './queries.ts';

export type LateDecision = 'accepted' | 'refused';
export type LateRefusal =
  | { reason: 'own' }
  | { reason: 'running' }
  | { reason: 'nothing-late' }
  | { reason: 'decided' };
type Wish = {
  attemptId: string;
  bimtekId: string;
  enrolmentId: string;
  /** Whose attempt it is. */
  kaderId: string;
  /** Null: the rule of the bimtek counts late answers at once. */
  byId: string | null;
  decision: LateDecision;
};

/**
 * Decides in one act about everything that came late to an attempt: accepted, it is graded again with them. Once and
 * for all by a human, never for oneself; the rule "count" decides again with each late answer. Returns the score (bp).
 */
export async function decideLate(trx: Trx, wish: Wish, now: Date): Promise<Result<number, LateRefusal>> {
  if (wish.kaderId === wish.byId) return refused('own');
  await lockEnrolments(trx, wish.bimtekId, [wish.enrolmentId]);
  const attempt = await lockAttempt(trx, wish.attemptId);
  if (!attempt || attempt.score_bp === null) return refused('running');
  if (attempt.late_decision && wish.byId) return refused('decided');
  const late = await lateQuestions(trx, attempt);
  if (late === 0) return refused('nothing-late');
  const scoreBp = wish.decision === 'accepted' ? await gradeAttempt(trx, attempt, true) : attempt.score_bp;
  await trx
    .updateTable('attempt')
    .set({ late_decision: wish.decision, late_by: wish.byId, score_bp: scoreBp })
    .where('id', '=', attempt.id)
    .execute();
  await appendEvent(trx, {
    at: now,
    actorId: wish.byId,
    act: 'late-answers-decided',
    subject: { kind: 'attempt', id: attempt.id },
    bimtekId: wish.bimtekId,
    detail: { decision: wish.decision, questions: late, before_bp: attempt.score_bp, score_bp: scoreBp },
  });
  await refreshStanding(trx, wish.bimtekId, [wish.enrolmentId], now);
  return ok(scoreBp);
}
