import type { Db, TimeZone, Trx } from '../../database/schema.ts';
import { clashesIn, fixedHoliday, wallTime } from '../rules.ts';
import { sessionsOf } from '../sessions.ts';
import type { SessionFields } from '../timetable.ts';
import { daysApart, shiftDay, shiftInstant } from './rules.ts';
import { classesOf } from '../classes.ts';

export type CopyWish = {
  name: string;
  label: string;
  place: string;
  /** First day of the copy, 'YYYY-MM-DD'. */
  startsOn: string;
  /** Also who teaches the classes and sessions. */
  trainers: boolean;
};
export type Source = { id: string; zone: TimeZone; startsOn: string; endsOn: string };

/** A session of the copy, its classes named by the ids of the source. */
export type PlannedCopy = SessionFields & {
  day: string;
  letters: string[];
  /** Over the Friday prayer, 11.30 to 13.30. */
  friday: boolean;
};
export type CopyPlan = {
  days: number;
  startsOn: string;
  endsOn: string;
  classes: { id: string; letter: string }[];
  sessions: PlannedCopy[];
  holidays: { day: string; name: string }[];
};

/** What a copy would hold: classes, and the sessions that take place with their days moved. Reads only. */
export async function planCopy(db: Db | Trx, source: Source, startsOn: string): Promise<CopyPlan> {
  const days = daysApart(source.startsOn, startsOn);
  const classes = await classesOf(db, source.id);
  const going = (await sessionsOf(db, { bimtekId: source.id })).filter(
    ({ cancelReason }) => cancelReason === null,
  );
  const moved = going.map((session) => ({
    ...session,
    startsAt: shiftInstant(session.startsAt, days),
    endsAt: shiftInstant(session.endsAt, days),
  }));
  const planned = moved.map(({ id, startsAt, endsAt }) => ({
    ...{ id, startsAt, endsAt, room: '', cancelled: false },
    ...{ classes: [], trainers: [] },
  }));
  const fridays = new Set(clashesIn(planned, source.zone).map(({ session }) => session));
  const sessions = moved.map(
    ({
      id,
      startsAt,
      endsAt,
      halfJp,
      topic,
      subject,
      room,
      pic,
      counted,
      classes: theirs,
      named,
    }): PlannedCopy => ({
      ...{ startsAt, endsAt, halfJp, topic, subject, room, pic, counted },
      classIds: theirs.map((one) => one.id),
      trainerIds: named,
      day: wallTime(startsAt, source.zone).day,
      letters: theirs.map(({ letter }) => letter),
      friday: fridays.has(id),
    }),
  );
  const used = [...new Set(sessions.map(({ day }) => day))];
  return {
    days,
    startsOn,
    endsOn: shiftDay(source.endsOn, days),
    classes,
    sessions,
    holidays: used.flatMap((day) => {
      const name = fixedHoliday(day);
      return name ? [{ day, name }] : [];
    }),
  };
}
