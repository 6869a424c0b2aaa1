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

/** A name as it is kept: one space between words, no control characters or signs that turn the direction of writing. */
export const cleanName = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\u200B-\u200F\u202A-\u202E\u2066-\u2069]/gu, '')
    .trim();

/** The version of the privacy notice that a person agrees to; a new text needs a new version. */
export const NOTICE_VERSION = '2024-05-01';

const COMMON = new Set(
  `password passw0rd password1 password123 12345678 123456789 1234567890 12341234 11223344 123123123 87654321 0987654321
   qwertyui qwerty123 qwertyuiop asdfghjk asdfghjkl zxcvbnm1 1q2w3e4r 1qaz2wsx abcd1234 abc12345 a1b2c3d4 iloveyou
   sayang123 sayangku bismillah bismillah1 alhamdulillah indonesia indonesia1 merdeka45 pancasila garuda123 jakarta1
   solok123 sumbar123 desacerdas desacerdas1 kaderdigital kader123 bekal123 bekalbekal rahasia1 rahasia123 katasandi
   sandi123 admin123 adminadmin administrator welcome1 letmein1 football superman sunshine princess baseball trustno1`
    .split(/\s+/)
    .filter(Boolean),
);

/**
 * Why a new password is refused, or null: shorter than 8 characters, or one that others guess first (a common one,
 * one sign repeated, a run like 23456789, the person's own phone number or participant code).
 */
export function passwordProblem(
  password: string,
  own: readonly (string | null)[],
): 'password' | 'password-common' | null {
  if ([...password].length < 8) return 'password';
  const plain = password.toLowerCase().replace(/\s/g, '');
  const bare = plain.replace(/[-+.]/g, '');
  const ownForms = own.flatMap((text) =>
    text ? [text, text.replace(/^\+62/, '0'), text.replace(/^\+/, '')] : [],
  );
  const guessed = COMMON.has(plain) || isRun(plain) || ownForms.some((text) => text.toLowerCase() === bare);
  return guessed ? 'password-common' : null;
}

/** One character repeated, or each one step from the one before. */
function isRun(text: string): boolean {
  const codes = [...text].map((char) => char.codePointAt(0) ?? 0);
  const step = (codes[1] ?? 0) - (codes[0] ?? 0);
  return Math.abs(step) <= 1 && codes.every((code, i) => i === 0 || code - (codes[i - 1] ?? 0) === step);
}

/**
 * True when `after` is the same name as `before` with letters mended or words added or left out: what a person may
 * correct alone. Another name is a matter for the panitia.
 */
export function sameNameMended(before: string, after: string): boolean {
  const [one, two] = [nameKey(before), nameKey(after)];
  const words = [one, two].map((name) => new Set(name.split(' '))) as [Set<string>, Set<string>];
  if (words[0].isSubsetOf(words[1]) || words[1].isSubsetOf(words[0])) return true;
  return distance(one, two) <= Math.max(2, Math.floor(one.length / 4));
}

/** Letters to change, add or drop to make one text the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

const HOUR_MS = 3_600_000;
const OFFSET: Record<string, string> = {
  'Asia/Jakarta': '+07:00',
  'Asia/Makassar': '+08:00',
  'Asia/Jayapura': '+09:00',
};
/** A slip made when the bimtek has begun, or without a bimtek, lives this long. */
const RENEWED_HOURS = 72;

/** When a new slip ends: with day 1 of the bimtek (in its time zone), but never sooner than three days from now. */
export function slipEnd(bimtek: { startsOn: string; timeZone: string } | null, now: Date): Date {
  const soonest = new Date(now.getTime() + RENEWED_HOURS * HOUR_MS);
  if (!bimtek) return soonest;
  const dayOne = new Date(`${bimtek.startsOn}T23:59:59${OFFSET[bimtek.timeZone] ?? '+07:00'}`);
  return dayOne > soonest ? dayOne : soonest;
}

/** A code as it is shown and printed: K7PM-4QXD. */
export const showCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;
