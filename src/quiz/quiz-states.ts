import { sql } from 'kysely';
import { ruleSettings } from '../bimtek/index.ts';
import type { Db, QuizKind } from '../database/schema.ts';
import { endsAt, plan } from './plan.ts';
import { type AttemptFact, type Standing, type Term, standingOf } from './rules.ts';

/** Where one quiz stands for an enrolment. Scores in basis points, instants UTC. */
export type QuizStanding = Standing & {
  quizId: string;
  courseId: string;
  versionNo: number;
  title: string;
  kind: QuizKind;
  moduleId: string | null;
  /** Questions of one attempt. */
  questions: number;
  extraMinutes: number;
  /** Required `before` modules that the post-test waits for. */
  missing: { id: string; title: string }[];
  handedIn: number;
  lastHandedInId: string | null;
};

/** An enrolment (the surviving one of merged ones) with what the clock rules need. */
export type Seat = { enrolmentId: string; bimtekId: string; classId: string; personId: string; term: Term };

export async function readSeat(db: Db, enrolmentId: string): Promise<Seat | undefined> {
  const row = await db
    .selectFrom('enrolment as e')
    .innerJoin('bimtek as b', 'b.id', 'e.bimtek_id')
    .innerJoin('rule_version as v', (join) =>
      join.onRef('v.bimtek_id', '=', 'b.id').onRef('v.no', '=', 'b.rule_no'),
    )
    .innerJoinLateral(plan('e').as<'p'>('p'), (join) => join.onTrue())
    .select([
      'e.id',
      'e.bimtek_id',
      'e.class_id',
      'e.person_id',
      'e.ended_at',
      'b.time_zone',
      'b.pass_deadline',
      'v.body',
    ])
    .select(['p.second_at', 'p.last_at'])
    .where('e.id', '=', enrolmentId)
    .whereRef('e.root_id', '=', 'e.id')
    .executeTakeFirst();
  if (!row) return undefined;
  const term: Term = {
    zone: row.time_zone,
    rules: ruleSettings.parse(row.body),
    secondAt: row.second_at,
    lastAt: row.last_at,
    passDeadline: row.pass_deadline,
    ended: row.ended_at !== null,
  };
  return {
    enrolmentId: row.id,
    bimtekId: row.bimtek_id,
    classId: row.class_id,
    personId: row.person_id,
    term,
  };
}

/**
 * Every quiz of the enrolment's courses with its state at `now`: pre-test, modules in their order, post-test.
 * Five statements whatever the number of quizzes. Empty when there is no such enrolment.
 */
export async function quizStates(db: Db, enrolmentId: string, now: Date): Promise<QuizStanding[]> {
  const seat = await readSeat(db, enrolmentId);
  return seat ? statesOf(db, seat, now) : [];
}

export async function statesOf(db: Db, seat: Seat, now: Date): Promise<QuizStanding[]> {
  const quizzes = await readQuizzes(db, seat.bimtekId);
  const attempts = await readAttempts(db, seat);
  const extras = await readExtras(db, seat);
  const missing = await readMissing(db, seat);
  return quizzes.map((quiz) => {
    const own = attempts.filter((attempt) => attempt.quizId === quiz.quizId);
    const extra = extras.find((one) => one.quiz_id === quiz.quizId);
    const modules =
      quiz.kind === 'post' ? missing.filter((module) => module.course_id === quiz.courseId) : [];
    const facts = { attempts: own, extraAttempts: extra?.attempts ?? 0, missing: modules.length };
    const handedIn = own.filter(({ handedInAt }) => handedInAt !== null);
    return {
      ...quiz,
      ...standingOf(quiz.kind, facts, seat.term, now),
      extraMinutes: extra?.minutes ?? 0,
      missing: modules.map(({ id, title }) => ({ id, title })),
      handedIn: handedIn.length,
      lastHandedInId: handedIn.at(-1)?.id ?? null,
    };
  });
}

const QUESTIONS = sql<number>`(case when jsonb_typeof(q.draw->'pick') = 'array'
  then (select coalesce(sum((d->>'count')::int), 0) from jsonb_array_elements(q.draw->'pick') d)
  else jsonb_array_length(q.pool) end)::int`;

