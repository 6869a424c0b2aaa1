import { sql } from 'kysely';
import { nameKey, readCode } from '../account/index.ts';
import { type ParticipantFilter, participantNo, participants } from '../bimtek/index.ts';
import type { Db, ReadonlyDb, Trx } from '../database/schema.ts';
import { readSearch } from './rules.ts';

export type StandingArrival = { id: string; at: Date; by: string; kloter: string | null; letter: boolean };

/** A participant as the desk shows them. */
export type DeskPerson = {
  enrolmentId: string;
  personId: string;
  no: string;
  name: string;
  titlePrefix: string | null;
  titleSuffix: string | null;
  phone: string | null;
  classId: string;
  letter: string;
  village: string;
  villageTerm: string;
  regency: string;
  participantCode: string;
  arrival: StandingArrival | null;
};

const MOST_FOUND = 30;

/** Participants with their standing arrival (ar) and who noted it (w). */
const comers = (db: Db | Trx | ReadonlyDb, bimtekId: string, filter?: ParticipantFilter) =>
  participants(db, bimtekId, filter)
    .leftJoin('arrival as ar', (join) =>
      join
        .onRef('ar.enrolment_id', '=', 'e.id')
        .onRef('ar.bimtek_id', '=', 'e.bimtek_id')
        .on('ar.undone_at', 'is', null),
    )
    .leftJoin('person as w', 'w.id', 'ar.by_id');

const people = (db: Db | Trx | ReadonlyDb, bimtekId: string, filter?: ParticipantFilter) =>
  comers(db, bimtekId, filter)
    .select(['e.id', 'p.id as person_id', 'e.participant_no', 'p.name', 'p.title_prefix', 'p.title_suffix'])
    .select(['p.phone_e164', 'k.id as class_id', 'k.letter', 'a.participant_code'])
    .select(['v.name as village', 'r.village_term', 'r.name as regency'])
    .select([
      'ar.id as arrival_id',
      'ar.at as arrived_at',
      'ar.kloter',
      'ar.letter as has_letter',
      'w.name as by',
    ]);

type Row = Awaited<ReturnType<ReturnType<typeof people>['executeTakeFirstOrThrow']>>;

const deskPerson = (row: Row): DeskPerson => ({
  enrolmentId: row.id,
  personId: row.person_id,
  no: row.participant_no,
  name: row.name,
  titlePrefix: row.title_prefix,
  titleSuffix: row.title_suffix,
  phone: row.phone_e164,
  classId: row.class_id,
  letter: row.letter,
  village: row.village,
  villageTerm: row.village_term,
  regency: row.regency,
  participantCode: row.participant_code,
  arrival:
    row.arrival_id && row.arrived_at
      ? {
          id: row.arrival_id,
          at: row.arrived_at,
          by: row.by ?? '',
          kloter: row.kloter,
          letter: row.has_letter ?? false,
        }
      : null,
});

/** A participant of this bimtek (which the caller found through the actor), or null. */
export async function findDeskPerson(
  db: Db | Trx,
  bimtekId: string,
  enrolmentId: string,
): Promise<DeskPerson | null> {
  const row = await people(db, bimtekId).where('e.id', '=', enrolmentId).executeTakeFirst();
  return row ? deskPerson(row) : null;
}

/** Whom a search means, best first, at most 30: the number or badge exactly, else part of a name or village. */
export async function searchPeople(db: Db, bimtekId: string, q: string): Promise<DeskPerson[]> {
  const sought = readSearch(q, (typed) => readCode(typed, 8), participantNo);
  const all = people(db, bimtekId);
  if (sought.kind === 'code') {
    const rows = await all.where('a.participant_code', '=', sought.code).execute();
    if (rows.length > 0) return rows.map(deskPerson);
  }
  if (sought.kind === 'number')
    return (await all.where('e.participant_no', '=', sought.no).execute()).map(deskPerson);
  // A name of eight letters reads like a code; when nobody has it, it was a name.
  const key = nameKey(q).replace(/[\\%_]/g, '\\$&');
  const rows = await all
    .where((eb) =>
      eb.or([
        eb('p.name_key', 'like', `%${key}%`),
        eb('v.name', 'ilike', `%${key}%`),
        eb('e.participant_no', 'ilike', `${key}%`),
      ]),
    )
    .orderBy(sql`p.name_key like ${`${key}%`}`, 'desc')
    .orderBy('p.name_key')
    .orderBy('e.id')
    .limit(MOST_FOUND)
    .execute();
  return rows.map(deskPerson);
}

export type ArrivalCounts = { all: number; arrived: number };

export const countArrivals = (db: Db, bimtekId: string): Promise<ArrivalCounts> =>
  comers(db, bimtekId)
    .select([sql<number>`count(*)::int`.as('all'), sql<number>`count(ar.id)::int`.as('arrived')])
    .executeTakeFirstOrThrow();

/** The last people who came, newest first. */
export async function lastArrivals(db: Db, bimtekId: string, most: number): Promise<DeskPerson[]> {
  const rows = await people(db, bimtekId)
    .where('ar.id', 'is not', null)
    .orderBy('ar.at', 'desc')
    .orderBy('ar.id', 'desc')
    .limit(most)
    .execute();
  return rows.map(deskPerson);
}

export type Share = { label: string; arrived: number; all: number };
/** `at`: the beginning of an hour (UTC). */
export type Recap = {
  hours: { at: Date; n: number }[];
  kloter: { label: string | null; n: number }[];
  classes: Share[];
  regencies: Share[];
};

/** Arrivals by hour, kloter, class and regency. Four statements. */
export async function recapOf(db: Db, bimtekId: string): Promise<Recap> {
  const share = (label: 'k.letter' | 'r.name') =>
    comers(db, bimtekId)
      .select(label === 'k.letter' ? 'k.letter as label' : 'r.name as label')
      .select([sql<number>`count(ar.id)::int`.as('arrived'), sql<number>`count(*)::int`.as('all')])
      .groupBy(label)
      .orderBy(label)
      .execute();
  const came = comers(db, bimtekId).where('ar.id', 'is not', null);
  const hours = await came
    .select([sql<Date>`date_trunc('hour', ar.at)`.as('at'), sql<number>`count(*)::int`.as('n')])
    .groupBy(sql`1`)
    .orderBy(sql`1`)
    .execute();
  const kloter = await came
    .select(['ar.kloter as label', sql<number>`count(*)::int`.as('n')])
    .groupBy('ar.kloter')
    .orderBy('ar.kloter')
    .execute();
  return { hours, kloter, classes: await share('k.letter'), regencies: await share('r.name') };
}

const MOST_BADGES = 400;

/** People of a class, a regency or named by number, in the order of their numbers; at most 400 (50 sheets). */
export async function peopleFor(db: Db, bimtekId: string, filter: ParticipantFilter): Promise<DeskPerson[]> {
  const rows = await people(db, bimtekId, filter).orderBy('e.participant_no').limit(MOST_BADGES).execute();
  return rows.map(deskPerson);
}
