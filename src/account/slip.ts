import { appendEvents } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { newId } from '../id.ts';
import { hmac, type Keys } from '../keys.ts';
import { crockford } from './rules.ts';

/** Wrong codes on one slip before it is dead (product.md section 6). */
export const SLIP_TRIES = 5;

export type IssuedSlip = { slipId: string; personId: string };

/**
 * A new one-time login slip for each person; their old ones are dead from now on (one live slip a person).
 * Codes are not stored: `slipCode` derives them from the id.
 */
export async function issueSlips(
  trx: Trx,
  personIds: readonly string[],
  wish: { expiresAt: Date; byId: string | null },
  now: Date,
): Promise<IssuedSlip[]> {
  const people = [...new Set(personIds)].sort();
  if (people.length === 0) return [];
  await trx.selectFrom('person').select('id').where('id', 'in', people).orderBy('id').forUpdate().execute();
  await voidSlips(trx, people, now);
  await settleRequests(trx, people, now);
  const slips = people.map((personId) => ({ slipId: newId(), personId }));
  await trx
    .insertInto('slip')
    .values(
      slips.map(({ slipId, personId }) => ({
        id: slipId,
        person_id: personId,
        expires_at: wish.expiresAt,
        tries: 0,
        by_id: wish.byId,
        at: now,
      })),
    )
    .execute();
  await appendEvents(
    trx,
    slips.map(({ slipId, personId }) => ({
      at: now,
      actorId: wish.byId,
      act: 'slip-issued',
      subject: { kind: 'person', id: personId },
      detail: { slip: slipId, expires: wish.expiresAt.toISOString() },
    })),
  );
  return slips;
}

/** A new slip is the answer to "lupa kata sandi". */
async function settleRequests(trx: Trx, personIds: readonly string[], now: Date): Promise<void> {
  await trx
    .updateTable('slip_request')
    .set({ settled_at: now })
    .where('person_id', 'in', [...personIds])
    .where('settled_at', 'is', null)
    .execute();
}

/** Kills the live slips of these people. */
export async function voidSlips(trx: Trx, personIds: readonly string[], now: Date): Promise<void> {
  await trx
    .updateTable('slip')
    .set({ void_at: now })
    .where('person_id', 'in', [...personIds])
    .where('used_at', 'is', null)
    .where('void_at', 'is', null)
    .execute();
}

/** The 8 Crockford characters on a slip: derived, so that it can be printed again and a dump of the database holds none. */
export const slipCode = (keys: Keys, slipId: string): string => crockford(hmac(keys.slip, slipId), 8);

/** The first print counts. */
export async function markSlipsPrinted(trx: Trx, slipIds: readonly string[], now: Date): Promise<void> {
  if (slipIds.length === 0) return;
  await trx
    .updateTable('slip')
    .set({ printed_at: now })
    .where('id', 'in', [...slipIds])
    .where('printed_at', 'is', null)
    .execute();
}

/** Someone said that the code went out by WhatsApp; the first time counts. */
export async function markSlipSent(trx: Trx, slipId: string, now: Date): Promise<void> {
  await trx
    .updateTable('slip')
    .set({ sent_at: now })
    .where('id', '=', slipId)
    .where('sent_at', 'is', null)
    .execute();
}
