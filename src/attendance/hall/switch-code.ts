import { appendEvent } from '../../audit/index.ts';
import { readRules } from '../../bimtek/index.ts';
import type { Db, Trx } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { newId } from '../../id.ts';
import { ok, refused, type Result } from '../../result.ts';
import { readClosing } from '../closing-state.ts';
import { findSession, type HallSession } from '../find-session.ts';
import { outOfHours } from './rules.ts';

export type OpenRefusal = 'not-found' | 'off' | 'cancelled' | 'finished' | 'closed' | 'early' | 'over';

/**
 * Buka kode hadir: from now on the wall shows a code. Only where the panitia allow it (setting `checkin`, off by default)
 * and when people may check in at all. A second opening changes nothing.
 */
export async function openCode(
  trx: Trx,
  actor: Actor,
  sessionId: string,
  now: Date,
): Promise<Result<null, { reason: OpenRefusal }>> {
  const session = await findSession(trx, actor, sessionId, now);
  if (!session?.mayMark) return refused('not-found');
  const reason = await whyShut(trx, session, now);
  if (reason) return refused(reason);
  const opened = await trx
    .insertInto('session_code')
    .values({
      id: newId(),
      bimtek_id: session.bimtekId,
      session_id: session.id,
      opened_by: actor.personId,
      opened_at: now,
    })
    .onConflict((oc) => oc.columns(['bimtek_id', 'session_id']).where('closed_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (opened) await tell(trx, actor, session, 'code-opened', now);
  return ok(null);
}

/** Why nobody can check in to this session now, or null. */
export async function whyShut(
  db: Db | Trx,
  session: Pick<HallSession, 'bimtekId' | 'cancelledAt' | 'finishedAt' | 'startsAt' | 'endsAt'>,
  now: Date,
): Promise<Exclude<OpenRefusal, 'not-found'> | null> {
  if (!(await readRules(db, session.bimtekId)).checkin) return 'off';
  if (session.cancelledAt) return 'cancelled';
  if (session.finishedAt) return 'finished';
  if ((await readClosing(db, session.bimtekId)).inForce !== null) return 'closed';
  return outOfHours(session, now);
}

/** Tutup: the code of the wall is worth nothing from now on. A second closing changes nothing. */
export async function closeCode(
  trx: Trx,
  actor: Actor,
  sessionId: string,
  now: Date,
): Promise<Result<null, { reason: 'not-found' }>> {
  const session = await findSession(trx, actor, sessionId, now);
  if (!session?.mayMark) return refused('not-found');
  const { numUpdatedRows } = await trx
    .updateTable('session_code')
    .set({ closed_at: now, closed_by: actor.personId })
    .where('bimtek_id', '=', session.bimtekId)
    .where('session_id', '=', session.id)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await tell(trx, actor, session, 'code-closed', now);
  return ok(null);
}

const tell = (
  trx: Trx,
  actor: Actor,
  session: HallSession,
  act: 'code-opened' | 'code-closed',
  now: Date,
): Promise<void> =>
  appendEvent(trx, {
    at: now,
    actorId: actor.personId,
    act,
    subject: { kind: 'session', id: session.id },
    bimtekId: session.bimtekId,
  });
