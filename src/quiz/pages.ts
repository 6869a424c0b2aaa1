import type { Db } from '../database/schema.ts';
import { answeredOf, type CurrentAnswer, currentAnswers } from './current-answers.ts';
import { lateQuestions, type OwnAttempt, ownQuiz, shownQuestions, type ShownQuestion } from './queries.ts';
import { preTestScore, readAgain, reviewedQuestions } from './result.ts';
import { keysOpen, minutesFor } from './rules.ts';

/** What the page of a quiz shows before one begins; undefined: no such quiz for this person. */
export async function introOf(db: Db, personId: string, quizId: string, now: Date) {
  const own = await ownQuiz(db, personId, quizId, now);
  if (!own) return undefined;
  const { seat, quiz } = own;
  const { rules, zone } = seat.term;
  return { seat, quiz, rules, zone, minutes: minutesFor(quiz.kind, rules, quiz.extraMinutes) };
}

/** Questions of an attempt under way with the choices kept so far, from whatever phone. */
export async function attemptView(
  db: Db,
  attempt: OwnAttempt,
): Promise<{ attempt: OwnAttempt; questions: ShownQuestion[]; answers: Map<number, CurrentAnswer> }> {
  return {
    attempt,
    questions: await shownQuestions(db, attempt.layout),
    answers: await currentAnswers(db, attempt, false),
  };
}

/** For the line under a saved answer: how many questions have one. */
export const answeredSoFar = async (db: Db, attempt: OwnAttempt): Promise<number> =>
  answeredOf(await currentAnswers(db, attempt, attempt.late_decision === 'accepted'));

/** What the result page of a handed-in attempt may show at `now`. */
export async function resultView(db: Db, personId: string, attempt: OwnAttempt, now: Date) {
  const term = { secondAt: attempt.second_at, passDeadline: attempt.pass_deadline };
  const own = await ownQuiz(db, personId, attempt.quiz_id, now);
  return {
    attempt: { ...attempt, score_bp: attempt.score_bp ?? 0 },
    quiz: own?.quiz ?? null,
    preBp: attempt.kind === 'post' ? await preTestScore(db, attempt) : null,
    readAgain: attempt.kind === 'pre' ? [] : await readAgain(db, attempt),
    reviewed: keysOpen(attempt.kind, term, now) ? await reviewedQuestions(db, attempt) : null,
    late: await lateQuestions(db, attempt),
  };
}
