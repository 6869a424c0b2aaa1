/** What the numbers typed from a sheet mean for the people of a session. Pure. */
import type { MarkStatus } from '../../database/schema.ts';
import type { HallSession } from '../find-session.ts';
import { leavingTime } from '../form-mark.ts';
import type { RollRow } from '../roll-call.ts';
import { isMinutes, isPresent } from '../rules.ts';
import { type Beside, wordsOf } from './find-rows.ts';
import type { Word } from './read-numbers.ts';
import { findSheet, type FoundSheet, onSheet, type SheetList } from './sheet-lists.ts';
import {
  type NumberField,
  type SheetProblem,
  STATUS_FIELDS,
  type Told,
  type TypedSheet,
} from './typed-sheet.ts';

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
      if (!mark || !isPresent(mark.status)) tell('pulang', word.word, 'not-present');
      else if (mark.leftAt && mark.leftAt.getTime() !== leftAt.getTime())
        tell('pulang', word.word, 'twice', 'pulang');
      else mark.leftAt = leftAt;
    }
  }
}

function minutesOf(word: Word, tell: Told): number | null {
  const [, digits] = /^(\d{1,4})(?:\s*(?:menit|mnt|m|'))?$/i.exec(word.aside ?? '') ?? [];
  const minutes = Number(digits);
  if (digits !== undefined && isMinutes(minutes)) return minutes;
  tell('terlambat', word.word, word.aside ? 'minutes' : 'minutes-missing');
  return null;
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
