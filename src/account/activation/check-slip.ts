import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../database/schema.ts';
import type { Keys } from '../../keys.ts';
import { type Result, ok, refused } from '../../result.ts';
import { readCode } from '../rules.ts';
import { readPhone } from '../sign-in.ts';
import { SLIP_TRIES, slipCode } from '../slip.ts';

export type OpenSlip = { slipId: string; personId: string };
/** Only who holds the right code learns more than `wrong`: an unknown person and a wrong code look alike. */
export type SlipRefusal = { reason: 'wrong' | 'expired' | 'used' | 'replaced' | 'dead' };

const MOST_SLIPS = 40;

/**
 * The live slip behind a phone number or participant code and a slip code. A try is taken before codes are compared
 * and given back when one fits, so that parallel guesses are all counted. Looking uses the slip up in no other way.
 */
export async function checkSlip(
  db: Db,
  keys: Keys,
  typed: { who: string; code: string },
  now: Date,
): Promise<Result<OpenSlip, SlipRefusal>> {
  const people = await candidates(db, typed.who);
  const code = readCode(typed.code, 8);
  if (people.length === 0 || code === null) return refused('wrong');
  const taken = await takeTry(db, people);
  const slips = await db
    .selectFrom('slip')
    .select(['id', 'person_id', 'expires_at', 'used_at', 'void_at'])
    .where('person_id', 'in', people)
    .orderBy('id', 'desc')
    .limit(MOST_SLIPS)
    .execute();
  const slip = slips.find(({ id }) => timingSafeEqual(Buffer.from(slipCode(keys, id)), Buffer.from(code)));
  if (!slip) return refused('wrong');
  await giveTryBack(db, taken);
  if (slip.used_at) return refused('used');
  if (slip.void_at) return refused('replaced');
  if (!taken.includes(slip.id)) return refused('dead');
  if (slip.expires_at <= now) return refused('expired');
  return ok({ slipId: slip.id, personId: slip.person_id });
}

/** Several people may share a phone; a participant code is of one. */
async function candidates(db: Db, who: string): Promise<string[]> {
  const accounts = db
    .selectFrom('account as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .select('a.person_id')
    .where('a.active', '=', true);
  const phone = readPhone(who);
  const code = readCode(who, 8);
  const rows = phone
    ? await accounts
        .where((eb) => eb.or([eb('a.login_phone', '=', phone), eb('p.phone_e164', '=', phone)]))
        .limit(20)
        .execute()
    : code
      ? await accounts.where('a.participant_code', '=', code).execute()
      : [];
  return rows.map((row) => row.person_id);
}

/** Takes one of the five tries of each live slip of these people; the slips that had one left. */
async function takeTry(db: Db, people: string[]): Promise<string[]> {
  const rows = await db
    .updateTable('slip')
    .set({ tries: sql`tries + 1` })
    .where('person_id', 'in', people)
    .where('used_at', 'is', null)
    .where('void_at', 'is', null)
    .where('tries', '<', SLIP_TRIES)
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}

async function giveTryBack(db: Db, slipIds: string[]): Promise<void> {
  if (slipIds.length === 0) return;
  await db
    .updateTable('slip')
    .set({ tries: sql`tries - 1` })
    .where('id', 'in', slipIds)
    .where('tries', '>', 0)
    .execute();
}
