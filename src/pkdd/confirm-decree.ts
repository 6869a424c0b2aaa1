import { appendEvent } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { lockOf, refreshOf } from './enrolments.ts';
import { suspendClearances } from '../certification/index.ts';

export type ConfirmRefusal = { reason: 'gone' } | { reason: 'self' } | { reason: 'confirmed' };
export type Decided = { decreeId: string; personId: string };

/** Confirms an SK (korkab of the regency, panitia of the bimtek; the route finds it through them). Never one's own. */
export async function confirmDecree(
  trx: Trx,
  wish: { decreeId: string; by: string },
  now: Date,
): Promise<Result<Decided, ConfirmRefusal>> {
  const personId = await personOf(trx, wish.decreeId);
  if (personId === undefined) return refused('gone');
  if (personId === wish.by) return refused('self');
  const enrolments = await lockOf(trx, personId);
  const decree = await trx
    .selectFrom('decree')
    .selectAll()
    .where('id', '=', wish.decreeId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (decree.ended_at) return refused('gone');
  if (decree.confirmed) return refused('confirmed');
  await trx
    .updateTable('decree')
    .set({ confirmed: true, confirmed_by: wish.by, confirmed_at: now })
    .where('id', '=', wish.decreeId)
    .execute();
  await appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: 'decree-confirmed',
    subject: { kind: 'decree', id: wish.decreeId },
    detail: { person: personId, village: decree.village_code, typedBy: decree.typed_by },
  });
  await refreshOf(trx, enrolments, now);
  return ok({ decreeId: wish.decreeId, personId });
}

/** Ends an SK; a clearance that stands on it is suspended in the same transaction. Never one's own. */
export async function endDecree(
  trx: Trx,
  wish: { decreeId: string; by: string; reason: string },
  now: Date,
): Promise<Result<Decided, { reason: 'gone' } | { reason: 'self' }>> {
  const personId = await personOf(trx, wish.decreeId);
  if (personId === undefined) return refused('gone');
  if (personId === wish.by) return refused('self');
  const enrolments = await lockOf(trx, personId);
  const decree = await trx
    .selectFrom('decree')
    .selectAll()
    .where('id', '=', wish.decreeId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (decree.ended_at) return refused('gone');
  await suspendClearances(trx, { decreeId: wish.decreeId }, { reason: wish.reason, by: wish.by }, now);
  await trx
    .updateTable('decree')
    .set({ ended_at: now, confirmed: false })
    .where('id', '=', wish.decreeId)
    .execute();
  await appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: 'decree-ended',
    subject: { kind: 'decree', id: wish.decreeId },
    detail: { person: personId, village: decree.village_code },
  });
  await refreshOf(trx, enrolments, now);
  return ok({ decreeId: wish.decreeId, personId });
}

async function personOf(trx: Trx, decreeId: string): Promise<string | undefined> {
  const row = await trx
    .selectFrom('decree')
    .select('person_id')
    .where('id', '=', decreeId)
    .executeTakeFirst();
  return row?.person_id;
}
