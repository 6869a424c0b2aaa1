import { type RawBuilder, sql } from 'kysely';
import type { Db, MarkStatus, TimeZone, Trx } from '../../database/schema.ts';
import type { PresensiBimtek } from '../overview.ts';

/** A trainer in a session: expected there by the timetable, or seen there by the panitia. */
export type TrainerInSession = {
  sessionId: string;
  no: number;
  topic: string;
  startsAt: Date;
  endsAt: Date;
  letters: string[];
  personId: string;
  name: string;
  /** Neither named for the session nor trainer of its class: somebody stood in. */
  standIn: boolean;
  /** What stands; null when nobody has written it down. */
  markId: string | null;
  status: MarkStatus | null;
  /** When this trainer first marked somebody in the session: a hint, no proof. */
  calledAt: Date | null;
};

/**
 * Who teaches which session: those named for it, else the trainers of its classes at that time, and those
 * whom the panitia wrote down; with the mark that no other mark replaces. `which` chooses the sessions (alias s).
 */
const teaching = (which: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  with chosen as (select * from session s where s.cancelled_at is null and ${which}),
  expected as (
    select t.session_id, t.person_id from session_trainer t join chosen s on s.id = t.session_id and s.bimtek_id = t.bimtek_id
    union
    select s.id, t.person_id from chosen s
    join session_class sc on sc.bimtek_id = s.bimtek_id and sc.session_id = s.id
    join class_trainer t on t.bimtek_id = s.bimtek_id and t.class_id = sc.class_id and t.since <= s.ends_at
      and (t.until is null or t.until > s.starts_at)
    where not exists (select from session_trainer o where o.bimtek_id = s.bimtek_id and o.session_id = s.id)
  ),
  stands as (
    select m.* from trainer_mark m join chosen s on s.id = m.session_id and s.bimtek_id = m.bimtek_id
    where not exists (select from trainer_mark o where o.replaces = m.id)
  ),
  teaching as (
    select coalesce(e.session_id, m.session_id) as session_id, coalesce(e.person_id, m.person_id) as person_id,
      e.person_id is null as stand_in, m.id as mark_id, m.status
    from expected e full join stands m on m.session_id = e.session_id and m.person_id = e.person_id
  )`;

/** Letters of the classes of the session `s`. */
const letters = sql`coalesce((select jsonb_agg(c.letter order by c.letter) from session_class sc
  join class c on c.id = sc.class_id and c.bimtek_id = sc.bimtek_id
  where sc.bimtek_id = s.bimtek_id and sc.session_id = s.id), '[]')`;

/** A stand-in counts only where they were there. */
const wasMeant = sql`(not t.stand_in or t.status in ('hadir', 'terlambat'))`;

/** The counted and uncounted sessions of a day with their trainers, in the order of time and name. */
export async function trainersOfDay(
  db: Db | Trx,
  { bimtekId, zone }: Pick<PresensiBimtek, 'bimtekId' | 'zone'>,
  day: string,
): Promise<TrainerInSession[]> {
  const onDay = sql`s.bimtek_id = ${bimtekId} and (s.starts_at at time zone ${zone})::date = ${day}::date`;
  const { rows } = await sql<TrainerInSession>`${teaching(onDay)}
    select s.id as "sessionId", s.no, s.topic, s.starts_at as "startsAt", s.ends_at as "endsAt",
      ${letters} as letters,
      t.person_id as "personId", p.name, t.stand_in as "standIn", t.mark_id as "markId", t.status,
      (select min(k.corrected_at) from mark k
        where k.bimtek_id = s.bimtek_id and k.session_id = s.id and k.by_id = t.person_id) as "calledAt"
    from teaching t
    join chosen s on s.id = t.session_id
    join person p on p.id = t.person_id
    order by s.starts_at, s.no, s.id, p.name_key, p.id`.execute(db);
  return rows;
}

/** What a trainer taught in a bimtek, in JP halves of sessions that have begun and were not cancelled. */
export type TrainerRecap = {
  personId: string;
  name: string;
  /** Sessions and JP that have begun, of the timetable or as a stand-in. */
  sessions: number;
  halfJp: number;
  /** hadir or terlambat. */
  taught: number;
  taughtHalfJp: number;
  absent: number;
  unmarked: number;
};

/** One row a trainer, by name; `personId` narrows to one. The stand-in counts only where they were there. */
export async function trainerRecap(
  db: Db,
  bimtekId: string,
  now: Date,
  personId?: string,
): Promise<TrainerRecap[]> {
  const { rows } =
    await sql<TrainerRecap>`${teaching(sql`s.bimtek_id = ${bimtekId} and s.starts_at <= ${now}`)}
    select p.id as "personId", p.name, count(*)::int as sessions, sum(s.half_jp)::int as "halfJp",
      (count(*) filter (where t.status in ('hadir', 'terlambat')))::int as taught,
      coalesce(sum(s.half_jp) filter (where t.status in ('hadir', 'terlambat')), 0)::int as "taughtHalfJp",
      (count(*) filter (where t.status in ('izin', 'sakit', 'alpa')))::int as absent,
      (count(*) filter (where t.status is null))::int as unmarked
    from teaching t
    join chosen s on s.id = t.session_id
    join person p on p.id = t.person_id
    where (${personId ?? null}::uuid is null or p.id = ${personId ?? null}::uuid)
      and ${wasMeant}
    group by p.id, p.name, p.name_key
    order by p.name_key, p.id`.execute(db);
  return rows;
}

/** The trainers of the classes and sessions of a bimtek, for who stood in. */
export async function trainersOf(db: Db, bimtekId: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.name from person p
    where p.id in (select person_id from class_trainer where bimtek_id = ${bimtekId}
      union select person_id from session_trainer where bimtek_id = ${bimtekId})
    order by p.name_key, p.id`.execute(db);
  return rows;
}

/** The own sessions of a trainer that have begun, in every bimtek, the newest first: what the panitia wrote down. */
export type OwnTeaching = Pick<
  TrainerInSession,
  'sessionId' | 'no' | 'topic' | 'startsAt' | 'endsAt' | 'letters' | 'standIn' | 'status'
> & { zone: TimeZone; bimtekLabel: string; halfJp: number };
const MOST = 200;

export async function ownTeaching(db: Db, personId: string, now: Date): Promise<OwnTeaching[]> {
  const own = sql`s.starts_at <= ${now} and s.bimtek_id in (
    select bimtek_id from session_trainer where person_id = ${personId}
    union select bimtek_id from class_trainer where person_id = ${personId}
    union select bimtek_id from trainer_mark where person_id = ${personId})`;
  const { rows } = await sql<OwnTeaching>`${teaching(own)}
    select s.id as "sessionId", s.no, s.topic, s.starts_at as "startsAt", s.ends_at as "endsAt", b.time_zone as zone,
      b.label as "bimtekLabel", s.half_jp as "halfJp", t.status, t.stand_in as "standIn", ${letters} as letters
    from teaching t
    join chosen s on s.id = t.session_id
    join bimtek b on b.id = s.bimtek_id
    where t.person_id = ${personId} and ${wasMeant}
    order by s.starts_at desc, s.no desc, s.id limit ${MOST}`.execute(db);
  return rows;
}
