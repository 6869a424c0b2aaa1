import { appendEvents } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { newId } from '../id.ts';
import { type Result, ok, refused } from '../result.ts';
import { lockOf, refreshOf } from './enrolments.ts';

/** An SK as it was typed; `dated` is 'YYYY-MM-DD'. `typedBy` may confirm it later: the log shows both acts. */
export type NewDecree = {
  personId: string;
  villageCode: string;
  number: string;
  dated: string;
  typedBy: string | null;
};
export type RecordedDecree = { decreeId: string; outcome: 'new' | 'changed' | 'unchanged' };
/** A confirmed SK is not typed over: it is ended first. */
export type DecreeRefusal = { reason: 'confirmed'; decreeId: string };

/** Records the SK of one person; typed again before it is confirmed, it is corrected in place. */
export async function recordDecree(
  trx: Trx,
  decree: NewDecree,
  now: Date,
): Promise<Result<RecordedDecree, DecreeRefusal>> {
  const enrolments = await lockOf(trx, decree.personId);
  const [result] = await writeDecrees(trx, [decree], now);
  if (!result) throw new Error('one decree, one result');
  if (result.ok) await refreshOf(trx, enrolments, now);
  return result;
}

/**
 * Records many SK, one a person and village, with a constant number of statements for new ones. The caller holds the
 * standings of these people and refreshes them afterwards. Results come in the order of `decrees`.
 */
export async function writeDecrees(
  trx: Trx,
  decrees: readonly NewDecree[],
  now: Date,
): Promise<Result<RecordedDecree, DecreeRefusal>[]> {
  if (decrees.length === 0) return [];
  const live = await trx
    .selectFrom('decree')
    .select(['id', 'person_id', 'village_code', 'number', 'dated', 'confirmed'])
    .where(
      'person_id',
      'in',
      decrees.map(({ personId }) => personId),
    )
    .where('ended_at', 'is', null)
    .orderBy('confirmed')
    .orderBy('at')
    .forUpdate()
    .execute();
  const known = new Map(live.map((row) => [`${row.person_id} ${row.village_code}`, row]));
  const results: Result<RecordedDecree, DecreeRefusal>[] = [];
  const written: Written[] = [];
  for (const decree of decrees) {
    const old = known.get(`${decree.personId} ${decree.villageCode}`);
    const result = outcomeOf(decree, old);
    if (result.ok && result.value.outcome !== 'unchanged') written.push({ ...decree, ...result.value });
    results.push(result);
  }
  await insertDecrees(
    trx,
    written.filter(({ outcome }) => outcome === 'new'),
    now,
  );
  for (const decree of written) if (decree.outcome === 'changed') await correctDecree(trx, decree);
  await appendEvents(
    trx,
    written.map((decree) => eventOf(decree, now)),
  );
  return results;
}

type Written = NewDecree & RecordedDecree;
type Old = { id: string; number: string; dated: string; confirmed: boolean };

function outcomeOf(decree: NewDecree, old: Old | undefined): Result<RecordedDecree, DecreeRefusal> {
  if (!old) return ok({ decreeId: newId(), outcome: 'new' as const });
  if (old.number === decree.number && old.dated === decree.dated)
    return ok({ decreeId: old.id, outcome: 'unchanged' as const });
  return old.confirmed
    ? refused('confirmed', { decreeId: old.id })
    : ok({ decreeId: old.id, outcome: 'changed' as const });
}

async function insertDecrees(trx: Trx, decrees: readonly Written[], now: Date): Promise<void> {
  if (decrees.length === 0) return;
  await trx
    .insertInto('decree')
    .values(
      decrees.map((decree) => ({
        id: decree.decreeId,
        person_id: decree.personId,
        village_code: decree.villageCode,
        regency_code: decree.villageCode.slice(0, 5),
        number: decree.number,
        dated: decree.dated,
        typed_by: decree.typedBy,
        at: now,
      })),
    )
    .execute();
}

const correctDecree = (trx: Trx, decree: Written) =>
  trx
    .updateTable('decree')
    .set({ number: decree.number, dated: decree.dated, typed_by: decree.typedBy })
    .where('id', '=', decree.decreeId)
    .execute();

const eventOf = (decree: Written, now: Date) => ({
  at: now,
  actorId: decree.typedBy,
  act: decree.outcome === 'new' ? 'decree-recorded' : 'decree-corrected',
  subject: { kind: 'decree', id: decree.decreeId },
  detail: { person: decree.personId, village: decree.villageCode, dated: decree.dated },
});
