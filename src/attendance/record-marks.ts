import { type AuditEvent, appendEvents } from '../audit/index.ts';
import { readRules } from '../bimtek/index.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';
import { holdOpen, readClosing } from './closing-state.ts';
import { findPlaces, type Place, placeKey } from './find-places.ts';
import { foldAttendance } from './fold-attendance.ts';
import { judgeMark, type MarkRefusal, type MarkRow, rowOf } from './judge-mark.ts';
import { readKnown } from './read-known.ts';
import { judgedByClock, type NewMark } from './rules.ts';

/** `counts` is false for a mark under a closing in force: kept, and listed as sesudah kunci. */
export type MarkOutcome =
  | { id: string; outcome: 'accepted' | 'same' | 'conflict'; counts: boolean }
  | { id: string; outcome: 'refused'; reason: MarkRefusal };

/** A mark with its place in the list that was sent: the same id may stand in it twice. */
type Sent = { index: number; mark: NewMark; place: Place };
type Fresh = Sent & { row: MarkRow };

/**
 * Appends marks (product.md section 4, "Marks are facts") and folds the values they touch. One outcome per mark, in
 * the order sent; a refused mark writes nothing and stops none of the others. `conflict`: kept, and the row is an
 * open question now. A repeat of a mark is `same`, however late it comes.
 */
export async function recordMarks(
  trx: Trx,
  actor: Actor,
  marks: readonly NewMark[],
  now: Date,
): Promise<MarkOutcome[]> {
  const places = await findPlaces(trx, actor, marks, now);
  const outcomes: MarkOutcome[] = marks.map(({ id }) => ({ id, outcome: 'refused', reason: 'not-found' }));
  const sent = marks.flatMap((mark, index): Sent[] => {
    const place = places.get(placeKey(mark));
    return place && (place.marker || mark.source === 'check-in') ? [{ index, mark, place }] : [];
  });
  const byBimtek = Map.groupBy(sent, ({ place }) => place.bimtekId);
  for (const bimtekId of [...byBimtek.keys()].toSorted())
    await recordIn(trx, actor, bimtekId, byBimtek.get(bimtekId) ?? [], outcomes, now);
  return outcomes;
}

/** Lock, then read, then write, then fold: without the lock rival marks overwrite each other silently. */
async function recordIn(
  trx: Trx,
  actor: Actor,
  bimtekId: string,
  sent: readonly Sent[],
  outcomes: MarkOutcome[],
  now: Date,
): Promise<void> {
  await holdOpen(trx, bimtekId);
  const closing = await readClosing(trx, bimtekId);
  await lockEnrolments(trx, bimtekId, rootsOf(sent));
  const known = await readKnown(trx, sent);
  const byClock = sent.some(({ mark }) => judgedByClock(mark.source));
  const toleranceMinutes = byClock ? (await readRules(trx, bimtekId)).late_tolerance_minutes : 0;
  const fresh: Fresh[] = [];
  for (const one of sent) {
    const { index, mark, place } = one;
    const verdict = judgeMark(actor.personId, mark, place, known);
    if (verdict.outcome === 'refused') outcomes[index] = { id: mark.id, ...verdict };
    if (verdict.outcome === 'same')
      outcomes[index] = {
        id: mark.id,
        outcome: 'same',
        counts: (verdict.before.closingNo ?? 0) <= closing.reopened,
      };
    if (verdict.outcome !== 'new') continue;
    outcomes[index] = { id: mark.id, outcome: 'accepted', counts: closing.inForce === null };
    fresh.push({
      ...one,
      row: rowOf(actor.personId, mark, place, { toleranceMinutes, closingNo: closing.inForce, now }),
    });
    known.set(mark.id, { ...mark, rootId: place.rootId, byId: actor.personId, closingNo: closing.inForce });
  }
  const kept = await insertMarks(trx, fresh, outcomes);
  if (kept.length > 0 && closing.inForce === null) {
    await foldAttendance(
      trx,
      bimtekId,
      kept.map(({ place }) => place),
    );
    await tellConflicts(trx, bimtekId, kept, outcomes);
    await refreshStanding(trx, bimtekId, rootsOf(kept), now);
  }
  await appendEvents(
    trx,
    kept.map(({ row }) => eventOf(row, now)),
  );
}

const rootsOf = (sent: readonly Sent[]): string[] =>
  [...new Set(sent.map(({ place }) => place.rootId))].toSorted();

/** Those that were new. An id that another transaction took meanwhile, for another pair, is refused. */
async function insertMarks(trx: Trx, fresh: readonly Fresh[], outcomes: MarkOutcome[]): Promise<Fresh[]> {
  const written = new Set<string>();
  for (let start = 0; start < fresh.length; start += 200) {
    const inserted = await trx
      .insertInto('mark')
      .values(fresh.slice(start, start + 200).map(({ row }) => row))
      .onConflict((oc) => oc.column('id').doNothing())
      .returning('id')
      .execute();
    for (const { id } of inserted) written.add(id);
  }
  for (const { index, mark } of fresh)
    if (!written.has(mark.id)) outcomes[index] = { id: mark.id, outcome: 'refused', reason: 'other-content' };
  return fresh.filter(({ mark }) => written.has(mark.id));
}

async function tellConflicts(
  trx: Trx,
  bimtekId: string,
  kept: readonly Fresh[],
  outcomes: MarkOutcome[],
): Promise<void> {
  const rows = await trx
    .selectFrom('attendance')
    .select(['session_id', 'enrolment_id'])
    .where('bimtek_id', '=', bimtekId)
    .where('enrolment_id', 'in', rootsOf(kept))
    .where('session_id', 'in', [...new Set(kept.map(({ place }) => place.sessionId))])
    .where('open', '=', true)
    .execute();
  const questions = new Set(rows.map((row) => `${row.session_id} ${row.enrolment_id}`));
  for (const { index, mark, place } of kept)
    if (questions.has(`${place.sessionId} ${place.rootId}`))
      outcomes[index] = { id: mark.id, outcome: 'conflict', counts: true };
}

const eventOf = (row: MarkRow, now: Date): AuditEvent => ({
  at: now,
  actorId: row.by_id,
  act: row.source === 'correction' ? 'mark-corrected' : 'mark-recorded',
  subject: { kind: 'mark', id: row.id },
  bimtekId: row.bimtek_id,
  detail: {
    session: row.session_id,
    enrolment: row.enrolment_id,
    status: row.status,
    minutes: row.minutes_late ?? null,
    source: row.source,
    bases: row.bases,
    closing: row.closing_no ?? null,
  },
});
