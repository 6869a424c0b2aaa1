import type { Insertable } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Place } from './find-places.ts';
import type { KnownMark } from './read-known.ts';
import {
  closesCycle,
  correctedTime,
  judgeArrival,
  judgedByClock,
  type NewMark,
  sameContent,
  type ShapeRefusal,
  wrongShape,
} from './rules.ts';

export type MarkRefusal =
  /** The session or the person is not the actor's to mark (answered as 404). */
  | 'not-found'
  /** Nobody marks themselves (403). */
  | 'own'
  /** The enrolment had ended before the session. */
  | 'ended'
  /** The same id was sent with other content. */
  | 'other-content'
  /** A base is a mark of another session or enrolment. */
  | 'other-base'
  | 'cycle'
  | ShapeRefusal;

export type Verdict =
  | { outcome: 'new' }
  | { outcome: 'same'; before: KnownMark }
  | { outcome: 'refused'; reason: MarkRefusal };

/** What becomes of one mark beside those that are known; a repeat is recognised before anything is refused. */
export function judgeMark(
  byId: string,
  mark: NewMark,
  place: Place,
  known: ReadonlyMap<string, KnownMark>,
): Verdict {
  const before = known.get(mark.id);
  if (before)
    return sameContent(before, { ...mark, byId }) ? { outcome: 'same', before } : refuse('other-content');
  const own = place.personId === byId;
  if (own && mark.source !== 'check-in') return refuse('own');
  if (!place.planned || (!own && mark.source === 'check-in')) return refuse('not-found');
  if (place.ended) return refuse('ended');
  const wrong = wrongShape(mark);
  if (wrong) return refuse(wrong);
  for (const base of mark.bases) {
    const there = known.get(base);
    if (there && (there.sessionId !== place.sessionId || there.rootId !== place.rootId))
      return refuse('other-base');
  }
  return closesCycle(mark, known) ? refuse('cycle') : { outcome: 'new' };
}

const refuse = (reason: MarkRefusal): Verdict => ({ outcome: 'refused', reason });

export type MarkRow = Insertable<Database['mark']> & { bases: string[] };

/** The row of a new mark. A scan or check-in gets its status here, once, from the start that its phone showed. */
export function rowOf(
  byId: string,
  mark: NewMark,
  place: Place,
  at: { toleranceMinutes: number; closingNo: number | null; now: Date },
): MarkRow {
  const corrected = correctedTime(mark.deviceAt, mark.sentAt, at.now);
  const judgedStart = judgedByClock(mark.source) ? (mark.judgedStart ?? place.startsAt) : null;
  const value = judgedStart ? judgeArrival(corrected, judgedStart, at.toleranceMinutes) : mark;
  return {
    id: mark.id,
    bimtek_id: place.bimtekId,
    session_id: place.sessionId,
    enrolment_id: place.enrolmentId,
    status: value.status,
    minutes_late: value.minutesLate,
    left_at: mark.leftAt,
    note: mark.note,
    bases: [...new Set(mark.bases)],
    source: mark.source,
    reason: mark.reason,
    by_id: byId,
    device: mark.device,
    device_at: mark.deviceAt,
    corrected_at: corrected,
    received_at: at.now,
    judged_start: judgedStart,
    closing_no: at.closingNo,
  };
}
