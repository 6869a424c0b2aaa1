import { type RawBuilder, sql } from 'kysely';
import { attendedSessions } from '../../certification/index.ts';
import type { Db, LineState, ReadonlyDb, Trx } from '../../database/schema.ts';
import type { RecapQuery } from './forms.ts';

/**
 * One session of one person, as the matrix writes it: Hadir, Terlambat, Izin, Sakit, Alpa, `-` not marked yet, `B` belum
 * terdaftar, `K` after the enrolment ended. `*` behind it: a dispensation makes it count; `?`: an open question.
 */
export type Letter = string;

/** How often each of them; together they are the planned sessions, apart from the last two, which are among them. */
export type SessionCounts = {
  sessions: number;
  hadir: number;
  terlambat: number;
  izin: number;
  sakit: number;
  alpa: number;
  unmarked: number;
  /** `belum terdaftar`: before joining. */
  beforeJoining: number;
  /** After the enrolment ended. */
  afterEnd: number;
  dispensations: number;
  questions: number;
};

/** JP in halves, as `standing` has them. */
export type Share = { planned: number; attended: number };

export type RecapPerson = SessionCounts &
  Share & {
    enrolmentId: string;
    place: number;
    no: string;
    name: string;
    village: string;
    term: string;
    regency: string;
    letter: string;
    l1: LineState;
    ended: boolean;
    /** By the id of the session. */
    marks: Record<string, Letter>;
  };

/** A class, whatever is searched for. */
export type RecapClass = SessionCounts &
  Share & { letter: string; people: number; met: number; never: number };

export type RecapSession = { id: string; no: number; topic: string; startsAt: string; halfJp: number };

export type Recap = {
  people: RecapPerson[];
  /** How many the search leaves, on all pages. */
  shown: number;
  classes: RecapClass[];
  /** The columns of the matrix: sessions that somebody of it has in the plan, in order of time. */
  sessions: RecapSession[];
  /** The threshold of the rule in force, 0-100. */
  percent: number;
};

/** Whose recap: of a bimtek, or of one class of it. The caller has found it through the actor. */
export type RecapScope = { bimtekId: string; classId?: string };
export const RECAP_PAGE = 50;

const byNumber = sql`split_part(no, '-', 1), length(no), no, id`;
const share = sql`attended::numeric / greatest(planned, 1)`;
const ORDERS: Record<RecapQuery['urut'], RawBuilder<unknown>> = {
  nomor: byNumber,
  nama: sql`name_key, ${byNumber}`,
  jp: sql`attended, ${byNumber}`,
  persen: sql`${share}, ${byNumber}`,
  'jp-tinggi': sql`attended desc, ${byNumber}`,
  'persen-tinggi': sql`${share} desc, ${byNumber}`,
};

/** The planned sessions of an enrolment `e`, counted by what stands there. */
const counted = sql`cross join lateral (
  select count(*)::int as sessions,
    (count(*) filter (where letter = 'H'))::int as hadir, (count(*) filter (where letter = 'T'))::int as terlambat,
    (count(*) filter (where letter = 'I'))::int as izin, (count(*) filter (where letter = 'S'))::int as sakit,
    (count(*) filter (where letter = 'A'))::int as alpa, (count(*) filter (where letter = '-'))::int as unmarked,
    (count(*) filter (where letter = 'B'))::int as "beforeJoining", (count(*) filter (where letter = 'K'))::int as "afterEnd",
    (count(*) filter (where excused))::int as dispensations, (count(*) filter (where open))::int as questions,
    array_agg(id) as session_ids, array_agg(letter || case when excused then '*' else '' end || case when open then '?' else '' end) as letters
  from (
    select s.id, here.inside and value.exempt as excused, coalesce(a.open, false) as open,
      case when s.starts_at < stay.joined then 'B' when not here.inside then 'K' when a.status is null then '-'
        else upper(left(a.status, 1)) end as letter
    from ${attendedSessions}
  ) cell
) counted`;

