import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ProofKeys,
  proofKeysFrom,
  type PublicProofKey,
  readRing,
  rotated,
  writeRing,
} from './proof-keys.ts';

/** Secrets that never enter the database, each made for one purpose from one root key in `BEKAL_KEYS`. */
export type Keys = {
  /** AES-256-GCM key of NIK. */
  nik: Buffer;
  /** HMAC key that makes a NIK findable without storing it. */
  nikLookup: Buffer;
  /** HMAC key from which slip codes are derived, so that a slip can be printed again and no code is stored. */
  slip: Buffer;
  /** HMAC key of request bodies in the idempotency table. */
  idempotency: Buffer;
  /** AES-256-GCM key of sealed evaluation answers. */
  evaluation: Buffer;
  /** HMAC key of the one-time link of the first admin. */
  firstAdmin: Buffer;
  /** AES-256-GCM key of the secrets of the second step. */
  secondStep: Buffer;
  /** HMAC key from which spare codes are derived: none is stored. */
  spareCodes: Buffer;
  /** HMAC key of a sign-in between password and second step. */
  halfLogin: Buffer;
  /** AES-256-GCM key of rosters between check and saving. */
  rosterDraft: Buffer;
  /** HMAC key from which the codes on the wall of a hall are derived: none is stored, none reaches a browser early. */
  checkIn: Buffer;
  /** Ed25519 key that signs the QR of certificates, and the public keys that papers in people's hands are checked with. */
  proof: ProofKeys;
};

/** Reads the root key, or makes it on the first start (mode 0600). Losing it loses every stored NIK. */
export const readKeys = (folder: string): Keys => keysFrom(readRoot(folder), readRing(folder));

/** Takes a next key for signing papers; the former ones stay for checking. `today`: 'YYYY-MM-DD'. */
export function rotateProofKeys(folder: string, today: string): readonly PublicProofKey[] {
  const ring = rotated(deriveFrom(readRoot(folder)), readRing(folder), today);
  writeRing(folder, ring);
  return ring;
}

function readRoot(folder: string): Buffer {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'bekal.key');
  if (!existsSync(path)) {
    writeFileSync(path, randomBytes(32).toString('base64') + '\n', { mode: 0o600, flag: 'wx' });
    chmodSync(path, 0o600);
  }
  const root = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (root.length !== 32)
    throw new Error(`${path} should hold 32 bytes in base64. Put the right key file back.`);
  return root;
}

/** 32 bytes for each purpose; none leads to another or back. */
const deriveFrom =
  (root: Buffer) =>
  (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', root, '', `bekal ${purpose}`, 32));

/** Derives every key from the root key (HKDF-SHA-256). `ring`: the public keys of papers, once they were rotated. */
export function keysFrom(root: Buffer, ring?: readonly PublicProofKey[]): Keys {
  const derive = deriveFrom(root);
  return {
    nik: derive('nik'),
    nikLookup: derive('nik lookup'),
    slip: derive('slip'),
    idempotency: derive('idempotency'),
    evaluation: derive('evaluation'),
    firstAdmin: derive('first admin'),
    secondStep: derive('second step'),
    spareCodes: derive('spare codes'),
    halfLogin: derive('half login'),
    rosterDraft: derive('roster draft'),
    checkIn: derive('check in'),
    proof: proofKeysFrom(derive, ring),
  };
}

/** Keyed SHA-256 of text, 32 bytes. */
export const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
