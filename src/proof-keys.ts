import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** A public key that papers were or are signed with. */
const publicKey = z.strictObject({
  /** 1 to 255: one byte of the QR. */
  id: z.int().min(1).max(255),
  /** 32 bytes, base64url. */
  publicKey: z.string().regex(/^[\w-]{43}$/),
  /** The last day of papers that it may have signed, 'YYYY-MM-DD'; null while it signs. */
  until: z.iso.date().nullable(),
});
const ring = z.array(publicKey).min(1);

export type PublicProofKey = z.infer<typeof publicKey>;
/** The secret that signs today; it never enters the database. */
export type ProofSigner = { id: number; secret: KeyObject };
export type ProofKeys = { signer: ProofSigner; ring: readonly PublicProofKey[] };
/** 32 bytes for a purpose, from the root key. */
type Derive = (purpose: string) => Buffer;

/** A process that was not started again after a rotation goes on signing: so long its papers stay good. */
const GRACE_DAYS = 7;
const RING_FILE = 'proof-keys.json';
/** What stands before the 32 bytes in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function pairOf(derive: Derive, id: number): { secret: KeyObject; publicKey: string } {
  const seed = derive(`certificate proof ${id}`);
  const secret = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  return { secret, publicKey: createPublicKey(secret).export({ format: 'jwk' }).x ?? '' };
}

const firstRing = (derive: Derive): PublicProofKey[] => [
  { id: 1, publicKey: pairOf(derive, 1).publicKey, until: null },
];

/**
 * The keys of a ring; without one the first key and no other. Throws when the ring's last key was not made from this
 * root key: papers would be signed that no page takes.
 */
export function proofKeysFrom(
  derive: Derive,
  known: readonly PublicProofKey[] = firstRing(derive),
): ProofKeys {
  const last = known.at(-1);
  const pair = last && pairOf(derive, last.id);
  if (!last || last.until !== null || pair?.publicKey !== last.publicKey)
    throw new Error(`${RING_FILE} does not belong to bekal.key. Put the files of one backup side by side.`);
  return { signer: { id: last.id, secret: pair.secret }, ring: known };
}

/** Public keys in `BEKAL_KEYS`, if they were ever rotated. No secret stands in this file; it belongs into the backup. */
export function readRing(folder: string): PublicProofKey[] | undefined {
  const path = join(folder, RING_FILE);
  return existsSync(path) ? ring.parse(JSON.parse(readFileSync(path, 'utf8'))) : undefined;
}

/** The ring with a next key. `today`: 'YYYY-MM-DD'. Throws after 255 keys. */
export function rotated(
  derive: Derive,
  known: readonly PublicProofKey[] = firstRing(derive),
  today: string,
): PublicProofKey[] {
  const { signer } = proofKeysFrom(derive, known);
  const last = new Date(Date.parse(today) + GRACE_DAYS * 86_400_000).toISOString().slice(0, 10);
  const id = signer.id + 1;
  return ring.parse([
    ...known.map((key) => (key.id === signer.id ? { ...key, until: last } : key)),
    { id, publicKey: pairOf(derive, id).publicKey, until: null },
  ]);
}

/** Writes the ring whole or not at all (mode 0600). */
export function writeRing(folder: string, known: readonly PublicProofKey[]): void {
  const path = join(folder, RING_FILE);
  writeFileSync(`${path}.new`, `${JSON.stringify(known, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
}
