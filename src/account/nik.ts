import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../database/schema.ts';
import { hmac, type Keys } from '../keys.ts';

const NONCE = 12;
const TAG = 16;

export type SealedNik = { nik_cipher: Uint8Array; nik_hmac: Uint8Array };

/**
 * The two columns that a NIK (16 digits) becomes: AES-256-GCM under a random nonce (nonce | tag | cipher), and a
 * keyed hash by which it is found again. Neither key is in the database.
 */
export function sealNik(keys: Keys, nik: string): SealedNik {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keys.nik, nonce);
  const sealed = Buffer.concat([cipher.update(nik, 'utf8'), cipher.final()]);
  return { nik_cipher: Buffer.concat([nonce, cipher.getAuthTag(), sealed]), nik_hmac: nikHash(keys, nik) };
}

/** The NIK behind `nik_cipher`; throws when the key is another one or a byte was altered. */
export function openNik(keys: Keys, sealed: Uint8Array): string {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', keys.nik, bytes.subarray(0, NONCE), {
    authTagLength: TAG,
  });
  decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
}

const nikHash = (keys: Keys, nik: string): Buffer => hmac(keys.nikLookup, nik);

/** The person (root) with this NIK, also the one into whom its person was merged, or undefined. */
export async function findPersonByNik(db: Db, keys: Keys, nik: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('person')
    .select('root_id as id')
    .where('nik_hmac', '=', nikHash(keys, nik))
    .orderBy(sql`root_id = id`, 'desc')
    .executeTakeFirst();
  return row?.id;
}

/** The persons (roots) with these NIK, by NIK, in one statement. */
export async function findPeopleByNik(
  db: Db,
  keys: Keys,
  niks: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const byHash = new Map(niks.map((nik) => [nikHash(keys, nik).toString('hex'), nik]));
  const { rows } = await sql<{ id: string; hash: string }>`
    select distinct on (wanted.hash) p.root_id as id, wanted.hash from unnest(${[...byHash.keys()]}::text[]) as wanted (hash)
    join person p on p.nik_hmac = decode(wanted.hash, 'hex') order by wanted.hash, (p.root_id = p.id) desc`.execute(
    db,
  );
  return new Map(rows.map(({ id, hash }) => [byHash.get(hash) ?? '', id]));
}
