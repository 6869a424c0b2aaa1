import { sql } from 'kysely';
import type { Db, TimeZone } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import type { Keys } from '../../keys.ts';
import { nameKey } from '../rules.ts';
import { SLIP_TRIES, slipCode } from '../slip.ts';
import { organisesBimtek, renewsSlipOf } from './scope.ts';

/** Where a person stands on the way in; `sent` covers printed and sent. */
export type SlipState = 'active' | 'inactive' | 'none' | 'made' | 'sent' | 'expired' | 'dead';
export const SLIP_FILTERS = ['all', 'waiting', 'none', 'made', 'sent', 'active'] as const;
export type SlipFilter = {
  class?: string | undefined;
  regency?: string | undefined;
  state: (typeof SLIP_FILTERS)[number];
  q: string;
};

export type SlipBimtek = {
  id: string;
  name: string;
  label: string;
  place: string;
  startsOn: string;
  endsOn: string;
  timeZone: TimeZone;
};

/** The bimtek, when the actor organises it: the slips of others' bimtek are not even read. */
export async function findSlipBimtek(db: Db, actor: Actor, bimtekId: string): Promise<SlipBimtek | null> {
  if (!organisesBimtek(actor, bimtekId)) return null;
  const row = await db.selectFrom('bimtek').selectAll().where('id', '=', bimtekId).executeTakeFirst();
  if (!row) return null;
  const { id, name, label, place } = row;
  return { id, name, label, place, startsOn: row.starts_on, endsOn: row.ends_on, timeZone: row.time_zone };
}

const state = (now: Date) => sql<SlipState>`case
  when not a.active then 'inactive'
  when a.password_hash is not null then 'active'
  when s.id is null then 'none'
  when s.tries >= ${SLIP_TRIES} then 'dead'
  when s.expires_at <= ${now} then 'expired'
  when s.sent_at is not null or s.printed_at is not null then 'sent'
  else 'made' end`;

/** Participants of a bimtek with account, live slip and place; the filter by class and regency is in it. */
function participants(db: Db, bimtekId: string, filter: Pick<SlipFilter, 'class' | 'regency'>) {
  let people = db
    .selectFrom('enrolment as e')
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .innerJoin('account as a', 'a.person_id', 'p.id')
    .innerJoin('class as k', (join) =>
      join.onRef('k.id', '=', 'e.class_id').onRef('k.bimtek_id', '=', 'e.bimtek_id'),
    )
    .innerJoin('village as v', 'v.code', 'e.village_code')
    .innerJoin('regency as r', 'r.code', 'v.regency_code')
    .leftJoin('slip as s', (join) =>
      join.onRef('s.person_id', '=', 'p.id').on('s.used_at', 'is', null).on('s.void_at', 'is', null),
    )
    .where('e.bimtek_id', '=', bimtekId)
    .whereRef('e.root_id', '=', 'e.id')
    .where('e.ended_at', 'is', null);
  if (filter.class) people = people.where('e.class_id', '=', filter.class);
  if (filter.regency) people = people.where('v.regency_code', '=', filter.regency);
  return people;
}

export type SlipCounts = { all: number; made: number; sent: number; active: number; none: number };

/** One row of figures for the head of the list. */
export async function countSlips(
  db: Db,
  bimtekId: string,
  filter: SlipFilter,
  now: Date,
): Promise<SlipCounts> {
  const one = (which: SlipState[]) =>
    sql<number>`count(*) filter (where ${state(now)} = any(${which}::text[]))::int`;
  return participants(db, bimtekId, filter)
    .select([
      sql<number>`count(*)::int`.as('all'),
      one(['made', 'sent']).as('made'),
      one(['sent']).as('sent'),
      one(['active']).as('active'),
      one(['none', 'expired', 'dead']).as('none'),
    ])
    .executeTakeFirstOrThrow();
}

