import { sql } from 'kysely';
import type { Db } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { ok, refused, type Result } from '../../result.ts';
import { digitsFit } from './code.ts';
import { type OwnCode, ownOpenCodes } from './queries.ts';
import { MOST_TRIES, MOST_WRONG, outOfHours } from './rules.ts';

export type DigitsRefusal = 'none-open' | 'wrong' | 'tries' | 'crowd';

/**
 * Which open code of the kader's own sessions the digits are, if any. A try is counted before it is looked at, in a
 * statement of its own: guesses sent together cannot slip past the limit, and what is refused afterwards still counted.
 * The limits are per person and per opening, never per address: a whole hall shares one.
 */
export async function tryDigits(
  db: Db,
  key: Buffer,
  actor: Actor,
  digits: string,
  now: Date,
): Promise<Result<OwnCode, { reason: DigitsRefusal }>> {
  const open = await ownOpenCodes(db, actor);
  if (open.length === 0) return refused('none-open');
  const going = open.filter((code) => !code.cancelled && !code.finished && !outOfHours(code, now));
  let reason: DigitsRefusal = 'tries';
  // A code that was left open after its session only matters when there is no other: it says why it is not taken.
  for (const code of going.length > 0 ? going : open) {
    if (!(await countTry(db, code))) continue;
    if ((await wrongOfAll(db, code.codeId)) >= MOST_WRONG) {
      reason = 'crowd';
      continue;
    }
    if (digitsFit(key, code.codeId, digits, now)) return ok(code);
    await countWrong(db, code);
    reason = 'wrong';
  }
  return refused(reason);
}

/** False when this person has used all tries of this opening. */
async function countTry(db: Db, { codeId, bimtekId, enrolmentId }: OwnCode): Promise<boolean> {
  const row = await db
    .insertInto('code_try')
    .values({ code_id: codeId, bimtek_id: bimtekId, enrolment_id: enrolmentId, tries: 1, wrong: 0 })
    .onConflict((oc) =>
      oc
        .columns(['code_id', 'enrolment_id'])
        .doUpdateSet({ tries: sql`code_try.tries + 1` })
        .where('code_try.tries', '<', MOST_TRIES),
    )
    .returning('tries')
    .executeTakeFirst();
  return row !== undefined;
}

async function wrongOfAll(db: Db, codeId: string): Promise<number> {
  const row = await db
    .selectFrom('code_try')
    .select(({ fn }) => fn.sum<string | null>('wrong').as('wrong'))
    .where('code_id', '=', codeId)
    .executeTakeFirst();
  return Number(row?.wrong ?? 0);
}

async function countWrong(db: Db, { codeId, enrolmentId }: OwnCode): Promise<void> {
  await db
    .updateTable('code_try')
    .set({ wrong: sql`wrong + 1` })
    .where('code_id', '=', codeId)
    .where('enrolment_id', '=', enrolmentId)
    .execute();
}
