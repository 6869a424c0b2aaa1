import { sql } from 'kysely';
import type { Db } from '../database/schema.ts';
import { nextUnread } from './rules.ts';

export type LearnedLesson = { id: string; title: string; minutes: number; read: boolean };
export type LearnedModule = {
  courseId: string;
  id: string;
  /** The number that people say: its place in the course, from 1. */
  no: number;
  title: string;
  phase: 'before' | 'after';
  required: boolean;
  lessons: LearnedLesson[];
  quiz: { id: string; handedIn: boolean } | null;
  /** Every lesson marked read and its quiz handed in (product.md section 4). */
  done: boolean;
};
export type NextLesson = {
  courseId: string;
  lessonId: string;
  title: string;
  moduleNo: number;
  moduleTitle: string;
  no: number;
  minutes: number;
};
export type Learning = { modules: LearnedModule[]; next: NextLesson | null };

/**
 * What an enrolment learns and has learnt, module by module in the order of the course, and the lesson to go on with:
 * the first unread one from the place where it stopped. Two statements, however many modules there are. What a merged
 * enrolment has read counts for the one that stayed.
 */
export async function learningOf(db: Db, enrolmentId: string): Promise<Learning> {
  const modules = await readModules(db, enrolmentId);
  const place = await readPlace(db, enrolmentId);
  const flat = modules.flatMap((module) =>
    module.lessons.map((lesson, index) => ({ ...lesson, no: index + 1, module })),
  );
  const stopped = flat.findIndex(
    ({ id, module }) => id === place?.lesson_id && module.courseId === place.course_id,
  );
  const next = nextUnread(flat, Math.max(0, stopped));
  return {
    modules,
    next: next && {
      courseId: next.module.courseId,
      lessonId: next.id,
      title: next.title,
      moduleNo: next.module.no,
      moduleTitle: next.module.title,
      no: next.no,
      minutes: next.minutes,
    },
  };
}

/** All enrolments that were merged into this one, and itself. */
const own = (enrolmentId: string) =>
  sql`(select o.id from enrolment o join enrolment e on e.bimtek_id = o.bimtek_id and e.id = o.root_id where e.id = ${enrolmentId})`;

async function readModules(db: Db, enrolmentId: string): Promise<LearnedModule[]> {
  const { rows } = await sql<Omit<LearnedModule, 'done'> & { quiz: LearnedModule['quiz'] }>`
    select m.course_id as "courseId", m.id, m.position as no, m.title, m.phase, m.required,
      coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'title', l.title, 'minutes', l.minutes, 'read', exists (
          select from lesson_read r where r.bimtek_id = e.bimtek_id and r.enrolment_id in ${own(enrolmentId)}
            and r.course_id = l.course_id and r.lesson_id = l.id)) order by l.position)
        from course_lesson l
        where l.course_id = m.course_id and l.version_no = m.version_no and l.module_id = m.id), '[]') as lessons,
      (select jsonb_build_object('id', q.id, 'handedIn', exists (
          select from attempt t where t.bimtek_id = e.bimtek_id and t.enrolment_id in ${own(enrolmentId)}
            and t.quiz_id = q.id and t.handed_in_at is not null))
        from quiz q where q.course_id = m.course_id and q.version_no = m.version_no and q.module_id = m.id limit 1) as quiz
    from enrolment e
    join bimtek_course bc on bc.bimtek_id = e.bimtek_id
    join course_module m on m.course_id = bc.course_id and m.version_no = bc.version_no
    where e.id = ${enrolmentId}
    order by m.course_id, m.position`.execute(db);
  return rows.map((row) => ({
    ...row,
    done: row.lessons.every((lesson) => lesson.read) && (row.quiz?.handedIn ?? true),
  }));
}

async function readPlace(
  db: Db,
  enrolmentId: string,
): Promise<{ course_id: string; lesson_id: string } | undefined> {
  const { rows } = await sql<{ course_id: string; lesson_id: string }>`
    select p.course_id, p.lesson_id from lesson_place p
    where p.enrolment_id in ${own(enrolmentId)} order by p.at desc limit 1`.execute(db);
  return rows[0];
}
