import { sql } from 'kysely';
import { appendEvent } from '../audit/index.ts';
import { lockEnrolments } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';
import { ok, refused, type Result } from '../result.ts';
import { holdOpen, readClosing } from './closing-state.ts';
import { inPlan } from './plan.ts';

/** `id` is made by the device. The sentence says what is wrong, also when nobody has marked yet. */
export type NewObjection = { id: string; sessionId: string; says: string };
export type ObjectRefusal = { reason: 'not-found' | 'not-started' | 'waiting' | 'other-content' };

/**
 * "Ini keliru": the kader objects to the own mark, or to having none. One at a time waits for its answer; whatever
 * the answer, both stay in the log. Under a closing it is kept as sesudah kunci.
 */
export async function objectToMark(
  trx: Trx,
  actor: Actor,
  objection: NewObjection,
  now: Date,
): Promise<Result<{ id: string }, ObjectRefusal>> {
  const place = await findOwn(trx, actor, objection.sessionId);
  if (!place) return refused('not-found');
  await holdOpen(trx, place.bimtekId);
  const closing = await readClosing(trx, place.bimtekId);
  await lockEnrolments(trx, place.bimtekId, [place.enrolmentId]);
  const before = await readBefore(trx, objection.id, objection.sessionId, place);
  if (before.taken)
    return before.sameSays === objection.says ? ok({ id: objection.id }) : refused('other-content');
  if (before.waiting) return refused('waiting');
  if (before.headId === null && place.startsAt > now) return refused('not-started');
  const written = await trx
    .insertInto('objection')
    .values({
      id: objection.id,
      bimtek_id: place.bimtekId,
      session_id: objection.sessionId,
      enrolment_id: place.enrolmentId,
      mark_id: before.headId,
      says: objection.says,
      closing_no: closing.inForce,
      by_id: actor.personId,
      at: now,
    })
    .onConflict((oc) => oc.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!written) return refused('other-content');
  await appendEvent(trx, {
    at: now,
    actorId: actor.personId,
    act: 'objection-raised',
    subject: { kind: 'objection', id: objection.id },
    bimtekId: place.bimtekId,
    detail: {
      session: objection.sessionId,
      enrolment: place.enrolmentId,
      mark: before.headId,
      closing: closing.inForce,
    },
  });
  return ok({ id: objection.id });
}

type OwnPlace = { bimtekId: string; enrolmentId: string; startsAt: Date };

/** The actor's surviving enrolment in the plan of that session, or with a mark there. */
async function findOwn(trx: Trx, actor: Actor, sessionId: string): Promise<OwnPlace | undefined> {
  const { rows } = await sql<OwnPlace>`
    select s.bimtek_id as "bimtekId", e.id as "enrolmentId", s.starts_at as "startsAt"
    from session s
    join enrolment e on e.bimtek_id = s.bimtek_id and e.root_id = e.id
    join person p on p.id = e.person_id and p.root_id = ${actor.personId}
    where s.id = ${sessionId} and (${inPlan('e', 's')} or exists (
      select from attendance a where a.bimtek_id = e.bimtek_id and a.enrolment_id = e.id and a.session_id = s.id))`.execute(
    trx,
  );
  return rows[0];
}

type Before = { headId: string | null; waiting: boolean; sameSays: string | null; taken: boolean };

/** What stands there already: the mark objected to, an objection that waits, one with the same id. */
async function readBefore(trx: Trx, id: string, sessionId: string, place: OwnPlace): Promise<Before> {
  const { rows } = await sql<Before>`
    select
      (select a.head_id from attendance a
        where a.bimtek_id = ${place.bimtekId} and a.enrolment_id = ${place.enrolmentId} and a.session_id = ${sessionId}) as "headId",
      exists (select from objection o
        join enrolment e on e.bimtek_id = o.bimtek_id and e.id = o.enrolment_id and e.root_id = ${place.enrolmentId}
        where o.bimtek_id = ${place.bimtekId} and o.session_id = ${sessionId}
          and not exists (select from objection_answer n where n.objection_id = o.id)) as waiting,
      (select o.says from objection o
        where o.id = ${id} and o.session_id = ${sessionId} and o.enrolment_id = ${place.enrolmentId}) as "sameSays",
      exists (select from objection o where o.id = ${id}) as taken`.execute(trx);
  return rows[0] ?? { headId: null, waiting: false, sameSays: null, taken: false };
}
