import { sql } from 'kysely';
import type { Db, TimeZone } from '../database/schema.ts';
import { type Actor, hasRole } from '../http/actor.ts';
import type { QuizStanding } from '../quiz/index.ts';

/** The enrolment in which a kader learns now: the newest that has not ended, else the newest of all. */
export type Learner = { enrolmentId: string; ended: boolean; zone: TimeZone };

export async function learnerOf(db: Db, actor: Actor): Promise<Learner | null> {
  const { rows } = await sql<Learner>`
    select e.id as "enrolmentId", e.ended_at is not null as ended, b.time_zone as zone
    from enrolment e join bimtek b on b.id = e.bimtek_id
    where e.person_id = ${actor.personId} and e.root_id = e.id
    order by e.ended_at is null desc, e.id desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/** Where a quiz stands, as the list of modules shows it. */
export type LearnerQuiz = QuizStanding;

/** Roles that read lessons without progress (product.md section 3). */
export const reads = (actor: Actor): boolean => hasRole(actor, 'duta', 'pelatih', 'korkab', 'panitia');

export type LessonLink = { id: string; title: string; minutes: number; read: boolean };
export type LessonView = {
  courseId: string;
  id: string;
  title: string;
  minutes: number;
  /** Sanitised when the course was loaded. */
  html: string;
  /** Sentences: what the reader can do afterwards. */
  objectives: string[];
  /** Place in the module, from 1. */
  no: number;
  moduleId: string;
  moduleNo: number;
  moduleTitle: string;
  /** All lessons of the module in order. */
  lessons: LessonLink[];
  quizId: string | null;
};

/**
 * One lesson with the list of its module. For a learner in the version that the bimtek uses; for whoever only reads
 * (`learner` null) in the newest. Null when there is no such lesson there.
 */
export async function readLessonView(
  db: Db,
  courseId: string,
  lessonId: string,
  learner: Learner | null,
): Promise<LessonView | null> {
  const id = learner?.enrolmentId ?? null;
  const version = learner
    ? sql`(select bc.version_no from enrolment e join bimtek_course bc on bc.bimtek_id = e.bimtek_id where e.id = ${id} and bc.course_id = l.course_id)`
    : sql`(select max(v.no) from course_version v where v.course_id = l.course_id)`;
  const { rows } = await sql<LessonView>`
    select l.course_id as "courseId", l.id, l.title, l.minutes, b.html, l.position as no,
      m.id as "moduleId", m.position as "moduleNo", m.title as "moduleTitle",
      coalesce((select jsonb_agg(m.objectives->>o.id order by o.n) from unnest(l.objectives) with ordinality o(id, n)), '[]') as objectives,
      (select jsonb_agg(jsonb_build_object('id', s.id, 'title', s.title, 'minutes', s.minutes, 'read', exists (
          select from lesson_read r join enrolment o on o.bimtek_id = r.bimtek_id and o.id = r.enrolment_id
          where o.root_id = ${id} and r.course_id = s.course_id and r.lesson_id = s.id)) order by s.position)
        from course_lesson s
        where s.course_id = l.course_id and s.version_no = l.version_no and s.module_id = l.module_id) as lessons,
      (select q.id from quiz q where q.course_id = l.course_id and q.version_no = l.version_no and q.module_id = l.module_id limit 1) as "quizId"
    from course_lesson l
    join course_module m on m.course_id = l.course_id and m.version_no = l.version_no and m.id = l.module_id
    join lesson_body b on b.sha256 = l.body_sha256
    where l.course_id = ${courseId} and l.id = ${lessonId} and l.version_no = ${version}`.execute(db);
  return rows[0] ?? null;
}

export type CourseView = {
  id: string;
  title: string;
  modules: {
    id: string;
    no: number;
    title: string;
    phase: 'before' | 'after';
    lessons: LessonLink[];
    hasGuide: boolean;
  }[];
};

/** Every course in its newest version, for whoever reads without progress. */
export async function readCourses(db: Db): Promise<CourseView[]> {
  const { rows } = await sql<CourseView['modules'][number] & { courseId: string; courseTitle: string }>`
    select c.id as "courseId", c.title as "courseTitle", m.id, m.position as no, m.title, m.phase,
      exists (select from module_guide g where g.course_id = m.course_id and g.version_no = m.version_no and g.module_id = m.id) as "hasGuide",
      coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'title', l.title, 'minutes', l.minutes, 'read', false) order by l.position)
        from course_lesson l
        where l.course_id = m.course_id and l.version_no = m.version_no and l.module_id = m.id), '[]') as lessons
    from course c
    join course_module m on m.course_id = c.id
    where m.version_no = (select max(v.no) from course_version v where v.course_id = c.id)
    order by c.title, c.id, m.position`.execute(db);
  const courses = new Map<string, CourseView>();
  for (const { courseId, courseTitle, ...module } of rows) {
    const course = courses.get(courseId) ?? { id: courseId, title: courseTitle, modules: [] };
    course.modules.push(module);
    courses.set(courseId, course);
  }
  return [...courses.values()];
}

export type GuideView = {
  courseId: string;
  moduleId: string;
  moduleNo: number;
  moduleTitle: string;
  halfJp: number;
  /** Sanitised when the course was loaded. */
  html: string;
  /** Sentences: what a kader can do after the module. */
  objectives: string[];
};

/** The page for whoever teaches a module, in the newest version of its course; null when it has none. */
export async function readGuideView(db: Db, courseId: string, moduleId: string): Promise<GuideView | null> {
  const { rows } = await sql<GuideView>`
    select m.course_id as "courseId", m.id as "moduleId", m.position as "moduleNo", m.title as "moduleTitle",
      g.half_jp as "halfJp", b.html,
      coalesce((select jsonb_agg(o.value order by o.key) from jsonb_each_text(m.objectives) o), '[]') as objectives
    from module_guide g
    join course_module m on m.course_id = g.course_id and m.version_no = g.version_no and m.id = g.module_id
    join lesson_body b on b.sha256 = g.body_sha256
    where g.course_id = ${courseId} and g.module_id = ${moduleId}
      and g.version_no = (select max(v.no) from course_version v where v.course_id = g.course_id)`.execute(
    db,
  );
  return rows[0] ?? null;
}

/** A picture of a course by the hash of its content. */
export const readFile = (db: Db, sha256: string) =>
  db
    .selectFrom('course_file')
    .select(['mime', 'content'])
    .where('sha256', '=', Buffer.from(sha256, 'hex'))
    .executeTakeFirst();
