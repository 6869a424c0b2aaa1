import { randomBytes } from 'node:crypto';
import type { Db } from '../../database/schema.ts';
import type { House } from '../../http/house.ts';
import { hmac, type Keys } from '../../keys.ts';
import { crockford } from '../rules.ts';

/** The row of `setting` that remembers whether the link was used. */
export const FIRST_ADMIN = 'first-admin';
export type Nonce = { nonce: string; used: boolean };

/** 130 bits, derived: the database holds only the nonce, so a copy of it opens nothing. */
export const firstAdminToken = (keys: Keys, nonce: string): string =>
  crockford(hmac(keys.firstAdmin, nonce), 26);

/**
 * The one-time link to the page of the first admin, for whoever starts Bekal on an empty house; the same one at each
 * start until it is used. Null once somebody was made admin.
 */
export async function firstAdminLink(house: House): Promise<string | null> {
  const { db, keys, clock, config } = house;
  if (await hasAdmin(db)) return null;
  const fresh: Nonce = { nonce: randomBytes(16).toString('hex'), used: false };
  await db
    .insertInto('setting')
    .values({ key: FIRST_ADMIN, value: JSON.stringify(fresh), at: clock.now() })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const nonce = await readNonce(db);
  const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
  const origin = config.origin ?? `http://${host}:${config.port}`;
  return nonce && !nonce.used
    ? `${origin.replace(/\/$/, '')}/mulai/${firstAdminToken(keys, nonce.nonce)}`
    : null;
}

export async function readNonce(db: Db): Promise<Nonce | undefined> {
  const row = await db
    .selectFrom('setting')
    .select('value')
    .where('key', '=', FIRST_ADMIN)
    .executeTakeFirst();
  return row?.value as Nonce | undefined;
}

/** True once anybody was made admin, also one whose role has ended: the link is for an empty house only. */
export async function hasAdmin(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('role_grant')
    .select('id')
    .where('role', '=', 'admin')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
