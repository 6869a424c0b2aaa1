import type { Trx } from '../../database/schema.ts';
import { type Result, ok, refused } from '../../result.ts';
import { type ChangeRefusal, changeSessions } from '../change-session.ts';
import { planSessions } from '../plan-session.ts';
import { digestOf } from '../planning/warned.ts';
import { holdTimetable } from '../timetable.ts';
import { type CheckedLine, compareLines } from './compare.ts';
import { readBeside } from './queries.ts';
import type { Line } from './read-lines.ts';

export type SaveLines = { bimtekId: string; lines: readonly Line[]; mark: string; by: string };
export type SaveLinesRefusal = ChangeRefusal | { reason: 'meanwhile' | 'nothing-to-save' };

/** Stands for just this check: what is saved is what was shown. */
export const checkMark = (lines: readonly CheckedLine[]): string =>
  digestOf(
    lines.map(({ row, state, fields, sessionId, changes }) => [row, state, fields, sessionId, changes]),
  );

/**
 * Plans the new sessions and changes the others, all in one transaction; wrong lines are left out, sessions that the
 * file does not name stay as they are. Refused as `meanwhile` when the timetable is another than the one shown.
 */
export async function saveLines(
  trx: Trx,
  wish: SaveLines,
  now: Date,
): Promise<Result<{ made: number; changed: number }, SaveLinesRefusal>> {
  const { bimtekId, by } = wish;
  const held = await holdTimetable(trx, bimtekId);
  if (!held.ok) return held;
  const checked = compareLines(wish.lines, await readBeside(trx, held.value, now));
  if (checkMark(checked) !== wish.mark) return refused('meanwhile');
  const fresh = checked.flatMap(({ state, fields }) => (state === 'new' && fields ? [fields] : []));
  const changes = checked.flatMap(({ state, fields, sessionId }) =>
    state === 'changed' && fields && sessionId ? [{ ...fields, sessionId }] : [],
  );
  if (fresh.length + changes.length === 0) return refused('nothing-to-save');
  const planned = await planSessions(trx, { bimtekId, sessions: fresh, by }, now);
  if (!planned.ok) return planned;
  const changed = await changeSessions(trx, { bimtekId, sessions: changes, by }, now);
  return changed.ok ? ok({ made: fresh.length, changed: changes.length }) : changed;
}
