/** A timetable as a calendar file (RFC 5545). Pure. */
import type { SessionView } from '../sessions.ts';

type Event = Pick<SessionView, 'id' | 'startsAt' | 'endsAt' | 'room' | 'cancelReason' | 'timetableNo'> & {
  /** "Sesi 12: Mengenal hoaks". */
  title: string;
  details: string;
};

/** `now` is when the file is made; times are written as UTC, so that a phone in any zone shows its own. */
export function calendar(name: string, events: readonly Event[], now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Bekal//Jadwal//ID',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    ...events.flatMap((event) => eventLines(event, now)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines(event: Event, now: Date): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${event.id}@bekal`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(event.startsAt)}`,
    `DTEND:${stamp(event.endsAt)}`,
    `SEQUENCE:${event.timetableNo}`,
    `SUMMARY:${escaped(event.title)}`,
    ...(event.room ? [`LOCATION:${escaped(event.room)}`] : []),
    ...(event.details ? [`DESCRIPTION:${escaped(event.details)}`] : []),
    `STATUS:${event.cancelReason === null ? 'CONFIRMED' : 'CANCELLED'}`,
    'END:VEVENT',
  ];
}

/** '20240603T013000Z'. */
const stamp = (at: Date): string => `${at.toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`;

const escaped = (text: string): string =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/[,;]/g, (sign) => `\\${sign}`)
    .replace(/\r?\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');

const MOST_BYTES = 75;

/** A line has at most 75 bytes; the rest goes on after a space. A letter of several bytes is not cut. */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let bytes = 0;
  for (const char of line) {
    const size = Buffer.byteLength(char);
    if (bytes + size > MOST_BYTES) {
      pieces.push(piece);
      piece = ' ';
      bytes = 1;
    }
    piece += char;
    bytes += size;
  }
  return [...pieces, piece].join('\r\n');
}
