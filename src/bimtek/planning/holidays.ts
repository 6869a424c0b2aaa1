import { appendEvent } from '../../audit/index.ts';
import type { Db, Trx } from '../../database/schema.ts';
import { type Result, ok, refused } from '../../result.ts';
import { fixedHoliday, type Holidays } from '../rules.ts';

export type Holiday = { day: string; name: string };

/** Holidays that the panitia typed in: those whose day is set by decree each year. In the order of days. */
export const listHolidays = (db: Db | Trx, bimtekId: string): Promise<Holiday[]> =>
  (db as Db)
    .selectFrom('holiday')
    .select(['day', 'name'])
    .where('bimtek_id', '=', bimtekId)
    .orderBy('day')
    .execute();

/** Holidays for the rules: the typed ones, and those with the same date each year. */
const holidaysOf = (typed: readonly Holiday[]): Holidays => {
  const names = new Map(typed.map(({ day, name }) => [day, name]));
  return (day) => names.get(day) ?? fixedHoliday(day);
};

export const holidaysIn = async (db: Db | Trx, bimtekId: string): Promise<Holidays> =>
  holidaysOf(await listHolidays(db, bimtekId));

const MOST = 60;

/** Notes a holiday, or gives one of that day another name. It changes no session. */
export async function setHoliday(
  trx: Trx,
  wish: Holiday & { bimtekId: string; by: string },
  now: Date,
): Promise<Result<null, { reason: 'too-many' }>> {
  const { bimtekId, day, name } = wish;
  if ((await listHolidays(trx, bimtekId)).length >= MOST) return refused('too-many');
  await trx
    .insertInto('holiday')
    .values({ bimtek_id: bimtekId, day, name })
    .onConflict((conflict) => conflict.columns(['bimtek_id', 'day']).doUpdateSet({ name }))
    .execute();
  await note(trx, wish, 'holiday-set', now);
  return ok(null);
}

export async function removeHoliday(
  trx: Trx,
  wish: { bimtekId: string; day: string; by: string },
  now: Date,
): Promise<Result<null, { reason: 'gone' }>> {
  const done = await trx
    .deleteFrom('holiday')
    .where('bimtek_id', '=', wish.bimtekId)
    .where('day', '=', wish.day)
    .returning('day')
    .executeTakeFirst();
  if (!done) return refused('gone');
  await note(trx, wish, 'holiday-removed', now);
  return ok(null);
}

const note = (trx: Trx, wish: { bimtekId: string; day: string; by: string }, act: string, now: Date) =>
  appendEvent(trx, {
    ...{ at: now, actorId: wish.by, act, bimtekId: wish.bimtekId },
    subject: { kind: 'bimtek', id: wish.bimtekId },
    detail: { dated: wish.day },
  });
