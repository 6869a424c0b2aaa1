import { sql } from 'kysely';
import { openNik } from '../../account/index.ts';
import type { Db, LineState } from '../../database/schema.ts';
import type { Keys } from '../../keys.ts';

/** One participant as the panitia's page shows them. */
export type Participant = {
  enrolmentId: string;
  personId: string;
  name: string;
  titlePrefix: string | null;
  titleSuffix: string | null;
  sex: 'L' | 'P' | null;
  phone: string | null;
  /** Shown masked until it is asked for; null when none is stored. */
  nik: string | null;
  nameConfirmed: boolean;
  no: string;
  classId: string;
  classLetter: string;
  joinedAt: Date;
  endedAt: Date | null;
  endReason: string | null;
  villageCode: string;
  villageName: string;
  villageTerm: string;
  districtName: string;
  regencyName: string;
  signedInAt: Date | null;
  standing: {
    planned: number;
    attended: number;
    l1: LineState;
    modulesDone: number;
    modulesRequired: number;
    postBp: number | null;
  } | null;
  stays: { since: Date; letter: string }[];
  decree: { id: string; number: string; dated: string; confirmed: boolean } | null;
  assignment: { id: string; villageCode: string; villageName: string; fromDate: string } | null;
};

/** A participant of this bimtek (which the caller found through the actor), or undefined. Four statements. */
export async function findParticipant(
  db: Db,
  keys: Keys,
  bimtekId: string,
  enrolmentId: string,
): Promise<Participant | undefined> {
  const row = await readRow(db, bimtekId, enrolmentId);
  if (!row) return undefined;
  const { nik_cipher: cipher, planned, attended, l1, modulesDone, modulesRequired, postBp, ...person } = row;
  const standing =
    planned === null
      ? null
      : {
          planned,
          attended: attended ?? 0,
          l1: l1 ?? 'open',
          modulesDone: modulesDone ?? 0,
          modulesRequired: modulesRequired ?? 0,
          postBp,
        };
  const stays = await db
    .selectFrom('class_membership as m')
    .innerJoin('class as c', (join) =>
      join.onRef('c.id', '=', 'm.class_id').onRef('c.bimtek_id', '=', 'm.bimtek_id'),
    )
    .select(['m.since', 'c.letter'])
    .where('m.bimtek_id', '=', bimtekId)
    .where('m.enrolment_id', '=', enrolmentId)
    .orderBy('m.since')
    .execute();
  return {
    ...person,
    nik: cipher && openNik(keys, cipher),
    standing,
    stays,
    decree: (await readDecree(db, row.personId, row.villageCode)) ?? null,
    assignment: (await readAssignment(db, row.personId)) ?? null,
  };
}

const readRow = (db: Db, bimtekId: string, enrolmentId: string) =>
  db
    .selectFrom('enrolment as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .innerJoin('class as c', (join) =>
      join.onRef('c.id', '=', 'e.class_id').onRef('c.bimtek_id', '=', 'e.bimtek_id'),
    )
    .innerJoin('village as v', 'v.code', 'e.village_code')
    .innerJoin('district as d', 'd.code', 'v.district_code')
    .innerJoin('regency as r', 'r.code', 'v.regency_code')
    .leftJoin('account as a', 'a.person_id', 'p.id')
    .leftJoin('standing as s', (join) =>
      join.onRef('s.enrolment_id', '=', 'e.id').onRef('s.bimtek_id', '=', 'e.bimtek_id'),
    )
    .select([
      'e.id as enrolmentId',
      'p.id as personId',
      'p.name',
      'p.title_prefix as titlePrefix',
      'p.title_suffix as titleSuffix',
    ])
    .select([
      'p.sex',
      'p.phone_e164 as phone',
      'p.nik_cipher',
      'e.participant_no as no',
      'e.class_id as classId',
      'c.letter as classLetter',
    ])
    .select([
      'e.joined_at as joinedAt',
      'e.ended_at as endedAt',
      'e.end_reason as endReason',
      'e.village_code as villageCode',
    ])
    .select([
      'v.name as villageName',
      'r.village_term as villageTerm',
      'd.name as districtName',
      'r.name as regencyName',
    ])
    .select([
      'a.first_signed_in_at as signedInAt',
      sql<boolean>`p.name_confirmed_at is not null`.as('nameConfirmed'),
    ])
    .select([
      's.half_jp_planned as planned',
      's.half_jp_attended as attended',
      's.l1',
      's.modules_done as modulesDone',
    ])
    .select(['s.modules_required as modulesRequired', 's.post_bp as postBp'])
    .where('e.id', '=', enrolmentId)
    .where('e.bimtek_id', '=', bimtekId)
    .executeTakeFirst();

/** The living SK of a person in a village; a confirmed one first. */
const readDecree = (db: Db, personId: string, villageCode: string) =>
  db
    .selectFrom('decree')
    .select(['id', 'number', 'dated', 'confirmed'])
    .where('person_id', '=', personId)
    .where('village_code', '=', villageCode)
    .where('ended_at', 'is', null)
    .orderBy('confirmed', 'desc')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();

const readAssignment = (db: Db, personId: string) =>
  db
    .selectFrom('assignment as a')
    .innerJoin('village as v', 'v.code', 'a.village_code')
    .select(['a.id', 'a.village_code as villageCode', 'v.name as villageName', 'a.from_date as fromDate'])
    .where('a.person_id', '=', personId)
    .where('a.active', '=', true)
    .orderBy('a.from_date', 'desc')
    .limit(1)
    .executeTakeFirst();
