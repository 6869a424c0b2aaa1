/** Lines of a timetable file beside the timetable: what is new, what changed, what is wrong and why. Pure. */
import { halfJp } from '../fields.ts';
import type { SessionView } from '../sessions.ts';
import type { SessionFields } from '../timetable.ts';
import { type Field, FIELDS } from './columns.ts';
import {
  type Beside,
  codedSession,
  type LineProblem,
  plain,
  readClasses,
  readCounted,
  readSpan,
  readText,
  readTrainers,
  sameSession,
} from './read-fields.ts';
import type { Line } from './read-lines.ts';
import { textsOf, textsOfView } from './texts-of.ts';

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
  const marked = existing && beside.marked.get(existing.id);
  if (left.some(({ id }) => marked?.has(id))) wrong('class', 'marked-class');
  const counted = readCounted(kept('counted'), wrong);
  if (existing?.counted && !counted && marked && marked.size > 0) wrong('counted', 'marked-uncounted');
  const fields = {
    ...(span ?? { startsAt: new Date(0), endsAt: new Date(0) }),
    halfJp: jp.data ?? 0,
    topic,
    subject: readText('subject', 120, kept('subject'), wrong) || topic,
    room: readText('room', 60, kept('room'), wrong),
    pic: readText('pic', 120, kept('pic'), wrong),
    counted,
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
