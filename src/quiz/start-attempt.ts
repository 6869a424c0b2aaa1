import { sql } from 'kysely';
import { appendEvent } from '../audit/index.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import { newId } from '../id.ts';
import { type Result, ok, refused } from '../result.ts';
import { drawQuestions, formOfAttempt, layOut, randomFrom } from './draw.ts';
import type { Draw, Layout, PoolEntry, QuestionBody, QuestionType } from './question.ts';
import { type QuizStanding, readSeat, type Seat, statesOf } from './quiz-states.ts';
import { endOf, graceEnd, minutesFor, type QuizReason } from './rules.ts';

export type StartRefusal = { reason: Exclude<QuizReason, 'open' | 'running'> | 'gone' };
type Start = { personId: string; enrolmentId: string; bimtekId: string; quizId: string };

/**
 * Starts an attempt with its draw frozen; gives its id. While one is running, gives that one: two starts at once are
 * one attempt. Refused for the reasons of `standingOf`.
 */
export async function startAttempt(trx: Trx, start: Start, now: Date): Promise<Result<string, StartRefusal>> {
  await lockEnrolments(trx, start.bimtekId, [start.enrolmentId]);
  const seat = await readSeat(trx, start.enrolmentId);
  const quiz = seat && (await statesOf(trx, seat, now)).find(({ quizId }) => quizId === start.quizId);
  if (!seat || !quiz) return refused('gone');
  if (quiz.runningId) return ok(quiz.runningId);
  if (!quiz.canStart)
    return refused(quiz.reason === 'open' || quiz.reason === 'running' ? 'closed' : quiz.reason);
  const id = await insertAttempt(trx, seat, quiz, now);
  await appendEvent(trx, {
    at: now,
    actorId: start.personId,
    act: 'attempt-started',
    subject: { kind: 'attempt', id },
    bimtekId: seat.bimtekId,
    detail: { quiz: quiz.quizId, no: quiz.attempts + 1 },
  });
  await refreshStanding(trx, seat.bimtekId, [seat.enrolmentId], now);
  return ok(id);
}

async function insertAttempt(trx: Trx, seat: Seat, quiz: QuizStanding, now: Date): Promise<string> {
  const id = newId();
  const no = quiz.attempts + 1;
  const minutes = minutesFor(quiz.kind, seat.term.rules, quiz.extraMinutes);
  const { form, layout } = await drawAttempt(trx, quiz, no, minutes, id);
  const endsAt = endOf(quiz.kind, now, minutes, seat.term);
  await trx
    .insertInto('attempt')
    .values({
      id,
      bimtek_id: seat.bimtekId,
      enrolment_id: seat.enrolmentId,
      course_id: quiz.courseId,
      version_no: quiz.versionNo,
      quiz_id: quiz.quizId,
      kind: quiz.kind,
      no,
      form,
      layout: JSON.stringify(layout),
      started_at: now,
      ends_at: endsAt,
      grace_ends_at: graceEnd(endsAt, seat.term.rules.grace_hours),
    })
    .execute();
  return id;
}

/** The draw hangs on the attempt's id alone: who asks again later gets the same questions in the same order. */
async function drawAttempt(
  trx: Trx,
  quiz: QuizStanding,
  no: number,
  minutes: number | null,
  seed: string,
): Promise<{ form: string | null; layout: Layout }> {
  const row = await trx
    .selectFrom('quiz')
    .select(['pool', 'draw'])
    .where('course_id', '=', quiz.courseId)
    .where('version_no', '=', quiz.versionNo)
    .where('id', '=', quiz.quizId)
    .executeTakeFirstOrThrow();
  const draw = row.draw as Draw;
  const form = formOfAttempt(draw, no);
  const random = randomFrom(seed);
  const drawn = drawQuestions(row.pool as PoolEntry[], draw, form, random);
  const versions = await trx
    .selectFrom('question_version')
    .select(['id', 'type', 'body'])
    .where((eb) =>
      eb(eb.ref('id'), '=', eb.fn.any(sql<string[]>`${drawn.map(({ version }) => version)}::uuid[]`)),
    )
    .execute();
  const kinds = new Map(
    versions.map(({ id, type, body }) => [
      id,
      { type: type as QuestionType, options: (body as QuestionBody).options.map((option) => option.id) },
    ]),
  );
  return { form, layout: layOut(drawn, kinds, minutes, random) };
}
