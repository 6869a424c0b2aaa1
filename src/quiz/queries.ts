import { sql } from 'kysely';
import { ruleSettings } from '../bimtek/index.ts';
import type { Db } from '../database/schema.ts';
import { endsAt, graceEndsAt, plan } from './plan.ts';
import type { Layout, QuestionBody, QuestionType } from './question.ts';
import { type QuizStanding, readSeat, type Seat, statesOf } from './quiz-states.ts';
import type { QuizRules } from './rules.ts';

/** A quiz as its kader finds it: through the own newest enrolment that has it. */
export async function ownQuiz(
  db: Db,
  personId: string,
  quizId: string,
  now: Date,
): Promise<{ seat: Seat; quiz: QuizStanding } | undefined> {
  const row = await db
    .selectFrom('enrolment as e')
    .innerJoin('bimtek_course as bc', 'bc.bimtek_id', 'e.bimtek_id')
    .innerJoin('quiz as q', (join) =>
      join.onRef('q.course_id', '=', 'bc.course_id').onRef('q.version_no', '=', 'bc.version_no'),
    )
    .select('e.id')
    .where('e.person_id', '=', personId)
    .whereRef('e.root_id', '=', 'e.id')
    .where('q.id', '=', quizId)
    .orderBy(sql`e.ended_at is null`, 'desc')
    .orderBy('e.joined_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const seat = row && (await readSeat(db, row.id));
  const quiz = seat && (await statesOf(db, seat, now)).find((one) => one.quizId === quizId);
  return seat && quiz && { seat, quiz };
}

export type OwnAttempt = NonNullable<Awaited<ReturnType<typeof ownAttempt>>>;

/** An attempt found through its kader; `enrolment_id` is the enrolment that it counts for. Never reads a key. */
export async function ownAttempt(db: Db, personId: string, attemptId: string) {
  const row = await attempts(db)
    .where('t.id', '=', attemptId)
    .where('r.person_id', '=', personId)
    .executeTakeFirst();
  return row && { ...row, layout: row.layout as Layout, rules: ruleSettings.parse(row.body) as QuizRules };
}

const attempts = (db: Db) =>
  db
    .selectFrom('attempt as t')
    .innerJoin('enrolment as e', (join) =>
      join.onRef('e.bimtek_id', '=', 't.bimtek_id').onRef('e.id', '=', 't.enrolment_id'),
    )
    .innerJoin('enrolment as r', (join) =>
      join.onRef('r.bimtek_id', '=', 'e.bimtek_id').onRef('r.id', '=', 'e.root_id'),
    )
    .innerJoin('bimtek as b', 'b.id', 't.bimtek_id')
    .innerJoin('rule_version as v', (join) =>
      join.onRef('v.bimtek_id', '=', 'b.id').onRef('v.no', '=', 'b.rule_no'),
    )
    .innerJoin('quiz as q', (join) =>
      join
        .onRef('q.course_id', '=', 't.course_id')
        .onRef('q.version_no', '=', 't.version_no')
        .onRef('q.id', '=', 't.quiz_id'),
    )
    .select([
      't.id',
      't.bimtek_id',
      'r.id as enrolment_id',
      't.course_id',
      't.version_no',
      't.quiz_id',
      't.kind',
      't.no',
      't.layout',
    ])
    .select([
      't.started_at',
      't.handed_in_at',
      't.handed_in_by',
      't.score_bp',
      't.late_decision',
      'q.title',
      'q.module_id',
    ])
    .select(['b.time_zone', 'b.pass_deadline', 'v.body'])
    .select([endsAt('t', 'r').as('ends_at'), graceEndsAt('t', 'r', 'v').as('grace_ends_at')])
    .select(sql<Date | null>`(select p.second_at from ${plan('r')} p)`.as('second_at'));

/** One question as it may be seen: its options in the order drawn, without anything that tells them apart. */
export type ShownQuestion = { n: number; type: QuestionType; text: string; options: string[] };

/** The questions of an attempt in their order. Reads `body` only: no key is in memory, so none can reach a page. */
export async function shownQuestions(db: Db, layout: Layout): Promise<ShownQuestion[]> {
  const rows = await db
    .selectFrom('question_version')
    .select(['id', 'body'])
    .where((eb) =>
      eb(eb.ref('id'), '=', eb.fn.any(sql<string[]>`${layout.items.map(({ version }) => version)}::uuid[]`)),
    )
    .execute();
  const bodies = new Map(rows.map((row) => [row.id, row.body as QuestionBody]));
  return layout.items.map(({ version, type, options }, at) => {
    const body = bodies.get(version);
    const html = new Map(body?.options.map((option) => [option.id, option.html]));
    return { n: at + 1, type, text: body?.text ?? '', options: options.map((id) => html.get(id) ?? '') };
  });
}

/** Answers that came after the end and wait for a trainer; their number of questions. */
export async function lateQuestions(db: Db, attempt: { id: string; bimtek_id: string }): Promise<number> {
  const row = await db
    .selectFrom('answer_event')
    .select(sql<number>`count(distinct question_no)::int`.as('late'))
    .where('bimtek_id', '=', attempt.bimtek_id)
    .where('attempt_id', '=', attempt.id)
    .where('late', '=', true)
    .executeTakeFirstOrThrow();
  return row.late;
}
