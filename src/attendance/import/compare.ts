/** Cells of a file beside what is recorded: new, the same, different, or wrong and why. Pure. */
import type { MarkStatus } from '../../database/schema.ts';
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
  sessions: ReadonlyMap<number, ImportSession>;
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
  const session = beside.sessions.get(sessionOf(cell.session));
  if (!session) return wrong('session-unknown');
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

const sessionOf = (text: string): number =>
  Number(/^(?:s(?:esi)?[\s.]*(?:ke)?[\s.-]*)?0*(\d{1,4})$/i.exec(text)?.[1] ?? 0);

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
