import { type RawBuilder, sql } from 'kysely';
import { organises, readsBimtek, teachesClass } from '../bimtek/index.ts';
import type { Db } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';

/** People at a time on a page of a quiz. */
export const PEOPLE_ON_A_PAGE = 50;

export type QuizPerson = {
  enrolment_id: string;
  person_id: string;
  name: string;
  participant_no: string;
  letter: string;
  attempts: number;
  best_bp: number | null;
  extra: number;
  running: boolean;
  /** The newest attempt with answers that came late and wait for a decision. */
  late_id: string | null;
  late: number;
  mayAct: boolean;
};

/** The quiz itself in a bimtek (the newest one), when the actor may see anyone who takes it there. */
export async function quizForStaff(
  db: Db,
  actor: Actor,
  quizId: string,
  bimtekId: string | undefined,
  now: Date,
) {
  let quizzes = db
    .selectFrom('bimtek_course as bc')
    .innerJoin('quiz as q', (join) =>
      join.onRef('q.course_id', '=', 'bc.course_id').onRef('q.version_no', '=', 'bc.version_no'),
    )
    .innerJoin('enrolment as e', 'e.bimtek_id', 'bc.bimtek_id')
    .innerJoin('rule_version as v', 'v.bimtek_id', 'bc.bimtek_id')
    .innerJoin('bimtek as b', (join) =>
      join.onRef('b.id', '=', 'v.bimtek_id').onRef('b.rule_no', '=', 'v.no'),
    )
    .select(['q.id', 'q.title', 'q.kind', sql<number>`(v.body->>'post_attempts')::int`.as('allowed')])
    .select(['b.id as bimtek_id', 'b.name as bimtek', 'b.label'])
    .where('q.id', '=', quizId)
    .where(sees(actor, now));
  if (bimtekId) quizzes = quizzes.where('b.id', '=', bimtekId);
  return quizzes.orderBy('b.starts_on', 'desc').limit(1).executeTakeFirst();
}

export type StaffQuiz = NonNullable<Awaited<ReturnType<typeof quizForStaff>>>;

const sees = (actor: Actor, now: Date): RawBuilder<boolean> =>
  sql<boolean>`(${teachesClass(actor, 'e', now)} or ${readsBimtek(actor, 'e')})`;
const acts = (actor: Actor, now: Date): RawBuilder<boolean> =>
  sql<boolean>`(${teachesClass(actor, 'e', now)} or ${organises(actor, 'e')})`;

/** `after`: the last nomor peserta of the page before. */
export type PeopleSearch = { search: string; after: string };

