import { timingSafeEqual } from 'node:crypto';
import type { Db } from '../../database/schema.ts';
import { hmac, type Keys } from '../../keys.ts';

/** How long the page that asks for the code may stand open, in seconds. */
const LASTS = 600;

/** Someone whose password was right and whose second step is to come. */
export type HalfLogin = { personId: string; sharedPhone: boolean };
type Written = [personId: string, shared: 0 | 1, endsAt: number];

/**
 * A half login as text that travels in the form: nothing is stored, and no session exists before the second step. The
 * signature covers the password's hash, so a new password ends it.
 */
export async function writeHalfLogin(db: Db, keys: Keys, half: HalfLogin, now: Date): Promise<string> {
  const written: Written = [half.personId, half.sharedPhone ? 1 : 0, now.getTime() + LASTS * 1000];
  const body = Buffer.from(JSON.stringify(written)).toString('base64url');
  return `${body}.${await sign(db, keys, body, half.personId)}`;
}

/** The half login of such a text; null when it is over, altered, or the account is closed or has another password. */
export async function readHalfLogin(db: Db, keys: Keys, text: string, now: Date): Promise<HalfLogin | null> {
  const [body = '', mac = ''] = text.split('.');
  const written = parse(body);
  if (!written) return null;
  const [personId, shared, endsAt] = written;
  const right = Buffer.from((await sign(db, keys, body, personId)) ?? '');
  const given = Buffer.from(mac);
  if (right.length === 0 || right.length !== given.length || !timingSafeEqual(right, given)) return null;
  return endsAt > now.getTime() ? { personId, sharedPhone: shared === 1 } : null;
}

const UUID = /^[0-9a-f-]{36}$/;

function parse(body: string): Written | null {
  try {
    const [personId, shared, endsAt] = JSON.parse(
      Buffer.from(body, 'base64url').toString('utf8'),
    ) as unknown[];
    return typeof personId === 'string' && UUID.test(personId) && typeof endsAt === 'number'
      ? [personId, shared === 1 ? 1 : 0, endsAt]
      : null;
  } catch {
    return null; // not ours
  }
}

async function sign(db: Db, keys: Keys, body: string, personId: string): Promise<string | null> {
  const account = await db
    .selectFrom('account')
    .select('password_hash')
    .where('person_id', '=', personId)
    .where('active', '=', true)
    .executeTakeFirst();
  return account
    ? hmac(keys.halfLogin, `${body} ${account.password_hash ?? ''}`).toString('base64url')
    : null;
}
