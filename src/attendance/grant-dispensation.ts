import { sql } from 'kysely';
import { appendEvent } from '../audit/index.ts';
import { organises } from '../bimtek/index.ts';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { Db, Trx } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';
import { ok, refused, type Result } from '../result.ts';
import { holdOpen, readClosing } from './closing-state.ts';

export type DispensationRefusal = {
  reason: 'not-found' | 'own' | 'closed' | 'not-excused' | 'granted' | 'not-granted';
};
type Pair = { sessionId: string; enrolmentId: string };
type Outcome = Result<{ no: number }, DispensationRefusal>;

/**
 * Panitia let an izin or sakit count, with a reason and a make-up task. It belongs to the session and enrolment and
 * counts only while the value is izin or sakit. Under a closing nothing that counts may change.
 */
export async function grantDispensation(
  trx: Trx,
  actor: Actor,
  wish: Pair & { reason: string; task: string },
  now: Date,
): Promise<Outcome> {
  const place = await lockPlace(trx, actor, wish);
  if (!place.ok) return place;
  const { bimtekId, rootId, personId, status, live, last } = place.value;
  if (status !== 'izin' && status !== 'sakit') return refused('not-excused');
  if (live !== null) return refused('granted');
  const no = last + 1;
  await trx
    .insertInto('dispensation')
    .values({
      bimtek_id: bimtekId,
      enrolment_id: rootId,
      session_id: wish.sessionId,
      no,
      reason: wish.reason,
      task: wish.task,
      person_id: personId,
      by_id: actor.personId,
      at: now,
    })
    .execute();
  return settle(trx, actor, 'dispensation-granted', { ...place.value, sessionId: wish.sessionId, no }, now);
}

/** Takes it back; what stood there stays in the log. */
export async function revokeDispensation(trx: Trx, actor: Actor, pair: Pair, now: Date): Promise<Outcome> {
  const place = await lockPlace(trx, actor, pair);
  if (!place.ok) return place;
  const { bimtekId, rootId, live } = place.value;
  if (live === null) return refused('not-granted');
  await trx
    .updateTable('dispensation')
    .set({ revoked_at: now, revoked_by: actor.personId })
    .where('bimtek_id', '=', bimtekId)
    .where('enrolment_id', '=', rootId)
    .where('session_id', '=', pair.sessionId)
    .where('no', '=', live)
    .execute();
  return settle(
    trx,
    actor,
    'dispensation-revoked',
    { ...place.value, sessionId: pair.sessionId, no: live },
    now,
  );
}

type Place = { bimtekId: string; rootId: string; personId: string };
type State = { status: string | null; live: number | null; last: number };

/** Finds the pair through the panitia, locks it, then reads what stands there. */
async function lockPlace(
  trx: Trx,
  actor: Actor,
  pair: Pair,
): Promise<Result<Place & State, DispensationRefusal>> {
  const { rows } = await sql<Place>`
    select s.bimtek_id as "bimtekId", e.root_id as "rootId", p.root_id as "personId"
    from session s
    join enrolment e on e.bimtek_id = s.bimtek_id and e.id = ${pair.enrolmentId}
    join enrolment root on root.bimtek_id = e.bimtek_id and root.id = e.root_id
    join person p on p.id = root.person_id
    where s.id = ${pair.sessionId} and ${organises(actor, 's')}`.execute(trx);
  const place = rows[0];
  if (!place) return refused('not-found');
  if (place.personId === actor.personId) return refused('own');
  await holdOpen(trx, place.bimtekId);
  if ((await readClosing(trx, place.bimtekId)).inForce !== null) return refused('closed');
  await lockEnrolments(trx, place.bimtekId, [place.rootId]);
  const state = await sql<State>`
    select
      (select a.status from attendance a where a.bimtek_id = ${place.bimtekId} and a.enrolment_id = ${place.rootId}
        and a.session_id = ${pair.sessionId}) as status,
      max(d.no) filter (where d.revoked_at is null) as live, coalesce(max(d.no), 0) as last
    from dispensation d
    where d.bimtek_id = ${place.bimtekId} and d.enrolment_id = ${place.rootId} and d.session_id = ${pair.sessionId}`.execute(
    trx,
  );
  return ok({ ...place, ...(state.rows[0] ?? { status: null, live: null, last: 0 }) });
}

async function settle(
  trx: Trx,
  actor: Actor,
  act: string,
  what: Place & { sessionId: string; no: number },
  now: Date,
): Promise<Outcome> {
  await appendEvent(trx, {
    at: now,
    actorId: actor.personId,
    act,
    subject: { kind: 'enrolment', id: what.rootId },
    bimtekId: what.bimtekId,
    detail: { session: what.sessionId, no: what.no },
  });
  await refreshStanding(trx, what.bimtekId, [what.rootId], now);
  return ok({ no: what.no });
}

/** The dispensation in force for a pair, or null. */
export async function liveDispensation(
  db: Db,
  bimtekId: string,
  pair: Pair,
): Promise<{ reason: string; task: string; byName: string; at: Date } | null> {
  const row = await db
    .selectFrom('dispensation as d')
    .innerJoin('person as p', 'p.id', 'd.by_id')
    .select(['d.reason', 'd.task', 'p.name as byName', 'd.at'])
    .where('d.bimtek_id', '=', bimtekId)
    .where('d.enrolment_id', '=', pair.enrolmentId)
    .where('d.session_id', '=', pair.sessionId)
    .where('d.revoked_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}
