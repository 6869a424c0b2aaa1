import type { Role } from '../database/schema.ts';

/** How long a login lasts: without use (idle) and at most (absolute), in seconds. */
export type Lifetime = { idle: number; absolute: number };

const HOUR = 3600;
const DAY = 24 * HOUR;
const OWN_PHONE: Lifetime = { idle: 14 * DAY, absolute: 60 * DAY };
const OFFICE: Lifetime = { idle: 12 * HOUR, absolute: 7 * DAY };
const ADMIN: Lifetime = { idle: 2 * HOUR, absolute: 12 * HOUR };
const SHARED_PHONE: Lifetime = { idle: 2 * HOUR, absolute: 12 * HOUR };

/** The strictest of a person's roles decides; a shared phone is stricter still (product.md section 6). */
export function lifetimeOf(roles: ReadonlySet<Role>, sharedPhone: boolean): Lifetime {
  if (sharedPhone) return SHARED_PHONE;
  if (roles.has('admin')) return ADMIN;
  if (roles.has('korkab') || roles.has('panitia') || roles.has('pemantau')) return OFFICE;
  return OWN_PHONE;
}

const FREE_TRIES = 5;
const LONGEST_WAIT = 15 * 60;

/** Seconds to wait after `failed` wrong passwords in a row: five are free, then 2, 4, 8 ... up to 15 minutes. */
export function waitAfter(failed: number): number {
  return failed <= FREE_TRIES ? 0 : Math.min(2 ** (failed - FREE_TRIES), LONGEST_WAIT);
}

/** Crockford base 32: no I, L, O, U, so nobody confuses letters on paper. */
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `length` Crockford characters out of bytes (5 bits of each byte are used). */
export const crockford = (bytes: Uint8Array, length: number): string =>
  Array.from(bytes.subarray(0, length), (byte) => CROCKFORD[byte & 31]).join('');

/** Reads a code as people type it: any case, spaces and dashes, O for 0, I and L for 1. Null when it cannot be one. */
export function readCode(typed: string, length: number): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return code.length === length && [...code].every((char) => CROCKFORD.includes(char)) ? code : null;
}

/** The key that sorts and finds names: lower case, accents folded, apostrophes and double spaces gone. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’`]/g, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
