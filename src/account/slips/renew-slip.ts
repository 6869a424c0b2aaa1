import type { Trx } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { type Result, ok, refused } from '../../result.ts';
import { slipEnd } from '../rules.ts';
import { issueSlips } from '../slip.ts';
import { renewsSlipOf } from './scope.ts';

/**
 * A new login slip for a person in the actor's scope; the old one is dead from now on. Password and logins stay until
 * the new code is used. `gone`: out of scope or not there; `inactive`: an admin has to activate the account first.
 */
export async function renewSlip(
  trx: Trx,
  actor: Actor,
  personId: string,
  now: Date,
): Promise<Result<{ slipId: string }, { reason: 'gone' } | { reason: 'inactive' }>> {
  const person = await trx
    .selectFrom('person as p')
    .innerJoin('account as a', 'a.person_id', 'p.id')
    .leftJoin('enrolment as e', 'e.id', 'p.latest_enrolment_id')
    .leftJoin('bimtek as b', 'b.id', 'e.bimtek_id')
    .select(['p.id', 'a.active', 'b.starts_on', 'b.time_zone'])
    .where('p.id', '=', personId)
    .where(renewsSlipOf(actor, now))
    .executeTakeFirst();
  if (!person) return refused('gone');
  if (!person.active) return refused('inactive');
  const bimtek =
    person.starts_on && person.time_zone ? { startsOn: person.starts_on, timeZone: person.time_zone } : null;
  const [slip] = await issueSlips(
    trx,
    [person.id],
    { expiresAt: slipEnd(bimtek, now), byId: actor.personId },
    now,
  );
  return slip ? ok({ slipId: slip.slipId }) : refused('gone');
}
