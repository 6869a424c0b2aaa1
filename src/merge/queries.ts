import { sql } from 'kysely';
import { openNik } from '../account/index.ts';
import type { Db } from '../database/schema.ts';
import type { Keys } from '../keys.ts';

/** One side of a comparison. */
export type Side = {
  personId: string;
  name: string;
  titlePrefix: string | null;
  titleSuffix: string | null;
  nik: string | null;
  phone: string | null;
  sex: 'L' | 'P' | null;
  signedInAt: Date | null;
  enrolments: {
    id: string;
    bimtekId: string;
    label: string;
    no: string;
    letter: string;
    village: string;
    ended: boolean;
  }[];
  marks: number;
  attempts: number;
  lessons: number;
  certificates: string[];
  decrees: string[];
};

/** The persons of the pairs, by id, with what each has. One statement. */
export async function readSides(
  db: Db,
  keys: Keys,
  people: readonly string[],
): Promise<ReadonlyMap<string, Side>> {
  const own = sql`(select e.id from enrolment e join person w on w.id = e.person_id where w.root_id = p.id)`;
  const { rows } = await sql<Omit<Side, 'nik'> & { cipher: Uint8Array | null }>`
    select p.id as "personId", p.name, p.title_prefix as "titlePrefix", p.title_suffix as "titleSuffix",
      p.nik_cipher as cipher, p.phone_e164 as phone, p.sex, a.first_signed_in_at as "signedInAt",
      coalesce((select jsonb_agg(jsonb_build_object('id', e.id, 'bimtekId', e.bimtek_id, 'label', b.label,
          'no', e.participant_no, 'letter', c.letter, 'village', v.name, 'ended', e.ended_at is not null) order by e.id)
        from enrolment e join bimtek b on b.id = e.bimtek_id
        join class c on c.id = e.class_id and c.bimtek_id = e.bimtek_id join village v on v.code = e.village_code
        where e.person_id = p.id and e.root_id = e.id), '[]'::jsonb) as enrolments,
      (select count(*)::int from mark k where k.enrolment_id in ${own}) as marks,
      (select count(*)::int from attempt t where t.enrolment_id in ${own} and t.handed_in_at is not null) as attempts,
      (select count(*)::int from lesson_read r where r.enrolment_id in ${own}) as lessons,
      array(select c.number from certificate c where c.person_id = p.id order by c.number) as certificates,
      array(select d.number from decree d where d.person_id = p.id and d.ended_at is null order by d.number) as decrees
    from person p left join account a on a.person_id = p.id
    where p.id = any(${people}::uuid[])`.execute(db);
  return new Map(
    rows.map(({ cipher, ...row }) => [row.personId, { ...row, nik: cipher && openNik(keys, cipher) }]),
  );
}

export type MergeEntry = {
  id: string;
  kept: string;
  other: string;
  by: string;
  at: Date;
  undoneAt: Date | null;
};

/** Merges of this bimtek that can still be taken back, and those taken back in that time; newest first. */
export const listMerges = (db: Db, bimtekId: string, since: Date): Promise<MergeEntry[]> =>
  db
    .selectFrom('person_merge as m')
    .innerJoin('person as kept', 'kept.id', 'm.kept_id')
    .innerJoin('person as other', 'other.id', 'm.other_id')
    .innerJoin('person as by', 'by.id', 'm.by_id')
    .select(['m.id', 'kept.name as kept', 'other.name as other', 'by.name as by', 'm.at'])
    .select('m.undone_at as undoneAt')
    .where('m.bimtek_id', '=', bimtekId)
    .where('m.at', '>', since)
    .orderBy('m.at', 'desc')
    .limit(100)
    .execute();

export type SetApart = { oneId: string; otherId: string; one: string; other: string; by: string; at: Date };

/** Pairs with a participant of this bimtek that a human called two persons; both are of a bimtek the actor may see. */
export const listSetApart = (db: Db, bimtekId: string, readable: readonly string[]): Promise<SetApart[]> =>
  db
    .selectFrom('not_duplicate as n')
    .innerJoin('person as one', 'one.id', 'n.one_id')
    .innerJoin('person as other', 'other.id', 'n.other_id')
    .innerJoin('person as by', 'by.id', 'n.by_id')
    .select(['n.one_id as oneId', 'n.other_id as otherId', 'one.name as one', 'other.name as other'])
    .select(['by.name as by', 'n.at'])
    .where(
      sql<boolean>`exists (select from enrolment e where e.bimtek_id = ${bimtekId} and e.person_id in (n.one_id, n.other_id))
        and (select count(distinct e.person_id) from enrolment e
          where e.person_id in (n.one_id, n.other_id) and e.bimtek_id = any(${readable}::uuid[])) = 2`,
    )
    .orderBy('n.at', 'desc')
    .limit(100)
    .execute();
