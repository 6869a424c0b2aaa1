import { timingSafeEqual } from 'node:crypto';
import { hmac } from '../../keys.ts';
import { passIsFresh, stepsTaken } from './rules.ts';

/**
 * What stands on the wall of a hall, from a key, the id of an opening and the step of the server's clock. Nothing of it is
 * stored; the key never leaves the server. `key` is `keys.checkIn` everywhere.
 */

/** The six digits of a step. */
export function digitsAt(key: Buffer, codeId: string, step: number): string {
  const number = hmac(key, `digits ${codeId} ${step}`).readUIntBE(0, 6) % 1_000_000;
  return String(number).padStart(6, '0');
}

/** The end of the address in the QR of a step: which opening, and 80 bits that only we can write. */
export const tokenAt = (key: Buffer, codeId: string, step: number): string =>
  Buffer.concat([bytesOf(codeId), tokenMac(key, codeId, step)]).toString('base64url');

const MAC = 10;
const tokenMac = (key: Buffer, codeId: string, step: number): Buffer =>
  hmac(key, `token ${codeId} ${step}`).subarray(0, MAC);

/** True for the digits of this step or the one before. */
export function digitsFit(key: Buffer, codeId: string, digits: string, now: Date): boolean {
  return stepsTaken(now).some((step) => same(Buffer.from(digits), Buffer.from(digitsAt(key, codeId, step))));
}

export type Token = { codeId: string; mac: Buffer };

/** The parts of what a QR said, or null for anything that we never write. */
export function readToken(text: string): Token | null {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== 16 + MAC || bytes.toString('base64url') !== text) return null;
  return { codeId: idOf(bytes), mac: bytes.subarray(16) };
}

export const tokenFits = (key: Buffer, { codeId, mac }: Token, now: Date): boolean =>
  stepsTaken(now).some((step) => same(mac, tokenMac(key, codeId, step)));

/**
 * "This phone scanned that opening at that moment": carries a scan over the sign-in, in the address. Another phone cannot
 * use it (`phone` of http/cookie.ts), so a forwarded address is worth nothing.
 */
export function writePass(key: Buffer, codeId: string, phone: string, scannedAt: Date): string {
  const time = Buffer.alloc(6);
  time.writeUIntBE(scannedAt.getTime(), 0, 6);
  return Buffer.concat([bytesOf(codeId), time, passMac(key, codeId, phone, scannedAt)]).toString('base64url');
}

const passMac = (key: Buffer, codeId: string, phone: string, at: Date): Buffer =>
  hmac(key, `pass ${codeId} ${phone} ${at.getTime()}`).subarray(0, 16);

export type Pass = { codeId: string; scannedAt: Date };

/** The scan of a pass; null when it is not ours, of another phone, or older than five minutes. */
export function readPass(key: Buffer, text: string, phone: string, now: Date): Pass | null {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== 38 || bytes.toString('base64url') !== text) return null;
  const pass = { codeId: idOf(bytes), scannedAt: new Date(bytes.readUIntBE(16, 6)) };
  const ours = same(bytes.subarray(22), passMac(key, pass.codeId, phone, pass.scannedAt));
  return ours && passIsFresh(pass.scannedAt, now) ? pass : null;
}

const same = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);
const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
function idOf(bytes: Buffer): string {
  const hex = bytes.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
