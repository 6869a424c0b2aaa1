import { type RawBuilder, sql } from 'kysely';
import { organises, readsBimtek } from '../bimtek/index.ts';
import type { Db, MarkStatus, TimeZone } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';
import { readClosing } from './closing-state.ts';
import { stays } from './plan.ts';
import { type SessionProgress, sessionProgress } from './queries.ts';

export type ClosingView = {
  no: number;
  at: Date;
  byName: string;
  request: { askedBy: string; askedByName: string; reason: string; at: Date } | null;
};

export type PresensiBimtek = {
  bimtekId: string;
  label: string;
  zone: TimeZone;
  /** Panitia of this bimtek; others only read. */
  organiser: boolean;
  /** Days with sessions, 'YYYY-MM-DD'. */
  days: string[];
  closing: ClosingView | null;
};

/** A bimtek as its panitia see presensi, found through the actor. */
export async function findPresensi(db: Db, actor: Actor, bimtekId: string): Promise<PresensiBimtek | undefined> {
  const { rows } = await sql<Omit<PresensiBimtek, 'closing'>>`
    select b.bimtek_id as "bimtekId", b.label, b.time_zone as zone, ${organises(actor, 'b')} as organiser,
      coalesce((select jsonb_agg(distinct ((s.starts_at at time zone b.time_zone)::date)::text)
        from session s where s.bimtek_id = b.bimtek_id), '[]') as days
    from (select id as bimtek_id, label, time_zone from bimtek where id = ${bimtekId}) b
    where ${readsBimtek(actor, 'b')}`.execute(db);
  return rows[0] && { ...rows[0], days: rows[0].days.toSorted(), closing: await readClosingView(db, bimtekId) };
}

async function readClosingView(db: Db, bimtekId: string): Promise<ClosingView | null> {
  const { inForce } = await readClosing(db, bimtekId);
  if (inForce === null) return null;
  const row = await db
    .selectFrom('closing as c')
    .innerJoin('person as p', 'p.id', 'c.by_id')
    .leftJoin('reopening as r', (join) => join.onRef('r.bimtek_id', '=', 'c.bimtek_id').onRef('r.no', '=', 'c.no'))
    .leftJoin('person as q', 'q.id', 'r.asked_by')
    .select(['c.no', 'c.at', 'p.name as byName', 'r.asked_by', 'q.name as askedByName', 'r.reason', 'r.asked_at'])
    .where('c.bimtek_id', '=', bimtekId)
    .where('c.no', '=', inForce)
    .executeTakeFirstOrThrow();
  const asked = row.asked_by !== null && row.reason !== null && row.asked_at !== null;
  return {
    no: row.no,
    at: row.at,
    byName: row.byName,
    request: asked ? { askedBy: row.asked_by!, askedByName: row.askedByName ?? '', reason: row.reason!, at: row.asked_at! } : null,
  };
}

/** Persons without a mark by day of their session ('YYYY-MM-DD'), in counted sessions that have started by `now`. */
export async function unmarkedByDay(db: Db, bimtek: PresensiBimtek, now: Date): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ day: string; unmarked: number }>`
    with stay as materialized (${stays(bimtek.bimtekId)})
    select ((s.starts_at at time zone ${bimtek.zone})::date)::text as day, count(*)::int as unmarked
    from session s
    join session_class sc on sc.bimtek_id = s.bimtek_id and sc.session_id = s.id
    join stay on stay.class_id = sc.class_id and s.starts_at >= stay.lo and s.starts_at < stay.hi and s.starts_at >= stay.joined
      and (stay.ended_at is null or s.starts_at < stay.ended_at)
    left join attendance a on a.bimtek_id = s.bimtek_id and a.enrolment_id = stay.enrolment_id and a.session_id = s.id
    where s.bimtek_id = ${bimtek.bimtekId} and s.counted and s.cancelled_at is null and s.starts_at <= ${now} and a.session_id is null
    group by 1`.execute(db);
  return new Map(rows.map((row) => [row.day, row.unmarked]));
}

export type SessionLine = SessionProgress & {
  no: number;
  topic: string;
  startsAt: Date;
  endsAt: Date;
  classes: string[];
  cancelled: boolean;
  counted: boolean;
};
const PAGE = 50;

