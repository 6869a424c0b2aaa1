import { appendEvent } from '../audit/index.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import type { Keys } from '../keys.ts';
import { type Result, ok, refused } from '../result.ts';
import { updatePerson } from './update-person.ts';
import { sameNameMended } from './rules.ts';

export type OwnName = { name: string; titlePrefix: string; titleSuffix: string };
export type NameRefusal = { reason: 'already' } | { reason: 'another-name' };

/**
 * A person confirms the own name as it will stand on the certificate (line 6 of the rule), with letters mended if
 * need be. Once confirmed it changes only through the panitia. Refreshes the person's standings.
 */
export async function confirmName(
  trx: Trx,
  keys: Keys,
  personId: string,
  own: OwnName,
  now: Date,
): Promise<Result<{ changed: boolean }, NameRefusal>> {
  const enrolments = await enrolmentsOf(trx, personId);
  for (const [bimtekId, ids] of enrolments) await lockEnrolments(trx, bimtekId, ids);
  const person = await trx
    .selectFrom('person')
    .selectAll()
    .where('id', '=', personId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (person.name_confirmed_at) return refused('already');
  if (!sameNameMended(person.name, own.name)) return refused('another-name');
  const { fields } = await updatePerson(trx, keys, personId, own, personId, now);
  await trx.updateTable('person').set({ name_confirmed_at: now }).where('id', '=', personId).execute();
  await appendEvent(trx, {
    at: now,
    actorId: personId,
    act: 'name-confirmed',
    subject: { kind: 'person', id: personId },
  });
  for (const [bimtekId, ids] of enrolments) await refreshStanding(trx, bimtekId, ids, now);
  return ok({ changed: fields.length > 0 });
}

/** The person's enrolments by bimtek, in a fixed order so that two writers never wait for each other. */
async function enrolmentsOf(trx: Trx, personId: string): Promise<Map<string, string[]>> {
  const rows = await trx
    .selectFrom('enrolment')
    .select(['id', 'bimtek_id'])
    .where('person_id', '=', personId)
    .whereRef('root_id', '=', 'id')
    .orderBy('bimtek_id')
    .orderBy('id')
    .execute();
  const byBimtek = new Map<string, string[]>();
  for (const row of rows) byBimtek.set(row.bimtek_id, [...(byBimtek.get(row.bimtek_id) ?? []), row.id]);
  return byBimtek;
}