const STATES: Record<Exclude<SlipFilter['state'], 'all'>, SlipState[]> = {
  waiting: ['none', 'made', 'sent', 'expired', 'dead'],
  none: ['none', 'expired', 'dead'],
  made: ['made', 'sent'],
  sent: ['sent'],
  active: ['active'],
};

export type SlipRow = {
  personId: string;
  participantNo: string;
  name: string;
  letter: string;
  village: string;
  villageTerm: string;
  regency: string;
  state: SlipState;
};

export const SLIPS_A_PAGE = 50;

/** A page of the list, in the order of the participant numbers, after the number `after`. */
export async function listSlips(
  db: Db,
  bimtekId: string,
  filter: SlipFilter,
  after: string,
  now: Date,
): Promise<SlipRow[]> {
  let rows = participants(db, bimtekId, filter)
    .select(['p.id as personId', 'e.participant_no as participantNo', 'p.name', 'k.letter'])
    .select([
      'v.name as village',
      'r.village_term as villageTerm',
      'r.name as regency',
      state(now).as('state'),
    ])
    .where('e.participant_no', '>', after);
  if (filter.state !== 'all') rows = rows.where(state(now), 'in', STATES[filter.state]);
  if (filter.q)
    rows = rows.where((eb) =>
      eb.or([
        eb('p.name_key', 'like', `%${nameKey(filter.q)}%`),
        eb('e.participant_no', 'ilike', `${filter.q}%`),
      ]),
    );
  return rows
    .orderBy('e.participant_no')
    .limit(SLIPS_A_PAGE + 1)
    .execute();
}

/** Persons of the filter who can get a new slip: no password yet and no live slip that still works. */
export async function peopleWithoutSlip(
  db: Db,
  actor: Actor,
  bimtekId: string,
  filter: SlipFilter,
  now: Date,
): Promise<string[]> {
  const rows = await participants(db, bimtekId, filter)
    .select('p.id')
    .where(state(now), 'in', STATES.none)
    .where(renewsSlipOf(actor, now))
    .execute();
  return rows.map((row) => row.id);
}

/** What stands on a slip of paper and in the message. */
export type SlipContent = {
  slipId: string;
  personId: string;
  name: string;
  phone: string | null;
  /** False when the phone signs someone else in. */
  phoneSignsIn: boolean;
  code: string;
  participantCode: string;
  expiresAt: Date;
  participantNo: string | null;
  village: string | null;
  villageTerm: string | null;
  regency: string | null;
};

export const MOST_PRINTED = 400;

/** Slips that work, of people without a password, at most `MOST_PRINTED`: 50 sheets. */
export async function slipsToPrint(
  db: Db,
  keys: Keys,
  actor: Actor,
  bimtekId: string,
  filter: SlipFilter,
  now: Date,
): Promise<SlipContent[]> {
  const rows = await participants(db, bimtekId, filter)
    .innerJoin('slip as live', 'live.id', 's.id')
    .select([
      'live.id',
      'p.id as person_id',
      'p.name',
      'p.phone_e164',
      'a.login_phone',
      'a.participant_code',
      'live.expires_at',
    ])
    .select(['e.participant_no', 'v.name as village', 'r.village_term', 'r.name as regency'])
    .where(state(now), 'in', STATES.made)
    .where(renewsSlipOf(actor, now))
    .orderBy('e.participant_no')
    .limit(MOST_PRINTED)
    .execute();
  return rows.map((row) => contentOf(keys, row));
}

type ContentRow = {
  id: string;
  person_id: string;
  name: string;
  phone_e164: string | null;
  login_phone: string | null;
  participant_code: string;
  expires_at: Date;
  participant_no: string | null;
  village: string | null;
  village_term: string | null;
  regency: string | null;
};

const contentOf = (keys: Keys, row: ContentRow): SlipContent => ({
  slipId: row.id,
  personId: row.person_id,
  name: row.name,
  phone: row.phone_e164,
  phoneSignsIn: row.login_phone !== null,
  code: slipCode(keys, row.id),
  participantCode: row.participant_code,
  expiresAt: row.expires_at,
  participantNo: row.participant_no,
  village: row.village,
  villageTerm: row.village_term,
  regency: row.regency,
});

