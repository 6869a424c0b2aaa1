import { wallTime } from '../../bimtek/index.ts';
import type { HallSession } from '../find-session.ts';
import type { RollRow } from '../roll-call.ts';
import { listMark, readCode } from './list-mark.ts';

/** Who stands on a sheet, in its order: `people[0]` is row 1. Null on the sheet of a day: not in this session. */
export type SheetList = { letters: string; mark: string; people: (RollRow | null)[] };

/** People of a roll call who stand on its sheet, in the order of the sheet. */
export const onSheet = (rows: readonly RollRow[]): RollRow[] =>
  rows.filter((row) => row.state === 'member' || row.state === 'before-joining');

export const markOfSheet = ({ id }: { id: string }, rows: readonly RollRow[]): string =>
  listMark(
    id,
    onSheet(rows).map((row) => row.enrolmentId),
  );

/** The sheets that a session can be printed on: one for each class, and one for all of them. */
export function sheetLists(
  session: Pick<HallSession, 'id' | 'classes'>,
  rows: readonly RollRow[],
): SheetList[] {
  const classes = session.classes.toSorted((a, b) => (a.letter < b.letter ? -1 : 1));
  const list = (letters: string, of: readonly RollRow[]): SheetList => ({
    letters,
    mark: markOfSheet(session, of),
    people: onSheet(of),
  });
  const each = classes.map(({ id, letter }) =>
    list(
      letter,
      rows.filter((row) => row.classId === id),
    ),
  );
  return classes.length > 1 ? [...each, list(classes.map(({ letter }) => letter).join(', '), rows)] : each;
}

/** The sheet that a typed code means, beside the lists as they are now. */
export type FoundSheet =
  /** Nothing was typed: row numbers mean nothing, participant numbers do. */
  | { state: 'none' }
  | { state: 'found'; list: SheetList }
  /** Printed when other people were on the list, or before sheets carried a mark; or the code is mistyped. */
  | { state: 'changed'; mark: string | null }
  /** `session`: its number; null: the sheet of another day. */
  | { state: 'other-session'; session: number | null }
  | { state: 'unreadable' };

export function findSheet(
  text: string,
  session: Pick<HallSession, 'no' | 'startsAt' | 'zone'>,
  lists: readonly SheetList[],
): FoundSheet {
  if (text.trim() === '') return { state: 'none' };
  const code = readCode(text);
  if (!code) return { state: 'unreadable' };
  const list = lists.find((one) => one.mark === code.mark);
  if (list) return { state: 'found', list };
  const otherDay = code.day !== null && code.day !== wallTime(session.startsAt, session.zone).day;
  const otherSession = code.session !== null && code.session !== session.no;
  return otherDay || otherSession
    ? { state: 'other-session', session: code.session }
    : { state: 'changed', mark: code.mark };
}
