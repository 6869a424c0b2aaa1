import { sql } from 'kysely';
import type { Db, MarkStatus } from '../../database/schema.ts';
import type { PresensiBimtek } from '../overview.ts';
import { stays } from '../plan.ts';

/** A class in a session that has begun: `done` when all are marked or its trainer finished the roll call. */
export type ClassInSession = {
  sessionId: string;
  no: number;
  topic: string;
  startsAt: Date;
  endsAt: Date;
  letter: string;
  members: number;
  marked: number;
  done: boolean;
  trainers: string[];
};

/** Every class of the counted sessions that began on `day` by `now`, with people in it; no cancelled ones. */
export async function classesInSessions(
  db: Db,
  { bimtekId, zone }: PresensiBimtek,
  day: string,
  now: Date,
): Promise<ClassInSession[]> {
  const { rows } = await sql<ClassInSession>`
    with stay as materialized (${stays(bimtekId)}),
    begun as (
      select * from session s where s.bimtek_id = ${bimtekId} and s.counted and s.cancelled_at is null and s.starts_at <= ${now}
        and (s.starts_at at time zone ${zone})::date = ${day}::date
    ),
    cell as (
      select s.id, sc.class_id, count(*)::int as members, count(a.session_id)::int as marked
      from begun s
      join session_class sc on sc.bimtek_id = s.bimtek_id and sc.session_id = s.id
      join stay on stay.class_id = sc.class_id and s.starts_at >= stay.lo and s.starts_at < stay.hi
        and s.starts_at >= stay.joined and (stay.ended_at is null or s.starts_at < stay.ended_at)
      left join attendance a on a.bimtek_id = s.bimtek_id and a.enrolment_id = stay.enrolment_id and a.session_id = s.id
      group by 1, 2
    )
    select s.id as "sessionId", s.no, s.topic, s.starts_at as "startsAt", s.ends_at as "endsAt", c.letter, cell.members,
      cell.marked, s.finished_at is not null or cell.marked = cell.members as done,
      coalesce(
        (select jsonb_agg(p.name order by p.name_key) from session_trainer t join person p on p.id = t.person_id
          where t.bimtek_id = s.bimtek_id and t.session_id = s.id),
        (select jsonb_agg(p.name order by p.name_key) from class_trainer t join person p on p.id = t.person_id
          where t.bimtek_id = s.bimtek_id and t.class_id = cell.class_id and t.since <= s.ends_at and (t.until is null or t.until > s.starts_at)),
        '[]') as trainers
    from begun s
    join cell on cell.id = s.id
    join class c on c.id = cell.class_id and c.bimtek_id = s.bimtek_id
    order by s.starts_at, s.no, c.letter, s.id`.execute(db);
  return rows;
}

/** Someone absent (izin, sakit or alpa) in their last sessions, at least two in a row; oldest first. */
export type AbsentRun = {
  enrolmentId: string;
  no: string;
  name: string;
  letter: string;
  sessions: { id: string; no: number; status: MarkStatus }[];
};

/**
 * People who were absent in their last marked counted sessions by `now`, two or more in a row, longest first. A session
 * without a mark neither breaks nor makes the run; who has left is not listed.
 */
export async function absentRuns(db: Db, bimtekId: string, now: Date): Promise<AbsentRun[]> {
  const { rows } = await sql<AbsentRun>`
    with stay as materialized (${stays(bimtekId, sql`e.ended_at is null`)}),
    marked as (
      select stay.enrolment_id, s.id, s.no, a.status, row_number() over (
          partition by stay.enrolment_id order by s.starts_at desc, s.no desc, s.id desc) as back
      from stay
      join session_class sc on sc.bimtek_id = ${bimtekId} and sc.class_id = stay.class_id
      join session s on s.id = sc.session_id and s.bimtek_id = sc.bimtek_id and s.counted and s.cancelled_at is null
        and s.starts_at <= ${now} and s.starts_at >= stay.lo and s.starts_at < stay.hi and s.starts_at >= stay.joined
      join attendance a on a.bimtek_id = s.bimtek_id and a.enrolment_id = stay.enrolment_id and a.session_id = s.id
    ),
    here as (
      select enrolment_id, min(back) as back from marked where status in ('hadir', 'terlambat') group by 1
    )
    select e.id as "enrolmentId", e.participant_no as no, p.name, c.letter,
      jsonb_agg(jsonb_build_object('id', m.id, 'no', m.no, 'status', m.status) order by m.back desc) as sessions
    from marked m
    left join here h on h.enrolment_id = m.enrolment_id
    join enrolment e on e.bimtek_id = ${bimtekId} and e.id = m.enrolment_id
    join person p on p.id = e.person_id
    join class c on c.id = e.class_id and c.bimtek_id = e.bimtek_id
    where h.back is null or m.back < h.back
    group by e.id, e.participant_no, p.name, c.letter
    having count(*) > 1
    order by count(*) desc, e.participant_no`.execute(db);
  return rows;
}

export type OutOfReach = {
  enrolmentId: string;
  no: string;
  name: string;
  letter: string;
  /** JP in halves. */
  attended: number;
  planned: number;
};

/** Who can no longer reach the threshold of attendance, as `standing` has it; who has left is not listed. */
export const outOfReach = (db: Db, bimtekId: string): Promise<OutOfReach[]> =>
  db
    .selectFrom('standing as s')
    .innerJoin('person as p', 'p.id', 's.person_id')
    .innerJoin('class as c', 'c.id', 's.class_id')
    .select([
      's.enrolment_id as enrolmentId',
      's.participant_no as no',
      'p.name',
      'c.letter',
      's.half_jp_attended as attended',
      's.half_jp_planned as planned',
    ])
    .where('s.bimtek_id', '=', bimtekId)
    .where('s.l1', '=', 'never')
    .where('s.ended', '=', false)
    .orderBy('s.participant_no')
    .execute();
