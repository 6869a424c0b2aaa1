import { type RawBuilder, sql } from 'kysely';
import { appendEvent } from '../audit/index.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';

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
    .where(untouched())
    .orderBy('bc.bimtek_id')
    .execute();
  let moved = 0;
  for (const { bimtek_id: bimtekId, version_no: from } of behind) {
    await lockEnrolments(trx, bimtekId, 'all');
    const [row] = await trx // asked again under the lock: someone may have begun meanwhile
      .updateTable('bimtek_course as bc')
      .set({ version_no: no })
      .where('bc.bimtek_id', '=', bimtekId)
      .where('bc.course_id', '=', courseId)
      .where(untouched())
      .returning('bc.bimtek_id')
      .execute();
    if (!row) continue;
    moved++;
    const subject = { kind: 'bimtek', id: bimtekId };
    await appendEvent(trx, {
      at: now,
      actorId: null,
      act: 'course-version',
      subject,
      bimtekId,
      detail: { course: courseId, from, to: no },
    });
    await refreshStanding(trx, bimtekId, 'all', now);
  }
  return moved;
}

const untouched = (): RawBuilder<boolean> => sql<boolean>`(
  not exists (select from lesson_read r where r.bimtek_id = bc.bimtek_id and r.course_id = bc.course_id)
  and not exists (select from attempt t where t.bimtek_id = bc.bimtek_id and t.course_id = bc.course_id))`;
