/** Lines of a timetable file beside the timetable: what is new, what changed, what is wrong and why. Pure. */
import type { TimeZone } from '../../database/schema.ts';
import { clock, halfJp } from '../fields.ts';
import { readDate } from '../roster/index.ts';
import { spanOf } from '../rules.ts';
import type { SessionView } from '../sessions.ts';
import type { SessionFields } from '../timetable.ts';
import { type Field, FIELDS, type Texts } from './columns.ts';
import type { Line } from './read-lines.ts';
import { textsOf, textsOfView } from './texts-of.ts';

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
    | 'marked-class';
};
export type LineChange = { field: Field; from: string; to: string };

export type CheckedLine = {
  row: number;
  topic: string;
  state: 'new' | 'changed' | 'same' | 'wrong';
  problems: LineProblem[];
  changes: LineChange[];
  /** What is written; undefined for a wrong line. */
  fields: SessionFields | undefined;
  /** The session that changes or stays. */
  sessionId: string | undefined;
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
  marked: ReadonlyMap<string, readonly string[]>;
};

/** Checks every line; two lines of one session, or of one class at one time and room, are both told. */
export function compareLines(lines: readonly Line[], beside: Beside): CheckedLine[] {
  const used = new Map<string, number>();
  return lines.map((line) => {
    const checked = checkLine(line, beside);
    const key = checked.sessionId ?? (checked.fields && newKey(checked.fields));
    const before = key === undefined ? undefined : used.get(key);
    if (key !== undefined && before === undefined) used.set(key, line.row);
    if (before === undefined) return checked;
    const problem: LineProblem = {
      field: checked.sessionId ? 'code' : 'topic',
      text: String(before),
      code: 'twice',
    };
    return { ...checked, state: 'wrong', problems: [...checked.problems, problem], fields: undefined };
  });
}

const newKey = ({ startsAt, classIds, room, topic }: SessionFields): string =>
  JSON.stringify([startsAt, [...classIds].sort(), room, topic]);

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

function checkLine({ row, texts }: Line, beside: Beside): CheckedLine {
  const problems: LineProblem[] = [];
  const wrong = (field: Field, code: LineProblem['code'], text = texts[field] ?? '') =>
    void problems.push({ field, text, code });
  const coded = codedSession(texts, beside, wrong);
  const classIds = readClasses(texts, beside, wrong);
  const span = readSpan(texts, beside, wrong);
  const existing = coded ?? (texts.code ? undefined : sameSession(beside.sessions, span, classIds));
  const old = existing && textsOfView(existing);
  const kept = <Name extends 'subject' | 'counted' | 'pic' | 'room'>(name: Name): string | undefined =>
    texts[name] ?? old?.[name];
  const topic = readText('topic', 120, texts.topic, wrong);
  if (topic === '') wrong('topic', 'empty');
  const jp = halfJp.safeParse(texts.jp ?? '');
  if (!jp.success) wrong('jp', 'jp');
  const trainerIds = readTrainers(texts, beside, existing, old, wrong);
  const left = existing?.classes.filter(({ id }) => !classIds.includes(id)) ?? [];
  const marked = existing ? (beside.marked.get(existing.id) ?? []) : [];
  if (left.some(({ id }) => marked.includes(id))) wrong('class', 'marked-class');
  const fields = {
    ...(span ?? { startsAt: new Date(0), endsAt: new Date(0) }),
    halfJp: jp.data ?? 0,
    topic,
    subject: readText('subject', 120, kept('subject'), wrong) || topic,
    room: readText('room', 60, kept('room'), wrong),
    pic: readText('pic', 120, kept('pic'), wrong),
    counted: readCounted(kept('counted'), wrong),
    classIds,
    trainerIds,
  };
  const changes = existing && old ? changesOf(existing, old, fields, beside) : [];
  const state = problems.length > 0 ? 'wrong' : !existing ? 'new' : changes.length > 0 ? 'changed' : 'same';
  return {
    ...{ row, topic, state, problems, changes },
    fields: state === 'wrong' ? undefined : fields,
    sessionId: existing?.id,
  };
}

type Wrong = (field: Field, code: LineProblem['code'], text?: string) => void;

function readText(field: Field, most: number, text: string | undefined, wrong: Wrong): string {
  const read = plain(text ?? '');
  if (read.length > most) wrong(field, 'long');
  return read;
}

function readCounted(text: string | undefined, wrong: Wrong): boolean {
  const word = plain(text ?? '').toLowerCase();
  if (['', 'ya', 'y', 'dihitung', 'true', '1'].includes(word)) return true;
  if (!['tidak', 't', 'tidak dihitung', 'false', '0', '-'].includes(word)) wrong('counted', 'counted');
  return false;
}

function codedSession(texts: Texts, { sessions }: Beside, wrong: Wrong): SessionView | undefined {
  const code = texts.code?.toLowerCase();
  if (!code) return undefined;
  const found = sessions.find(({ id }) => id === code);
  if (!found) wrong('code', 'code-unknown');
  else if (found.cancelReason !== null) wrong('code', 'code-cancelled');
  return found?.cancelReason === null ? found : undefined;
}

/** A line without a code is the session of just these classes that starts then, where there is one. */
function sameSession(
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
function readClasses(texts: Texts, { classes }: Beside, wrong: Wrong): string[] {
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
function readSpan(texts: Texts, { zone, startsOn, endsOn }: Beside, wrong: Wrong) {
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
function readTrainers(
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

function changesOf(
  existing: SessionView,
  old: Record<Field, string>,
  fields: SessionFields,
  { classes, trainers }: Beside,
): LineChange[] {
  const letters = classes.filter(({ id }) => fields.classIds.includes(id)).map(({ letter }) => letter);
  const known = [...trainers, ...existing.trainers];
  const named = [...new Set(fields.trainerIds)].map((id) => known.find((one) => one.id === id)?.name ?? id);
  const fresh = textsOf({ ...existing, ...fields, pic: fields.pic ?? '', letters, named });
  return FIELDS.flatMap((field) =>
    plain(old[field]) === plain(fresh[field]) ? [] : [{ field, from: old[field], to: fresh[field] }],
  );
}
