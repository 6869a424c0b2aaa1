import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { hmac, type Keys } from '../../keys.ts';
import { crockford } from '../rules.ts';

const NONCE = 12;
const TAG = 16;
/** 160 bits, as RFC 4226 asks. */
const SECRET = 20;

export const newSecret = (): Buffer => randomBytes(SECRET);

/** AES-256-GCM, bound to the person: a sealed secret copied to another account opens nothing there. */
export function sealSecret(keys: Keys, personId: string, secret: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', keys.secondStep, nonce).setAAD(Buffer.from(personId));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** The secret, or null when the text was altered, is another person's, or was sealed with another key. */
export function openSecret(keys: Keys, personId: string, sealed: Uint8Array): Buffer | null {
  const bytes = Buffer.from(sealed);
  if (bytes.length !== NONCE + TAG + SECRET) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', keys.secondStep, bytes.subarray(0, NONCE), {
      authTagLength: TAG,
    }).setAAD(Buffer.from(personId));
    decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
  } catch {
    return null; // the tag does not fit: not ours
  }
}

export const SPARE_CODES = 10;
export const SPARE_LENGTH = 10;

/** Ten codes of 50 bits for the day the phone is lost: derived from the key, so the database holds none. */
export const spareCodes = (keys: Keys, spareId: string): string[] =>
  Array.from({ length: SPARE_CODES }, (_, i) =>
    crockford(hmac(keys.spareCodes, `${spareId} ${i + 1}`), SPARE_LENGTH),
  );
