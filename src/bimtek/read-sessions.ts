import type { Trx } from '../database/schema.ts';
import type { SessionFields } from './timetable.ts';
import type { SessionBefore } from './timetable-changes.ts';

/** A session as it stands, with what it was planned with. */
export type StoredSession = Omit<SessionFields, 'pic'> & { id: string; pic: string; cancelled: boolean };

/** Sessions of a bimtek as they stand, held until the transaction ends; by id. Three statements. */
export async function readSessions(
  trx: Trx,
  bimtekId: string,
  ids: readonly string[],
): Promise<Map<string, StoredSession>> {
  if (ids.length === 0) return new Map();
  const rows = await trx
    .selectFrom('session')
    .select(['id', 'starts_at', 'ends_at', 'half_jp', 'topic', 'subject', 'room', 'pic', 'counted'])
    .select('cancelled_at')
    .where('bimtek_id', '=', bimtekId)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
  const classes = await trx
    .selectFrom('session_class')
    .select(['session_id', 'class_id as id'])
    .where('bimtek_id', '=', bimtekId)
    .where('session_id', 'in', ids)
    .execute();
  const trainers = await trx
    .selectFrom('session_trainer')
    .select(['session_id', 'person_id as id'])
    .where('bimtek_id', '=', bimtekId)
    .where('session_id', 'in', ids)
    .execute();
  const of = (people: readonly { session_id: string; id: string }[], id: string) =>
    people.filter((one) => one.session_id === id).map((one) => one.id);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        startsAt: row.starts_at,
        endsAt: row.ends_at,
        halfJp: row.half_jp,
        topic: row.topic,
        subject: row.subject,
        room: row.room,
        pic: row.pic,
        counted: row.counted,
        cancelled: row.cancelled_at !== null,
        classIds: of(classes, row.id),
        trainerIds: of(trainers, row.id),
      },
    ]),
  );
}

/** What a version keeps of a session before a change. */
export const stoodThere = (session: StoredSession): SessionBefore => ({
  startsAt: session.startsAt.toISOString(),
  endsAt: session.endsAt.toISOString(),
  room: session.room,
  topic: session.topic,
  classes: session.classIds,
  cancelled: session.cancelled,
});
