/** What the numbers typed from a sheet mean for the people of a session. Pure. */
import type { MarkStatus } from '../../database/schema.ts';
import type { HallSession } from '../find-session.ts';
import { leavingTime } from '../form-mark.ts';
import type { RollRow } from '../roll-call.ts';
import { readNumbers, type Ref, type Word } from './read-numbers.ts';
import { findSheet, type FoundSheet, onSheet, type SheetList } from './sheet-lists.ts';

/** The fields with numbers, in the order in which they are read. */
export const STATUS_FIELDS = ['hadir', 'terlambat', 'izin', 'sakit', 'alpa'] as const;
export type NumberField = (typeof STATUS_FIELDS)[number] | 'pulang';
export type TypedSheet = Record<NumberField, string> & {
  kode: string;
  /** What becomes of those whom no field names. */
  sisa: 'hadir' | 'biarkan';
};

export type SheetProblem = {
  field: NumberField | 'kode';
  /** As it was typed. */
  word: string;
  code:
    | 'unreadable'
    | 'reversed'
    | 'outside'
    | 'unknown'
    | 'not-here'
    | 'needs-code'
    | 'changed'
    | 'twice'
    | 'own'
    | 'minutes-missing'
    | 'minutes'
    | 'extra'
    | 'time-missing'
    | 'time'
    | 'not-present'
    | 'other-session'
    | 'code'
    | 'nothing';
  /** The other field of `twice`, how many rows a sheet has for `outside`, the session of `other-session`. */
  detail?: string | number;
};

/** What is written for one person. */
export type PlannedMark = { status: MarkStatus; minutesLate: number | null; leftAt: Date | null };
export type PlannedRow = {
  /** The row of the sheet, from 1; null where no sheet was named. */
  place: number | null;
  row: RollRow;
  /** Null: this person is left alone. */
  mark: PlannedMark | null;
  state: 'new' | 'same' | 'change' | 'question' | 'alone';
};
export type SheetPlan = { sheet: FoundSheet; rows: PlannedRow[]; problems: SheetProblem[] };

type Named = PlannedMark & { field: NumberField };
type Told = (
  field: SheetProblem['field'],
  word: string,
  code: SheetProblem['code'],
  detail?: string | number,
) => void;

/**
 * The rows of the sheet, one of `lists`, with what stands and what would be written, or what is wrong with what was
 * typed. `people` is the whole roll call of the session. Nobody marks themselves; "sisanya hadir" leaves out who is not yet enrolled.
 */
export function planSheet(
  typed: TypedSheet,
  lists: readonly SheetList[],
  session: HallSession,
  people: readonly RollRow[],
  actorId: string,
): SheetPlan {
  const problems: SheetProblem[] = [];
  const tell: Told = (field, word, code, detail) =>
    void problems.push({ field, word, code, ...(detail === undefined ? {} : { detail }) });
  const sheet = findSheet(typed.kode, session, lists);
  if (sheet.state === 'unreadable') tell('kode', typed.kode, 'code');
  if (sheet.state === 'other-session') tell('kode', typed.kode, 'other-session', sheet.session ?? undefined);
  const beside = { sheet, people: onSheet(people), actorId };
  const named = namedIn(typed, beside, tell);
  const listed = sheet.state === 'found' ? sheet.list.people : [];
  if (typed.sisa === 'hadir') {
    if (sheet.state === 'none') tell('kode', '', 'needs-code');
    if (sheet.state === 'changed') tell('kode', typed.kode, 'changed');
    for (const row of listed)
      if (row?.state === 'member' && row.personId !== actorId && !named.has(row.enrolmentId))
        named.set(row.enrolmentId, { ...PRESENT, field: 'hadir' });
  }
  readLeaving(typed.pulang, session, beside, named, tell);
  if (named.size === 0 && problems.length === 0) tell('alpa', '', 'nothing');
  return { sheet, rows: rowsOf(sheet, people, named), problems };
}

const PRESENT: PlannedMark = { status: 'hadir', minutesLate: null, leftAt: null };

type Beside = { sheet: FoundSheet; people: readonly RollRow[]; actorId: string };

function namedIn(typed: TypedSheet, beside: Beside, tell: Told): Map<string, Named> {
  const named = new Map<string, Named>();
  for (const field of STATUS_FIELDS) {
    for (const { word, rows } of wordsOf(field, typed[field], beside, tell)) {
      const minutes = field === 'terlambat' ? minutesOf(word, tell) : null;
      if (field !== 'terlambat' && word.aside !== null) tell(field, word.word, 'extra');
      if (field === 'terlambat' && minutes === null) continue;
      for (const row of rows) {
        const before = named.get(row.enrolmentId);
        if (before && (before.field !== field || before.minutesLate !== minutes))
          tell(field, word.word, 'twice', before.field);
        if (!before) named.set(row.enrolmentId, { status: field, minutesLate: minutes, leftAt: null, field });
      }
    }
  }
  return named;
}

