import { sql } from 'kysely';
import { nameKey } from '../account/index.ts';
import type { Trx } from '../database/schema.ts';

/** Someone whom Bekal knows and who may be the one at the desk. */
export type Alike = {
  personId: string;
  name: string;
  phone: string | null;
  village: string | null;
  /** Their running enrolment in this bimtek. */
  enrolmentId: string | null;
};

const MOST = 5;

/** People with this name in this village (as kader or as participant of any bimtek), or with this phone number. */
export async function findAlike(
  trx: Trx,
  bimtekId: string,
  { name, phone, villageCode }: { name: string; phone: string | null; villageCode: string },
): Promise<Alike[]> {
  const { rows } = await sql<Alike>`
    with place as (
      select person_id, village_code from enrolment
      union
      select person_id, village_code from assignment
    )
    select p.id as "personId", p.name, p.phone_e164 as phone,
      (select min(v.name) from place l join village v on v.code = l.village_code where l.person_id = p.id) as village,
      (select e.id from enrolment e where e.person_id = p.id and e.bimtek_id = ${bimtekId} and e.ended_at is null
        limit 1) as "enrolmentId"
    from person p
    where p.phone_e164 = ${phone} or p.name_key = ${nameKey(name)} and exists (
      select from place l where l.person_id = p.id and l.village_code = ${villageCode})
    order by p.name_key, p.id limit ${MOST}`.execute(trx);
  return rows;
}
