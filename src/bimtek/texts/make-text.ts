import { appendEvent } from '../../audit/index.ts';
import type { Trx } from '../../database/schema.ts';
import { type Result, ok, refused } from '../../result.ts';
import { type ClassNews, readNews } from './queries.ts';
import { holdClass } from '../classes.ts';

export type MakeText = {
  bimtekId: string;
  classId: string;
  by: string;
  /** The words; they come from the views. */
  write: (news: ClassNews) => string;
};

/**
 * Makes the text of what a class has not been told yet, and keeps it with the version it tells up to: the next one
 * goes on from there. Refused when there is nothing to tell. One maker at a time for each class.
 */
export async function makeText(
  trx: Trx,
  wish: MakeText,
  now: Date,
): Promise<Result<{ letter: string }, { reason: 'gone' | 'nothing-new' }>> {
  const { bimtekId, classId, by } = wish;
  if (!(await holdClass(trx, bimtekId, classId))) return refused('gone');
  const [news] = await readNews(trx, bimtekId, classId);
  if (!news || news.changes.length === 0) return refused('nothing-new');
  const row = { bimtek_id: bimtekId, class_id: classId, no: news.no, body: wish.write(news), by_id: by };
  await trx
    .insertInto('timetable_text')
    .values({ ...row, at: now })
    .execute();
  await appendEvent(trx, {
    ...{ at: now, actorId: by, act: 'timetable-text-made', bimtekId },
    subject: { kind: 'class', id: classId },
    detail: { timetable: news.no, letter: news.letter, count: news.changes.length },
  });
  return ok({ letter: news.letter });
}
