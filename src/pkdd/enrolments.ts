import type { Trx } from '../database/schema.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';

/** The enrolments of a person, by bimtek: an SK or an assignment shows in the standing of each. */
export type Enrolments = ReadonlyMap<string, string[]>;

async function enrolmentsOf(trx: Trx, personId: string): Promise<Enrolments> {
  const rows = await trx
    .selectFrom('enrolment')
    .select(['id', 'bimtek_id'])
    .where('person_id', '=', personId)
    .orderBy('bimtek_id')
    .orderBy('id')
    .execute();
  const found = new Map<string, string[]>();
  for (const row of rows) found.set(row.bimtek_id, [...(found.get(row.bimtek_id) ?? []), row.id]);
  return found;
}

/** First step of a write about a person: holds their standings; hand the result to `refreshOf` at the end. */
export async function lockOf(trx: Trx, personId: string): Promise<Enrolments> {
  const enrolments = await enrolmentsOf(trx, personId);
  for (const [bimtekId, ids] of enrolments) await lockEnrolments(trx, bimtekId, ids);
  return enrolments;
}

export async function refreshOf(trx: Trx, enrolments: Enrolments, now: Date): Promise<void> {
  for (const [bimtekId, ids] of enrolments) await refreshStanding(trx, bimtekId, ids, now);
}
