import { sql } from 'kysely';
import type { Db, TimeZone } from '../../database/schema.ts';
import { type Clash, clashesIn, wallTime } from '../rules.ts';
import { type SessionView, sessionsOf } from '../sessions.ts';
import { holidaysIn } from './holidays.ts';
import { plannedOf } from './warned.ts';

export type DayView = {
  sessions: SessionView[];
  holiday: string | undefined;
  /** Of the whole bimtek, in the order of time. */
  all: Clash[];
  /** Those of a session, by its id; a holiday is told once for the day. */
  clashes: ReadonlyMap<string, Clash[]>;
  /** Every session of the bimtek. */
  byId: ReadonlyMap<string, SessionView>;
};

/** The sessions that start on a day, and every clash of the bimtek. Two statements. */
export async function readDay(
  db: Db,
  bimtekId: string,
  day: string,
  zone: TimeZone,
  classId?: string,
): Promise<DayView> {
  const holidays = await holidaysIn(db, bimtekId);
  const all = await sessionsOf(db, { bimtekId });
  const sessions = all.filter(
    ({ startsAt, classes }) =>
      wallTime(startsAt, zone).day === day && (!classId || classes.some(({ id }) => id === classId)),
  );
  const found = clashesIn(all.map(plannedOf), zone, holidays);
  const clashes = new Map<string, Clash[]>();
  for (const clash of found) {
    if (clash.kind === 'holiday') continue;
    for (const id of 'other' in clash ? [clash.session, clash.other] : [clash.session])
      clashes.set(id, [...(clashes.get(id) ?? []), clash]);
  }
  const byId = new Map(all.map((session) => [session.id, session]));
  return { sessions, holiday: holidays(day), all: found, clashes, byId };
}

export type TimetableHead = {
  /** Days 'YYYY-MM-DD' with sessions, and how many. */
  counts: ReadonlyMap<string, number>;
  classes: { id: string; letter: string; halfJp: number }[];
};

/** What stands above every day: sessions by day, planned JP by class. Two statements. */
export async function readHead(db: Db, bimtekId: string, zone: TimeZone): Promise<TimetableHead> {
  const days = await sql<{ day: string; n: number }>`
    select to_char(starts_at at time zone ${zone}::text, 'YYYY-MM-DD') as day, count(*)::int as n
    from session where bimtek_id = ${bimtekId} and cancelled_at is null group by 1`.execute(db);
  const classes = await sql<{ id: string; letter: string; halfJp: number }>`
    select c.id, c.letter, coalesce(sum(s.half_jp) filter (where s.counted and s.cancelled_at is null), 0)::int as "halfJp"
    from class c
    left join session_class sc on sc.bimtek_id = c.bimtek_id and sc.class_id = c.id
    left join session s on s.bimtek_id = sc.bimtek_id and s.id = sc.session_id
    where c.bimtek_id = ${bimtekId} group by c.id, c.letter order by c.letter`.execute(db);
  return { counts: new Map(days.rows.map(({ day, n }) => [day, n])), classes: classes.rows };
}

/** The day that a page opens on: the one asked for, today when it is one of them, or the first. */
export function dayShown(
  asked: string | undefined,
  days: readonly string[],
  now: Date,
  zone: TimeZone,
): string {
  if (asked && days.includes(asked)) return asked;
  const today = wallTime(now, zone).day;
  return days.includes(today) ? today : (days[0] ?? today);
}

export async function hasMarks(db: Db, bimtekId: string, sessionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('mark')
    .select('id')
    .where('bimtek_id', '=', bimtekId)
    .where('session_id', '=', sessionId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
