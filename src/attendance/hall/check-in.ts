import { sql } from 'kysely';
import { lockEnrolments } from '../../certification/index.ts';
import type { Trx } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { ok, refused, type Result } from '../../result.ts';
import { holdOpen, readClosing } from '../closing-state.ts';
import { recordMarks } from '../record-marks.ts';
import { type OwnCode, ownCode } from './queries.ts';
import { PLAIN_MARK } from '../rules.ts';
import { outOfHours } from './rules.ts';

export type CheckIn = {
  /** Made for this check-in: the id of its mark. */
  markId: string;
  codeId: string;
  phone: string;
  /** When the code was seen: of this moment are hadir and terlambat, however long the sign-in took. */
  scannedAt: Date;
};
export type CheckInRefusal = 'other-class' | 'cancelled' | 'finished' | 'closed' | 'early' | 'over';
/** `again`: the kader had checked in before; nothing was written. `question`: a human's mark says otherwise. */
export type CheckedIn = { sessionNo: number; kind: 'new' | 'again' | 'question' };

/**
 * The kader's own check-in after the code was found right: a mark of the source "check-in" that names no base, so a
 * human's mark always wins. One per kader and session, however often and from however many phones it comes.
 */
export async function checkIn(
  trx: Trx,
  actor: Actor,
  wish: CheckIn,
  now: Date,
): Promise<Result<CheckedIn, { reason: CheckInRefusal }>> {
  const place = await ownCode(trx, actor, wish.codeId);
  if (!place) return refused('other-class');
  await holdOpen(trx, place.bimtekId);
  await lockEnrolments(trx, place.bimtekId, [place.enrolmentId]);
  if (await hasCheckedIn(trx, place)) return ok({ sessionNo: place.no, kind: 'again' });
  const reason = await whyNot(trx, place, wish.scannedAt);
  if (reason) return refused(reason);
  const [outcome] = await recordMarks(
    trx,
    actor,
    [
      {
        ...PLAIN_MARK,
        id: wish.markId,
        sessionId: place.sessionId,
        enrolmentId: place.enrolmentId,
        status: 'hadir',
        source: 'check-in',
        device: wish.phone,
        deviceAt: wish.scannedAt,
        sentAt: now,
      },
    ],
    now,
  );
  if (!outcome || outcome.outcome === 'refused') return refused('other-class');
  return ok({ sessionNo: place.no, kind: outcome.outcome === 'conflict' ? 'question' : 'new' });
}

async function whyNot(trx: Trx, place: OwnCode, at: Date): Promise<CheckInRefusal | null> {
  if (place.cancelled) return 'cancelled';
  if (place.finished) return 'finished';
  if ((await readClosing(trx, place.bimtekId)).inForce !== null) return 'closed';
  return outOfHours(place, at);
}

/** Read after the lock, in a statement of its own: of two requests at once the second sees the mark of the first. */
async function hasCheckedIn(
  db: Trx,
  place: Pick<OwnCode, 'bimtekId' | 'sessionId' | 'enrolmentId'>,
): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select exists (select from mark k
      join enrolment e on e.bimtek_id = k.bimtek_id and e.id = k.enrolment_id
      where k.bimtek_id = ${place.bimtekId} and k.session_id = ${place.sessionId} and k.source = 'check-in'
        and e.root_id = ${place.enrolmentId}) as there`.execute(db);
  return rows[0]?.there ?? false;
}
