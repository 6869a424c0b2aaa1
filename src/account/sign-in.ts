import { sql } from 'kysely';
import parsePhone from 'libphonenumber-js/mobile';
import { appendEvent } from '../audit/index.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../database/schema.ts';
import type { Keys } from '../keys.ts';
import { type Result, ok, refused } from '../result.ts';
import { createSession } from './login-session.ts';
import { passwordFits } from './password.ts';
import { readActor } from './read-actor.ts';
import { lifetimeOf, readCode, waitAfter } from './rules.ts';
import { writeHalfLogin } from './second-step/half-login.ts';

export type SignIn = { who: string; password: string; sharedPhone: boolean; label: string };
export type SignInRefusal = { reason: 'wrong' } | { reason: 'wait'; seconds: number };
/** A login, or the half of one: the page of the second step carries it on. */
export type SignedIn = { sessionId: string } | { half: string };

/**
 * Signs in by phone number or participant code. Unknown person and wrong password get the same answer after the
 * same work. Failures count on the account, never on the address: a whole hall shares one (trust.md section 6).
 */
export async function signIn(
  db: Db,
  keys: Keys,
  clock: Clock,
  wish: SignIn,
): Promise<Result<SignedIn, SignInRefusal>> {
  const account = await findAccount(db, wish.who);
  const fits = await checkPassword(db, account, wish.password, clock.now());
  if (!fits.ok) return fits;
  const signedIn = await goOn(db, keys, clock, { personId: fits.value.personId, ...wish });
  return signedIn ? ok(signedIn) : refused('wrong');
}

/** After the first step (password or slip): a login, or the way to the second step of whoever has one. */
export async function goOn(db: Db, keys: Keys, clock: Clock, login: Login): Promise<SignedIn | null> {
  const step = await db
    .selectFrom('second_step')
    .select('person_id')
    .where('person_id', '=', login.personId)
    .executeTakeFirst();
  if (step) return { half: await writeHalfLogin(db, keys, login, clock.now()) };
  const sessionId = await beginLogin(db, clock, login);
  return sessionId ? { sessionId } : null;
}

type Known = { person_id: string; password_hash: string | null; not_before: Date | null };
const NOBODY = '00000000-0000-0000-0000-000000000000';

/**
 * Compares a password and counts a failure. A right password among parallel guesses is refused too when the guesses
 * used the free tries up meanwhile.
 */
export async function checkPassword(
  db: Db,
  account: Known | undefined,
  password: string,
  now: Date,
): Promise<Result<{ personId: string }, SignInRefusal>> {
  if (account?.not_before && account.not_before > now)
    return refused('wait', { seconds: secondsTo(account.not_before, now) });
  const fits = await passwordFits(account?.password_hash ?? null, password, () =>
    countFailure(db, account?.person_id ?? NOBODY, now),
  );
  if (!fits || !account) return refused('wrong');
  const free = await db
    .updateTable('account')
    .set({ failed: 0, not_before: null })
    .where('person_id', '=', account.person_id)
    .where((eb) => eb.or([eb('not_before', 'is', null), eb('not_before', '<=', now)]))
    .returning('person_id')
    .executeTakeFirst();
  return free ? ok({ personId: account.person_id }) : refused('wait', { seconds: waitAfter(6) });
}

const secondsTo = (then: Date, now: Date): number => Math.ceil((then.getTime() - now.getTime()) / 1000);

export type Login = { personId: string; sharedPhone: boolean; label: string };

/** Begins a login for a person who proved to be one; the session's secret id, or null when the account is not active. */
export async function beginLogin(db: Db, clock: Clock, login: Login): Promise<string | null> {
  const now = clock.now();
  const actor = await readActor(
    db,
    { personId: login.personId, idHash: new Uint8Array(), sharedPhone: login.sharedPhone },
    now,
  );
  if (!actor) return null;
  const lifetime = lifetimeOf(actor.roles, login.sharedPhone);
  return db.transaction().execute(async (trx) => {
    await trx
      .updateTable('account')
      .set({ first_signed_in_at: sql`coalesce(first_signed_in_at, ${now})` })
      .where('person_id', '=', login.personId)
      .execute();
    await appendEvent(trx, {
      at: now,
      actorId: actor.personId,
      act: 'sign-in',
      subject: { kind: 'person', id: actor.personId },
    });
    return createSession(trx, clock, {
      personId: login.personId,
      lifetime,
      sharedPhone: login.sharedPhone,
      label: login.label,
    });
  });
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
