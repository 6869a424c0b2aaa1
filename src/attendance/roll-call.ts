import { sql } from 'kysely';
import type { Db, MarkSource, MarkStatus, Trx } from '../database/schema.ts';
import type { HallSession } from './find-session.ts';
import { classAtStart } from './plan.ts';
import { headsOf } from './rules.ts';

export type SeenMark = {
  id: string;
  status: MarkStatus;
  minutesLate: number | null;
  leftAt: Date | null;
  note: string | null;
  reason: string | null;
  bases: string[];
  source: MarkSource;
  at: Date;
  byId: string;
  byName: string;
  /** Numbers of others who checked in to this session on the same phone; only of a check-in. A phone may be lent. */
  samePhone: string[];
  /** Under a closing in force: kept, not counted. */
  afterClosing: boolean;
};

/**
 * One person of a session. `state`: a member; one who joined later (`belum terdaftar`: a mark is kept and does not
 * count); one whose enrolment had ended or whose class it no longer is, shown only because there are marks.
 */
export type RollRow = {
  enrolmentId: string;
  personId: string;
  no: string;
  name: string;
  village: string;
  villageTerm: string;
  regency: string;
  classId: string;
  state: 'member' | 'before-joining' | 'ended' | 'moved';
  status: MarkStatus | null;
  minutesLate: number | null;
  open: boolean;
  /** An objection waits for its answer. */
  objection: boolean;
  /** Oldest first. */
  marks: SeenMark[];
  /** The count of the page that it stands under. */
  filter: RollFilter;
  /** Heads of all marks, also of those under a closing: what the next mark names as bases. */
  heads: SeenMark[];
};

type Person = Omit<RollRow, 'marks' | 'heads' | 'filter'>;

/** The people of a session in the order of class and number; `only` narrows to a class or one enrolment. */
export async function readRollCall(
  db: Db | Trx,
  session: Pick<HallSession, 'id' | 'bimtekId'>,
  only: { classId?: string | undefined; enrolmentId?: string | undefined } = {},
): Promise<RollRow[]> {
  const people = await readPeople(db, session, only);
  const marks = Map.groupBy(await readMarks(db, session, people), (mark) => mark.rootId);
  return people.map((person) => {
    const own = marks.get(person.enrolmentId) ?? [];
    return { ...person, marks: own, heads: headsOf(own), filter: filterOf(person) };
  });
}

/** The same people with what stands for them, without their marks: for counting. */
export async function readPeople(
  db: Db | Trx,
  session: Pick<HallSession, 'id' | 'bimtekId'>,
  only: { classId?: string | undefined; enrolmentId?: string | undefined } = {},
): Promise<Person[]> {
  const { rows } = await sql<Person>`
    with there as (
      select e.id, e.bimtek_id, e.person_id, e.participant_no, e.village_code, e.ended_at, s.starts_at, s.id as session_id,
        ${classAtStart('e', 's')} as class_then,
        (select min(cm.since) from class_membership cm where cm.bimtek_id = e.bimtek_id and cm.enrolment_id = e.id) as joined
      from session s
      join enrolment e on e.bimtek_id = s.bimtek_id and e.root_id = e.id
      where s.id = ${session.id} and s.bimtek_id = ${session.bimtekId}
        ${only.enrolmentId ? sql`and e.id = ${only.enrolmentId}` : sql``}
        and (e.id in (select cm.enrolment_id from session_class sc
            join class_membership cm on cm.bimtek_id = sc.bimtek_id and cm.class_id = sc.class_id
            where sc.session_id = s.id and sc.bimtek_id = s.bimtek_id)
          or e.id in (select a.enrolment_id from attendance a where a.session_id = s.id and a.bimtek_id = s.bimtek_id))
    )
    select e.id as "enrolmentId", p.root_id as "personId", e.participant_no as no, p.name, v.name as village,
      r.village_term as "villageTerm", r.name as regency, e.class_then as "classId",
      case when sc.class_id is null then 'moved' when e.ended_at <= e.starts_at then 'ended'
        when e.starts_at < e.joined then 'before-joining' else 'member' end as state,
      a.status, a.minutes_late as "minutesLate", coalesce(a.open, false) as open,
      exists (select from objection o where o.bimtek_id = e.bimtek_id and o.session_id = e.session_id and o.enrolment_id = e.id
        and not exists (select from objection_answer n where n.objection_id = o.id)) as objection
    from there e
    join person p on p.id = e.person_id
    join village v on v.code = e.village_code
    join regency r on r.code = v.regency_code
    join class c on c.id = e.class_then and c.bimtek_id = e.bimtek_id
    left join session_class sc on sc.bimtek_id = e.bimtek_id and sc.session_id = e.session_id and sc.class_id = e.class_then
    left join attendance a on a.bimtek_id = e.bimtek_id and a.enrolment_id = e.id and a.session_id = e.session_id
    where ((sc.class_id is not null and (e.ended_at is null or e.ended_at > e.starts_at)) or a.session_id is not null)
      ${only.classId ? sql`and e.class_then = ${only.classId}` : sql``}
    order by c.letter, length(e.participant_no), e.participant_no`.execute(db);
  return rows;
}

