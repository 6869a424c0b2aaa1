import type { Db, Trx } from '../../database/schema.ts';
import { classesOf } from '../classes.ts';
import { listTrainers } from '../office/queries.ts';
import { markedClasses } from '../marked-classes.ts';
import { sessionsOf } from '../sessions.ts';
import type { Timetable } from '../timetable.ts';
import type { Beside } from './read-fields.ts';

/** What the lines of a file are held against. Four statements. */
export async function readBeside(db: Db | Trx, bimtek: Timetable, now: Date): Promise<Beside> {
  const { bimtekId, zone, startsOn, endsOn } = bimtek;
  const classes = await classesOf(db, bimtekId);
  const trainers = await listTrainers(db as Db, now);
  const sessions = await sessionsOf(db, { bimtekId });
  const marked = await markedClasses(db, bimtekId);
  return { zone, startsOn, endsOn, classes, trainers, sessions, marked };
}
