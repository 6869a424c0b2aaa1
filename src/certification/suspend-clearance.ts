import { appendEvents } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';

/** The leg that falls away under a clearance. */
export type Leg = { decreeId: string } | { assignmentId: string } | { certificateId: string };

/**
 * Turns the clearances in force that stand on this leg to ditangguhkan: the row goes, the event stays with its reason
 * (product.md section 4). In the transaction that ends the leg, before it ends: the foreign keys would refuse it.
 * `by` null (a job): the event carries who had cleared. The caller holds the standings and refreshes them.
 */
export async function suspendClearances(
  trx: Trx,
  leg: Leg,
  act: { reason: string; by: string | null },
  now: Date,
): Promise<number> {
  const standing =
    'decreeId' in leg
      ? trx.deleteFrom('clearance').where('decree_id', '=', leg.decreeId)
      : 'assignmentId' in leg
        ? trx.deleteFrom('clearance').where('assignment_id', '=', leg.assignmentId)
        : trx.deleteFrom('clearance').where('certificate_id', '=', leg.certificateId);
  const gone = await standing.returning(['assignment_id', 'person_id', 'village_code', 'by_id']).execute();
  for (const row of gone) {
    await trx
      .insertInto('clearance_event')
      .values((eb) => ({
        assignment_id: row.assignment_id,
        no: eb
          .selectFrom('clearance_event')
          .where('assignment_id', '=', row.assignment_id)
          .select((max) => max(max.fn.coalesce(max.fn.max('no'), max.lit(0)), '+', max.lit(1)).as('no')),
        event: 'suspended',
        reason: act.reason,
        by_id: act.by ?? row.by_id,
        at: now,
      }))
      .execute();
  }
  await appendEvents(
    trx,
    gone.map((row) => ({
      at: now,
      actorId: act.by,
      act: 'clearance-suspended',
      subject: { kind: 'assignment', id: row.assignment_id },
      detail: { person: row.person_id, village: row.village_code, leg: Object.keys(leg)[0] },
    })),
  );
  return gone.length;
}
