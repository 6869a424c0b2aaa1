import type { Db, Trx } from '../../database/schema.ts';
import { readVersions } from '../read-versions.ts';
import { sessionsOf } from '../sessions.ts';
import { knownUpTo } from '../timetable-changes.ts';
import { classChanges, type ClassChange } from './class-changes.ts';
import { classesOf } from '../classes.ts';

export type ClassNews = {
  id: string;
  letter: string;
  /** The text that was made last; it tells up to version `no`. */
  last: { no: number; body: string; at: Date } | null;
  /** Since that text; the whole timetable when there was none. */
  changes: ClassChange[];
  /** The newest version. */
  no: number;
};

/** What each class, or one of them, has not been told yet. Four statements. */
export async function readNews(db: Db | Trx, bimtekId: string, classId?: string): Promise<ClassNews[]> {
  const classes = await classesOf(db, bimtekId);
  const texts = await (db as Db)
    .selectFrom('timetable_text')
    .select(['class_id', 'no', 'body', 'at'])
    .distinctOn('class_id')
    .where('bimtek_id', '=', bimtekId)
    .orderBy('class_id')
    .orderBy('no', 'desc')
    .execute();
  const versions = (await readVersions(db, [bimtekId])).get(bimtekId) ?? [];
  const sessions = await sessionsOf(db, { bimtekId });
  return classes
    .filter(({ id }) => classId === undefined || id === classId)
    .map(({ id, letter }) => {
      const text = texts.find(({ class_id }) => class_id === id);
      const known = knownUpTo(versions, text?.no ?? 0);
      return {
        ...{ id, letter },
        last: text ? { no: text.no, body: text.body, at: text.at } : null,
        changes: classChanges(id, sessions, known),
        no: versions.at(-1)?.no ?? 0,
      };
    });
}
