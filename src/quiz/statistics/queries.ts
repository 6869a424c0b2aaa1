import { type RawBuilder, sql } from 'kysely';
import { readsBimtek, teachesClass } from '../../bimtek/index.ts';
import type { Db, QuizKind } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import type { Draw, PoolEntry, QuestionBody, QuestionKey, QuestionType } from '../question.ts';

/** One finished attempt with its final answers: version of the question, points (basis points), options chosen. */
export type SatRow = {
  /** The enrolment that it counts for. */
  person: string;
  letter: string;
  regency: string;
  regencyName: string;
  sex: 'L' | 'P' | null;
  courseId: string;
  quizId: string;
  kind: QuizKind;
  form: string | null;
  scoreBp: number;
  answers: [version: string, points: number, options: string[] | null][];
};

/** Whose attempts: of a bimtek that the actor reads as panitia, or of a class that the actor teaches now. */
export type Whose = { actor: Actor; bimtekId: string; class?: { id: string; now: Date } };

const within = ({ actor, bimtekId, class: taught }: Whose): RawBuilder<boolean> =>
  taught
    ? sql<boolean>`e.bimtek_id = ${bimtekId} and e.class_id = ${taught.id} and ${teachesClass(actor, 'e', taught.now)}`
    : sql<boolean>`e.bimtek_id = ${bimtekId} and ${readsBimtek(actor, 'e')}`;

/** Every finished attempt of a quiz, or of pre-test and post-test, by person and time: one statement for a page. */
export async function readSittings(
  db: Db,
  whose: Whose,
  what: { quizId: string } | { tests: true },
): Promise<SatRow[]> {
  const these =
    'quizId' in what ? sql<boolean>`t.quiz_id = ${what.quizId}` : sql<boolean>`t.kind in ('pre', 'post')`;
  const { rows } = await sql<SatRow>`
    select e.id as person, k.letter, g.code as regency, g.name as "regencyName", p.sex, t.course_id as "courseId",
      t.quiz_id as "quizId", t.kind, t.form, t.score_bp as "scoreBp", a.answers
    from attempt t
    join enrolment o on o.bimtek_id = t.bimtek_id and o.id = t.enrolment_id
    join enrolment e on e.bimtek_id = o.bimtek_id and e.id = o.root_id
    join person p on p.id = e.person_id
    join class k on k.bimtek_id = e.bimtek_id and k.id = e.class_id
    join village v on v.code = e.village_code
    join regency g on g.code = v.regency_code
    cross join lateral (
      select jsonb_agg(jsonb_build_array(w.question_version_id, w.points_bp, w.response->'options') order by w.question_no) as answers
      from answer w where w.bimtek_id = t.bimtek_id and w.attempt_id = t.id) a
    where t.bimtek_id = ${whose.bimtekId} and t.handed_in_at is not null and a.answers is not null
      and ${these} and ${within(whose)}
    order by e.id, t.started_at, t.id`.execute(db);
  return rows;
}

export type QuizLine = {
  id: string;
  kind: QuizKind;
  title: string;
  /** Kader who finished an attempt. */
  people: number;
};

/** The quizzes of a bimtek in their order: pre-test, modules, post-test. */
export async function quizLines(db: Db, whose: Whose): Promise<QuizLine[]> {
  const { rows } = await sql<QuizLine>`
    select q.id, q.kind, q.title, (
      select count(distinct e.id)::int from attempt t
      join enrolment o on o.bimtek_id = t.bimtek_id and o.id = t.enrolment_id
      join enrolment e on e.bimtek_id = o.bimtek_id and e.id = o.root_id
      where t.bimtek_id = bc.bimtek_id and t.quiz_id = q.id and t.handed_in_at is not null and ${within(whose)}) as people
    from bimtek_course bc
    join quiz q on q.course_id = bc.course_id and q.version_no = bc.version_no
    left join course_module m on m.course_id = q.course_id and m.version_no = q.version_no and m.id = q.module_id
    where bc.bimtek_id = ${whose.bimtekId} and ${readsBimtek(whose.actor, 'bc')}
    order by bc.course_id, array_position(array['pre', 'module', 'post'], q.kind), m.position, q.id`.execute(
    db,
  );
  return rows;
}

