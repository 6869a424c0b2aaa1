import type { Db, TimeZone, Trx } from '../../database/schema.ts';
import { type Result, ok, refused } from '../../result.ts';
import { daysApart, shiftInstant } from '../copy/rules.ts';
import { planSessions } from '../plan-session.ts';
import { holidaysIn } from '../planning/holidays.ts';
import { digestOf, plannedOf } from '../planning/warned.ts';
import { type Clash, clashesIn, wallTime } from '../rules.ts';
import { type SessionView, sessionsOf } from '../sessions.ts';
import { holdTimetable, type SessionRefusal } from '../timetable.ts';

/** A session of the day as it would stand on the other one. */
export type CopiedSession = {
  session: SessionView;
  /** One of its classes already has a session at that start: it is left out. */
  taken: boolean;
  clashes: Clash[];
};
export type DayCopy = {
  from: string;
  to: string;
  sessions: CopiedSession[];
  holiday: string | undefined;
  /** Sessions that already stand on that day, by id, for the words of clashes. */
  byId: ReadonlyMap<string, SessionView>;
  /** Stands for just this copy: it is made as it was shown, or not at all. */
  mark: string;
};

/** What a copy of a day to another would hold: sessions that take place, with room, topic, trainers and classes. */
export async function planDayCopy(
  db: Db | Trx,
  { bimtekId, zone, from, to }: { bimtekId: string; zone: TimeZone; from: string; to: string },
): Promise<DayCopy> {
  const all = await sessionsOf(db, { bimtekId });
  const dayOf = (session: SessionView) => wallTime(session.startsAt, zone).day;
  const going = all.filter(({ cancelReason }) => cancelReason === null);
  const copies = going.filter((session) => dayOf(session) === from).map((one) => moved(one, from, to));
  const starts = new Set(going.flatMap((one) => one.classes.map(({ id }) => startOf(id, one))));
  const isTaken = (session: SessionView) =>
    session.classes.some(({ id }) => starts.has(startOf(id, session)));
  const holidays = await holidaysIn(db, bimtekId);
  const fresh = copies.filter((session) => !isTaken(session));
  const clashes = clashesIn([...going, ...fresh].map(plannedOf), zone);
  const sessions = copies.map((session) => ({
    session,
    taken: isTaken(session),
    clashes: clashes.filter(
      (clash) => clash.session === session.id || ('other' in clash && clash.other === session.id),
    ),
  }));
  return {
    ...{ from, to, sessions },
    holiday: holidays(to),
    byId: new Map([...all, ...copies].map((session) => [session.id, session])),
    mark: digestOf(sessions),
  };
}

const COPY = 'copy-of-';

/** The session on the other day, under an id that no session has and still without a number. */
function moved(session: SessionView, from: string, to: string): SessionView {
  const days = daysApart(from, to);
  return {
    ...session,
    id: `${COPY}${session.id}`,
    no: 0,
    startsAt: shiftInstant(session.startsAt, days),
    endsAt: shiftInstant(session.endsAt, days),
  };
}

const startOf = (classId: string, { startsAt }: SessionView): string =>
  `${classId} ${startsAt.toISOString()}`;

export type CopyDay = { bimtekId: string; from: string; to: string; mark: string; by: string };
export type CopyDayRefusal = SessionRefusal | { reason: 'meanwhile' | 'nothing' };

/** Copies a day as it was shown; marks, finishing and cancelled sessions are not copied. */
export async function copyDay(
  trx: Trx,
  wish: CopyDay,
  now: Date,
): Promise<Result<{ made: number }, CopyDayRefusal>> {
  const held = await holdTimetable(trx, wish.bimtekId);
  if (!held.ok) return held;
  const plan = await planDayCopy(trx, { ...wish, zone: held.value.zone });
  if (plan.mark !== wish.mark) return refused('meanwhile');
  const fresh = plan.sessions.filter(({ taken }) => !taken);
  if (fresh.length === 0) return refused('nothing');
  const sessions = fresh.map(({ session }) => ({
    ...session,
    classIds: session.classes.map(({ id }) => id),
    trainerIds: session.named,
  }));
  const result = await planSessions(trx, { bimtekId: wish.bimtekId, sessions, by: wish.by }, now);
  return result.ok ? ok({ made: fresh.length }) : result;
}
