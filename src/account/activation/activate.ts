import { appendEvent } from '../../audit/index.ts';
import type { Trx } from '../../database/schema.ts';
import type { Keys } from '../../keys.ts';
import { type Result, ok, refused } from '../../result.ts';
import { confirmName, type NameRefusal, type OwnName } from '../confirm-name.ts';
import { endAllSessions } from '../login-session.ts';
import type { OpenSlip } from './check-slip.ts';

export type Activation = {
  slip: OpenSlip;
  passwordHash: string;
  /** Version of the privacy notice that was agreed to; null when it was agreed to before. */
  notice: string | null;
  /** Null when the name was confirmed before. */
  own: OwnName | null;
};

export type ActivationRefusal = { reason: 'used' } | NameRefusal;

/**
 * Uses a slip up: confirms the name, sets the password, keeps the consent, forgets failed tries and ends every login
 * of the person (who held the account before is out).
 */
export async function activate(
  trx: Trx,
  keys: Keys,
  wish: Activation,
  now: Date,
): Promise<Result<{ personId: string }, ActivationRefusal>> {
  const { slipId, personId } = wish.slip;
  const named = wish.own ? await confirmName(trx, keys, personId, wish.own, now) : ok({ changed: false });
  if (!named.ok) return named;
  const slip = await trx
    .updateTable('slip')
    .set({ used_at: now })
    .where('id', '=', slipId)
    .where('used_at', 'is', null)
    .where('void_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst();
  if (!slip) return refused('used');
  await trx
    .updateTable('account')
    .set({ password_hash: wish.passwordHash, failed: 0, not_before: null })
    .where('person_id', '=', personId)
    .execute();
  await endAllSessions(trx, personId);
  await appendEvent(trx, eventOf(personId, 'slip-used', now, { slip: slipId }));
  if (wish.notice) await keepConsent(trx, personId, wish.notice, now);
  return ok({ personId });
}

async function keepConsent(trx: Trx, personId: string, version: string, now: Date): Promise<void> {
  await trx
    .updateTable('person')
    .set({ consent_version: version, consent_at: now })
    .where('id', '=', personId)
    .execute();
  await appendEvent(trx, eventOf(personId, 'consent-given', now, { version }));
}

const eventOf = (personId: string, act: string, at: Date, detail: Record<string, string>) => ({
  at,
  actorId: personId,
  act,
  subject: { kind: 'person', id: personId },
  detail,
});
