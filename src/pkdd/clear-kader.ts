import { sql } from 'kysely';
import { appendEvent } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { lockOf, refreshOf } from './enrolments.ts';

/** Why a kader cannot be cleared for PKDD, the first leg that is missing. */
export type ClearRefusal =
  | { reason: 'self' }
  | { reason: 'no-assignment' }
  | { reason: 'decree-missing' }
  | { reason: 'decree-unconfirmed' }
  | { reason: 'statement-only' }
  | { reason: 'no-certificate' }
  | { reason: 'certificate-suspended' }
  | { reason: 'certificate-revoked' }
  | { reason: 'not-for-pkdd' };

/**
 * Clears the active kader of a village for PKDD (korkab of the regency; the route finds the village through them):
 * valid sertifikat of a bimtek that counts for PKDD, confirmed SK of this person and village, active assignment.
 * The row's foreign keys name all three, so no later act can leave it standing on a lost leg. Clearing again lifts
 * a suspension; clearing twice is quiet. Source: product.md section 4.
 */
export async function clearKader(
  trx: Trx,
  wish: { villageCode: string; by: string },
  now: Date,
): Promise<Result<{ personId: string }, ClearRefusal>> {
  const assignment = await trx
    .selectFrom('assignment')
    .select(['id', 'person_id'])
    .where('village_code', '=', wish.villageCode)
    .where('active', '=', true)
    .executeTakeFirst();
  if (!assignment) return refused('no-assignment');
  if (assignment.person_id === wish.by) return refused('self');
  const enrolments = await lockOf(trx, assignment.person_id);
  const standing = await trx
    .selectFrom('clearance')
    .select('person_id')
    .where('village_code', '=', wish.villageCode)
    .executeTakeFirst();
  if (standing?.person_id === assignment.person_id) return ok({ personId: assignment.person_id });
  if (!(await insertClearance(trx, wish, now)))
    return refused(await missingLeg(trx, assignment.person_id, wish.villageCode));
  await trx
    .insertInto('clearance_event')
    .values({
      assignment_id: assignment.id,
      no: sql`(select coalesce(max(no), 0) + 1 from clearance_event where assignment_id = ${assignment.id})`,
      event: 'cleared',
      reason: null,
      by_id: wish.by,
      at: now,
    })
    .execute();
  const subject = { kind: 'village', id: wish.villageCode };
  await appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: 'kader-cleared',
    subject,
    detail: { person: assignment.person_id },
  });
  await refreshOf(trx, enrolments, now);
  return ok({ personId: assignment.person_id });
}

/** One statement finds all three legs and holds them; no row means that one is missing. */
async function insertClearance(
  trx: Trx,
  wish: { villageCode: string; by: string },
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into clearance (village_code, regency_code, person_id, assignment_id, decree_id, certificate_id, by_id, at)
    select a.village_code, a.regency_code, a.person_id, a.id, d.id, c.id, ${wish.by}::uuid, ${now}::timestamptz
    from assignment a
    join decree d on d.person_id = a.person_id and d.village_code = a.village_code and d.confirmed
    join certificate c on c.person_id = a.person_id and c.kind = 'sertifikat' and c.for_pkdd and c.status = 'valid'
    where a.village_code = ${wish.villageCode} and a.active
    order by d.confirmed_at desc, c.at desc limit 1
    for share of a, d, c
    returning village_code`.execute(trx);
  return rows.length === 1;
}

async function missingLeg(
  trx: Trx,
  personId: string,
  villageCode: string,
): Promise<Exclude<ClearRefusal['reason'], 'self'>> {
  const decrees = await trx
    .selectFrom('decree')
    .select('confirmed')
    .where('person_id', '=', personId)
    .where('village_code', '=', villageCode)
    .where('ended_at', 'is', null)
    .execute();
  const papers = await trx
    .selectFrom('certificate')
    .select(['kind', 'status', 'for_pkdd'])
    .where('person_id', '=', personId)
    .execute();
  const certificates = papers.filter((paper) => paper.kind === 'sertifikat');
  if (certificates.length === 0)
    return papers.some((paper) => paper.kind === 'surat-keterangan') ? 'statement-only' : 'no-certificate';
  if (!certificates.some((paper) => paper.for_pkdd)) return 'not-for-pkdd';
  if (!certificates.some((paper) => paper.status === 'valid'))
    return certificates.some((paper) => paper.status === 'suspended')
      ? 'certificate-suspended'
      : 'certificate-revoked';
  if (decrees.length === 0) return 'decree-missing';
  return decrees.some((decree) => decree.confirmed) ? 'no-assignment' : 'decree-unconfirmed';
}