/** Pulang awal goes with hadir or terlambat: it adds the time to who has one of them. */
function readLeaving(
  text: string,
  session: HallSession,
  beside: Beside,
  named: Map<string, Named>,
  tell: Told,
): void {
  for (const { word, rows } of wordsOf('pulang', text, beside, tell)) {
    if (word.aside === null || word.aside === '') {
      tell('pulang', word.word, 'time-missing');
      continue;
    }
    const time = word.aside.replace('.', ':').padStart(5, '0');
    const valid = /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
    const leftAt = valid ? leavingTime(session, time) : 'outside';
    if (leftAt === 'outside') {
      tell('pulang', word.word, 'time');
      continue;
    }
    for (const row of rows) {
      const mark = named.get(row.enrolmentId);
      if (!mark || (mark.status !== 'hadir' && mark.status !== 'terlambat'))
        tell('pulang', word.word, 'not-present');
      else if (mark.leftAt && mark.leftAt.getTime() !== leftAt.getTime())
        tell('pulang', word.word, 'twice', 'pulang');
      else mark.leftAt = leftAt;
    }
  }
}

const MOST_MINUTES = 600;

function minutesOf(word: Word, tell: Told): number | null {
  const [, digits] = /^(\d{1,4})(?:\s*(?:menit|mnt|m|'))?$/i.exec(word.aside ?? '') ?? [];
  const minutes = Number(digits);
  if (digits !== undefined && minutes >= 1 && minutes <= MOST_MINUTES) return minutes;
  tell('terlambat', word.word, word.aside ? 'minutes' : 'minutes-missing');
  return null;
}

/** The words of a field with the people they mean; what means nobody, or the person who types, is told. */
function wordsOf(
  field: NumberField,
  text: string,
  beside: Beside,
  tell: Told,
): { word: Word; rows: readonly RollRow[] }[] {
  const { words, unreadable } = readNumbers(text);
  for (const piece of unreadable) tell(field, piece, 'unreadable');
  return words.flatMap((word) => {
    const rows = rowsBetween(word, beside, (code, detail) => tell(field, word.word, code, detail));
    if (rows.some((row) => row.personId === beside.actorId)) tell(field, word.word, 'own');
    return rows.length > 0 ? [{ word, rows }] : [];
  });
}

function rowsBetween(
  { word, from, to }: Word,
  { sheet, people }: Beside,
  wrong: (code: SheetProblem['code'], detail?: string | number) => void,
): readonly RollRow[] {
  if ('place' in from && 'place' in to) {
    if (sheet.state !== 'found') {
      // A class may be called "1": "1-07" is a participant then, as long as no sheet gives rows a meaning.
      const digits = /^(\d{1,4})-(\d{1,4})$/.exec(word.replace(/\(.*/, ''));
      const one =
        digits && people.filter((row) => isRef(row, { letter: digits[1]!, running: Number(digits[2]) }));
      if (one && one.length === 1) return one;
      wrong(sheet.state === 'changed' ? 'changed' : 'needs-code');
      return [];
    }
    const { people: listed } = sheet.list;
    if (from.place > to.place) wrong('reversed');
    else if (from.place < 1 || to.place > listed.length) wrong('outside', listed.length);
    else {
      const rows = listed.slice(from.place - 1, to.place);
      if (rows.includes(null)) wrong('not-here');
      return rows.filter((row) => row !== null);
    }
    return [];
  }
  const first = people.findIndex((row) => isRef(row, from));
  const last = people.findIndex((row) => isRef(row, to));
  if (first < 0 || last < 0) wrong('unknown');
  else if (first > last) wrong('reversed');
  else if (first === last) return people.slice(first, first + 1);
  else if (!('letter' in from) || !('letter' in to) || from.letter !== to.letter) wrong('unreadable');
  else
    return people.filter((row) => {
      const { letter, running } = numberOf(row.no);
      return letter === from.letter && running >= from.running && running <= to.running;
    });
  return [];
}

const isRef = (row: RollRow, ref: Ref): boolean => {
  if (!('letter' in ref)) return false;
  const { letter, running } = numberOf(row.no);
  return letter === ref.letter && running === ref.running;
};

/** "F-07" -> F, 7. */
function numberOf(no: string): { letter: string; running: number } {
  const dash = no.lastIndexOf('-');
  return { letter: no.slice(0, Math.max(dash, 0)).toUpperCase(), running: Number(no.slice(dash + 1)) };
}

function rowsOf(
  sheet: FoundSheet,
  people: readonly RollRow[],
  named: ReadonlyMap<string, Named>,
): PlannedRow[] {
  const listed = sheet.state === 'found' ? sheet.list.people : [];
  const places = new Map(listed.map((row, index) => [row?.enrolmentId, index + 1]));
  // With a participant number, also people who stand on no sheet of this list can be named.
  const shown = people.filter((row) => places.has(row.enrolmentId) || named.has(row.enrolmentId));
  return shown.map((row) => {
    const mark = named.get(row.enrolmentId);
    const plan = mark ? { status: mark.status, minutesLate: mark.minutesLate, leftAt: mark.leftAt } : null;
    return { place: places.get(row.enrolmentId) ?? null, row, mark: plan, state: stateOf(row, plan) };
  });
}

function stateOf(row: RollRow, mark: PlannedMark | null): PlannedRow['state'] {
  if (!mark) return 'alone';
  if (row.heads.length === 0) return 'new';
  if (alreadySaid(row, mark)) return 'same';
  return row.open ? 'question' : 'change';
}

/** Every head says this already, so there is nothing to write. A sheet without a leaving time says nothing of it. */
export const alreadySaid = ({ heads }: Pick<RollRow, 'heads'>, mark: PlannedMark): boolean =>
  heads.length > 0 &&
  heads.every(
    (head) =>
      head.status === mark.status &&
      head.minutesLate === mark.minutesLate &&
      (mark.leftAt === null || head.leftAt?.getTime() === mark.leftAt.getTime()),
  );
