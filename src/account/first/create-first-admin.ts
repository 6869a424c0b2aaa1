import { timingSafeEqual } from 'node:crypto';
import { createIssuer, type IssuerFields } from '../../bimtek/index.ts';
import type { Db, Trx } from '../../database/schema.ts';
import type { Keys } from '../../keys.ts';
import { type Result, ok, refused } from '../../result.ts';
import { createAccount, createPerson } from '../create-person.ts';
import { grantRole } from '../grant-role.ts';
import { changeLogo } from '../settings/change-logo.ts';
import { FIRST_ADMIN, firstAdminToken, hasAdmin, type Nonce, readNonce } from './link.ts';

/** True when this is the token of the one-time link and nobody is admin yet. */
export async function isFirstAdminToken(db: Db, keys: Keys, token: string): Promise<boolean> {
  const nonce = await readNonce(db);
  if (!nonce || nonce.used || (await hasAdmin(db))) return false;
  const [mine, given] = [Buffer.from(firstAdminToken(keys, nonce.nonce)), Buffer.from(token)];
  return mine.length === given.length && timingSafeEqual(mine, given);
}

export type FirstAdmin = {
  name: string;
  phone: string;
  passwordHash: string;
  issuer: IssuerFields;
  logo: string | null;
};

/** The first admin with the issuer of the house; the link dies with it. `used`: it has done its work already. */
export async function createFirstAdmin(
  trx: Trx,
  keys: Keys,
  wish: FirstAdmin,
  now: Date,
): Promise<Result<{ personId: string }, { reason: 'used' } | { reason: 'unit-taken' }>> {
  await trx.selectFrom('setting').select('key').where('key', '=', FIRST_ADMIN).forUpdate().execute();
  const nonce = await readNonce(trx);
  if (!nonce || nonce.used || (await hasAdmin(trx))) return refused('used');
  const personId = await createPerson(trx, keys, { name: wish.name, phone: wish.phone }, now);
  await createAccount(
    trx,
    personId,
    { phone: wish.phone, passwordHash: wish.passwordHash, active: true },
    now,
  );
  await grantRole(trx, { personId, role: 'admin' }, null, now);
  const issuer = await createIssuer(trx, { ...wish.issuer, by: personId }, now);
  if (!issuer.ok) return issuer;
  if (wish.logo)
    await changeLogo(trx, { issuerId: issuer.value.issuerId, logo: wish.logo, by: personId }, now);
  const used: Nonce = { nonce: nonce.nonce, used: true };
  await trx
    .updateTable('setting')
    .set({ value: JSON.stringify(used), at: now })
    .where('key', '=', FIRST_ADMIN)
    .execute();
  return ok({ personId });
}
