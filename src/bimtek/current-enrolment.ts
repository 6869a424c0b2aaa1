import type { Db, ReadonlyDb, TimeZone, Trx } from '../database/schema.ts';

/** Where a kader is enrolled now, with the names that pages show. Days are 'YYYY-MM-DD' in `zone`. */
export type CurrentEnrolment = {
  enrolmentId: string;
  bimtekId: string;
  personId: string;
  bimtekName: string;
  bimtekLabel: string;
  place: string;
  zone: TimeZone;
  startsOn: string;
  endsOn: string;
  countsForPkdd: boolean;
  passDeadline: Date | null;
  participantNo: string;
  classId: string;
  classLetter: string;
  joinedAt: Date;
  villageCode: string;
  villageName: string;
  /** The region's own word: nagari, desa, pekon. */
  villageTerm: string;
  districtName: string;
  regencyCode: string;
  regencyName: string;
};

/** The newest enrolment of a person that has not ended, or undefined. */
export async function currentEnrolment(
  db: Db | Trx | ReadonlyDb,
  personId: string,
): Promise<CurrentEnrolment | undefined> {
  return (db as Db)
    .selectFrom('enrolment as e')
    .innerJoin('bimtek as b', 'b.id', 'e.bimtek_id')
    .innerJoin('class as c', (join) =>
      join.onRef('c.id', '=', 'e.class_id').onRef('c.bimtek_id', '=', 'e.bimtek_id'),
    )
    .innerJoin('village as v', 'v.code', 'e.village_code')
    .innerJoin('district as d', 'd.code', 'v.district_code')
    .innerJoin('regency as r', 'r.code', 'v.regency_code')
    .select([
      'e.id as enrolmentId',
      'e.bimtek_id as bimtekId',
      'e.person_id as personId',
      'b.name as bimtekName',
      'b.label as bimtekLabel',
      'b.place',
      'b.time_zone as zone',
      'b.starts_on as startsOn',
      'b.ends_on as endsOn',
      'b.counts_for_pkdd as countsForPkdd',
      'b.pass_deadline as passDeadline',
      'e.participant_no as participantNo',
      'e.class_id as classId',
      'c.letter as classLetter',
      'e.joined_at as joinedAt',
      'e.village_code as villageCode',
      'v.name as villageName',
      'r.village_term as villageTerm',
      'd.name as districtName',
      'v.regency_code as regencyCode',
      'r.name as regencyName',
    ])
    .where('e.person_id', '=', personId)
    .whereRef('e.root_id', '=', 'e.id')
    .where('e.ended_at', 'is', null)
    .orderBy('e.id', 'desc') // ids sort by time of making
    .limit(1)
    .executeTakeFirst();
}
