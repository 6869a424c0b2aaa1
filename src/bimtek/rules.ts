import type { TimeZone } from '../database/schema.ts';

/** Minutes that the clock of a zone is ahead of UTC; Indonesia has no summer time. */
const AHEAD: Readonly<Record<TimeZone, number>> = {
  'Asia/Jakarta': 420,
  'Asia/Makassar': 480,
  'Asia/Jayapura': 540,
};
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** The UTC instant of a day 'YYYY-MM-DD' and a time 'HH:MM' on the wall of the hall. */
export function instantOf(day: string, time: string, zone: TimeZone): Date {
  return new Date(Date.parse(`${day}T${time}:00Z`) - AHEAD[zone] * MINUTE);
}

/** The day and time that the wall of the hall shows at an instant. */
export function wallTime(instant: Date, zone: TimeZone): { day: string; time: string } {
  const wall = new Date(instant.getTime() + AHEAD[zone] * MINUTE).toISOString();
  return { day: wall.slice(0, 10), time: wall.slice(11, 16) };
}

export type Span = { startsAt: Date; endsAt: Date; overnight: boolean };

/** Start and end of a session; an end that is not after the start means the next day. */
export function spanOf(day: string, start: string, end: string, zone: TimeZone): Span {
  const startsAt = instantOf(day, start, zone);
  const sameDay = instantOf(day, end, zone);
  const overnight = sameDay <= startsAt;
  return { startsAt, endsAt: overnight ? new Date(sameDay.getTime() + DAY) : sameDay, overnight };
}

/** Every day from the first to the last, weekends and holidays too. */
export function daysFrom(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${first}T00:00:00Z`); at <= Date.parse(`${last}T00:00:00Z`); at += DAY)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}

/** "F-07": the letter of the class in which someone was enrolled, and a running number that never moves. */
export const participantNo = (letter: string, running: number): string =>
  `${letter}-${String(running).padStart(2, '0')}`;

/** The running number in "F-07"; 0 when it is of another class. */
export function runningNo(letter: string, no: string): number {
  const digits = no.startsWith(`${letter}-`) ? no.slice(letter.length + 1) : '';
  return /^\d+$/.test(digits) ? Number(digits) : 0;
}

/** The batas kelulusan: so many days after the end of the last counted session; null as long as there is none. */
export const passDeadline = (lastEnd: Date | null, passDays: number): Date | null =>
  lastEnd && new Date(lastEnd.getTime() + passDays * DAY);

const PLACES = /\{(?:seq(?::0+)?|unit|romanMonth|month|year|class)\}/g;

/**
 * True for a pattern of certificate numbers that can be unique and gap-free: it names the running number and the year
 * (the counter starts again each year), and nothing in braces that is not known.
 */
export function isNumberPattern(pattern: string): boolean {
  const rest = pattern.replace(PLACES, '');
  return (
    /\{seq(?::0+)?\}/.test(pattern) &&
    pattern.includes('{year}') &&
    pattern.length <= 80 &&
    !/[{}]/.test(rest) &&
    !/[\p{Cc}<>]/u.test(rest)
  );
}

/** What a clash needs to know of a session; times as UTC instants. */
export type Planned = {
  id: string;
  startsAt: Date;
  endsAt: Date;
  room: string;
  classes: readonly string[];
  trainers: readonly string[];
  cancelled: boolean;
};
export type Clash =
  | { kind: 'room' | 'class' | 'trainer'; session: string; other: string; shared: string }
  | { kind: 'friday'; session: string }
  | { kind: 'holiday'; session: string; day: string; name: string };

/** The name of the holiday on a day 'YYYY-MM-DD', or undefined. */
export type Holidays = (day: string) => string | undefined;

/** National holidays that have the same date each year. Those that move are set by decree each year. */
const FIXED: Readonly<Record<string, string>> = {
  '01-01': 'Tahun Baru',
  '05-01': 'Hari Buruh',
  '06-01': 'Hari Lahir Pancasila',
  '08-17': 'Hari Kemerdekaan',
  '12-25': 'Hari Natal',
};

/** The name of the holiday with a fixed date on that day, or undefined. */
export const fixedHoliday = (day: string): string | undefined => FIXED[day.slice(5)];

/**
 * Sessions that overlap and share a room, a class or a trainer; sessions over the Friday prayer (11.30-13.30); sessions
 * that begin on a holiday. None of it forbids a session: weekends and holidays are ordinary days of a bimtek.
 */
export function clashesIn(
  sessions: readonly Planned[],
  zone: TimeZone,
  holidays: Holidays = () => undefined,
): Clash[] {
  const going = sessions
    .filter(({ cancelled }) => !cancelled)
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  return going.flatMap((session, i) => {
    const found = atThatTime(session, zone, holidays);
    for (const other of going.slice(i + 1)) {
      if (other.startsAt >= session.endsAt) break;
      found.push(...sharedBy(session, other));
    }
    return found;
  });
}

function atThatTime(session: Planned, zone: TimeZone, holidays: Holidays): Clash[] {
  const { day } = wallTime(session.startsAt, zone);
  const name = holidays(day);
  return [
    ...(name === undefined ? [] : [{ kind: 'holiday' as const, session: session.id, day, name }]),
    ...(overFridayPrayer(session, zone) ? [{ kind: 'friday' as const, session: session.id }] : []),
  ];
}

function sharedBy(one: Planned, other: Planned): Clash[] {
  const found: Clash[] = [];
  const tell = (kind: 'room' | 'class' | 'trainer', shared: string) =>
    found.push({ kind, session: one.id, other: other.id, shared });
  if (one.room !== '' && sameRoom(one.room) === sameRoom(other.room)) tell('room', one.room);
  for (const id of one.classes) if (other.classes.includes(id)) tell('class', id);
  for (const id of one.trainers) if (other.trainers.includes(id)) tell('trainer', id);
  return found;
}

const sameRoom = (room: string): string => room.trim().replace(/\s+/g, ' ').toLowerCase();

/**
 * Who surely stands before a session: those named for it; where nobody is named, the trainer of its classes if there is
 * only one (several stand in for each other).
 */
export const surelyTeaching = (session: {
  named: readonly string[];
  trainers: readonly { id: string }[];
}): readonly string[] =>
  session.named.length > 0 || session.trainers.length !== 1
    ? session.named
    : session.trainers.map(({ id }) => id);

function overFridayPrayer({ startsAt, endsAt }: Planned, zone: TimeZone): boolean {
  const first = wallTime(startsAt, zone).day;
  const last = wallTime(endsAt, zone).day;
  return daysFrom(first, last).some(
    (day) =>
      new Date(`${day}T00:00:00Z`).getUTCDay() === 5 &&
      startsAt < instantOf(day, '13:30', zone) &&
      endsAt > instantOf(day, '11:30', zone),
  );
}
