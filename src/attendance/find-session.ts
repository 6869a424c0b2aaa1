import { sql } from 'kysely';
import { organises, readsBimtek, teachesSession } from '../bimtek/index.ts';
import type { Db, TimeZone, Trx } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';

export type HallSession = {
  id: string;
  bimtekId: string;
  bimtekLabel: string;
  zone: TimeZone;
  no: number;
  topic: string;
  room: string;
  startsAt: Date;
  endsAt: Date;
  halfJp: number;
  counted: boolean;
  cancelledAt: Date | null;
  cancelReason: string | null;
  finishedAt: Date | null;
  finishedByName: string | null;
  /** The actor's own class first, then by letter. */
  classes: { id: string; letter: string }[];
  trainers: string[];
  /** Pelatih of the session or a class of it, or panitia of the bimtek; others only read. */
  mayMark: boolean;
  organiser: boolean;
};

/** A session as its pelatih and the panitia see it, found through the actor. */
export async function findSession(
  db: Db | Trx,
  actor: Actor,
  sessionId: string,
  now: Date,
): Promise<HallSession | undefined> {
  const { rows } = await sql<HallSession>`
    select s.id, s.bimtek_id as "bimtekId", b.label as "bimtekLabel", b.time_zone as zone, s.no, s.topic, s.room,
      s.starts_at as "startsAt", s.ends_at as "endsAt", s.half_jp as "halfJp", s.counted,
      s.cancelled_at as "cancelledAt", s.cancel_reason as "cancelReason", s.finished_at as "finishedAt",
      f.name as "finishedByName", may.mark as "mayMark", ${organises(actor, 's')} as organiser,
      (select jsonb_agg(jsonb_build_object('id', c.id, 'letter', c.letter) order by not exists (
          select from class_trainer t where t.bimtek_id = c.bimtek_id and t.class_id = c.id
            and t.person_id = ${actor.personId} and t.since <= ${now} and (t.until is null or t.until > ${now})), c.letter)
        from session_class sc join class c on c.id = sc.class_id and c.bimtek_id = sc.bimtek_id
        where sc.session_id = s.id and sc.bimtek_id = s.bimtek_id) as classes,
      coalesce((select jsonb_agg(p.name order by p.name) from session_trainer t join person p on p.id = t.person_id
        where t.session_id = s.id and t.bimtek_id = s.bimtek_id), '[]') as trainers
    from session s
    join bimtek b on b.id = s.bimtek_id
    left join person f on f.id = s.finished_by
    cross join lateral (select ${teachesSession(actor, 's', now)} or ${organises(actor, 's')} as mark) may
    where s.id = ${sessionId} and (may.mark or ${readsBimtek(actor, 's')})`.execute(db);
  return rows[0] && { ...rows[0], classes: rows[0].classes ?? [] };
}
