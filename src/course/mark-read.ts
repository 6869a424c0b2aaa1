import { sql } from 'kysely';
import { appendEvent } from '../audit/index.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';

/** Whoever learns marks for themselves: `personId` must be the person of the enrolment. Lessons in the order read. */
export type ReadMark = {
  personId: string;
  enrolmentId: string;
  courseId: string;
  lessonIds: readonly string[];
};

/** Where "Selesai, lanjut" leads: the next lesson of the module, its quiz, or the list when the course is over. */
export type Onward = { to: 'lesson'; lessonId: string } | { to: 'quiz'; quizId: string } | { to: 'list' };
export type ReadRefusal = { reason: 'not-there' } | { reason: 'ended' };

/**
 * Marks lessons read with the version shown; the first time counts, a repeat changes nothing but the place to go on
 * from. Refused when the enrolment is not the person's, does not learn this lesson, or has ended.
 */
export async function markRead(
  trx: Trx,
  mark: ReadMark,
  now: Date,
): Promise<Result<{ onward: Onward; first: number }, ReadRefusal>> {
  const enrolment = await trx
    .selectFrom('enrolment')
    .select(['bimtek_id', 'ended_at'])
    .where('id', '=', mark.enrolmentId)
    .where('person_id', '=', mark.personId)
    .whereRef('root_id', '=', 'id')
    .executeTakeFirst();
  if (!enrolment) return refused('not-there');
  if (enrolment.ended_at) return refused('ended');
  const bimtekId = enrolment.bimtek_id;
  await lockEnrolments(trx, bimtekId, [mark.enrolmentId]);
  const steps = await readSteps(trx, bimtekId, mark.courseId);
  const read = mark.lessonIds.map((id) => steps.findIndex((step) => step.id === id));
  const last = read.at(-1);
  if (last === undefined || read.includes(-1)) return refused('not-there');
  const first = await insertReads(trx, bimtekId, mark, steps[last]?.version_no ?? 0, now);
  await setPlace(trx, bimtekId, mark, steps[last + 1]?.id ?? steps[last]?.id ?? '', now);
  if (first > 0) await refreshStanding(trx, bimtekId, [mark.enrolmentId], now);
  return ok({ onward: onwardFrom(steps, last), first });
}

type Step = { id: string; module_id: string; version_no: number; quiz_id: string | null };

/** The lessons of the version that the bimtek uses, in order. */
async function readSteps(trx: Trx, bimtekId: string, courseId: string): Promise<Step[]> {
  const { rows } = await sql<Step>`
    select l.id, l.module_id, l.version_no,
      (select q.id from quiz q where q.course_id = l.course_id and q.version_no = l.version_no and q.module_id = l.module_id limit 1) as quiz_id
    from bimtek_course bc
    join course_module m on m.course_id = bc.course_id and m.version_no = bc.version_no
    join course_lesson l on l.course_id = m.course_id and l.version_no = m.version_no and l.module_id = m.id
    where bc.bimtek_id = ${bimtekId} and bc.course_id = ${courseId}
    order by m.position, l.position`.execute(trx);
  return rows;
}

function onwardFrom(steps: Step[], index: number): Onward {
  const here = steps[index];
  const next = steps[index + 1];
  if (here?.quiz_id && next?.module_id !== here.module_id) return { to: 'quiz', quizId: here.quiz_id };
  return next ? { to: 'lesson', lessonId: next.id } : { to: 'list' };
}

async function insertReads(
  trx: Trx,
  bimtekId: string,
  mark: ReadMark,
  version: number,
  now: Date,
): Promise<number> {
  const who = { bimtek_id: bimtekId, enrolment_id: mark.enrolmentId, course_id: mark.courseId };
  const rows = await trx
    .insertInto('lesson_read')
    .values(mark.lessonIds.map((id) => ({ ...who, lesson_id: id, version_no: version, at: now })))
    .onConflict((on) => on.columns(['bimtek_id', 'enrolment_id', 'course_id', 'lesson_id']).doNothing())
    .returning('lesson_id')
    .execute();
  if (rows.length === 0) return 0;
  await appendEvent(trx, {
    at: now,
    actorId: mark.personId,
    act: 'lesson-read',
    subject: { kind: 'enrolment', id: mark.enrolmentId },
    bimtekId,
    detail: { course: mark.courseId, version, lessons: rows.map((row) => row.lesson_id) },
  });
  return rows.length;
}

async function setPlace(
  trx: Trx,
  bimtekId: string,
  mark: ReadMark,
  lessonId: string,
  now: Date,
): Promise<void> {
  await trx
    .insertInto('lesson_place')
    .values({
      bimtek_id: bimtekId,
      enrolment_id: mark.enrolmentId,
      course_id: mark.courseId,
      lesson_id: lessonId,
      at: now,
    })
    .onConflict((on) =>
      on.columns(['bimtek_id', 'enrolment_id', 'course_id']).doUpdateSet({ lesson_id: lessonId, at: now }),
    )
    .execute();
}
