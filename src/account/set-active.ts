import { appendEvent } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { phoneTaken } from './create-person.ts';
import { endAllSessions } from './login-session.ts';
import { voidSlips } from './slip.ts';

type Act = { personId: string; by: string | null };

/**
 * Opens or closes an account. Closing ends every login at once and kills the slip; nobody closes their own. Opening
 * again leaves the phone out when it signs someone else in meanwhile.
 */
export async function setActive(
  trx: Trx,
  { personId, by, active }: Act & { active: boolean },
  now: Date,
): Promise<Result<{ changed: boolean }, { reason: 'self' }>> {
  if (personId === by) return refused('self');
  const account = await trx
    .selectFrom('account')
    .selectAll()
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (account.active === active) return ok({ changed: false });
  const lost =
    active && account.login_phone !== null && (await phoneTaken(trx, account.login_phone, personId));
  await trx
    .updateTable('account')
    .set({ active, failed: 0, not_before: null, ...(lost ? { login_phone: null } : {}) })
    .where('person_id', '=', personId)
    .execute();
  if (!active) {
    await endAllSessions(trx, personId);
    await voidSlips(trx, [personId], now);
  }
  const act = active ? 'account-activated' : 'account-deactivated';
  await appendEvent(trx, { at: now, actorId: by, act, subject: { kind: 'person', id: personId } });
  return ok({ changed: true });
}

/** Forgets failed tries, so that the person need not wait. */
export async function unlock(trx: Trx, { personId, by }: Act, now: Date): Promise<Result<null, never>> {
  await trx
    .updateTable('account')
    .set({ failed: 0, not_before: null })
    .where('person_id', '=', personId)
    .execute();
  await appendEvent(trx, {
    at: now,
    actorId: by,
    act: 'account-unlocked',
    subject: { kind: 'person', id: personId },
  });
  return ok(null);
}
