import type { Trx } from '../database/schema.ts';
import type { QuizSpec } from './question.ts';

/** Writes the quizzes of one version of a course, which is already there with its modules. */
export async function saveQuizzes(
  trx: Trx,
  courseId: string,
  versionNo: number,
  quizzes: readonly QuizSpec[],
): Promise<void> {
  if (quizzes.length === 0) return;
  await trx
    .insertInto('quiz')
    .values(
      quizzes.map(({ id, kind, moduleId, title, pool, draw }) => ({
        course_id: courseId,
        version_no: versionNo,
        id,
        kind,
        module_id: moduleId,
        title,
        pool: JSON.stringify(pool),
        draw: JSON.stringify(draw),
      })),
    )
    .execute();
}
