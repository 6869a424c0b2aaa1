import { appendEvent } from '../../audit/index.ts';
import type { Trx } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { ok, refused, type Result } from '../../result.ts';
import { findSession } from '../find-session.ts';

/** Hitung kepala: how many people the trainer counted in the room. It marks nobody; the newest count stands. */
export async function countHeads(
  trx: Trx,
  actor: Actor,
  wish: { sessionId: string; heads: number },
  now: Date,
): Promise<Result<null, { reason: 'not-found' }>> {
  const session = await findSession(trx, actor, wish.sessionId, now);
  if (!session?.mayMark) return refused('not-found');
  const count = { heads: wish.heads, by_id: actor.personId, at: now };
  await trx
    .insertInto('head_count')
    .values({ bimtek_id: session.bimtekId, session_id: session.id, ...count })
    .onConflict((oc) => oc.columns(['bimtek_id', 'session_id']).doUpdateSet(count))
    .execute();
  await appendEvent(trx, {
    at: now,
    actorId: actor.personId,
    act: 'heads-counted',
    subject: { kind: 'session', id: session.id },
    bimtekId: session.bimtekId,
    detail: { heads: wish.heads },
  });
  return ok(null);
}
