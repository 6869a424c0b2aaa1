import type { Trx } from '../database/schema.ts';
import { loadQuestions, poolOf, saveQuizzes } from '../quiz/index.ts';
import type { Course } from './read-course.ts';

/** Writes one version of a course: bodies and pictures once per content, then modules, guides, lessons, quizzes. */
export async function saveContent(
  trx: Trx,
  course: Course,
  version: { no: number; sha256: Buffer },
  now: Date,
): Promise<void> {
  const key = { course_id: course.id, version_no: version.no };
  await trx
    .insertInto('course')
    .values({ id: course.id, title: course.title })
    .onConflict((on) => on.column('id').doUpdateSet({ title: course.title }))
    .execute();
  await trx
    .insertInto('course_version')
    .values({ course_id: course.id, no: version.no, sha256: version.sha256, at: now })
    .execute();
  await saveOnce(trx, course);
  await trx
    .insertInto('course_module')
    .values(
      course.modules.map(({ id, title, phase, required, objectives }, index) => ({
        ...key,
        id,
        position: index + 1,
        title,
        phase,
        required,
        objectives: JSON.stringify(objectives),
      })),
    )
    .execute();
  await saveGuides(trx, course, key);
  const lessons = course.modules.flatMap((module) =>
    module.lessons.map(({ id, title, minutes, objectives, sha256 }, index) => ({
      ...key,
      module_id: module.id,
      id,
      position: index + 1,
      title,
      minutes,
      body_sha256: sha256,
      objectives,
    })),
  );
  await trx.insertInto('course_lesson').values(lessons).execute();
  await saveQuestions(trx, course, version.no, now);
}

async function saveGuides(
  trx: Trx,
  course: Course,
  key: { course_id: string; version_no: number },
): Promise<void> {
  const guides = course.modules.flatMap(({ id, guide }) =>
    guide ? [{ ...key, module_id: id, half_jp: guide.halfJp, body_sha256: guide.sha256 }] : [],
  );
  if (guides.length > 0) await trx.insertInto('module_guide').values(guides).execute();
}

async function saveOnce(trx: Trx, course: Course): Promise<void> {
  const bodies = course.modules.flatMap(({ lessons, guide }) =>
    [...lessons, ...(guide ? [guide] : [])].map(({ sha256, html, bytes }) => ({ sha256, html, bytes })),
  );
  await trx
    .insertInto('lesson_body')
    .values(bodies)
    .onConflict((on) => on.column('sha256').doNothing())
    .execute();
  if (course.pictures.length === 0) return;
  const files = course.pictures.map(({ sha256, mime, content }) => ({ sha256, mime, content }));
  await trx
    .insertInto('course_file')
    .values(files)
    .onConflict((on) => on.column('sha256').doNothing())
    .execute();
}

async function saveQuestions(trx: Trx, course: Course, versionNo: number, now: Date): Promise<void> {
  const versions = await loadQuestions(trx, course.id, course.questions, now);
  const specs = course.quizzes.map(({ questions, ...plan }) => ({
    ...plan,
    pool: poolOf(questions, versions),
  }));
  await saveQuizzes(trx, course.id, versionNo, specs);
}
