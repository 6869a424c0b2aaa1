import { appendEvent } from '../audit/index.ts';
import type { Trx } from '../database/schema.ts';
import { newId } from '../id.ts';
import { type Result, ok, refused } from '../result.ts';
import { findDeskPerson } from './queries.ts';

export type Arrive = {
  bimtekId: string;
  enrolmentId: string;
  kloter: string | null;
  letter: boolean;
  by: string;
};
/** `already`: another desk was first; `at` is an ISO instant, `who` its name. */
export type ArriveRefusal =
  | { reason: 'gone' }
  | { reason: 'self' }
  | { reason: 'already'; at: string; who: string };

/**
 * Says that a participant has come. It happens once, however many desks say so at the same moment: the table holds one
 * standing arrival an enrolment. Nobody says it of themselves.
 */
export async function confirmArrival(
  trx: Trx,
  wish: Arrive,
  now: Date,
): Promise<Result<{ arrivalId: string }, ArriveRefusal>> {
  const person = await findDeskPerson(trx, wish.bimtekId, wish.enrolmentId);
  if (!person) return refused('gone');
  if (person.personId === wish.by) return refused('self');
  const row = await trx
    .insertInto('arrival')
    .values({
      id: newId(),
      bimtek_id: wish.bimtekId,
      enrolment_id: wish.enrolmentId,
      kloter: wish.kloter,
      letter: wish.letter,
      by_id: wish.by,
      at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['bimtek_id', 'enrolment_id']).where('undone_at', 'is', null).doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  if (!row) return already(trx, wish);
  await appendEvent(trx, {
    at: now,
    actorId: wish.by,
    act: 'arrival-confirmed',
    subject: { kind: 'enrolment', id: wish.enrolmentId },
    bimtekId: wish.bimtekId,
    detail: { arrival: row.id, letter: wish.letter },
  });
  return ok({ arrivalId: row.id });
}

/** Read after the other desk committed: the insert waited for it. */
async function already(trx: Trx, wish: Arrive) {
  const there = (await findDeskPerson(trx, wish.bimtekId, wish.enrolmentId))?.arrival;
  return there ? refused('already', { at: there.at.toISOString(), who: there.by }) : refused('gone');
}

type OfArrival = { bimtekId: string; enrolmentId: string; arrivalId: string; by: string };

/**
 * Takes an arrival back. It names the arrival that the desk saw, so an old page never takes a later one back.
 * `gone`: it was taken back already.
 */
export async function undoArrival(
  trx: Trx,
  wish: OfArrival,
  now: Date,
): Promise<Result<null, { reason: 'gone' } | { reason: 'self' }>> {
  const person = await findDeskPerson(trx, wish.bimtekId, wish.enrolmentId);
  if (person?.personId === wish.by) return refused('self');
  const row = await trx
    .updateTable('arrival')
    .set({ undone_by: wish.by, undone_at: now })
    .where('id', '=', wish.arrivalId)
    .where('bimtek_id', '=', wish.bimtekId)
    .where('enrolment_id', '=', wish.enrolmentId)
    .where('undone_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  if (!row) return refused('gone');
  await appendEvent(trx, eventOf(wish, 'arrival-undone', now));
  return ok(null);
}

/** The surat tugas came later than its bearer. */
export async function recordLetter(
  trx: Trx,
  wish: OfArrival,
  now: Date,
): Promise<Result<null, { reason: 'gone' }>> {
  const row = await trx
    .updateTable('arrival')
    .set({ letter: true })
    .where('id', '=', wish.arrivalId)
    .where('bimtek_id', '=', wish.bimtekId)
    .where('enrolment_id', '=', wish.enrolmentId)
    .where('undone_at', 'is', null)
    .where('letter', '=', false)
    .returning('id')
    .executeTakeFirst();
  if (!row) return refused('gone');
  await appendEvent(trx, eventOf(wish, 'letter-received', now));
  return ok(null);
}

const eventOf = (wish: OfArrival, act: string, at: Date) => ({
  at,
  actorId: wish.by,
  act,
  subject: { kind: 'enrolment', id: wish.enrolmentId },
  bimtekId: wish.bimtekId,
  detail: { arrival: wish.arrivalId },
});