async function readMarks(
  db: Db | Trx,
  session: Pick<HallSession, 'id' | 'bimtekId'>,
  people: readonly Person[],
): Promise<(SeenMark & { rootId: string })[]> {
  const roots = people.map((person) => person.enrolmentId);
  const { rows } = await sql<SeenMark & { rootId: string }>`
    select k.id, e.root_id as "rootId", k.status, k.minutes_late as "minutesLate", k.left_at as "leftAt", k.note, k.reason,
      k.bases, k.source, k.corrected_at as at, k.by_id as "byId", coalesce(p.name, '') as "byName",
      case when k.source = 'check-in' then coalesce((select jsonb_agg(distinct oe.participant_no order by oe.participant_no)
        from mark o join enrolment oe on oe.bimtek_id = o.bimtek_id and oe.id = o.enrolment_id
        where o.session_id = k.session_id and o.source = 'check-in' and o.device = k.device and o.bimtek_id = k.bimtek_id
          and oe.root_id <> e.root_id), '[]') else '[]' end as "samePhone",
      k.closing_no is not null and not exists (
        select from reopening r where r.bimtek_id = k.bimtek_id and r.no = k.closing_no and r.agreed_at is not null
      ) as "afterClosing"
    from mark k
    join enrolment e on e.bimtek_id = k.bimtek_id and e.id = k.enrolment_id
    left join person p on p.id = k.by_id
    where k.session_id = ${session.id} and k.bimtek_id = ${session.bimtekId} and e.root_id = any(${roots}::uuid[])
    order by k.received_at, k.id`.execute(db);
  return rows;
}

/** How many of a session are where; the four are the filters of the list. */
export type RollCounts = {
  all: number;
  unmarked: number;
  present: number;
  other: number;
  /** With a mark, of those who are to be marked or have one. */
  marked: number;
};
export type RollFilter = 'belum' | 'hadir' | 'lainnya';

function filterOf(row: Person): RollFilter {
  if (row.state === 'member' && row.status === null) return 'belum';
  return row.status === 'hadir' && !row.open ? 'hadir' : 'lainnya';
}

export function countRoll(rows: readonly RollRow[]): RollCounts {
  const of = (filter: RollFilter) => rows.filter((row) => row.filter === filter).length;
  const marked = rows.filter((row) => row.status !== null).length;
  return { all: rows.length, unmarked: of('belum'), present: of('hadir'), other: of('lainnya'), marked };
}

/** Persons of the session whom the actor may still mark "Hadir" in one act: members without any mark, not oneself. */
export const restOf = (rows: readonly RollRow[], personId: string): RollRow[] =>
  rows.filter((row) => row.state === 'member' && row.marks.length === 0 && row.personId !== personId);

/** True when the actor may mark this row at all. */
export const markable = (row: RollRow, personId: string): boolean =>
  (row.state === 'member' || row.state === 'before-joining') && row.personId !== personId;