const COUNTS = [
  'sessions',
  'hadir',
  'terlambat',
  'izin',
  'sakit',
  'alpa',
  'unmarked',
  'beforeJoining',
  'afterEnd',
  'dispensations',
  'questions',
] as const;
const sums = sql.join(COUNTS.map((name) => sql`sum(${sql.ref(name)})::int as ${sql.ref(name)}`));

/**
 * The recap in one statement: people of the filter (`limit` of them after `sesudah`, or all), the sums of each class and
 * the sessions. JP come from `standing`; the sessions are those that it counts.
 */
export async function readRecap(
  db: Db | Trx | ReadonlyDb,
  { bimtekId, classId }: RecapScope,
  { kelas, q, urut, sesudah }: RecapQuery,
  limit: number | null,
): Promise<Recap> {
  const like = `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<Recap>`
    with line as materialized (
      select e.id, st.participant_no as no, st.name_key, p.name, v.name as village, g.village_term as term, g.name as regency,
        k.letter, st.half_jp_planned as planned, st.half_jp_attended as attended, st.l1, st.ended, counted.*
      from standing st
      join enrolment e on e.id = st.enrolment_id and e.bimtek_id = st.bimtek_id
      join person p on p.id = st.person_id
      join class k on k.id = st.class_id and k.bimtek_id = st.bimtek_id
      join village v on v.code = st.village_code
      join regency g on g.code = v.regency_code
      ${counted}
      where st.bimtek_id = ${bimtekId} and (${classId ?? null}::uuid is null or st.class_id = ${classId ?? null})
        and (${kelas ?? null}::text is null or k.letter = ${kelas ?? null})
    ),
    shown as (
      select *, row_number() over (order by ${ORDERS[urut]}) as place from line
      where ${q} = '' or name_key like ${like} or lower(no) like ${like} or lower(village) like ${like}
    ),
    page as (
      select id as "enrolmentId", place, no, name, village, term, regency, letter, planned, attended, l1, ended,
        coalesce(jsonb_object(session_ids::text[], letters), '{}') as marks,
        ${sql.join(COUNTS.map((name) => sql.ref(name)))}
      from shown where place > coalesce((select place from shown where id = ${sesudah ?? null}::uuid), 0)
      order by place limit ${limit}
    ),
    by_class as (
      select letter, count(*)::int as people, sum(planned)::int as planned, sum(attended)::int as attended,
        (count(*) filter (where l1 = 'met'))::int as met, (count(*) filter (where l1 = 'never'))::int as never, ${sums}
      from line group by letter
    )
    select
      coalesce((select jsonb_agg(to_jsonb(page) order by place) from page), '[]') as people,
      (select count(*)::int from shown) as shown,
      coalesce((select jsonb_agg(to_jsonb(by_class) order by letter) from by_class), '[]') as classes,
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'no', s.no, 'topic', s.topic, 'startsAt', s.starts_at, 'halfJp', s.half_jp)
          order by s.starts_at, s.no, s.id)
        from session s where s.bimtek_id = ${bimtekId} and s.id in (select unnest(session_ids) from line)), '[]') as sessions,
      (select (r.body->>'attendance_percent')::int from bimtek b
        join rule_version r on r.bimtek_id = b.id and r.no = b.rule_no where b.id = ${bimtekId}) as percent`.execute(
    db as Db,
  );
  return rows[0]!;
}

/** The sum of all classes. */
export function wholeOf(classes: readonly RecapClass[]): RecapClass {
  const keys = [...COUNTS, 'people', 'planned', 'attended', 'met', 'never'] as const;
  const sum = Object.fromEntries(
    keys.map((key) => [key, classes.reduce((all, one) => all + one[key], 0)]),
  ) as Omit<RecapClass, 'letter'>;
  return { letter: '', ...sum };
}