export type StudiedQuiz = {
  id: string;
  kind: QuizKind;
  title: string;
  pool: PoolEntry[];
  draw: Draw;
};

/** A quiz that the bimtek uses. */
export async function studiedQuiz(
  db: Db,
  { actor, bimtekId }: Whose,
  quizId: string,
): Promise<StudiedQuiz | undefined> {
  const row = await db
    .selectFrom('bimtek_course as bc')
    .innerJoin('quiz as q', (join) =>
      join.onRef('q.course_id', '=', 'bc.course_id').onRef('q.version_no', '=', 'bc.version_no'),
    )
    .select(['q.id', 'q.kind', 'q.title', 'q.pool', 'q.draw'])
    .where('bc.bimtek_id', '=', bimtekId)
    .where('q.id', '=', quizId)
    .where(readsBimtek(actor, 'bc'))
    .executeTakeFirst();
  return row && { ...row, pool: row.pool as PoolEntry[], draw: row.draw as Draw };
}

/** A question as its page of figures shows it, with its key: only for those who read the bimtek as panitia. */
export type StudiedQuestion = {
  id: string;
  type: QuestionType;
  tags: string[];
  body: QuestionBody;
  key: QuestionKey;
};

export async function studiedQuestions(db: Db, versions: readonly string[]): Promise<StudiedQuestion[]> {
  const rows = await db
    .selectFrom('question_version')
    .select(['id', 'type', 'tags', 'body', 'key'])
    .where((eb) => eb(eb.ref('id'), '=', eb.fn.any(sql<string[]>`${versions}::uuid[]`)))
    .orderBy('question_id')
    .orderBy('no')
    .execute();
  return rows.map((row) => ({
    ...row,
    type: row.type as QuestionType,
    body: row.body as QuestionBody,
    key: row.key as QuestionKey,
  }));
}

/** Tags of questions by version: what they ask about, without text or key. */
export async function tagsOf(db: Db, versions: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom('question_version')
    .select(['id', 'tags'])
    .where((eb) => eb(eb.ref('id'), '=', eb.fn.any(sql<string[]>`${versions}::uuid[]`)))
    .execute();
  return new Map(rows.map(({ id, tags }) => [id, tags]));
}

export type Objective = { courseId: string; course: string; tag: string; says: string; module: string };

/** The objectives of the courses of a bimtek, in the order of the modules. */
export async function objectivesOf(db: Db, bimtekId: string): Promise<Objective[]> {
  const { rows } = await sql<Objective>`
    select c.id as "courseId", c.title as course, o.key as tag, o.value as says, m.title as module
    from bimtek_course bc
    join course c on c.id = bc.course_id
    join course_module m on m.course_id = bc.course_id and m.version_no = bc.version_no
    cross join lateral jsonb_each_text(m.objectives) o
    where bc.bimtek_id = ${bimtekId}
    order by c.id, m.position, o.key collate "C"`.execute(db);
  return rows;
}

/** A class that the actor teaches now, with its bimtek. */
export async function taughtClass(db: Db, actor: Actor, classId: string, now: Date) {
  return db
    .selectFrom(db.selectFrom('class').select(['id as class_id', 'bimtek_id', 'letter']).as('k'))
    .innerJoin('bimtek as b', 'b.id', 'k.bimtek_id')
    .select(['k.class_id as id', 'k.letter', 'b.id as bimtekId', 'b.name as bimtek'])
    .where('k.class_id', '=', classId)
    .where(teachesClass(actor, 'k', now))
    .executeTakeFirst();
}
