import { type RawBuilder, sql } from 'kysely';
import type { Db, MarkSource, MarkStatus, ReadonlyDb, TimeZone, Trx } from '../database/schema.ts';
import { stays } from './plan.ts';

type Reader = Db | Trx | ReadonlyDb;

export type ObjectionState = {
  id: string;
  state: 'open' | 'accepted' | 'refused';
  says: string;
  /** The sentence of the answer. */
  reason: string | null;
  /** It came under a closing in force. */
  afterClosing: boolean;
};

/** A session in the plan of an enrolment, or with a mark for it, and how it was attended. */
export type AttendedSession = {
  sessionId: string;
  no: number;
  topic: string;
  room: string;
  startsAt: Date;
  endsAt: Date;
  zone: TimeZone;
  halfJp: number;
  counted: boolean;
  cancelled: boolean;
  /** In the plan; false for a mark that stayed after a change of class. */
  planned: boolean;
  /** `belum terdaftar`: before joining. */
  beforeJoining: boolean;
  /** After the enrolment ended: in the plan, neither met nor alpa. */
  afterEnd: boolean;
  status: MarkStatus | null;
  minutesLate: number | null;
  /** Two people disagree. */
  open: boolean;
  /** When the mark that stands was made, by whom and how. */
  at: Date | null;
  byName: string | null;
  source: MarkSource | null;
  leftAt: Date | null;
  /** An izin or sakit that counts. */
  exempt: boolean;
  /** Marks that came under a closing in force. */
  afterClosing: number;
  /** The newest one. */
  objection: ObjectionState | null;
};

/** How an enrolment attended, session by session in order of time; `on` narrows to what starts in [from, to). */
export async function attendanceOf(
  db: Reader,
  enrolmentId: string,
  on?: { from: Date; to: Date },
): Promise<AttendedSession[]> {
  const when = on ? sql`where s.starts_at >= ${on.from} and s.starts_at < ${on.to}` : sql``;
  const { rows } = await sql<AttendedSession>`
    with me as (
      select e.id, e.bimtek_id, e.ended_at, b.time_zone,
        (select min(cm.since) from class_membership cm where cm.bimtek_id = e.bimtek_id and cm.enrolment_id = e.id) as joined
      from enrolment e join bimtek b on b.id = e.bimtek_id
      where e.id = (select root_id from enrolment where id = ${enrolmentId})
    ),
    stay as (${stays(sql`(select bimtek_id from me)`, sql`e.id = (select id from me)`)}),
    planned as (
      select s.id from stay
      join session_class sc on sc.bimtek_id = (select bimtek_id from me) and sc.class_id = stay.class_id
      join session s on s.id = sc.session_id and s.bimtek_id = sc.bimtek_id and s.starts_at >= stay.lo and s.starts_at < stay.hi
    ),
    mine as (
      select id from planned
      union select a.session_id from attendance a join me on a.bimtek_id = me.bimtek_id and a.enrolment_id = me.id
    )
    select s.id as "sessionId", s.no, s.topic, s.room, s.starts_at as "startsAt", s.ends_at as "endsAt",
      e.time_zone as zone, s.half_jp as "halfJp", s.counted, s.cancelled_at is not null as cancelled,
      s.id in (select id from planned) as planned, s.starts_at < e.joined as "beforeJoining",
      coalesce(e.ended_at <= s.starts_at, false) as "afterEnd",
      a.status, a.minutes_late as "minutesLate", coalesce(a.open, false) as open, k.corrected_at as at, p.name as "byName",
      k.source, k.left_at as "leftAt",
      coalesce(a.status in ('izin', 'sakit'), false) and exists (select from dispensation d where d.bimtek_id = e.bimtek_id
        and d.enrolment_id = e.id and d.session_id = s.id and d.revoked_at is null) as exempt,
      (select count(*)::int from mark l join enrolment m on m.bimtek_id = l.bimtek_id and m.id = l.enrolment_id and m.root_id = e.id
        where l.bimtek_id = e.bimtek_id and l.session_id = s.id and ${underClosing('l')}) as "afterClosing",
      (select jsonb_build_object('id', o.id, 'state', coalesce(n.outcome, 'open'), 'says', o.says, 'reason', n.reason,
          'afterClosing', ${underClosing('o')})
        from objection o left join objection_answer n on n.objection_id = o.id
        join enrolment m on m.bimtek_id = o.bimtek_id and m.id = o.enrolment_id and m.root_id = e.id
        where o.bimtek_id = e.bimtek_id and o.session_id = s.id order by o.at desc, o.id desc limit 1) as objection
    from me e
    cross join mine
    join session s on s.id = mine.id and s.bimtek_id = e.bimtek_id
    left join attendance a on a.bimtek_id = e.bimtek_id and a.enrolment_id = e.id and a.session_id = s.id
    left join mark k on k.id = a.head_id
    left join person p on p.id = k.by_id
    ${when}
    order by s.starts_at, s.no, s.id`.execute(db as Db);
  return rows;
}

