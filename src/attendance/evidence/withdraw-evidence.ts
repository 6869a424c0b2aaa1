import { appendEvent } from '../../audit/index.ts';
import type { Trx } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { ok, refused, type Result } from '../../result.ts';
import { holdOpen, readClosing } from '../closing-state.ts';
import { findSession } from '../find-session.ts';

export type WithdrawRefusal = { reason: 'not-found' | 'not-yours' | 'gone' | 'closed' };

/**
 * Takes a picture back, with a reason: by who uploaded it, or the panitia. The row stays and its bytes go: mostly it is
 * the wrong picture, of people who have no place here, while the digest still proves which file it was. Refused under
 * a closing in force, which rests on what was there.
 */
export async function withdrawEvidence(
  trx: Trx,
  actor: Actor,
  wish: { sessionId: string; evidenceId: string; reason: string },
  now: Date,
): Promise<Result<null, WithdrawRefusal>> {
  const session = await findSession(trx, actor, wish.sessionId, now);
  if (!session?.mayMark) return refused('not-found');
  await holdOpen(trx, session.bimtekId);
  const row = await trx
    .selectFrom('attendance_evidence')
    .select(['by_id', 'sha256', 'withdrawn_at'])
    .where('id', '=', wish.evidenceId)
    .where('session_id', '=', session.id)
    .where('bimtek_id', '=', session.bimtekId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return refused('not-found');
  if (row.by_id !== actor.personId && !session.organiser) return refused('not-yours');
  if (row.withdrawn_at) return refused('gone');
  if ((await readClosing(trx, session.bimtekId)).inForce !== null) return refused('closed');
  await trx
    .updateTable('attendance_evidence')
    .set({ bytes: null, withdrawn_at: now, withdrawn_by: actor.personId, withdraw_reason: wish.reason })
    .where('id', '=', wish.evidenceId)
    .where('bimtek_id', '=', session.bimtekId)
    .execute();
  await appendEvent(trx, {
    at: now,
    actorId: actor.personId,
    act: 'evidence-withdrawn',
    subject: { kind: 'evidence', id: wish.evidenceId },
    bimtekId: session.bimtekId,
    detail: { session: session.id, sha256: Buffer.from(row.sha256).toString('hex') },
  });
  return ok(null);
}
