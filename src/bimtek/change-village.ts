import { appendEvent } from '../audit/index.ts';
import { refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import { endAssignment } from '../pkdd/index.ts';
import { type Result, ok, refused } from '../result.ts';
import { holdEnrolment } from './hold-enrolment.ts';

export type ChangeVillage = {
  bimtekId: string;
  enrolmentId: string;
  villageCode: string;
  reason: string;
  by: string;
};
export type VillageRefusal = { reason: 'gone' | 'self' | 'same' | 'no-village' };

/**
 * Corrects the village of an enrolment. The person's active assignment in the old village ends with it (a clearance on
 * it is suspended); the SK of the new village is recorded as any other.
 */
export async function changeVillage(
  trx: Trx,
  wish: ChangeVillage,
  now: Date,
): Promise<Result<{ enrolmentId: string }, VillageRefusal>> {
  const { bimtekId, enrolmentId, villageCode } = wish;
  const held = await holdEnrolment(trx, bimtekId, enrolmentId);
  if (!held) return refused('gone');
  if (held.personId === wish.by) return refused('self');
  if (held.villageCode === villageCode) return refused('same');
  const village = await trx
    .selectFrom('village')
    .select('code')
    .where('code', '=', villageCode)
    .executeTakeFirst();
  if (!village) return refused('no-village');
  const old = await trx
    .selectFrom('assignment')
    .select('id')
    .where('person_id', '=', held.personId)
    .where('village_code', '=', held.villageCode)
    .where('active', '=', true)
    .executeTakeFirst();
  if (old) await endAssignment(trx, { assignmentId: old.id, reason: wish.reason, by: wish.by }, now);
  await trx
    .updateTable('enrolment')
    .set({ village_code: villageCode })
    .where('id', '=', enrolmentId)
    .where('bimtek_id', '=', bimtekId)
    .execute();
  await appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: 'village-changed',
    subject: { kind: 'enrolment', id: enrolmentId },
    bimtekId,
    detail: { from: held.villageCode, to: villageCode },
  });
  await refreshStanding(trx, bimtekId, [enrolmentId], now);
  return ok({ enrolmentId });
}
