import { updatePerson, type PersonChange } from '../../account/index.ts';
import { appendEvent } from '../../audit/index.ts';
import { lockEnrolments, refreshStanding } from '../../certification/index.ts';
import type { Trx } from '../../database/schema.ts';
import type { Keys } from '../../keys.ts';
import { type Result, ok } from '../../result.ts';

/** Corrects a participant's data; a new name shows in the standings of all the person's enrolments. */
export async function changeParticipant(
  trx: Trx,
  keys: Keys,
  wish: { personId: string; change: PersonChange; by: string },
  now: Date,
): Promise<Result<{ confirmationLost: boolean }, never>> {
  const rows = await trx
    .selectFrom('enrolment')
    .select(['id', 'bimtek_id'])
    .where('person_id', '=', wish.personId)
    .orderBy('bimtek_id')
    .orderBy('id')
    .execute();
  for (const row of rows) await lockEnrolments(trx, row.bimtek_id, [row.id]);
  const { confirmationLost } = await updatePerson(trx, keys, wish.personId, wish.change, wish.by, now);
  for (const row of rows) await refreshStanding(trx, row.bimtek_id, [row.id], now);
  return ok({ confirmationLost });
}

/** Logs that a NIK was shown: each reveal can be asked about later. */
export async function revealNik(
  trx: Trx,
  wish: { personId: string; bimtekId: string; by: string },
  now: Date,
): Promise<Result<null, never>> {
  await appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: 'nik-revealed',
    subject: { kind: 'person', id: wish.personId },
    bimtekId: wish.bimtekId,
  });
  return ok(null);
}
