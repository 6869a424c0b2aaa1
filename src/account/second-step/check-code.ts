import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { appendEvent } from '../../audit/index.ts';
import type { Db, Trx } from '../../database/schema.ts';
import type { Keys } from '../../keys.ts';
import { type Result, ok, refused } from '../../result.ts';
import { readCode } from '../rules.ts';
import { matchStep } from './otp.ts';
import { openSecret, SPARE_LENGTH, spareCodes } from './secret.ts';

/** `now`: Bekal's clock. `phoneTime`: the time on people's phones, which a demo's clock is not. */
export type Times = { now: Date; phoneTime: Date };
export type CodeRefusal = { reason: 'wrong' | 'off' } | { reason: 'wait'; seconds: number };

/**
 * Checks the second step: six digits of the app, each time step once, or a spare code, once. A try is taken before
 * codes are compared, in one statement, so that parallel guesses are all counted: five are free, then 2, 4, 8 ... up to
 * 900 seconds, as with passwords. `off`: the person has no second step.
 */
export async function checkCode(
  db: Db | Trx,
  keys: Keys,
  personId: string,
  typed: string,
  times: Times,
): Promise<Result<{ way: 'app' | 'spare' }, CodeRefusal>> {
  const step = await takeTry(db, personId, times.now);
  if (!step) return whyNone(db, personId, times.now);
  const plain = typed.replace(/[\s.-]/g, '');
  const fits = /^\d{6}$/.test(plain)
    ? await fitsApp(db, keys, personId, step.sealed, plain, times)
    : await fitsSpare(db, keys, personId, step.spare_id, plain, times.now);
  if (!fits) return refused('wrong');
  await db
    .updateTable('second_step')
    .set({ failed: 0, not_before: null })
    .where('person_id', '=', personId)
    .execute();
  return ok({ way: fits });
}

function takeTry(db: Db | Trx, personId: string, now: Date) {
  return db
    .updateTable('second_step')
    .set({
      failed: sql`failed + 1`,
      not_before: sql`case when failed < 5 then null
        else ${now}::timestamptz + least(power(2, least(failed - 4, 10)), 900) * interval '1 second' end`,
    })
    .where('person_id', '=', personId)
    .where((eb) => eb.or([eb('not_before', 'is', null), eb('not_before', '<=', now)]))
    .returning(['sealed', 'spare_id'])
    .executeTakeFirst();
}

async function whyNone(db: Db | Trx, personId: string, now: Date) {
  const row = await db
    .selectFrom('second_step')
    .select('not_before')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  if (!row) return refused('off');
  const until = row.not_before?.getTime() ?? now.getTime();
  return refused('wait', { seconds: Math.max(1, Math.ceil((until - now.getTime()) / 1000)) });
}

/** One statement moves the last used step on: the same code a second time finds it moved. */
async function fitsApp(
  db: Db | Trx,
  keys: Keys,
  personId: string,
  sealed: Uint8Array,
  code: string,
  { phoneTime }: Times,
): Promise<'app' | null> {
  const secret = openSecret(keys, personId, sealed);
  const step = secret && matchStep(secret, code, phoneTime);
  if (!step) return null;
  const row = await db
    .updateTable('second_step')
    .set({ last_step: step })
    .where('person_id', '=', personId)
    .where('sealed', '=', sealed)
    .where('last_step', '<', step)
    .returning('person_id')
    .executeTakeFirst();
  return row ? 'app' : null;
}

async function fitsSpare(
  db: Db | Trx,
  keys: Keys,
  personId: string,
  spareId: string,
  typed: string,
  now: Date,
): Promise<'spare' | null> {
  const code = readCode(typed, SPARE_LENGTH);
  if (code === null) return null;
  const no =
    spareCodes(keys, spareId).findIndex((one) => timingSafeEqual(Buffer.from(one), Buffer.from(code))) + 1;
  if (no === 0) return null;
  const use = async (trx: Trx) => {
    const row = await trx
      .insertInto('spare_code_use')
      .values({ spare_id: spareId, no, person_id: personId, at: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('no')
      .executeTakeFirst();
    if (!row) return null;
    const subject = { kind: 'person', id: personId };
    await appendEvent(trx, { at: now, actorId: personId, act: 'spare-code-used', subject, detail: { no } });
    return 'spare' as const;
  };
  return db.isTransaction ? use(db as Trx) : db.transaction().execute(use);
}
