import { appendEvent } from '../audit/index.ts';
import { bimtekOf } from '../bimtek/index.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';
import { ok, refused, type Result } from '../result.ts';
import { holdAlone, readClosing } from './closing-state.ts';
import { foldReopened } from './fold-attendance.ts';

/** `open`: presensi is not closed. `own`: whoever asked cannot agree as well. */
export type ReopenRefusal = { reason: 'not-found' | 'open' | 'asked' | 'not-asked' | 'own' };

/** The first of two panitia asks, with a reason. One request at a time. */
export async function askReopening(
  trx: Trx,
  actor: Actor,
  wish: { bimtekId: string; reason: string },
  now: Date,
): Promise<Result<{ no: number }, ReopenRefusal>> {
  const { bimtekId, reason } = wish;
  if (!bimtekOf(actor).includes(bimtekId)) return refused('not-found');
  await holdAlone(trx, bimtekId);
  const { inForce: no } = await readClosing(trx, bimtekId);
  if (no === null) return refused('open');
  if (await readRequest(trx, bimtekId, no)) return refused('asked');
  await trx
    .insertInto('reopening')
    .values({ bimtek_id: bimtekId, no, asked_by: actor.personId, reason, asked_at: now })
    .execute();
  await tell(trx, actor, 'reopening-asked', bimtekId, no, now);
  return ok({ no });
}

/** Another panitia agrees: the marks that came under the closing count from now on. */
export async function agreeReopening(
  trx: Trx,
  actor: Actor,
  bimtekId: string,
  now: Date,
): Promise<Result<{ no: number }, ReopenRefusal>> {
  if (!bimtekOf(actor).includes(bimtekId)) return refused('not-found');
  await holdAlone(trx, bimtekId);
  await lockEnrolments(trx, bimtekId, 'all');
  const { inForce: no } = await readClosing(trx, bimtekId);
  if (no === null) return refused('open');
  const request = await readRequest(trx, bimtekId, no);
  if (!request) return refused('not-asked');
  if (request.asked_by === actor.personId) return refused('own');
  await trx
    .updateTable('reopening')
    .set({ agreed_by: actor.personId, agreed_at: now })
    .where('bimtek_id', '=', bimtekId)
    .where('no', '=', no)
    .execute();
  await foldReopened(trx, bimtekId, no);
  await tell(trx, actor, 'presensi-reopened', bimtekId, no, now);
  await refreshStanding(trx, bimtekId, 'all', now);
  return ok({ no });
}

const readRequest = (trx: Trx, bimtekId: string, no: number) =>
  trx
    .selectFrom('reopening')
    .select('asked_by')
    .where('bimtek_id', '=', bimtekId)
    .where('no', '=', no)
    .executeTakeFirst();

const tell = (trx: Trx, actor: Actor, act: string, bimtekId: string, no: number, now: Date): Promise<void> =>
  appendEvent(trx, {
    at: now,
    actorId: actor.personId,
    act,
    subject: { kind: 'bimtek', id: bimtekId },
    bimtekId,
    detail: { no },
  });
