import { sql } from 'kysely';
import type { TimeZone, Trx } from '../database/schema.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import { type Result, ok, refused } from '../result.ts';
import { trainersAmong } from './assign-trainer.ts';
import { isClosed } from './closed.ts';
import { refreshDeadline } from './deadline.ts';
import { wallTime } from './rules.ts';
import type { SessionBefore } from './timetable-changes.ts';

/** What a session is planned with. Instants in UTC; JP in halves, typed and never derived from the clock. */
export type SessionFields = {
  startsAt: Date;
  endsAt: Date;
  halfJp: number;
  topic: string;
  /** The mata pelatihan: sessions of one subject make one line on the back of the certificate. */
  subject: string;
  room: string;
  /** Who of the panitia looks after it. */
  pic?: string | undefined;
  counted: boolean;
  classIds: readonly string[];
  trainerIds: readonly string[];
};
export type SessionRefusal = {
  reason: 'closed' | 'times' | 'jp' | 'no-class' | 'no-trainer' | 'outside-days';
};

/** One change of a published version; `was` is what stood there before it. */
export type TimetableChange = {
  session: string;
  kind: 'added' | 'moved' | 'edited' | 'cancelled' | 'restored' | 'removed';
  was?: SessionBefore;
};

export type Timetable = { bimtekId: string; zone: TimeZone; startsOn: string; endsOn: string };

/** First step of every change of a timetable: nobody's standing and no other change moves meanwhile. */
export async function holdTimetable(
  trx: Trx,
  bimtekId: string,
): Promise<Result<Timetable, { reason: 'closed' }>> {
  await lockEnrolments(trx, bimtekId, 'all');
  const row = await trx
    .selectFrom('bimtek')
    .select(['time_zone', 'starts_on', 'ends_on'])
    .where('id', '=', bimtekId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  if (await isClosed(trx, bimtekId)) return refused('closed');
  return ok({ bimtekId, zone: row.time_zone, startsOn: row.starts_on, endsOn: row.ends_on });
}

const LONGEST = 24 * 3_600_000;

/** Why these sessions cannot stand in the timetable; undefined when they can. */
export async function sessionRefusal(
  trx: Trx,
  { bimtekId, zone, startsOn, endsOn }: Timetable,
  sessions: readonly SessionFields[],
  now: Date,
) {
  for (const { startsAt, endsAt, halfJp, classIds } of sessions) {
    if (endsAt <= startsAt || endsAt.getTime() - startsAt.getTime() > LONGEST) return refused('times');
    if (!Number.isInteger(halfJp) || halfJp < 0 || halfJp > 40) return refused('jp');
    if (classIds.length === 0) return refused('no-class');
    const { day } = wallTime(startsAt, zone);
    if (day < startsOn || day > endsOn) return refused('outside-days');
  }
  const classes = [...new Set(sessions.flatMap(({ classIds }) => classIds))];
  const known = await trx
    .selectFrom('class')
    .select('id')
    .where('bimtek_id', '=', bimtekId)
    .where('id', 'in', classes)
    .execute();
  if (known.length < classes.length) return refused('no-class');
  const trainers = [...new Set(sessions.flatMap(({ trainerIds }) => trainerIds))];
  return (await trainersAmong(trx, trainers, now)).size < trainers.length ? refused('no-trainer') : undefined;
}

/** The number of the version that is being written. */
export async function nextVersion(trx: Trx, bimtekId: string): Promise<number> {
  const row = await trx
    .selectFrom('timetable_version')
    .select((eb) => eb.fn.max('no').as('no'))
    .where('bimtek_id', '=', bimtekId)
    .executeTakeFirstOrThrow();
  return (row.no ?? 0) + 1;
}

/** Last steps of every change: the version, the numbers in time order, the batas kelulusan, the standings. */
export async function publish(
  trx: Trx,
  wish: { bimtekId: string; no: number; changes: readonly TimetableChange[]; by: string | null },
  now: Date,
): Promise<void> {
  const { bimtekId } = wish;
  await trx
    .insertInto('timetable_version')
    .values({
      bimtek_id: bimtekId,
      no: wish.no,
      changes: JSON.stringify(wish.changes),
      by_id: wish.by,
      at: now,
    })
    .execute();
  await renumber(trx, bimtekId);
  await refreshDeadline(trx, bimtekId);
  await refreshStanding(trx, bimtekId, 'all', now);
}

/**
 * "Sesi 12" counts starts in time order: parallel sessions of two classes carry the same number, so the sheets of all
 * classes agree. Cancelled sessions have none of their own.
 */
const renumber = (trx: Trx, bimtekId: string) =>
  sql`update session s set no = ranked.no
    from (
      select id, dense_rank() over (order by cancelled_at is not null, starts_at) as no
      from session where bimtek_id = ${bimtekId}
    ) ranked
    where s.bimtek_id = ${bimtekId} and s.id = ranked.id and s.no <> ranked.no`.execute(trx);

/** Writes which classes and trainers a session has, whatever it had before. */
export async function writePeople(
  trx: Trx,
  bimtekId: string,
  sessions: readonly { id: string; classIds: readonly string[]; trainerIds: readonly string[] }[],
): Promise<void> {
  const classes = sessions.flatMap(({ id, classIds }) =>
    [...new Set(classIds)].map((classId) => ({ bimtek_id: bimtekId, session_id: id, class_id: classId })),
  );
  if (classes.length > 0) await trx.insertInto('session_class').values(classes).execute();
  const trainers = sessions.flatMap(({ id, trainerIds }) =>
    [...new Set(trainerIds)].map((personId) => ({
      bimtek_id: bimtekId,
      session_id: id,
      person_id: personId,
    })),
  );
  if (trainers.length > 0) await trx.insertInto('session_trainer').values(trainers).execute();
}
