import { sql } from 'kysely';
import type { Db, LineState } from '../../database/schema.ts';
import { nameKey } from '../../account/index.ts';
import { classesOf } from '../classes.ts';

export const PEOPLE_FILTERS = ['semua', 'belum-masuk', 'tanpa-sk', 'sk-belum-sah', 'berhenti'] as const;
export type PeopleFilter = {
  q: string;
  /** Letter of a class. */
  kelas: string;
  /** Regency code. */
  kabupaten: string;
  status: (typeof PEOPLE_FILTERS)[number];
};
/** The last row of the page before. */
export type After = { name: string; id: string };

export type PersonRow = {
  enrolmentId: string;
  personId: string;
  name: string;
  no: string;
  classLetter: string;
  villageName: string;
  villageTerm: string;
  districtName: string;
  regencyName: string;
  halfJpPlanned: number;
  halfJpAttended: number;
  l1: LineState;
  decree: 'none' | 'recorded' | 'confirmed';
  ended: boolean;
  signedIn: boolean;
  nameKey: string;
};

const PAGE = 50;

/** Enrolments of a bimtek with the filter in it; the aliases are s, p, c, v, d, r, a. */
function people(db: Db, bimtekId: string, filter: PeopleFilter) {
  let chosen = db
    .selectFrom('standing as s')
    .innerJoin('person as p', 'p.id', 's.person_id')
    .innerJoin('class as c', (join) =>
      join.onRef('c.id', '=', 's.class_id').onRef('c.bimtek_id', '=', 's.bimtek_id'),
    )
    .innerJoin('village as v', 'v.code', 's.village_code')
    .innerJoin('district as d', 'd.code', 'v.district_code')
    .innerJoin('regency as r', 'r.code', 'v.regency_code')
    .leftJoin('account as a', 'a.person_id', 'p.id')
    .where('s.bimtek_id', '=', bimtekId)
    .where('s.ended', '=', filter.status === 'berhenti');
  if (filter.kelas) chosen = chosen.where('c.letter', '=', filter.kelas);
  if (filter.kabupaten) chosen = chosen.where('s.regency_code', '=', filter.kabupaten);
  if (filter.status === 'belum-masuk') chosen = chosen.where('a.first_signed_in_at', 'is', null);
  if (filter.status === 'tanpa-sk') chosen = chosen.where('s.decree', '=', 'none');
  if (filter.status === 'sk-belum-sah') chosen = chosen.where('s.decree', '=', 'recorded');
  if (filter.q) {
    const like = `%${nameKey(filter.q).replace(/[\\%_]/g, '\\$&')}%`;
    chosen = chosen.where(
      sql<boolean>`(s.name_key like ${like} or lower(s.participant_no) like ${like} or lower(v.name) like ${like})`,
    );
  }
  return chosen;
}

/** One page of 50 by name, and how many there are in all. Two statements. */
export async function listPeople(
  db: Db,
  bimtekId: string,
  filter: PeopleFilter,
  after: After | null,
): Promise<{ rows: PersonRow[]; total: number; more: boolean }> {
  let page = people(db, bimtekId, filter)
    .select([
      's.enrolment_id as enrolmentId',
      's.person_id as personId',
      'p.name',
      's.participant_no as no',
      'c.letter as classLetter',
    ])
    .select([
      'v.name as villageName',
      'r.village_term as villageTerm',
      'd.name as districtName',
      'r.name as regencyName',
    ])
    .select([
      's.half_jp_planned as halfJpPlanned',
      's.half_jp_attended as halfJpAttended',
      's.l1',
      's.decree',
      's.ended',
      's.name_key as nameKey',
    ])
    .select(sql<boolean>`a.first_signed_in_at is not null`.as('signedIn'))
    .orderBy('s.name_key')
    .orderBy('s.enrolment_id')
    .limit(PAGE + 1);
  if (after)
    page = page.where(sql<boolean>`(s.name_key, s.enrolment_id) > (${after.name}, ${after.id}::uuid)`);
  const rows = await page.execute();
  const { total } = await people(db, bimtekId, filter)
    .select(sql<number>`count(*)::int`.as('total'))
    .executeTakeFirstOrThrow();
  return { rows: rows.slice(0, PAGE), total, more: rows.length > PAGE };
}

export type PeopleChoices = { classes: string[]; regencies: { code: string; name: string }[] };

/** Classes and regencies to filter by. */
export async function peopleChoices(db: Db, bimtekId: string): Promise<PeopleChoices> {
  const classes = await classesOf(db, bimtekId);
  const regencies = await db
    .selectFrom('regency as r')
    .select(['r.code', 'r.name'])
    .where(sql<boolean>`r.code in (select s.regency_code from standing s where s.bimtek_id = ${bimtekId})`)
    .orderBy('r.name')
    .execute();
  return { classes: classes.map(({ letter }) => letter), regencies };
}
