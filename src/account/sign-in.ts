import { sql } from 'kysely';
import parsePhone from 'libphonenumber-js/mobile';
import { appendEvent } from '../audit/index.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { createSession } from './login-session.ts';
import { passwordFits } from './password.ts';
import { readActor } from './read-actor.ts';
import { lifetimeOf, readCode, waitAfter } from './rules.ts';

export type SignIn = { who: string; password: string; sharedPhone: boolean; label: string };
export type SignInRefusal = { reason: 'wrong' } | { reason: 'wait'; seconds: number };

/**
 * Signs in by phone number or participant code. Unknown person and wrong password get the same answer after the
 * same work. Failures count on the account, never on the address: a whole hall shares one (trust.md section 6).
 */
export async function signIn(db: Db, clock: Clock, wish: SignIn): Promise<Result<{ sessionId: string; personId: string }, SignInRefusal>> {
  const now = clock.now();
  const account = await findAccount(db, wish.who);
  if (account?.not_before && account.not_before > now)
    return refused('wait', { seconds: Math.ceil((account.not_before.getTime() - now.getTime()) / 1000) });
  if (!(await passwordFits(account?.password_hash ?? null, wish.password)) || !account) {
    if (account) await countFailure(db, account.person_id, now);
    return refused('wrong');
  }
  const actor = await readActor(db, { personId: account.person_id, idHash: new Uint8Array(), sharedPhone: wish.sharedPhone }, now);
  if (!actor) return refused('wrong');
  const lifetime = lifetimeOf(actor.roles, wish.sharedPhone);
  const sessionId = await createSession(db, clock, { personId: account.person_id, lifetime, sharedPhone: wish.sharedPhone, label: wish.label });
  await db.transaction().execute(async (trx) => {
    await trx
      .updateTable('account')
      .set({ failed: 0, not_before: null, first_signed_in_at: sql`coalesce(first_signed_in_at, ${now})` })
      .where('person_id', '=', account.person_id)
      .execute();
    await appendEvent(trx, { at: now, actorId: actor.personId, act: 'sign-in', subject: { kind: 'person', id: actor.personId } });
  });
  return ok({ sessionId, personId: actor.personId });
}

/** The active account behind what was typed: a phone number in any usual spelling, or the 8-character participant code. */
export async function findAccount(db: Db, typed: string) {
  const accounts = db
    .selectFrom('account')
    .select(['person_id', 'password_hash', 'not_before', 'participant_code'])
    .where('active', '=', true);
  const phone = readPhone(typed);
  if (phone) return accounts.where('login_phone', '=', phone).executeTakeFirst();
  const code = readCode(typed, 8);
  return code === null ? undefined : accounts.where('participant_code', '=', code).executeTakeFirst();
}

/** E.164 of an Indonesian mobile number in any usual spelling, or null. */
export function readPhone(typed: string): string | null {
  const digits = typed.replace(/[^\d+]/g, '');
  if (digits.length < 9) return null;
  return parsePhone(digits.startsWith('62') ? `+${digits}` : digits, 'ID')?.number ?? null;
}

/** One statement, so that parallel wrong tries are all counted. */
async function countFailure(db: Db, personId: string, now: Date): Promise<void> {
  const row = await db
    .updateTable('account')
    .set({ failed: sql`failed + 1` })
    .where('person_id', '=', personId)
    .returning('failed')
    .executeTakeFirst();
  const wait = waitAfter(row?.failed ?? 0);
  if (wait > 0)
    await db
      .updateTable('account')
      .set({ not_before: new Date(now.getTime() + wait * 1000) })
      .where('person_id', '=', personId)
      .execute();
}
