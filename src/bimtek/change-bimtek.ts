import { appendEvent } from '../audit/index.ts';
import { lockEnrolments } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { type BimtekFields, bimtekColumns } from './create-bimtek.ts';
import { wallTime } from './rules.ts';

export type ChangeBimtek = BimtekFields & { bimtekId: string; by: string };
export type ChangeBimtekRefusal = { reason: 'dates' } | { reason: 'sessions-outside' } | { reason: 'zone' };

/**
 * Name, place and days of a bimtek. Sessions must stay inside the days; the time zone stands still once there are
 * sessions, for their clock times would all move.
 */
export async function changeBimtek(
  trx: Trx,
  wish: ChangeBimtek,
  now: Date,
): Promise<Result<{ bimtekId: string }, ChangeBimtekRefusal>> {
  if (wish.endsOn < wish.startsOn) return refused('dates');
  await lockEnrolments(trx, wish.bimtekId, 'all');
  const bimtek = await trx
    .selectFrom('bimtek')
    .select('time_zone')
    .where('id', '=', wish.bimtekId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow();
  const span = await trx
    .selectFrom('session')
    .select((eb) => [eb.fn.min('starts_at').as('first'), eb.fn.max('starts_at').as('last')])
    .where('bimtek_id', '=', wish.bimtekId)
    .where('cancelled_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (span.first && span.last) {
    if (bimtek.time_zone !== wish.timeZone) return refused('zone');
    const [first, last] = [wallTime(span.first, wish.timeZone).day, wallTime(span.last, wish.timeZone).day];
    if (first < wish.startsOn || last > wish.endsOn) return refused('sessions-outside');
  }
  await trx.updateTable('bimtek').set(bimtekColumns(wish)).where('id', '=', wish.bimtekId).execute();
  await appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: 'bimtek-changed',
    subject: { kind: 'bimtek', id: wish.bimtekId },
    bimtekId: wish.bimtekId,
  });
  return ok({ bimtekId: wish.bimtekId });
}