/** Kader in the actor's scope with what they did in this quiz, by nomor peserta, one more than a page holds. */
export async function quizPeople(
  db: Db,
  actor: Actor,
  quiz: { id: string; bimtek_id: string },
  { search, after }: PeopleSearch,
  now: Date,
): Promise<QuizPerson[]> {
  const late = sql<{ id: string; questions: number }>`(
    select t.id, count(distinct a.question_no)::int as questions
    from attempt t
    join enrolment o on o.bimtek_id = t.bimtek_id and o.id = t.enrolment_id
    join answer_event a on a.bimtek_id = t.bimtek_id and a.attempt_id = t.id and a.late
    where t.bimtek_id = e.bimtek_id and o.root_id = e.id and t.quiz_id = ${quiz.id} and t.late_decision is null
    group by t.id order by t.id desc limit 1)`;
  const taken = sql<{ attempts: number; best_bp: number | null; running: boolean }>`(
    select count(*)::int as attempts, max(t.score_bp) as best_bp,
      coalesce(bool_or(t.handed_in_at is null and (t.ends_at is null or t.ends_at > ${now})), false) as running
    from attempt t
    join enrolment o on o.bimtek_id = t.bimtek_id and o.id = t.enrolment_id
    where t.bimtek_id = e.bimtek_id and o.root_id = e.id and t.quiz_id = ${quiz.id})`;
  const extra = sql<number>`(select coalesce(sum(x.extra_attempts), 0)::int from allowance x
    where x.bimtek_id = e.bimtek_id and x.enrolment_id = e.id and x.quiz_id = ${quiz.id})`;
  let people = db
    .selectFrom('enrolment as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .innerJoin('class as k', (join) =>
      join.onRef('k.bimtek_id', '=', 'e.bimtek_id').onRef('k.id', '=', 'e.class_id'),
    )
    .innerJoinLateral(taken.as<'taken'>('taken'), (join) => join.onTrue())
    .leftJoinLateral(late.as<'late'>('late'), (join) => join.onTrue())
    .select(['e.id as enrolment_id', 'e.person_id', 'p.name', 'e.participant_no', 'k.letter'])
    .select([
      'taken.attempts',
      'taken.best_bp',
      'taken.running',
      'late.id as late_id',
      sql<number>`coalesce(late.questions, 0)`.as('late'),
    ])
    .select([extra.as('extra'), acts(actor, now).as('mayAct')])
    .whereRef('e.root_id', '=', 'e.id')
    .where('e.bimtek_id', '=', quiz.bimtek_id)
    .where(sees(actor, now))
    .where(sql<boolean>`e.participant_no collate "C" > ${after}`);
  if (search !== '') {
    const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    people = people.where((eb) =>
      eb.or([eb('p.name_key', 'like', pattern), sql<boolean>`lower(e.participant_no) like ${pattern}`]),
    );
  }
  return people
    .orderBy(sql`e.participant_no collate "C"`)
    .limit(PEOPLE_ON_A_PAGE + 1)
    .execute();
}

/** The enrolment that gets a remedial, found through who gives it; null: out of scope, or not a post-test. */
export async function remedialEnrolment(
  db: Db,
  actor: Actor,
  quizId: string,
  enrolmentId: string,
  now: Date,
) {
  const row = await db
    .selectFrom('enrolment as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .innerJoin('bimtek as b', 'b.id', 'e.bimtek_id')
    .innerJoin('bimtek_course as bc', 'bc.bimtek_id', 'e.bimtek_id')
    .innerJoin('quiz as q', (join) =>
      join.onRef('q.course_id', '=', 'bc.course_id').onRef('q.version_no', '=', 'bc.version_no'),
    )
    .select([
      'e.id',
      'e.bimtek_id as bimtekId',
      'e.person_id as personId',
      'e.participant_no as no',
      'p.name',
      'q.id as quizId',
      'q.title',
    ])
    .select([sql<boolean>`e.ended_at is not null`.as('ended'), 'b.pass_deadline as passDeadline'])
    .where('e.id', '=', enrolmentId)
    .whereRef('e.root_id', '=', 'e.id')
    .where('q.id', '=', quizId)
    .where('q.kind', '=', 'post')
    .where(acts(actor, now))
    .executeTakeFirst();
  return row ?? null;
}

export type RemedialEnrolment = NonNullable<Awaited<ReturnType<typeof remedialEnrolment>>>;

/** An attempt of someone in the scope of who decides about late answers. */
export async function attemptForStaff(db: Db, actor: Actor, attemptId: string, now: Date) {
  return db
    .selectFrom('attempt as t')
    .innerJoin('enrolment as o', (join) =>
      join.onRef('o.bimtek_id', '=', 't.bimtek_id').onRef('o.id', '=', 't.enrolment_id'),
    )
    .innerJoin('enrolment as e', (join) =>
      join.onRef('e.bimtek_id', '=', 'o.bimtek_id').onRef('e.id', '=', 'o.root_id'),
    )
    .select([
      't.id as attemptId',
      't.bimtek_id as bimtekId',
      't.quiz_id as quizId',
      'e.id as enrolmentId',
      'e.person_id as kaderId',
    ])
    .where('t.id', '=', attemptId)
    .where(acts(actor, now))
    .executeTakeFirst();
}
