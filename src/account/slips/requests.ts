import { sql } from 'kysely';
import { appendEvent } from '../../audit/index.ts';
import type { Db, Trx } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { newId } from '../../id.ts';
import { type Result, ok } from '../../result.ts';
import { findAccount, readPhone } from '../sign-in.ts';
import { slipState, type SlipState, STATES_OF } from './participants.ts';
import { renewsSlipOf } from './scope.ts';

/**
 * "Lupa kata sandi" by phone number or participant code: puts the person on the list of whoever may renew their slip.
 * Nobody learns whether such a person is there, and asking again changes nothing while one request is open. A phone
 * that several people share and that signs none of them in asks for nobody: their participant code does.
 */
export async function askForSlip(trx: Trx, typed: string, now: Date): Promise<Result<null, never>> {
  const personId = (await findAccount(trx, typed))?.person_id ?? (await onlyOneWithPhone(trx, typed));
  if (!personId) return ok(null);
  const row = await trx
    .insertInto('slip_request')
    .values({ id: newId(), person_id: personId, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (row)
    await appendEvent(trx, {
      at: now,
      actorId: null,
      act: 'slip-asked',
      subject: { kind: 'person', id: personId },
    });
  return ok(null);
}

async function onlyOneWithPhone(trx: Trx, typed: string): Promise<string | undefined> {
  const phone = readPhone(typed);
  if (!phone) return undefined;
  const rows = await trx
    .selectFrom('person as p')
    .innerJoin('account as a', 'a.person_id', 'p.id')
    .select('p.id')
    .where('p.phone_e164', '=', phone)
    .where('a.active', '=', true)
    .limit(2)
    .execute();
  return rows.length === 1 ? rows[0]?.id : undefined;
}

export type SlipPerson = {
  personId: string;
  name: string;
  participantNo: string | null;
  letter: string | null;
  place: string | null;
  state: SlipState;
  /** When they asked for a new slip; null when they did not. */
  askedAt: Date | null;
};

const MOST_SHOWN = 100;

/** People whose slip the actor may renew; the aliases are p, a, s, e, k, v, r, q. */
const inScope = (db: Db, actor: Actor, now: Date) =>
  db
    .selectFrom('person as p')
    .innerJoin('account as a', 'a.person_id', 'p.id')
    .leftJoin('slip_request as q', (join) =>
      join.onRef('q.person_id', '=', 'p.id').on('q.settled_at', 'is', null),
    )
    .where('a.active', '=', true)
    .where(renewsSlipOf(actor, now));

/** Those who asked (`asked`), the longest wait first, or those who have not been in yet, by name; at most 100. */
export async function slipPeople(
  db: Db,
  actor: Actor,
  which: 'asked' | 'waiting',
  now: Date,
): Promise<SlipPerson[]> {
  const rows = inScope(db, actor, now)
    .leftJoin('slip as s', (join) =>
      join.onRef('s.person_id', '=', 'p.id').on('s.used_at', 'is', null).on('s.void_at', 'is', null),
    )
    .leftJoin('enrolment as e', 'e.id', 'p.latest_enrolment_id')
    .leftJoin('class as k', (join) =>
      join.onRef('k.id', '=', 'e.class_id').onRef('k.bimtek_id', '=', 'e.bimtek_id'),
    )
    .leftJoin('village as v', 'v.code', 'e.village_code')
    .leftJoin('regency as r', 'r.code', 'v.regency_code')
    .select([
      'p.id as personId',
      'p.name',
      'e.participant_no as participantNo',
      'k.letter',
      'q.at as askedAt',
    ])
    .select([sql<string | null>`v.name || ', ' || r.name`.as('place'), slipState(now).as('state')])
    .limit(MOST_SHOWN);
  return which === 'asked'
    ? rows.where('q.id', 'is not', null).orderBy('q.at').orderBy('q.id').execute()
    : rows
        .where(slipState(now), 'in', STATES_OF.waiting)
        .where('e.ended_at', 'is', null)
        .orderBy('p.name_key')
        .orderBy('p.id')
        .execute();
}

/** How many wait for a new slip from this actor: a line on their first page. */
export async function countSlipRequests(db: Db, actor: Actor, now: Date): Promise<number> {
  const { n } = await inScope(db, actor, now)
    .where('q.id', 'is not', null)
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow();
  return n;
}