/** Sessions of a day with what is marked, fifty at a time; `after` is the last one of the page before. */
export async function sessionsOfDay(
  db: Db,
  bimtek: PresensiBimtek,
  day: string,
  after?: string,
): Promise<{ sessions: SessionLine[]; more: boolean }> {
  const { rows } = await sql<Omit<SessionLine, keyof SessionProgress> & { id: string }>`
    select s.id, s.no, s.topic, s.starts_at as "startsAt", s.ends_at as "endsAt", s.cancelled_at is not null as cancelled, s.counted,
      coalesce((select jsonb_agg(c.letter order by c.letter) from session_class sc
        join class c on c.id = sc.class_id and c.bimtek_id = sc.bimtek_id
        where sc.session_id = s.id and sc.bimtek_id = s.bimtek_id), '[]') as classes
    from session s
    where s.bimtek_id = ${bimtek.bimtekId} and (s.starts_at at time zone ${bimtek.zone})::date = ${day}::date
      ${after ? sql`and (s.starts_at, s.no, s.id) > (select l.starts_at, l.no, l.id from session l where l.id = ${after} and l.bimtek_id = ${bimtek.bimtekId})` : sql``}
    order by s.starts_at, s.no, s.id limit ${PAGE + 1}`.execute(db);
  const shown = rows.slice(0, PAGE);
  const progress = new Map(
    (await sessionProgress(db, bimtek.bimtekId, shown.map((row) => row.id))).map((row) => [row.sessionId, row]),
  );
  const sessions = shown.flatMap(({ id, ...row }) => {
    const known = progress.get(id);
    return known ? [{ ...row, ...known }] : [];
  });
  return { sessions, more: rows.length > PAGE };
}

export type LateLine = {
  kind: 'mark' | 'objection';
  id: string;
  sessionId: string;
  sessionNo: number;
  enrolmentId: string;
  no: string;
  name: string;
  status: MarkStatus | null;
  minutesLate: number | null;
  says: string | null;
  at: Date;
  byName: string;
};
const MOST_LATE = 200;

/** Sesudah kunci: what came under the closing in force and waits for a reopening. */
export async function afterClosing(db: Db, bimtekId: string, closingNo: number): Promise<LateLine[]> {
  const common = (alias: string): RawBuilder<unknown> => sql`
    join session s on s.id = ${sql.ref(`${alias}.session_id`)} and s.bimtek_id = ${sql.ref(`${alias}.bimtek_id`)}
    join enrolment e on e.id = ${sql.ref(`${alias}.enrolment_id`)} and e.bimtek_id = ${sql.ref(`${alias}.bimtek_id`)}
    join person p on p.id = e.person_id
    left join person w on w.id = ${sql.ref(`${alias}.by_id`)}`;
  const { rows } = await sql<LateLine>`
    select * from (
      select 'mark' as kind, k.id, s.id as "sessionId", s.no as "sessionNo", e.root_id as "enrolmentId", e.participant_no as no,
        p.name, k.status, k.minutes_late as "minutesLate", null::text as says, k.received_at as at, w.name as "byName"
      from mark k ${common('k')}
      where k.bimtek_id = ${bimtekId} and k.closing_no = ${closingNo}
      union all
      select 'objection', o.id, s.id, s.no, e.root_id, e.participant_no, p.name, null, null, o.says, o.at, w.name
      from objection o ${common('o')}
      where o.bimtek_id = ${bimtekId} and o.closing_no = ${closingNo}
    ) late order by at, id limit ${MOST_LATE}`.execute(db);
  return rows;
}

export type TouchedCertificate = { number: string; kind: string; status: string; no: string; name: string; waiting: number };
const MOST_CERTIFICATES = 200;

/**
 * The certificates that a reopening touches: all that were issued for this bimtek, those first whose kader have marks
 * or objections waiting for it (`waiting` of them).
 */
export async function touchedCertificates(
  db: Db,
  bimtekId: string,
  closingNo: number,
): Promise<{ certificates: TouchedCertificate[]; total: number }> {
  const { rows } = await sql<TouchedCertificate & { total: number }>`
    select c.number, c.kind, c.status, e.participant_no as no, p.name, w.waiting::int as waiting,
      (count(*) over ())::int as total
    from certificate c
    join enrolment e on e.id = c.enrolment_id and e.bimtek_id = c.bimtek_id
    join person p on p.id = c.person_id
    cross join lateral (
      select (select count(*) from mark k where k.bimtek_id = e.bimtek_id and k.enrolment_id = m.id and k.closing_no = ${closingNo})
        + (select count(*) from objection o where o.bimtek_id = e.bimtek_id and o.enrolment_id = m.id and o.closing_no = ${closingNo}) as waiting
      from enrolment m where m.bimtek_id = e.bimtek_id and m.id = e.root_id
    ) w
    where c.bimtek_id = ${bimtekId} and c.status in ('valid', 'suspended')
    order by w.waiting > 0 desc, p.name_key, c.number limit ${MOST_CERTIFICATES}`.execute(db);
  return { certificates: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}
