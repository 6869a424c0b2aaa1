import { sql } from 'kysely';
import { findPeopleByNik, nameKey } from '../../account/index.ts';
import type { Db, Trx } from '../../database/schema.ts';
import type { Keys } from '../../keys.ts';
import type { RosterRow } from '../roster/index.ts';
import { joinedSaid } from './kept.ts';
import type { Known, Said } from './rows.ts';
import { classesOf } from '../classes.ts';

/** What the database knows about a roster, read with a constant number of statements. */
export type Knowledge = {
  byNik: ReadonlyMap<string, Known>;
  letters: readonly string[];
  /** Active kader by village code. */
  holders: ReadonlyMap<string, { personId: string; name: string }>;
  /** Persons by the phone that signs them in. */
  phones: ReadonlyMap<string, string>;
};

export async function readKnowledge(
  db: Db | Trx,
  keys: Keys,
  bimtekId: string,
  rows: readonly RosterRow[],
): Promise<Knowledge> {
  const people = rows.map(({ person }) => person);
  const ids = await findPeopleByNik(
    db,
    keys,
    people.flatMap(({ nik }) => nik ?? []),
  );
  const known = await readKnown(db, bimtekId, [...ids.values()]);
  const byNik = new Map(
    [...ids].flatMap(([nik, id]) => (known.has(id) ? [[nik, known.get(id) as Known]] : [])),
  );
  const classes = await classesOf(db, bimtekId);
  return {
    byNik,
    letters: classes.map(({ letter }) => letter),
    holders: await readHolders(db, rows),
    phones: await readPhones(
      db,
      people.flatMap(({ phone_e164: phone }) => phone ?? []),
    ),
  };
}

async function readKnown(
  db: Db | Trx,
  bimtekId: string,
  ids: readonly string[],
): Promise<Map<string, Known>> {
  if (ids.length === 0) return new Map();
  const persons = await db
    .selectFrom('person as p')
    .leftJoin('enrolment as e', (join) =>
      join.onRef('e.person_id', '=', 'p.id').on('e.bimtek_id', '=', bimtekId).onRef('e.root_id', '=', 'e.id'),
    )
    .leftJoin('class as c', (join) =>
      join.onRef('c.id', '=', 'e.class_id').onRef('c.bimtek_id', '=', 'e.bimtek_id'),
    )
    .select([
      'p.id',
      'p.name',
      'p.title_prefix',
      'p.title_suffix',
      'p.sex',
      'p.phone_e164',
      'p.name_confirmed_at',
    ])
    .select(['e.id as enrolment_id', 'e.village_code', 'e.ended_at', 'c.letter'])
    .where('p.id', '=', anyOf(ids, 'uuid'))
    .execute();
  const decrees = await db
    .selectFrom('decree')
    .select(['person_id', 'village_code', 'number', 'dated', 'confirmed'])
    .where('person_id', '=', anyOf(ids, 'uuid'))
    .where('ended_at', 'is', null)
    .orderBy('confirmed')
    .orderBy('at')
    .execute();
  const decreesOf = Map.groupBy(decrees, ({ person_id }) => person_id);
  const lines = await readLines(db, bimtekId, ids);
  return new Map(
    persons.map((row) => [
      row.id,
      {
        personId: row.id,
        name: row.name,
        titlePrefix: row.title_prefix,
        titleSuffix: row.title_suffix,
        sex: row.sex,
        phone: row.phone_e164,
        nameConfirmed: row.name_confirmed_at !== null,
        enrolment:
          row.enrolment_id && row.village_code && row.letter
            ? {
                id: row.enrolment_id,
                classLetter: row.letter,
                villageCode: row.village_code,
                ended: row.ended_at !== null,
              }
            : null,
        decrees: new Map((decreesOf.get(row.id) ?? []).map((decree) => [decree.village_code, decree])),
        ...(lines.get(row.id) ?? { said: null, line: null }),
      },
    ]),
  );
}

/** One value for all of them: a statement carries 65,535 values, and a roster may have more rows. */
const anyOf = (values: readonly string[], type: 'uuid' | 'text') =>
  type === 'uuid' ? sql<string>`any(${[...values]}::uuid[])` : sql<string>`any(${[...values]}::text[])`;

/** What files said of these persons: the newest of any bimtek, and the one of this bimtek. */
async function readLines(
  db: Db | Trx,
  bimtekId: string,
  ids: readonly string[],
): Promise<Map<string, Pick<Known, 'said' | 'line'>>> {
  const rows = await db
    .selectFrom('roster_line')
    .select(['bimtek_id', 'person_id', 'said'])
    .where('person_id', '=', anyOf(ids, 'uuid'))
    .orderBy('at')
    .execute();
  const lines = new Map<string, Pick<Known, 'said' | 'line'>>();
  for (const row of rows) {
    const line = row.bimtek_id === bimtekId ? (row.said as Said) : (lines.get(row.person_id)?.line ?? null);
    lines.set(row.person_id, { said: joinedSaid(row.said as Said, line), line });
  }
  return lines;
}

/** Villages that the rows may mean: the ones read, and every choice of an open question. */
function villagesIn(rows: readonly RosterRow[]): string[] {
  const codes = rows.flatMap(({ person, problems }) => [
    ...(person.village_code ? [person.village_code] : []),
    ...problems.flatMap((problem) => ('choices' in problem ? problem.choices.map(({ code }) => code) : [])),
  ]);
  return [...new Set(codes)];
}

async function readHolders(db: Db | Trx, rows: readonly RosterRow[]): Promise<Knowledge['holders']> {
  const codes = villagesIn(rows);
  if (codes.length === 0) return new Map();
  const holders = await db
    .selectFrom('assignment as a')
    .innerJoin('person as p', 'p.id', 'a.person_id')
    .select(['a.village_code', 'p.id', 'p.name'])
    .where('a.village_code', '=', anyOf(codes, 'text'))
    .where('a.active', '=', true)
    .execute();
  return new Map(holders.map((row) => [row.village_code, { personId: row.id, name: row.name }]));
}

async function readPhones(db: Db | Trx, phones: readonly string[]): Promise<Knowledge['phones']> {
  if (phones.length === 0) return new Map();
  const rows = await db
    .selectFrom('account')
    .select(['login_phone', 'person_id'])
    .where('login_phone', '=', anyOf([...new Set(phones)], 'text'))
    .where('active', '=', true)
    .execute();
  return new Map(rows.map((row) => [row.login_phone ?? '', row.person_id]));
}

/** Same person's name: spelling in capitals or with another apostrophe is no other name. */
export const sameName = (one: string, other: string): boolean => nameKey(one) === nameKey(other);
