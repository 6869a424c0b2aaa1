/** The fields of a line of a timetable file; what cannot be read is noted with its column. Pure. */
import { clock } from '../fields.ts';
import { readDate } from '../roster/index.ts';
import { spanOf } from '../rules.ts';
import type { TimeZone } from '../../database/schema.ts';
import type { MarkedClasses } from '../marked-classes.ts';
import type { SessionView } from '../sessions.ts';
import type { Field, Texts } from './columns.ts';

export type LineProblem = {
  field: Field;
  /** As it stands in the file. */
  text: string;
  code:
    | 'empty'
    | 'long'
    | 'date'
    | 'outside-days'
    | 'time'
    | 'jp'
    | 'counted'
    | 'class-unknown'
    | 'trainer-unknown'
    | 'trainer-twice'
    | 'code-unknown'
    | 'code-cancelled'
    | 'twice'
    | 'marked-class'
    | 'marked-uncounted';
};

/** What the lines are held against. */
export type Beside = {
  zone: TimeZone;
  startsOn: string;
  endsOn: string;
  classes: readonly { id: string; letter: string }[];
  trainers: readonly { id: string; name: string }[];
  sessions: readonly SessionView[];
  /** Classes that have marks in a session, by session id. */
  marked: ReadonlyMap<string, MarkedClasses>;
};

export const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Notes what is wrong with a field of the line. */
export type Wrong = (field: Field, code: LineProblem['code'], text?: string) => void;

export function readText(field: Field, most: number, text: string | undefined, wrong: Wrong): string {
  const read = plain(text ?? '');
  if (read.length > most) wrong(field, 'long');
  return read;
}

export function readCounted(text: string | undefined, wrong: Wrong): boolean {
  const word = plain(text ?? '').toLowerCase();
  if (['', 'ya', 'y', 'dihitung', 'true', '1'].includes(word)) return true;
  if (!['tidak', 't', 'tidak dihitung', 'false', '0', '-'].includes(word)) wrong('counted', 'counted');
  return false;
}

export function codedSession(texts: Texts, { sessions }: Beside, wrong: Wrong): SessionView | undefined {
  const code = texts.code?.toLowerCase();
  if (!code) return undefined;
  const found = sessions.find(({ id }) => id === code);
  if (!found) wrong('code', 'code-unknown');
  else if (found.cancelReason !== null) wrong('code', 'code-cancelled');
  return found?.cancelReason === null ? found : undefined;
}

/** A line without a code is the session of just these classes that starts then, where there is one. */
export function sameSession(
  sessions: readonly SessionView[],
  span: { startsAt: Date } | undefined,
  classIds: readonly string[],
): SessionView | undefined {
  if (!span || classIds.length === 0) return undefined;
  const found = sessions.filter(
    ({ startsAt, cancelReason, classes }) =>
      cancelReason === null &&
      startsAt.getTime() === span.startsAt.getTime() &&
      classes.length === classIds.length &&
      classes.every(({ id }) => classIds.includes(id)),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** "F, G", "F; G", "Kelas F dan G". */
export function readClasses(texts: Texts, { classes }: Beside, wrong: Wrong): string[] {
  const letters = (texts.class ?? '')
    .split(/[,;/&+]|\bdan\b/i)
    .map((one) => one.replace(/\bkelas\b/i, '').trim())
    .filter(Boolean);
  if (letters.length === 0) wrong('class', 'empty');
  const found = letters.map((letter) =>
    classes.find((one) => one.letter.toLowerCase() === letter.toLowerCase()),
  );
  if (found.includes(undefined)) wrong('class', 'class-unknown');
  return [...new Set(found.flatMap((one) => (one ? [one.id] : [])))];
}

/** Start and end; an end that is not after the start means the next day, as on the page. */
export function readSpan(texts: Texts, { zone, startsOn, endsOn }: Beside, wrong: Wrong) {
  const day = readDate(texts.day ?? '', 'day-first');
  if (!day.ok) wrong('day', (texts.day ?? '') === '' ? 'empty' : 'date');
  else if (day.value < startsOn || day.value > endsOn) wrong('day', 'outside-days');
  const times = (['start', 'end'] as const).map((field) => {
    const time = clock.safeParse(texts[field] ?? '');
    if (!time.success) wrong(field, (texts[field] ?? '') === '' ? 'empty' : 'time');
    return time.data;
  });
  const [start, end] = times;
  if (!day.ok || !start || !end) return undefined;
  const { startsAt, endsAt } = spanOf(day.value, start, end, zone);
  return { startsAt, endsAt };
}

/** Names by semicolon; those that stand there already stay who they are, also where two have one name. */
export function readTrainers(
  texts: Texts,
  { trainers }: Beside,
  existing: SessionView | undefined,
  old: Record<Field, string> | undefined,
  wrong: Wrong,
): readonly string[] {
  if (texts.trainers === undefined) return existing?.named ?? [];
  const names = texts.trainers.split(';').map(plain).filter(Boolean);
  const written = (all: readonly string[]) =>
    all
      .map((name) => name.toLowerCase())
      .sort()
      .join('; ');
  if (existing && old && written(names) === written(old.trainers.split(';').map(plain).filter(Boolean)))
    return existing.named;
  return names.flatMap((name) => {
    const found = trainers.filter((one) => plain(one.name).toLowerCase() === name.toLowerCase());
    if (found.length !== 1) wrong('trainers', found.length === 0 ? 'trainer-unknown' : 'trainer-twice', name);
    return found.map(({ id }) => id);
  });
}
