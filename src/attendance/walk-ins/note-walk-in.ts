import { appendEvent } from '../../audit/index.ts';
import type { Trx } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { newId } from '../../id.ts';
import { type Result, ok, refused } from '../../result.ts';
import type { HallSession } from '../find-session.ts';

/** Notes somebody in the room who is on no list. Refused for a cancelled session. */
export async function noteWalkIn(
  trx: Trx,
  actor: Actor,
  session: HallSession,
  wish: { name: string; place: string },
  now: Date,
): Promise<Result<{ id: string }, { reason: 'cancelled' }>> {
  if (session.cancelledAt) return refused('cancelled');
  const id = newId();
  await trx
    .insertInto('walk_in')
    .values({
      id,
      bimtek_id: session.bimtekId,
      session_id: session.id,
      name: wish.name,
      place: wish.place,
      by_id: actor.personId,
      at: now,
    })
    .execute();
  await appendEvent(trx, {
    at: now,
    actorId: actor.personId,
    act: 'walk-in-noted',
    subject: { kind: 'walk-in', id },
    bimtekId: session.bimtekId,
    detail: { session: session.id },
  });
  return ok({ id });
}
