import { sql } from 'kysely';
import type { Db } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { nameKey } from '../rules.ts';
import { slipPeopleOf, type SlipFilter, slipState, type SlipState, STATES_OF } from './participants.ts';
import { renewsSlipOf } from './scope.ts';

export type SlipCounts = { all: number; made: number; sent: number; active: number; none: number };

/** One row of figures for the head of the list. */
export async function countSlips(
  db: Db,
  bimtekId: string,
  filter: SlipFilter,
  now: Date,
): Promise<SlipCounts> {
  const one = (which: SlipState[]) =>
    sql<number>`count(*) filter (where ${slipState(now)} = any(${which}::text[]))::int`;
  return slipPeopleOf(db, bimtekId, filter)
    .select([
      sql<number>`count(*)::int`.as('all'),
      one(['made', 'sent']).as('made'),
      one(['sent']).as('sent'),
      one(['active']).as('active'),
      one(['none', 'expired', 'dead']).as('none'),
    ])
    .executeTakeFirstOrThrow();
}

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

const SLIPS_A_PAGE = 50;

/** A page of the list, in the order of the participant numbers, after the number `after`. */
export async function listSlips(
  db: Db,
  bimtekId: string,
  filter: SlipFilter,
  after: string,
  now: Date,
): Promise<SlipRow[]> {
  let rows = slipPeopleOf(db, bimtekId, filter)
    .select(['p.id as personId', 'e.participant_no as participantNo', 'p.name', 'k.letter'])
    .select([
      'v.name as village',
      'r.village_term as villageTerm',
      'r.name as regency',
      slipState(now).as('state'),
    ])
    .where('e.participant_no', '>', after);
  if (filter.state !== 'all') rows = rows.where(slipState(now), 'in', STATES_OF[filter.state]);
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
  const rows = await slipPeopleOf(db, bimtekId, filter)
    .select('p.id')
    .where(slipState(now), 'in', STATES_OF.none)
    .where(renewsSlipOf(actor, now))
    .execute();
  return rows.map((row) => row.id);
}
