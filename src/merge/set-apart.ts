import { appendEvent } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { findPairs } from './pairs.ts';
import { orderedPair } from './rules.ts';

export type PairAct = {
  bimtekId: string;
  oneId: string;
  otherId: string;
  by: string;
  organised: readonly string[];
};

/** "Bukan orang yang sama": the pair is not asked about again, by nobody. */
export async function setApart(
  trx: Trx,
  wish: PairAct,
  now: Date,
): Promise<Result<null, { reason: 'gone' }>> {
  const pair = orderedPair(wish.oneId, wish.otherId);
  if ((await findPairs(trx, wish.bimtekId, wish.organised, pair)).length === 0) return refused('gone');
  const [one_id, other_id] = pair;
  await trx.insertInto('not_duplicate').values({ one_id, other_id, by_id: wish.by, at: now }).execute();
  await tell(trx, wish, pair, true, now);
  return ok(null);
}

/** Takes that answer back: the pair is asked about again. */
export async function askAgain(
  trx: Trx,
  wish: PairAct,
  now: Date,
): Promise<Result<null, { reason: 'gone' }>> {
  const pair = orderedPair(wish.oneId, wish.otherId);
  const gone = await trx
    .deleteFrom('not_duplicate')
    .where('one_id', '=', pair[0])
    .where('other_id', '=', pair[1])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('enrolment')
          .select('id')
          .where('bimtek_id', '=', wish.bimtekId)
          .where('person_id', 'in', pair),
      ),
    )
    .returning('one_id')
    .executeTakeFirst();
  if (!gone) return refused('gone');
  await tell(trx, wish, pair, false, now);
  return ok(null);
}

const tell = (trx: Trx, wish: PairAct, pair: [string, string], apart: boolean, now: Date) =>
  appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: 'not-duplicate',
    subject: { kind: 'person', id: pair[0] },
    bimtekId: wish.bimtekId,
    detail: { other: pair[1], apart },
  });