async function readQuizzes(db: Db, bimtekId: string) {
  const rows = await db
    .selectFrom('bimtek_course as bc')
    .innerJoin('quiz as q', (join) =>
      join.onRef('q.course_id', '=', 'bc.course_id').onRef('q.version_no', '=', 'bc.version_no'),
    )
    .leftJoin('course_module as m', (join) =>
      join
        .onRef('m.course_id', '=', 'q.course_id')
        .onRef('m.version_no', '=', 'q.version_no')
        .onRef('m.id', '=', 'q.module_id'),
    )
    .select([
      'q.id as quizId',
      'q.course_id as courseId',
      'q.version_no as versionNo',
      'q.title',
      'q.kind',
      'q.module_id as moduleId',
    ])
    .select(QUESTIONS.as('questions'))
    .where('bc.bimtek_id', '=', bimtekId)
    .orderBy('q.course_id')
    .orderBy(sql`case q.kind when 'pre' then 0 when 'module' then 1 else 2 end`)
    .orderBy('m.position')
    .execute();
  return rows;
}

/** Attempts of the enrolment and of those merged into it, in their order. */
async function readAttempts(db: Db, seat: Seat): Promise<(AttemptFact & { quizId: string })[]> {
  return db
    .selectFrom('attempt as t')
    .innerJoin('enrolment as e', (join) =>
      join.onRef('e.bimtek_id', '=', 't.bimtek_id').onRef('e.id', '=', 't.enrolment_id'),
    )
    .innerJoin('enrolment as r', (join) =>
      join.onRef('r.bimtek_id', '=', 'e.bimtek_id').onRef('r.id', '=', 'e.root_id'),
    )
    .select([
      't.id',
      't.quiz_id as quizId',
      't.no',
      't.started_at as startedAt',
      't.handed_in_at as handedInAt',
      't.score_bp as scoreBp',
    ])
    .select(endsAt('t', 'r').as('endsAt'))
    .where('r.bimtek_id', '=', seat.bimtekId)
    .where('r.id', '=', seat.enrolmentId)
    .orderBy('t.started_at')
    .orderBy('t.id')
    .execute();
}

async function readExtras(db: Db, seat: Seat) {
  return db
    .selectFrom('allowance as x')
    .innerJoin('enrolment as e', (join) =>
      join.onRef('e.bimtek_id', '=', 'x.bimtek_id').onRef('e.id', '=', 'x.enrolment_id'),
    )
    .select('x.quiz_id')
    .select(sql<number>`sum(x.extra_attempts)::int`.as('attempts'))
    .select(sql<number>`sum(x.extra_minutes)::int`.as('minutes'))
    .where('e.bimtek_id', '=', seat.bimtekId)
    .where('e.root_id', '=', seat.enrolmentId)
    .groupBy('x.quiz_id')
    .execute();
}

/** Required `before` modules with a lesson unread or a quiz not handed in. */
async function readMissing(db: Db, seat: Seat): Promise<{ course_id: string; id: string; title: string }[]> {
  const mine = sql`(select o.id from enrolment o where o.bimtek_id = ${seat.bimtekId} and o.root_id = ${seat.enrolmentId})`;
  const unread = sql<boolean>`exists (select from course_lesson l
    where l.course_id = m.course_id and l.version_no = m.version_no and l.module_id = m.id and not exists (
      select from lesson_read d where d.bimtek_id = ${seat.bimtekId} and d.enrolment_id in ${mine}
        and d.course_id = l.course_id and d.lesson_id = l.id))`;
  const quizLeft = sql<boolean>`exists (select from quiz q
    where q.course_id = m.course_id and q.version_no = m.version_no and q.module_id = m.id and not exists (
      select from attempt t where t.bimtek_id = ${seat.bimtekId} and t.enrolment_id in ${mine}
        and t.quiz_id = q.id and t.handed_in_at is not null))`;
  return db
    .selectFrom('bimtek_course as bc')
    .innerJoin('course_module as m', (join) =>
      join.onRef('m.course_id', '=', 'bc.course_id').onRef('m.version_no', '=', 'bc.version_no'),
    )
    .select(['m.course_id', 'm.id', 'm.title'])
    .where('bc.bimtek_id', '=', seat.bimtekId)
    .where('m.required', '=', true)
    .where('m.phase', '=', 'before')
    .where((eb) => eb.or([unread, quizLeft]))
    .orderBy('m.course_id')
    .orderBy('m.position')
    .execute();
}
