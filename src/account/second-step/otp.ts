import { createHmac, timingSafeEqual } from 'node:crypto';

/** Seconds of a time step, and digits of a code: what every app takes without being told. */
const STEP = 30;
const DIGITS = 6;
/** Steps before and after now that are taken too: a phone's clock may be half a minute off. */
const SLACK = 1;

/** HOTP (RFC 4226) with SHA-1: the code of a counter. */
export function hotp(secret: Uint8Array, counter: number, digits = DIGITS): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', secret).update(message).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The time step (RFC 6238) that an instant lies in. */
export const stepAt = (at: Date): number => Math.floor(at.getTime() / 1000 / STEP);

/** The step whose code was typed, of those around `at`, or null. Every step is compared: time tells nothing. */
export function matchStep(secret: Uint8Array, typed: string, at: Date): number | null {
  if (!/^\d{6}$/.test(typed)) return null;
  const now = stepAt(at);
  let matched: number | null = null;
  for (let step = now - SLACK; step <= now + SLACK; step++)
    if (timingSafeEqual(Buffer.from(hotp(secret, step)), Buffer.from(typed))) matched = step;
  return matched;
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 base 32 without padding: how apps take a secret that is typed. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    for (bits += 8; bits >= 5; bits -= 5) text += BASE32[(held >> (bits - 5)) & 31];
  }
  return bits > 0 ? text + BASE32[(held << (5 - bits)) & 31] : text;
}

/** What the QR code says to the app. */
export function otpauth(secret: Uint8Array, who: string): string {
  const query = new URLSearchParams({ secret: base32(secret), issuer: 'Bekal' });
  return `otpauth://totp/${encodeURIComponent(`Bekal:${who}`)}?${query.toString()}`;
}
