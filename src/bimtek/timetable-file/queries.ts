import { sql } from 'kysely';
import type { Db, Trx } from '../../database/schema.ts';
import { listTrainers } from '../office/queries.ts';
import { sessionsOf } from '../sessions.ts';
import type { Timetable } from '../timetable.ts';
import type { Beside } from './read-fields.ts';

/** What the lines of a file are held against. Four statements. */
export async function readBeside(db: Db | Trx, bimtek: Timetable, now: Date): Promise<Beside> {
  const { bimtekId, zone, startsOn, endsOn } = bimtek;
  const classes = await (db as Db)
    .selectFrom('class')
    .select(['id', 'letter'])
    .where('bimtek_id', '=', bimtekId)
    .orderBy('letter')
    .execute();
  const trainers = await listTrainers(db as Db, now);
  const sessions = await sessionsOf(db, { bimtekId });
  const { rows } = await sql<{ id: string; classes: string[] }>`
    select k.session_id as id, array_agg(distinct m.class_id)::text[] as classes
    from mark k join class_membership m on m.bimtek_id = k.bimtek_id and m.enrolment_id = k.enrolment_id
    where k.bimtek_id = ${bimtekId} group by 1`.execute(db as Db);
  const marked = new Map(rows.map((row) => [row.id, row.classes]));
  return { zone, startsOn, endsOn, classes, trainers, sessions, marked };
}
