import { appendEvent } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';

/**
 * Confirms a recorded step (duta of the village, korkab of the regency; the route finds the village through them).
 * Who typed it may confirm it, the log shows both acts; the kader of the village never does (product.md section 3).
 */
export async function confirmStep(
  trx: Trx,
  wish: { stepId: string; villageCode: string; by: string },
  now: Date,
): Promise<Result<null, { reason: 'gone' } | { reason: 'self' }>> {
  const step = await trx
    .selectFrom('pkdd_step')
    .selectAll()
    .where('id', '=', wish.stepId)
    .where('village_code', '=', wish.villageCode)
    .where('replaced_by', 'is', null)
    .forUpdate()
    .executeTakeFirst();
  if (!step) return refused('gone');
  const own = await trx
    .selectFrom('assignment')
    .select('id')
    .where('person_id', '=', wish.by)
    .where('village_code', '=', wish.villageCode)
    .executeTakeFirst();
  if (own) return refused('self');
  if (step.confirmed_at) return ok(null);
  await trx
    .updateTable('pkdd_step')
    .set({ confirmed_by: wish.by, confirmed_at: now })
    .where('id', '=', step.id)
    .execute();
  const detail = { kind: step.kind, no: step.no, typedBy: step.by_id };
  await appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: 'pkdd-step-confirmed',
    subject: { kind: 'village', id: wish.villageCode },
    detail,
  });
  return ok(null);
}
