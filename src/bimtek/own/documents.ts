import { classWords, sessionTitle, trainerWords } from '../../../views/bimtek/session-item.ts';
import type { OwnTimetable } from './queries.ts';
import { calendar } from './ics.ts';

/** The calendar file of someone's own timetable. */
export function ownCalendar({ sessions }: OwnTimetable, now: Date): string {
  const events = sessions.map((session) => ({
    ...session,
    title: sessionTitle(session),
    details: [classWords(session.classes), trainerWords(session)].filter(Boolean).join(', '),
  }));
  return calendar('Jadwal bimtek', events, now);
}
