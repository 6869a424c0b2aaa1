import { type RawBuilder, sql } from 'kysely';
import { appendEvent } from '../audit/index.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';

/**
 * Moves the bimtek that nobody has begun to a new version of their course: no lesson read, no quiz started there.
 * Whoever began keeps the version they began with, until panitia move the bimtek by an act. Returns how many moved.
 */
export async function useVersion(trx: Trx, courseId: string, no: number, now: Date): Promise<number> {
  const behind = await trx
    .selectFrom('bimtek_course as bc')
    .select(['bc.bimtek_id', 'bc.version_no'])
    .where('bc.course_id', '=', courseId)
    .where('bc.version_no', '<', no)
    .where(untouched('bc'))
    .orderBy('bc.bimtek_id')
    .execute();
  let moved = 0;
  for (const { bimtek_id: bimtekId, version_no: from } of behind) {
    await lockEnrolments(trx, bimtekId, 'all');
    const still = await trx // asked again under the lock: someone may have begun meanwhile
      .selectFrom('bimtek_course as bc')
      .select('bc.bimtek_id')
      .where('bc.bimtek_id', '=', bimtekId)
      .where('bc.course_id', '=', courseId)
      .where(untouched('bc'))
      .executeTakeFirst();
    if (!still) continue;
    await setVersion(trx, { bimtekId, courseId, from, to: no, byId: null }, now);
    moved++;
  }
  return moved;
}

export type Adopt = { bimtekId: string; courseId: string; byId: string };

/**
 * The act of panitia: the bimtek uses the newest version of a course, or begins to use the course. What was read and
 * answered stays, and counts where the new version has the same lesson or quiz. Refused: no such course (`gone`),
 * already the newest (`same`). That the actor organises the bimtek is asked by the caller.
 */
export async function adoptNewest(
  trx: Trx,
  { bimtekId, courseId, byId }: Adopt,
  now: Date,
): Promise<Result<{ version: number }, { reason: 'gone' } | { reason: 'same' }>> {
  await lockEnrolments(trx, bimtekId, 'all');
  const newest = await trx
    .selectFrom('course_version')
    .select('no')
    .where('course_id', '=', courseId)
    .orderBy('no', 'desc')
    .executeTakeFirst();
  if (!newest) return refused('gone');
  const used = await trx
    .selectFrom('bimtek_course')
    .select('version_no')
    .where('bimtek_id', '=', bimtekId)
    .where('course_id', '=', courseId)
    .forUpdate()
    .executeTakeFirst();
  if (used?.version_no === newest.no) return refused('same');
  await setVersion(trx, { bimtekId, courseId, from: used?.version_no ?? null, to: newest.no, byId }, now);
  return ok({ version: newest.no });
}

type Move = { bimtekId: string; courseId: string; from: number | null; to: number; byId: string | null };

/** Writes the version, tells the log and counts again; the enrolments are locked already. */
async function setVersion(trx: Trx, { bimtekId, courseId, from, to, byId }: Move, now: Date): Promise<void> {
  await trx
    .insertInto('bimtek_course')
    .values({ bimtek_id: bimtekId, course_id: courseId, version_no: to })
    .onConflict((on) => on.columns(['bimtek_id', 'course_id']).doUpdateSet({ version_no: to }))
    .execute();
  const subject = { kind: 'bimtek', id: bimtekId };
  const detail = { course: courseId, from, to };
  await appendEvent(trx, { at: now, actorId: byId, act: 'course-version', subject, bimtekId, detail });
  await refreshStanding(trx, bimtekId, 'all', now);
}

const untouched = (alias: string): RawBuilder<boolean> => sql<boolean>`(
  not exists (select from lesson_read r
    where r.bimtek_id = ${sql.ref(`${alias}.bimtek_id`)} and r.course_id = ${sql.ref(`${alias}.course_id`)})
  and not exists (select from attempt t
    where t.bimtek_id = ${sql.ref(`${alias}.bimtek_id`)} and t.course_id = ${sql.ref(`${alias}.course_id`)}))`;
