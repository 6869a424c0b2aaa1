/** A session as the cells of a timetable file; the import compares these very texts. Pure. */
import { wallTime } from '../rules.ts';
import type { SessionView } from '../sessions.ts';
import type { Field } from './columns.ts';

type Session = Pick<
  SessionView,
  'id' | 'zone' | 'startsAt' | 'endsAt' | 'topic' | 'subject' | 'halfJp' | 'counted' | 'pic' | 'room'
> & { letters: readonly string[]; named: readonly string[] };

/** JP as '1.5', a day as 'YYYY-MM-DD', times as 'HH:MM', several classes by comma and several names by semicolon. */
export function textsOf(session: Session): Record<Field, string> {
  const start = wallTime(session.startsAt, session.zone);
  return {
    code: session.id,
    day: start.day,
    start: start.time,
    end: wallTime(session.endsAt, session.zone).time,
    topic: session.topic,
    subject: session.subject,
    jp: String(session.halfJp / 2),
    counted: session.counted ? 'ya' : 'tidak',
    class: [...session.letters].sort().join(', '),
    trainers: [...session.named].sort().join('; '),
    pic: session.pic,
    room: session.room,
  };
}

/** A session of the timetable; only those named for it are in the file, not the trainers of its classes. */
export const textsOfView = (session: SessionView): Record<Field, string> =>
  textsOf({
    ...session,
    letters: session.classes.map(({ letter }) => letter),
    named: session.trainers.filter(({ id }) => session.named.includes(id)).map(({ name }) => name),
  });
