import { randomBytes } from 'node:crypto';
import type { Trx } from '../database/schema.ts';
import { newId } from '../id.ts';
import type { Keys } from '../keys.ts';
import { sealNik } from './nik.ts';
import { cleanName, crockford, nameKey } from './rules.ts';

export type NewPerson = {
  id?: string;
  name: string;
  titlePrefix?: string | null;
  titleSuffix?: string | null;
  sex?: 'L' | 'P' | null;
  /** 16 digits. */
  nik?: string | null;
  /** E.164. */
  phone?: string | null;
};

/** Writes a person; its id. A NIK that another person has breaks a unique key: ask `findPersonByNik` first. */
export async function createPerson(trx: Trx, keys: Keys, person: NewPerson, now: Date): Promise<string> {
  const id = person.id ?? newId();
  const name = cleanName(person.name);
  await trx
    .insertInto('person')
    .values({
      id,
      root_id: id,
      name,
      name_key: nameKey(name),
      title_prefix: cleanName(person.titlePrefix ?? '') || null,
      title_suffix: cleanName(person.titleSuffix ?? '') || null,
      sex: person.sex ?? null,
      ...(person.nik ? sealNik(keys, person.nik) : { nik_cipher: null, nik_hmac: null }),
      phone_e164: person.phone ?? null,
      at: now,
    })
    .execute();
  return id;
}

/**
 * `active` also before the first sign-in: a person without a password cannot sign in, and slips are for active accounts
 * only.
 */
export type NewAccount = { phone?: string | null; passwordHash?: string | null; active: boolean };
export type MadeAccount = { participantCode: string; loginPhone: string | null };

const MOST_TRIES = 20;

/**
 * Gives a person a way to sign in, with a participant code that nobody else has. A phone (E.164) that signs another
 * active account in is left out: then the code alone signs in.
 */
export async function createAccount(
  trx: Trx,
  personId: string,
  wish: NewAccount,
  now: Date,
): Promise<MadeAccount> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const participantCode = crockford(randomBytes(8), 8);
    const loginPhone = wish.phone && !(await phoneTaken(trx, wish.phone, personId)) ? wish.phone : null;
    const made = await trx
      .insertInto('account')
      .values({
        person_id: personId,
        login_phone: loginPhone,
        participant_code: participantCode,
        password_hash: wish.passwordHash ?? null,
        active: wish.active,
        failed: 0,
        at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('person_id')
      .executeTakeFirst();
    if (made) return { participantCode, loginPhone };
  }
  throw new Error(`person ${personId} has an account already`);
}

/** True when the phone signs in another active account. */
export async function phoneTaken(trx: Trx, phone: string, butOf: string): Promise<boolean> {
  const row = await trx
    .selectFrom('account')
    .select('person_id')
    .where('login_phone', '=', phone)
    .where('active', '=', true)
    .where('person_id', '<>', butOf)
    .executeTakeFirst();
  return row !== undefined;
}
