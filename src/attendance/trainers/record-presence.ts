import { type AuditEvent, appendEvents } from '../../audit/index.ts';
import type { MarkStatus, Trx } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { newId } from '../../id.ts';
import { type Result, ok, refused } from '../../result.ts';
import type { PresensiBimtek } from '../overview.ts';
import { trainersOfDay } from './queries.ts';

/** What the panitia say of one trainer in one session; `seen` is the mark that stood on their page. */
export type Presence = { sessionId: string; personId: string; status: MarkStatus; seen: string | null };
export type PresenceRefusal =
  | { reason: 'own' }
  | { reason: 'not-found' }
  /** Somebody wrote something else meanwhile. */
  | { reason: 'changed'; personId: string; sessionId: string };

/**
 * Writes down who of the trainers was there on a day; what stands already is not written again. All or nothing. Nobody
 * writes it down for themselves, and a stand-in is a trainer of the bimtek.
 */
export async function recordPresence(
  trx: Trx,
  actor: Actor,
  wish: {
    bimtek: Pick<PresensiBimtek, 'bimtekId' | 'zone'>;
    day: string;
    presences: readonly Presence[];
    trainers: readonly string[];
  },
  now: Date,
): Promise<Result<{ written: number }, PresenceRefusal>> {
  const { bimtek, day } = wish;
  await trx.selectFrom('bimtek').select('id').where('id', '=', bimtek.bimtekId).forUpdate().execute();
  const there = await trainersOfDay(trx, bimtek, day);
  const sessions = new Set(there.map((one) => one.sessionId));
  const events: AuditEvent[] = [];
  for (const { sessionId, personId, status, seen } of wish.presences) {
    const row = there.find((one) => one.sessionId === sessionId && one.personId === personId);
    if (row?.status === status) continue;
    if (personId === actor.personId) return refused('own');
    if (!row && !(sessions.has(sessionId) && wish.trainers.includes(personId))) return refused('not-found');
    if ((row?.markId ?? null) !== seen) return refused('changed', { personId, sessionId });
    const id = newId();
    await trx
      .insertInto('trainer_mark')
      .values({
        id,
        bimtek_id: bimtek.bimtekId,
        session_id: sessionId,
        person_id: personId,
        status,
        replaces: seen,
        by_id: actor.personId,
        at: now,
      })
      .execute();
    events.push({
      at: now,
      actorId: actor.personId,
      act: 'trainer-marked',
      subject: { kind: 'trainer-mark', id },
      bimtekId: bimtek.bimtekId,
      detail: { session: sessionId, trainer: personId, status, replaces: seen },
    });
  }
  await appendEvents(trx, events);
  return ok({ written: events.length });
}
