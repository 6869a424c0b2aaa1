import { appendEvent } from '../../audit/index.ts';
import { lockEnrolments } from '../../certification/index.ts';
import type { Trx } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { newId } from '../../id.ts';
import { ok, refused, type Result } from '../../result.ts';
import { holdOpen } from '../closing-state.ts';
import type { MarkRefusal } from '../judge-mark.ts';
import { recordMarks } from '../record-marks.ts';
import { type NewMark, PLAIN_MARK } from '../rules.ts';
import { compareCells, type FitCell } from './compare.ts';
import type { Choice, Kept } from './forms.ts';
import { IMPORT_DEVICE, readBeside } from './queries.ts';

export type SaveCells = {
  bimtekId: string;
  kept: Kept;
  /** What becomes of cells that differ from what is recorded, and of single ones by their index. */
  all: Choice;
  each: ReadonlyMap<number, Choice>;
  /** Why something is overwritten. */
  reason: string;
};
export type CellsSaved = {
  written: number;
  corrected: number;
  questions: number;
  /** False under a closing in force: kept as sesudah kunci. */
  counts: boolean;
};
export type SaveCellsRefusal =
  | { reason: 'nothing' | 'reason' }
  | { reason: 'mark'; mark: MarkRefusal; row: number };

/**
 * Marks of a file, all in one transaction. A new one, and one that is to be a question, names no base, so that whatever
 * stands there is not replaced; a correction names the heads that the check page showed. Cells that say by now what is
 * recorded get no mark, and cells that the check page did not offer are not written.
 */
export async function saveCells(
  trx: Trx,
  actor: Actor,
  wish: SaveCells,
  now: Date,
): Promise<Result<CellsSaved, SaveCellsRefusal>> {
  const { bimtekId, kept } = wish;
  await holdOpen(trx, bimtekId);
  await lockEnrolments(trx, bimtekId, 'all');
  const cells = compareCells(kept.cells, await readBeside(trx, bimtekId, actor.personId));
  const marks: NewMark[] = [];
  const rows: number[] = [];
  for (const cell of cells) {
    const seen = kept.seen.get(cell.index);
    if (!seen || (cell.state !== 'new' && cell.state !== 'different')) continue;
    const choice = seen.length === 0 ? 'tanya' : (wish.each.get(cell.index) ?? wish.all);
    if (choice === 'lewati' || (choice === 'tanya' && cell.minutesOnly)) continue;
    if (choice === 'timpa' && wish.reason === '') return refused('reason');
    marks.push(markOf(cell, choice === 'timpa' ? { bases: seen, reason: wish.reason } : null));
    rows.push(cell.cell.row);
  }
  if (marks.length === 0) return refused('nothing');
  const saved: CellsSaved = { written: marks.length, corrected: 0, questions: 0, counts: true };
  for (const [i, outcome] of (await recordMarks(trx, actor, marks, now)).entries()) {
    if (outcome.outcome === 'refused') return refused('mark', { mark: outcome.reason, row: rows[i] ?? 0 });
    if (outcome.outcome === 'conflict') saved.questions++;
    if (marks[i]?.source === 'correction') saved.corrected++;
    saved.counts &&= outcome.counts;
  }
  await appendEvent(trx, {
    at: now,
    actorId: actor.personId,
    act: 'marks-imported',
    subject: { kind: 'bimtek', id: bimtekId },
    bimtekId,
    detail: saved,
  });
  return ok(saved);
}

const markOf = (
  { person, session, said, note }: FitCell,
  correction: { bases: readonly string[]; reason: string } | null,
): NewMark => ({
  ...PLAIN_MARK,
  id: newId(),
  sessionId: session.id,
  enrolmentId: person.enrolmentId,
  status: said.status,
  minutesLate: said.minutes,
  note,
  bases: correction?.bases ?? [],
  source: correction ? 'correction' : 'import',
  reason: correction?.reason ?? null,
  device: IMPORT_DEVICE,
});
