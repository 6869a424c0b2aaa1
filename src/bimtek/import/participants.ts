import { openNik } from '../../account/index.ts';
import type { Db } from '../../database/schema.ts';
import type { Keys } from '../../keys.ts';

/** A participant as a roster names them; days are 'YYYY-MM-DD'. */
export type Participant = {
  no: string;
  name: string;
  titlePrefix: string | null;
  titleSuffix: string | null;
  nik: string | null;
  sex: 'L' | 'P' | null;
  phone: string | null;
  villageCode: string;
  village: string;
  district: string;
  regency: string;
  decreeNo: string | null;
  decreeDated: string | null;
  classLetter: string;
};

/** Everybody who takes part in the bimtek, by number, with the SK that counts for their village; two statements. */
export async function listParticipants(db: Db, keys: Keys, bimtekId: string): Promise<Participant[]> {
  const people = await db
    .selectFrom('enrolment as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .innerJoin('class as c', (join) =>
      join.onRef('c.id', '=', 'e.class_id').onRef('c.bimtek_id', '=', 'e.bimtek_id'),
    )
    .innerJoin('village as v', 'v.code', 'e.village_code')
    .innerJoin('district as d', 'd.code', 'v.district_code')
    .innerJoin('regency as r', 'r.code', 'v.regency_code')
    .select([
      'e.participant_no',
      'p.id',
      'p.name',
      'p.title_prefix',
      'p.title_suffix',
      'p.nik_cipher',
      'p.sex',
    ])
    .select([
      'p.phone_e164',
      'e.village_code',
      'v.name as village',
      'd.name as district',
      'r.name as regency',
    ])
    .select('c.letter')
    .where('e.bimtek_id', '=', bimtekId)
    .whereRef('e.root_id', '=', 'e.id')
    .where('e.ended_at', 'is', null)
    .orderBy('e.participant_no')
    .execute();
  const decrees = await db
    .selectFrom('decree as k')
    .innerJoin('enrolment as e', (join) =>
      join.onRef('e.person_id', '=', 'k.person_id').onRef('e.village_code', '=', 'k.village_code'),
    )
    .select(['k.person_id', 'k.number', 'k.dated'])
    .where('e.bimtek_id', '=', bimtekId)
    .where('k.ended_at', 'is', null)
    .orderBy('k.confirmed')
    .orderBy('k.at')
    .execute();
  const decreeOf = new Map(decrees.map((decree) => [decree.person_id, decree]));
  return people.map((row) => ({
    no: row.participant_no,
    name: row.name,
    titlePrefix: row.title_prefix,
    titleSuffix: row.title_suffix,
    nik: row.nik_cipher && openNik(keys, row.nik_cipher),
    sex: row.sex,
    phone: row.phone_e164,
    villageCode: row.village_code,
    village: row.village,
    district: row.district,
    regency: row.regency,
    decreeNo: decreeOf.get(row.id)?.number ?? null,
    decreeDated: decreeOf.get(row.id)?.dated ?? null,
    classLetter: row.letter,
  }));
}
