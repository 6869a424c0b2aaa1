import { wallTime } from '../../bimtek/index.ts';
import type { Db, Trx } from '../../database/schema.ts';
import { readDay } from '../day-sheet/queries.ts';
import type { HallSession } from '../find-session.ts';
import type { RollRow } from '../roll-call.ts';
import { markOfDay } from './list-mark.ts';
import { onSheet, type SheetList, sheetLists } from './sheet-lists.ts';

/**
 * Every sheet that a session can come back on: its own, and those of its day for each of its classes, with the people of
 * the session in their rows. `rows` is the whole roll call.
 */
export async function readLists(
  db: Db | Trx,
  session: HallSession,
  rows: readonly RollRow[],
): Promise<SheetList[]> {
  const { bimtekId, startsAt, zone, classes } = session;
  const { day } = wallTime(startsAt, zone);
  const here = new Map(onSheet(rows).map((row) => [row.enrolmentId, row]));
  const own = (await readDay(db as Db, { bimtekId, day })).classes.filter(({ letter }) =>
    classes.some((one) => one.letter === letter),
  );
  const ofDay = own.map((one) => ({
    letters: one.letter,
    mark: markOfDay(day, one),
    people: one.people.map(({ enrolmentId }) => here.get(enrolmentId) ?? null),
  }));
  return [...sheetLists(session, rows), ...ofDay];
}
