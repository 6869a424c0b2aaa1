import { sql } from 'kysely';
import { appendEvent } from '../audit/index.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';

export type RemedialRefusal =
  | { reason: 'own' }
  | { reason: 'ended' }
  | { reason: 'deadline' }
  | { reason: 'nothing' };
type Wish = {
  /** `personId`: whose enrolment it is. */
  enrolment: { id: string; bimtekId: string; personId: string; ended: boolean; passDeadline: Date | null };
  quizId: string;
  attempts: number;
  /** Only felt where a time limit is on; a running attempt gets them at once. */
  minutes: number;
  why: string;
  byId: string;
};

/**
 * Gives more attempts or minutes at the post-test, with the reason on record. Never for oneself, not after the batas
 * kelulusan (line 3 can no longer be met then). Returns the number of the allowance.
 */
export async function grantRemedial(
  trx: Trx,
  wish: Wish,
  now: Date,
): Promise<Result<number, RemedialRefusal>> {
  const { id, bimtekId, personId, ended, passDeadline } = wish.enrolment;
  if (personId === wish.byId) return refused('own');
  if (ended) return refused('ended');
  if (passDeadline && now >= passDeadline) return refused('deadline');
  if (wish.attempts === 0 && wish.minutes === 0) return refused('nothing');
  await lockEnrolments(trx, bimtekId, [id]);
  const last = await trx
    .selectFrom('allowance')
    .select((eb) => eb.fn.max('no').as('no'))
    .where('bimtek_id', '=', bimtekId)
    .where('enrolment_id', '=', id)
    .where('quiz_id', '=', wish.quizId)
    .executeTakeFirst();
  const no = (last?.no ?? 0) + 1;
  await trx
    .insertInto('allowance')
    .values({
      bimtek_id: bimtekId,
      enrolment_id: id,
      quiz_id: wish.quizId,
      no,
      extra_minutes: wish.minutes,
      extra_attempts: wish.attempts,
      reason: wish.why,
      person_id: personId,
      by_id: wish.byId,
      at: now,
    })
    .execute();
  if (wish.minutes > 0) await lengthenRunning(trx, wish, now);
  await appendEvent(trx, {
    at: now,
    actorId: wish.byId,
    act: 'remedial-granted',
    subject: { kind: 'enrolment', id },
    bimtekId,
    detail: { quiz: wish.quizId, no, attempts: wish.attempts, minutes: wish.minutes },
  });
  await refreshStanding(trx, bimtekId, [id], now);
  return ok(no);
}

/** A running attempt with a limit ends so many minutes later, but never after the batas kelulusan. */
async function lengthenRunning(trx: Trx, { enrolment, quizId, minutes }: Wish, now: Date): Promise<void> {
  const more = sql`make_interval(mins => ${minutes}::int)`;
  await trx
    .updateTable('attempt')
    .set({
      ends_at: sql<Date>`least(ends_at + ${more}, coalesce(${enrolment.passDeadline}::timestamptz, 'infinity'))`,
      grace_ends_at: sql<Date>`grace_ends_at + ${more}`,
    })
    .where('bimtek_id', '=', enrolment.bimtekId)
    .where('enrolment_id', '=', enrolment.id)
    .where('quiz_id', '=', quizId)
    .where('handed_in_at', 'is', null)
    .where('ends_at', '>', now)
    .where(sql<boolean>`layout->>'minutes' is not null`)
    .execute();
}