/** True for a mark or objection (alias) that came under a closing that nobody reopened since. */
export const underClosing = (alias: string): RawBuilder<boolean> => sql<boolean>`(
  ${sql.ref(`${alias}.closing_no`)} is not null and not exists (
    select from reopening r where r.bimtek_id = ${sql.ref(`${alias}.bimtek_id`)}
      and r.no = ${sql.ref(`${alias}.closing_no`)} and r.agreed_at is not null))`;

/** How far the roll of a session is called. Persons `belum terdaftar` or ended before it are no members. */
export type SessionProgress = {
  sessionId: string;
  members: number;
  marked: number;
  unmarked: number;
  questions: number;
  objections: number;
  finished: boolean;
};

/** One row per session of the bimtek, or of those given; one statement. */
export async function sessionProgress(
  db: Reader,
  bimtekId: string,
  sessions?: readonly string[],
): Promise<SessionProgress[]> {
  const only = sessions ? sql`and s.id = any(${sessions}::uuid[])` : sql``;
  const { rows } = await sql<SessionProgress>`
    with stay as materialized (${stays(bimtekId)}),
    cell as (
      select s.id as session_id, s.starts_at >= stay.joined as member, a.session_id is not null as marked, coalesce(a.open, false) as open
      from session s
      join session_class sc on sc.bimtek_id = s.bimtek_id and sc.session_id = s.id
      join stay on stay.class_id = sc.class_id and s.starts_at >= stay.lo and s.starts_at < stay.hi
        and (stay.ended_at is null or s.starts_at < stay.ended_at)
      left join attendance a on a.bimtek_id = s.bimtek_id and a.enrolment_id = stay.enrolment_id and a.session_id = s.id
      where s.bimtek_id = ${bimtekId} ${only}
    ),
    progress as (
      select session_id, count(*) filter (where member) as members, count(*) filter (where member and marked) as marked,
        count(*) filter (where open) as questions
      from cell group by session_id
    ),
    waiting as (
      select o.session_id, count(*) as objections from objection o
      where o.bimtek_id = ${bimtekId} and not exists (select from objection_answer n where n.objection_id = o.id)
      group by o.session_id
    )
    select s.id as "sessionId", coalesce(g.members, 0)::int as members, coalesce(g.marked, 0)::int as marked,
      (coalesce(g.members, 0) - coalesce(g.marked, 0))::int as unmarked, coalesce(g.questions, 0)::int as questions,
      coalesce(w.objections, 0)::int as objections, s.finished_at is not null as finished
    from session s
    left join progress g on g.session_id = s.id
    left join waiting w on w.session_id = s.id
    where s.bimtek_id = ${bimtekId} ${only}
    order by s.starts_at, s.no, s.id`.execute(db as Db);
  return rows;
}

/** The newest surviving enrolment of a person; one that has not ended comes first. */
export async function newestEnrolment(db: Reader, personId: string): Promise<string | undefined> {
  const row = await (db as Db)
    .selectFrom('enrolment')
    .select('id')
    .where('person_id', '=', personId)
    .whereRef('root_id', '=', 'id')
    .orderBy(sql`ended_at is not null`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}
