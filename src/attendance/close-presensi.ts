import { appendEvent } from '../audit/index.ts';
import { bimtekOf } from '../bimtek/index.ts';
import { lockEnrolments, refreshGathered, refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';
import { ok, refused, type Result } from '../result.ts';
import { holdAlone, readClosing } from './closing-state.ts';
import { keepRecord } from './record/closing-record.ts';
import { isFinished, readUnfinished, type Unfinished } from './unfinished.ts';

export type CloseRefusal =
  | { reason: 'not-found' }
  | { reason: 'closed' }
  | ({ reason: 'unfinished' } & Unfinished);

/**
 * Kunci presensi, by panitia of the bimtek: from here on a mark is kept without changing a value. Refused while a
 * counted session has people without a mark, open questions or objections. Two at once make one.
 */
export async function closePresensi(
  trx: Trx,
  actor: Actor,
  bimtekId: string,
  now: Date,
): Promise<Result<{ no: number }, CloseRefusal>> {
  if (!bimtekOf(actor).includes(bimtekId)) return refused('not-found');
  await holdAlone(trx, bimtekId);
  await lockEnrolments(trx, bimtekId, 'all');
  const closing = await readClosing(trx, bimtekId);
  if (closing.inForce !== null) return refused('closed');
  const left = await readUnfinished(trx, bimtekId);
  if (!isFinished(left)) return refused('unfinished', left);
  const no = closing.last + 1;
  await trx
    .insertInto('closing')
    .values({ bimtek_id: bimtekId, no, by_id: actor.personId, at: now })
    .execute();
  const subject = { kind: 'bimtek', id: bimtekId };
  await appendEvent(trx, {
    at: now,
    actorId: actor.personId,
    act: 'presensi-closed',
    subject,
    bimtekId,
    detail: { no },
  });
  await refreshStanding(trx, bimtekId, 'all', now);
  await refreshGathered(trx, now);
  await keepRecord(trx, bimtekId, no);
  return ok({ no });
}
