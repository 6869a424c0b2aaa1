import { sql } from 'kysely';
import { organises, readsBimtek } from '../bimtek/index.ts';
import type { Db, TimeZone } from '../database/schema.ts';
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
export async function findPresensi(
  db: Db,
  actor: Actor,
  bimtekId: string,
): Promise<PresensiBimtek | undefined> {
  const { rows } = await sql<Omit<PresensiBimtek, 'closing'>>`
    select b.bimtek_id as "bimtekId", b.label, b.time_zone as zone, ${organises(actor, 'b')} as organiser,
      coalesce((select jsonb_agg(distinct ((s.starts_at at time zone b.time_zone)::date)::text)
        from session s where s.bimtek_id = b.bimtek_id), '[]') as days
    from (select id as bimtek_id, label, time_zone from bimtek where id = ${bimtekId}) b
    where ${readsBimtek(actor, 'b')}`.execute(db);
  return (
    rows[0] && { ...rows[0], days: rows[0].days.toSorted(), closing: await readClosingView(db, bimtekId) }
  );
}

async function readClosingView(db: Db, bimtekId: string): Promise<ClosingView | null> {
  const { inForce } = await readClosing(db, bimtekId);
  if (inForce === null) return null;
  const row = await db
    .selectFrom('closing as c')
    .innerJoin('person as p', 'p.id', 'c.by_id')
    .leftJoin('reopening as r', (join) =>
      join.onRef('r.bimtek_id', '=', 'c.bimtek_id').onRef('r.no', '=', 'c.no'),
    )
    .leftJoin('person as q', 'q.id', 'r.asked_by')
    .select([
      'c.no',
      'c.at',
      'p.name as byName',
      'r.asked_by',
      'q.name as askedByName',
      'r.reason',
      'r.asked_at',
    ])
    .where('c.bimtek_id', '=', bimtekId)
    .where('c.no', '=', inForce)
    .executeTakeFirstOrThrow();
  const asked = row.asked_by !== null && row.reason !== null && row.asked_at !== null;
  return {
    no: row.no,
    at: row.at,
    byName: row.byName,
    request: asked
      ? { askedBy: row.asked_by!, askedByName: row.askedByName ?? '', reason: row.reason!, at: row.asked_at! }
      : null,
  };
}

/** Persons without a mark by day of their session ('YYYY-MM-DD'), in counted sessions that have started by `now`. */
export async function unmarkedByDay(
  db: Db,
  bimtek: PresensiBimtek,
  now: Date,
): Promise<ReadonlyMap<string, number>> {
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
  /** Photographs and PDFs of signed sheets. */
  evidence: number;
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
      (select count(*)::int from attendance_evidence v
        where v.session_id = s.id and v.bimtek_id = s.bimtek_id and v.withdrawn_at is null) as evidence,
      coalesce((select jsonb_agg(c.letter order by c.letter) from session_class sc
        join class c on c.id = sc.class_id and c.bimtek_id = sc.bimtek_id
        where sc.session_id = s.id and sc.bimtek_id = s.bimtek_id), '[]') as classes
    from session s
    where s.bimtek_id = ${bimtek.bimtekId} and (s.starts_at at time zone ${bimtek.zone})::date = ${day}::date
      ${after ? sql`and (s.starts_at, s.no, s.id) > (select l.starts_at, l.no, l.id from session l where l.id = ${after} and l.bimtek_id = ${bimtek.bimtekId})` : sql``}
    order by s.starts_at, s.no, s.id limit ${PAGE + 1}`.execute(db);
  const shown = rows.slice(0, PAGE);
  const progress = new Map(
    (
      await sessionProgress(
        db,
        bimtek.bimtekId,
        shown.map((row) => row.id),
      )
    ).map((row) => [row.sessionId, row]),
  );
  const sessions = shown.flatMap(({ id, ...row }) => {
    const known = progress.get(id);
    return known ? [{ ...row, ...known }] : [];
  });
  return { sessions, more: rows.length > PAGE };
}
