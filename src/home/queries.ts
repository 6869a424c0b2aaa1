import { attendanceOf } from '../attendance/index.ts';
import { currentEnrolment } from '../bimtek/index.ts';
import { standingOf } from '../certification/index.ts';
import { learningOf } from '../course/index.ts';
import type { Db } from '../database/schema.ts';
import { quizStates } from '../quiz/index.ts';

/** Everything the first page of a kader shows, from the rooms that own it; undefined without a running enrolment. */
export async function homeOf(db: Db, personId: string, now: Date) {
  const enrolment = await currentEnrolment(db, personId);
  if (!enrolment) return undefined;
  const [sessions, learning, quizzes, standing] = await Promise.all([
    attendanceOf(db, enrolment.enrolmentId),
    learningOf(db, enrolment.enrolmentId),
    quizStates(db, enrolment.enrolmentId, now),
    standingOf(db, enrolment.enrolmentId),
  ]);
  return { enrolment, sessions, learning, quizzes, standing };
}

export type Home = NonNullable<Awaited<ReturnType<typeof homeOf>>>;
