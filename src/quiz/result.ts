import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/schema.ts';
import type { OwnAttempt } from './queries.ts';
import type { Layout, QuestionBody, QuestionKey, QuestionType } from './question.ts';

/** An objective to read again, with the lesson that serves it. */
export type ReadAgain = {
  says: string;
  module: string;
  lesson: { courseId: string; id: string; title: string } | null;
};

type Graded = { id: string; bimtek_id: string };

const wrongTags = (attempt: Graded): RawBuilder<{ tag: string }> => sql`
  select distinct unnest(v.tags) as tag from answer a join question_version v on v.id = a.question_version_id
  where a.bimtek_id = ${attempt.bimtek_id} and a.attempt_id = ${attempt.id} and a.points_bp < 10000`;

/** Objectives of the questions that were not wholly right, in the order of the modules. */
export async function readAgain(db: Db, attempt: OwnAttempt): Promise<ReadAgain[]> {
  const { rows } = await sql<{
    says: string;
    module: string;
    lesson_id: string | null;
    lesson: string | null;
  }>`
    select o.value as says, m.title as module, l.id as lesson_id, l.title as lesson
    from course_module m
    cross join lateral jsonb_each_text(m.objectives) o
    left join lateral (
      select x.id, x.title from course_lesson x
      where x.course_id = m.course_id and x.version_no = m.version_no and x.module_id = m.id and o.key = any(x.objectives)
      order by x.position limit 1
    ) l on true
    where m.course_id = ${attempt.course_id} and m.version_no = ${attempt.version_no}
      and o.key in (${wrongTags(attempt)})
    order by m.position, o.key`.execute(db);
  return rows.map(({ says, module, lesson_id, lesson }) => ({
    says,
    module,
    lesson: lesson_id && lesson ? { courseId: attempt.course_id, id: lesson_id, title: lesson } : null,
  }));
}

/** The best pre-test score (bp) of the same enrolment in the same course, for the gain; null when it was skipped. */
export async function preTestScore(db: Db, attempt: OwnAttempt): Promise<number | null> {
  const row = await db
    .selectFrom('attempt as t')
    .innerJoin('enrolment as e', (join) =>
      join.onRef('e.bimtek_id', '=', 't.bimtek_id').onRef('e.id', '=', 't.enrolment_id'),
    )
    .select((eb) => eb.fn.max('t.score_bp').as('score'))
    .where('t.bimtek_id', '=', attempt.bimtek_id)
    .where('e.root_id', '=', attempt.enrolment_id)
    .where('t.course_id', '=', attempt.course_id)
    .where('t.kind', '=', 'pre')
    .executeTakeFirst();
  return row?.score ?? null;
}

/** One question looked back at: every option with what was chosen and what was right. */
export type Reviewed = {
  n: number;
  type: QuestionType;
  text: string;
  points: number;
  answered: boolean;
  options: { html: string; picked: boolean; right: boolean; feedback: string | null }[];
  explanation: string | null;
};

/** Right answers and explanations. Call it only when `keysOpen` says so: no other read of the kader's pages touches keys. */
export async function reviewedQuestions(db: Db, attempt: Graded & { layout: Layout }): Promise<Reviewed[]> {
  const rows = await db
    .selectFrom('answer as a')
    .innerJoin('question_version as v', 'v.id', 'a.question_version_id')
    .select(['a.question_no', 'a.response', 'a.points_bp', 'v.body', 'v.key'])
    .where('a.bimtek_id', '=', attempt.bimtek_id)
    .where('a.attempt_id', '=', attempt.id)
    .orderBy('a.question_no')
    .execute();
  return rows.map((row) => {
    const item = attempt.layout.items[row.question_no - 1];
    const body = row.body as QuestionBody;
    const key = row.key as QuestionKey;
    const picked = (row.response as { options: string[] } | null)?.options ?? [];
    return {
      n: row.question_no,
      type: item?.type ?? 'single',
      text: body.text,
      points: row.points_bp,
      answered: picked.length > 0,
      options: (item?.options ?? []).map((id) => ({
        html: body.options.find((option) => option.id === id)?.html ?? '',
        picked: picked.includes(id),
        right: (key.weights[id] ?? 0) > 0 && (item?.type === 'multiple' || key.weights[id] === 10_000),
        feedback: picked.includes(id) ? (key.feedback[id] ?? null) : null,
      })),
      explanation: key.explanation,
    };
  });
}
