import { sql } from 'kysely';
import { organises, teachesSession } from '../bimtek/index.ts';
import type { Trx } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';
import { inPlan } from './plan.ts';

/** Where a mark belongs: a session and an enrolment of one bimtek, found through the actor. */
export type Place = {
  sessionId: string;
  enrolmentId: string;
  rootId: string;
  bimtekId: string;
  /** The surviving person of the enrolment. */
  personId: string;
  startsAt: Date;
  /** The session is one of the class that the person had at its start. */
  planned: boolean;
  /** The enrolment had ended before the session started. */
  ended: boolean;
  /** The actor is pelatih of the session or of a class of it, or panitia of the bimtek. */
  marker: boolean;
};

export const placeKey = (place: { sessionId: string; enrolmentId: string }): string =>
  `${place.sessionId} ${place.enrolmentId}`;

/** The places of these pairs that the actor may mark, or that are the actor's own, by `placeKey`. */
export async function findPlaces(
  trx: Trx,
  actor: Actor,
  wishes: readonly { sessionId: string; enrolmentId: string }[],
  now: Date,
): Promise<ReadonlyMap<string, Place>> {
  const sessions = wishes.map((wish) => wish.sessionId);
  const enrolments = wishes.map((wish) => wish.enrolmentId);
  const { rows } = await sql<Place>`
    with there as materialized (
      select s.id, s.bimtek_id, s.starts_at, (${teachesSession(actor, 's', now)} or ${organises(actor, 's')}) as marker
      from session s where s.id = any(${[...new Set(sessions)]}::uuid[])
    )
    select distinct s.id as "sessionId", e.id as "enrolmentId", e.root_id as "rootId", s.bimtek_id as "bimtekId",
      p.root_id as "personId", s.starts_at as "startsAt", ${inPlan('root', 's')} as planned,
      coalesce(root.ended_at <= s.starts_at, false) as ended, s.marker
    from unnest(${sessions}::uuid[], ${enrolments}::uuid[]) as wish (session_id, enrolment_id)
    join there s on s.id = wish.session_id
    join enrolment e on e.id = wish.enrolment_id and e.bimtek_id = s.bimtek_id
    join enrolment root on root.id = e.root_id and root.bimtek_id = e.bimtek_id
    join person p on p.id = root.person_id
    where s.marker or p.root_id = ${actor.personId}`.execute(trx);
  return new Map(rows.map((place) => [placeKey(place), place]));
}
