/** Cells of a file beside what is recorded: new, the same, different, or wrong and why. Pure. */
import type { MarkStatus } from '../../database/schema.ts';
import { readSession } from './columns.ts';
import type { ReadCell } from './read-cells.ts';
import { readStatus } from './read-status.ts';

type Said = { status: MarkStatus; minutes: number | null };
export type ImportHead = Said & { id: string };
export type ImportPerson = {
  enrolmentId: string;
  personId: string;
  no: string;
  name: string;
  /** Oldest first; before the first stay its class stands. */
  stays: { classId: string; since: Date }[];
  endedAt: Date | null;
};
export type ImportSession = {
  id: string;
  no: number;
  topic: string;
  startsAt: Date;
  classIds: readonly string[];
  counted: boolean;
  cancelled: boolean;
};
export type PairMarks = {
  heads: ImportHead[];
  /** What files said before, whatever became of it. */
  imported: Said[];
  /** The value as it counts now. */
  value: Said | null;
};

/** What the cells are held against. */
export type Beside = {
  actorId: string;
  /** By `participantKey` of every number of the bimtek. */
  people: ReadonlyMap<string, ImportPerson>;
  /** By number: sessions of several classes at one time share it. */
  sessions: ReadonlyMap<number, readonly ImportSession[]>;
  /** By `pairKey`. */
  marks: ReadonlyMap<string, PairMarks>;
};

export const pairKey = (sessionId: string, enrolmentId: string): string => `${sessionId} ${enrolmentId}`;

/** "F-07", "f 7" and "F07" are one. */
export const participantKey = (no: string): string => {
  const [, letter = '', digits = ''] = /^(.*?)[\s.-]*0*(\d+)$/.exec(no.trim().toUpperCase()) ?? [];
  return `${letter.replace(/[^A-Z0-9]/g, '')}-${digits}`;
};

export type CellProblem =
  | 'participant-empty'
  | 'participant-unknown'
  | 'session-empty'
  | 'session-unknown'
  | 'session-other-topic'
  | 'session-ambiguous'
  | 'session-cancelled'
  | 'session-uncounted'
  | 'not-of-class'
  | 'ended'
  | 'own'
  | 'status'
  | 'minutes'
  | 'minutes-extra'
  | 'minutes-missing'
  | 'note-long'
  | 'twice';

export type CheckedCell = {
  /** Its place among the cells of the file. */
  index: number;
  cell: ReadCell;
} & (
  | { state: 'wrong'; problem: CellProblem; other?: number }
  | {
      /** `answered`: a file said it before, and somebody decided otherwise since. */
      state: 'new' | 'same' | 'answered' | 'different';
      person: ImportPerson;
      session: ImportSession;
      said: Said;
      note: string | null;
      heads: ImportHead[];
      /** Both are late and only the minutes differ: that can be overwritten, but is no question. */
      minutesOnly: boolean;
    }
);
export type FitCell = Exclude<CheckedCell, { state: 'wrong' }>;

const LONGEST_NOTE = 300;

/** Checks every cell; of two that speak of one person in one session, the second is told when it says something else. */
export function compareCells(cells: readonly ReadCell[], beside: Beside): CheckedCell[] {
  const first = new Map<string, FitCell>();
  return cells.map((cell, index): CheckedCell => {
    const checked = checkCell(cell, index, beside);
    if (checked.state === 'wrong') return checked;
    const key = pairKey(checked.session.id, checked.person.enrolmentId);
    const before = first.get(key);
    if (!before) {
      first.set(key, checked);
      return checked;
    }
    return saysSame(before.said, checked.said)
      ? { ...checked, state: 'same' }
      : { index, cell, state: 'wrong', problem: 'twice', other: before.cell.row };
  });
}

const saysSame = (a: Said, b: Said): boolean => a.status === b.status && a.minutes === b.minutes;
/** What is recorded fits what the file says; a late one without minutes says nothing of them. */
const fits = (recorded: Said, said: Said): boolean =>
  recorded.status === said.status && (said.minutes === null || recorded.minutes === said.minutes);

function checkCell(cell: ReadCell, index: number, beside: Beside): CheckedCell {
  const wrong = (problem: CellProblem): CheckedCell => ({ index, cell, state: 'wrong', problem });
  if (cell.participant === '') return wrong('participant-empty');
  const person = beside.people.get(participantKey(cell.participant));
  if (!person) return wrong('participant-unknown');
  if (cell.session === '') return wrong('session-empty');
  const session = sessionFor(cell, person, beside);
  if (typeof session === 'string') return wrong(session);
  const read = readStatus(cell.status, cell.minutes);
  if ('wrong' in read) return wrong(read.wrong);
  if (cell.note.length > LONGEST_NOTE) return wrong('note-long');
  const said = { status: read.status, minutes: read.minutes };
  const marks = beside.marks.get(pairKey(session.id, person.enrolmentId));
  const heads = marks?.heads ?? [];
  const fit = { index, cell, person, session, said, note: cell.note || null, heads, minutesOnly: false };
  const recorded = [...heads, ...(marks?.value ? [marks.value] : [])];
  if (recorded.some((one) => fits(one, said))) return { ...fit, state: 'same' };
  if (marks?.imported.some((one) => fits(one, said))) return { ...fit, state: 'answered' };
  const stops = stopsMark(person, session, beside.actorId);
  if (stops) return wrong(stops);
  if (said.status === 'terlambat' && said.minutes === null) return wrong('minutes-missing');
  if (heads.length === 0) return { ...fit, state: 'new' };
  return { ...fit, state: 'different', minutesOnly: heads.every((head) => head.status === said.status) };
}

/**
 * The session of that number that is the person's own. A number is not for ever: the timetable numbers its sessions
 * anew, so a topic beside the number that is by now the topic of others is told.
 */
function sessionFor(cell: ReadCell, person: ImportPerson, { sessions }: Beside): ImportSession | CellProblem {
  const read = readSession(cell.session);
  const numbered = sessions.get(read?.no ?? 0) ?? [];
  const [any] = numbered;
  if (!read || !any) return 'session-unknown';
  const topic = cell.topic || read.topic;
  const titled = (one: ImportSession) => topic !== '' && shortTopic(one.topic) === shortTopic(topic);
  if (!numbered.some(titled) && sessions.values().some((others) => others.some(titled)))
    return 'session-other-topic';
  const own = numbered.filter((one) => one.classIds.includes(classAt(person, one.startsAt)));
  if (own.length < 2) return own[0] ?? any;
  const meant = own.filter(titled);
  return meant.length === 1 && meant[0] ? meant[0] : 'session-ambiguous';
}

const LONGEST_TOPIC = 40;
/** A topic as it stands in the header of a column. */
const shortTopic = (topic: string): string =>
  topic.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TOPIC).trim().toLowerCase();

/** Why nobody is marked there. */
function stopsMark(person: ImportPerson, session: ImportSession, actorId: string): CellProblem | undefined {
  if (session.cancelled) return 'session-cancelled';
  if (!session.counted) return 'session-uncounted';
  if (!session.classIds.includes(classAt(person, session.startsAt))) return 'not-of-class';
  if (person.endedAt && person.endedAt <= session.startsAt) return 'ended';
  return person.personId === actorId ? 'own' : undefined;
}

const classAt = ({ stays }: ImportPerson, at: Date): string =>
  (stays.findLast(({ since }) => since <= at) ?? stays[0])?.classId ?? '';
