import type { Db } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import type { Keys } from '../../keys.ts';
import { SLIP_TRIES, slipCode } from '../slip.ts';
import { slipPeopleOf, type SlipBimtek, type SlipFilter, slipState, STATES_OF } from './participants.ts';
import { renewsSlipOf } from './scope.ts';

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

const MOST_PRINTED = 400;

/** Slips that work, of people without a password, at most `MOST_PRINTED`: 50 sheets. */
export async function slipsToPrint(
  db: Db,
  keys: Keys,
  actor: Actor,
  bimtekId: string,
  filter: SlipFilter,
  now: Date,
): Promise<SlipContent[]> {
  const rows = await slipPeopleOf(db, bimtekId, filter)
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
    .where(slipState(now), 'in', STATES_OF.made)
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
