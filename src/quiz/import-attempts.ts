import { sql } from 'kysely';
import { appendEvents } from '../audit/index.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { QuizKind, Trx } from '../database/schema.ts';
import { newId } from '../id.ts';
import { drawQuestions, formOfAttempt, layOut, randomFrom } from './draw.ts';
import { pointsOf, scoreOf } from './grading.ts';
import type { Draw, LayoutItem, PoolEntry, QuestionBody, QuestionKey, QuestionType } from './question.ts';

/** An attempt that was taken whole somewhere else. `pick` tells the options chosen for a question as it was drawn. */
export type WholeAttempt = {
  enrolmentId: string;
  personId: string;
  quizId: string;
  /** From 1, counted per enrolment and quiz. */
  no: number;
  startedAt: Date;
  handedInAt: Date;
  pick(item: LayoutItem, key: QuestionKey): string[];
};

type Quiz = {
  id: string;
  course_id: string;
  version_no: number;
  kind: QuizKind;
  pool: PoolEntry[];
  draw: Draw;
};
type Version = { type: QuestionType; options: string[]; key: QuestionKey };
type Bank = { quizzes: ReadonlyMap<string, Quiz>; versions: ReadonlyMap<string, Version> };

/**
 * Writes attempts that are finished already, with their answers and scores, in a constant number of statements: the
 * draw, the marking and the score are those of an attempt taken here. The clock rules of the quiz are not asked.
 */
export async function importAttempts(
  trx: Trx,
  bimtekId: string,
  attempts: readonly WholeAttempt[],
  now: Date,
): Promise<void> {
  if (attempts.length === 0) return;
  const enrolments = [...new Set(attempts.map(({ enrolmentId }) => enrolmentId))];
  await lockEnrolments(trx, bimtekId, enrolments);
  const bank = await readBank(trx, bimtekId);
  const taken = attempts.map((attempt) => take(bimtekId, attempt, bank));
  await insertInParts(
    taken.map(({ attempt }) => attempt),
    (rows) => trx.insertInto('attempt').values(rows).execute(),
  );
  await insertInParts(
    taken.flatMap(({ events }) => events),
    (rows) => trx.insertInto('answer_event').values(rows).execute(),
  );
  await insertInParts(
    taken.flatMap(({ answers }) => answers),
    (rows) => trx.insertInto('answer').values(rows).execute(),
  );
  await appendEvents(
    trx,
    taken.map(({ attempt, personId }) => ({
      at: attempt.handed_in_at,
      actorId: personId,
      act: 'attempt-imported',
      subject: { kind: 'attempt', id: attempt.id },
      bimtekId,
      detail: { quiz: attempt.quiz_id, no: attempt.no, scoreBp: attempt.score_bp },
    })),
  );
  await refreshStanding(trx, bimtekId, enrolments, now);
}

/** Every quiz that the bimtek uses, with the questions of its pool. */
async function readBank(trx: Trx, bimtekId: string): Promise<Bank> {
  const quizzes = await trx
    .selectFrom('bimtek_course as bc')
    .innerJoin('quiz as q', (join) =>
      join.onRef('q.course_id', '=', 'bc.course_id').onRef('q.version_no', '=', 'bc.version_no'),
    )
    .select(['q.id', 'q.course_id', 'q.version_no', 'q.kind', 'q.pool', 'q.draw'])
    .where('bc.bimtek_id', '=', bimtekId)
    .execute();
  const pools = quizzes.map((quiz) => ({ ...quiz, pool: quiz.pool as PoolEntry[], draw: quiz.draw as Draw }));
  const ids = pools.flatMap(({ pool }) => pool.map(({ version }) => version));
  const rows = await trx
    .selectFrom('question_version')
    .select(['id', 'type', 'body', 'key'])
    .where((eb) => eb(eb.ref('id'), '=', eb.fn.any(sql<string[]>`${ids}::uuid[]`)))
    .execute();
  const versions = rows.map(({ id, type, body, key }): [string, Version] => [
    id,
    {
      type: type as QuestionType,
      options: (body as QuestionBody).options.map((option) => option.id),
      key: key as QuestionKey,
    },
  ]);
  return { quizzes: new Map(pools.map((quiz) => [quiz.id, quiz])), versions: new Map(versions) };
}

function take(bimtekId: string, wish: WholeAttempt, bank: Bank) {
  const quiz = bank.quizzes.get(wish.quizId);
  if (!quiz) throw new Error(`the bimtek uses no quiz ${wish.quizId}`);
  const id = newId();
  const form = formOfAttempt(quiz.draw, wish.no);
  const random = randomFrom(id);
  const layout = layOut(drawQuestions(quiz.pool, quiz.draw, form, random), bank.versions, null, random);
  const place = { bimtek_id: bimtekId, attempt_id: id };
  const chosen = layout.items.map((item) => {
    const key = bank.versions.get(item.version)!.key;
    const options = wish.pick(item, key);
    return { item, options, points: pointsOf(item.type, key, options) };
  });
  const at = wish.handedInAt;
  const events = chosen.map(({ item, options }, index) => ({
    ...place,
    question_no: index + 1,
    device: 'server',
    seq: 1,
    key: `${id}-${index + 1}`,
    response: JSON.stringify({
      picked: options.map((option) => item.options.indexOf(option)),
      unsure: false,
    }),
    corrected_at: at,
    received_at: at,
    late: false,
  }));
  const answers = chosen.map(({ item, options, points }, index) => ({
    ...place,
    question_no: index + 1,
    question_version_id: item.version,
    response: options.length > 0 ? JSON.stringify({ options }) : null,
    points_bp: points,
  }));
  const attempt = {
    id,
    bimtek_id: bimtekId,
    enrolment_id: wish.enrolmentId,
    course_id: quiz.course_id,
    version_no: quiz.version_no,
    quiz_id: quiz.id,
    kind: quiz.kind,
    no: wish.no,
    form,
    layout: JSON.stringify(layout),
    started_at: wish.startedAt,
    handed_in_at: at,
    handed_in_by: 'kader' as const,
    score_bp: scoreOf(chosen.map(({ points }) => points)),
  };
  return { attempt, events, answers, personId: wish.personId };
}

/** A statement takes 65,535 values at most. */
async function insertInParts<Row>(rows: Row[], insert: (part: Row[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += 1000) await insert(rows.slice(from, from + 1000));
}
