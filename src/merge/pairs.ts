import { sql } from 'kysely';
import type { Db, Trx } from '../database/schema.ts';

/** Why two persons may be one. A NIK has one person by itself: the database allows no second one. */
export type PairReason = 'phone' | 'name-village';
export type Pair = { oneId: string; otherId: string; reasons: PairReason[] };

const MOST_PAIRS = 50;

/**
 * Persons who may be one: a participant of this bimtek and a participant of one of `bimtek` (those that the actor may
 * see), with the same phone, or the same name in the same village. Pairs that a human called two are left out. The
 * first fifty; `only` asks about one pair.
 */
export async function findPairs(
  db: Db | Trx,
  bimtekId: string,
  bimtek: readonly string[],
  only?: readonly [string, string],
): Promise<Pair[]> {
  const wanted = only
    ? sql`and least(p.id, q.id) = ${only[0]}::uuid and greatest(p.id, q.id) = ${only[1]}::uuid`
    : sql``;
  const visible = sql`q.id <> p.id and q.root_id = q.id ${wanted} and exists (select from enrolment f
    where f.person_id = q.id and f.root_id = f.id and f.bimtek_id = any(${bimtek}::uuid[]))`;
  const { rows } = await sql<Pair>`
    with here as (
      select p.id, p.phone_e164, p.name_key, e.village_code from enrolment e join person p on p.id = e.person_id
      where e.bimtek_id = ${bimtekId} and e.root_id = e.id
    ),
    found as (
      select least(p.id, q.id) as one, greatest(p.id, q.id) as other, 'phone'::text as reason
      from here p join person q on q.phone_e164 = p.phone_e164 where ${visible}
      union
      select least(p.id, q.id), greatest(p.id, q.id), 'name-village'
      from here p join person q on q.name_key = p.name_key where ${visible}
        and exists (select from enrolment f where f.person_id = q.id and f.root_id = f.id and f.village_code = p.village_code)
    )
    select f.one as "oneId", f.other as "otherId", array_agg(f.reason order by f.reason) as reasons
    from found f
    where not exists (select from not_duplicate n where n.one_id = f.one and n.other_id = f.other)
    group by f.one, f.other order by max(cardinality(string_to_array(f.reason, '-'))) desc, f.one, f.other
    limit ${MOST_PAIRS}`.execute(db);
  return rows;
}
