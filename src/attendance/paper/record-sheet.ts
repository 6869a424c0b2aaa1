import { lockEnrolments } from '../../certification/index.ts';
import type { Trx } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { newId } from '../../id.ts';
import { ok, refused, type Result } from '../../result.ts';
import { holdOpen } from '../closing-state.ts';
import { findSession } from '../find-session.ts';
import type { MarkRefusal } from '../judge-mark.ts';
import { recordMarks } from '../record-marks.ts';
import { readRollCall } from '../roll-call.ts';
import { type NewMark, PLAIN_MARK } from '../rules.ts';
import { alreadySaid, planSheet } from './plan-sheet.ts';
import type { TypedSheet } from './typed-sheet.ts';
import { readLists } from './read-lists.ts';

/** The heads that the check page showed, by enrolment. */
export type SeenHeads = ReadonlyMap<string, readonly string[]>;
export type RecordSheet = {
  sessionId: string;
  typed: TypedSheet;
  seen: SeenHeads;
  /** Why what stands there changes; asked for once the roll is finished. */
  reason: string;
  device: string;
};
export type SheetSaved = {
  written: number;
  /** Open questions: somebody marked between the check page and now. */
  questions: number;
  /** False under a closing in force: kept as sesudah kunci. */
  counts: boolean;
};
export type SheetRefusal =
  /** `list`: what was typed means other people now; `reason`: the roll is finished and no reason was given. */
  { reason: 'not-found' | 'cancelled' | 'list' | 'reason' } | { reason: 'mark'; mark: MarkRefusal };

/**
 * Marks of a daftar hadir that came back on paper, all in one transaction. Each names as bases what the check page
 * showed, so that a mark made meanwhile becomes an open question; who has the value already gets no mark.
 */
export async function recordSheet(
  trx: Trx,
  actor: Actor,
  wish: RecordSheet,
  now: Date,
): Promise<Result<SheetSaved, SheetRefusal>> {
  const session = await findSession(trx, actor, wish.sessionId, now);
  if (!session?.mayMark) return refused('not-found');
  if (session.cancelledAt) return refused('cancelled');
  await holdOpen(trx, session.bimtekId);
  const before = await readRollCall(trx, session);
  await lockEnrolments(
    trx,
    session.bimtekId,
    before.map((row) => row.enrolmentId),
  );
  const people = await readRollCall(trx, session);
  const lists = await readLists(trx, session, people);
  const plan = planSheet(wish.typed, lists, session, people, actor.personId);
  if (plan.problems.length > 0) return refused('list');
  const code = wish.typed.kode.trim();
  const marks = plan.rows.flatMap(({ row, mark }): NewMark[] => {
    if (!mark || alreadySaid(row, mark)) return [];
    const bases = wish.seen.get(row.enrolmentId) ?? [];
    return [
      {
        ...PLAIN_MARK,
        ...mark,
        id: newId(),
        sessionId: session.id,
        enrolmentId: row.enrolmentId,
        note: code ? `Lembar ${code.toUpperCase()}` : null,
        bases,
        source: 'paper',
        reason: bases.length > 0 && wish.reason ? wish.reason : null,
        device: wish.device,
      },
    ];
  });
  if (session.finishedAt && wish.reason === '' && marks.some(({ bases }) => bases.length > 0))
    return refused('reason');
  const outcomes = await recordMarks(trx, actor, marks, now);
  const saved: SheetSaved = { written: outcomes.length, questions: 0, counts: true };
  for (const outcome of outcomes) {
    if (outcome.outcome === 'refused') return refused('mark', { mark: outcome.reason });
    if (outcome.outcome === 'conflict') saved.questions++;
    saved.counts &&= outcome.counts;
  }
  return ok(saved);
}
