import { sql } from 'kysely';
import { appendEvents } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { newId } from '../id.ts';
import { type Result, ok, refused } from '../result.ts';
import { lockOf, refreshOf } from './enrolments.ts';

/** Person + village + SK + first day 'YYYY-MM-DD' (product.md section 4). */
export type NewAssignment = {
  personId: string;
  villageCode: string;
  decreeId: string | null;
  fromDate: string;
  toDate?: string | null;
  by: string | null;
};
export type Assigned = { assignmentId: string; outcome: 'new' | 'changed' | 'unchanged' };
/** At most one active kader a village; `personId` is the one who has it. */
export type AssignRefusal = { reason: 'village-taken'; personId: string };

/** Makes a person the active kader of a village. For the same person and village the SK and the days are corrected. */
export async function assignKader(
  trx: Trx,
  wish: NewAssignment,
  now: Date,
): Promise<Result<Assigned, AssignRefusal>> {
  const enrolments = await lockOf(trx, wish.personId);
  const [result] = await writeAssignments(trx, [wish], now);
  if (!result) throw new Error('one assignment, one result');
  if (result.ok) await refreshOf(trx, enrolments, now);
  return result;
}

/**
 * Many assignments, one a village, with a constant number of statements for new ones. The caller holds the standings
 * of these people and refreshes them afterwards. Results come in the order of `wishes`.
 */
export async function writeAssignments(
  trx: Trx,
  wishes: readonly NewAssignment[],
  now: Date,
): Promise<Result<Assigned, AssignRefusal>[]> {
  if (wishes.length === 0) return [];
  const made = await insertFree(trx, wishes, now);
  const active = await trx
    .selectFrom('assignment')
    .selectAll()
    .where(
      'village_code',
      'in',
      wishes.map(({ villageCode }) => villageCode),
    )
    .where('active', '=', true)
    .forUpdate()
    .execute();
  const holders = new Map(active.map((row) => [row.village_code, row]));
  const results: Result<Assigned, AssignRefusal>[] = [];
  for (const wish of wishes) {
    const holder = holders.get(wish.villageCode);
    if (!holder) throw new Error('an assignment was just written or was there');
    if (holder.person_id !== wish.personId)
      results.push(refused('village-taken', { personId: holder.person_id }));
    else if (made.has(holder.id)) results.push(ok({ assignmentId: holder.id, outcome: 'new' as const }));
    else results.push(ok(await correct(trx, holder, wish)));
  }
  const events = wishes.flatMap((wish, i) => {
    const result = results[i];
    return result?.ok && result.value.outcome !== 'unchanged' ? [eventOf(wish, result.value, now)] : [];
  });
  await appendEvents(trx, events);
  return results;
}

/** Inserts where the village has no active kader; a rival insert of the same moment is waited for, then it has the village. */
async function insertFree(
  trx: Trx,
  wishes: readonly NewAssignment[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const rows = await trx
    .insertInto('assignment')
    .values(
      wishes.map((wish) => ({
        id: newId(),
        person_id: wish.personId,
        village_code: wish.villageCode,
        regency_code: wish.villageCode.slice(0, 5),
        decree_id: wish.decreeId,
        from_date: wish.fromDate,
        to_date: wish.toDate ?? null,
        active: true,
        at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .column('village_code')
        .where(sql<boolean>`active`)
        .doNothing(),
    )
    .returning('id')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

type Holder = { id: string; decree_id: string | null; from_date: string; to_date: string | null };

async function correct(trx: Trx, holder: Holder, wish: NewAssignment): Promise<Assigned> {
  const decreeId = wish.decreeId ?? holder.decree_id;
  const toDate = wish.toDate === undefined ? holder.to_date : wish.toDate;
  if (decreeId === holder.decree_id && wish.fromDate === holder.from_date && toDate === holder.to_date)
    return { assignmentId: holder.id, outcome: 'unchanged' };
  await trx
    .updateTable('assignment')
    .set({ decree_id: decreeId, from_date: wish.fromDate, to_date: toDate })
    .where('id', '=', holder.id)
    .execute();
  return { assignmentId: holder.id, outcome: 'changed' };
}

const eventOf = (wish: NewAssignment, made: Assigned, now: Date) => ({
  at: now,
  actorId: wish.by,
  act: made.outcome === 'new' ? 'kader-assigned' : 'assignment-corrected',
  subject: { kind: 'assignment', id: made.assignmentId },
  detail: { person: wish.personId, village: wish.villageCode, decree: wish.decreeId, from: wish.fromDate },
});