export type PersonSlip = {
  personId: string;
  name: string;
  active: boolean;
  hasPassword: boolean;
  /** The live slip that still works, or null. */
  slip: SlipContent | null;
  sentAt: Date | null;
  printedAt: Date | null;
  bimtek: SlipBimtek | null;
  classId: string | null;
};

/** A person with the live slip, when the actor may renew it. */
export async function findPersonSlip(
  db: Db,
  keys: Keys,
  actor: Actor,
  personId: string,
  now: Date,
): Promise<PersonSlip | null> {
  const row = await db
    .selectFrom('person as p')
    .innerJoin('account as a', 'a.person_id', 'p.id')
    .leftJoin('slip as s', (join) =>
      join.onRef('s.person_id', '=', 'p.id').on('s.used_at', 'is', null).on('s.void_at', 'is', null),
    )
    .leftJoin('enrolment as e', 'e.id', 'p.latest_enrolment_id')
    .leftJoin('village as v', 'v.code', 'e.village_code')
    .leftJoin('regency as r', 'r.code', 'v.regency_code')
    .leftJoin('bimtek as b', 'b.id', 'e.bimtek_id')
    .select([
      'p.id as person_id',
      'p.name',
      'p.phone_e164',
      'a.login_phone',
      'a.participant_code',
      'a.active',
      'a.password_hash',
    ])
    .select([
      's.id',
      's.expires_at',
      's.tries',
      's.sent_at',
      's.printed_at',
      'e.participant_no',
      'e.class_id',
    ])
    .select(['v.name as village', 'r.village_term', 'r.name as regency'])
    .select([
      'b.id as bimtek_id',
      'b.name as bimtek',
      'b.label',
      'b.place',
      'b.starts_on',
      'b.ends_on',
      'b.time_zone',
    ])
    .where('p.id', '=', personId)
    .where(renewsSlipOf(actor, now))
    .executeTakeFirst();
  if (!row) return null;
  const { id, expires_at: expiresAt } = row;
  const works = id !== null && expiresAt !== null && expiresAt > now && (row.tries ?? 0) < SLIP_TRIES;
  return {
    personId: row.person_id,
    name: row.name,
    active: row.active,
    hasPassword: row.password_hash !== null,
    slip: works ? contentOf(keys, { ...row, id, expires_at: expiresAt }) : null,
    sentAt: row.sent_at,
    printedAt: row.printed_at,
    bimtek: row.bimtek_id
      ? {
          id: row.bimtek_id,
          name: row.bimtek ?? '',
          label: row.label ?? '',
          place: row.place ?? '',
          startsOn: row.starts_on ?? '',
          endsOn: row.ends_on ?? '',
          timeZone: row.time_zone ?? 'Asia/Jakarta',
        }
      : null,
    classId: row.class_id,
  };
}

export type SlipChoices = {
  classes: { id: string; letter: string }[];
  regencies: { code: string; name: string }[];
};

/** What the list can be filtered by: classes and kabupaten of the bimtek. */
export async function slipChoices(db: Db, bimtekId: string): Promise<SlipChoices> {
  const classes = await db
    .selectFrom('class')
    .select(['id', 'letter'])
    .where('bimtek_id', '=', bimtekId)
    .orderBy('letter')
    .execute();
  const regencies = await db
    .selectFrom('regency as r')
    .select(['r.code', 'r.name'])
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('enrolment as e')
          .innerJoin('village as v', 'v.code', 'e.village_code')
          .select(sql`1`.as('one'))
          .where('e.bimtek_id', '=', bimtekId)
          .whereRef('v.regency_code', '=', 'r.code'),
      ),
    )
    .orderBy('r.code')
    .execute();
  return { classes, regencies };
}
