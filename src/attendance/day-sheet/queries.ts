import { sql } from 'kysely';
import type { Db, MarkStatus } from '../../database/schema.ts';
import { type PaperHead, readPaperHead } from '../paper-head.ts';
import { stays } from '../plan.ts';
import { readClosing } from '../closing-state.ts';
import { underClosing } from '../queries.ts';

/** What stands for somebody in a session of the day. */
export type DayCell = { status: MarkStatus | null; minutesLate: number | null; beforeJoining: boolean };

export type DayPerson = {
  enrolmentId: string;
  no: string;
  name: string;
  village: string;
  term: string;
  regency: string;
  /** By the id of the session; none where the person belonged to another class at that time. */
  cells: Record<string, DayCell>;
};

export type DaySession = {
  id: string;
  no: number;
  topic: string;
  room: string;
  startsAt: Date;
  endsAt: Date;
  trainers: string[];
};

/** The sessions of a class on a day that take place, and its people by participant number. */
export type ClassDay = {
  letter: string;
  sessions: DaySession[];
  people: DayPerson[];
  /** Grows as that of a session's sheet does: with each mark that replaced another, and with each reopening. */
  version: number;
};

export type DaySheets = { head: PaperHead; day: string; classes: ClassDay[] };

type Wish = {
  bimtekId: string;
  /** 'YYYY-MM-DD' in the zone of the bimtek. */
  day: string;
  classId?: string | undefined;
};

/** The daftar hadir of a day: of one class, or of each class of the bimtek. Constant number of statements. */
export async function readDay(db: Db, wish: Wish): Promise<DaySheets> {
  const head = await readPaperHead(db, wish.bimtekId);
  const { reopened } = await readClosing(db, wish.bimtekId);
  const cells = Map.groupBy(await readCells(db, wish, head.zone), (cell) => cell.letter);
  const classes = Map.groupBy(await readSessions(db, wish, head.zone), (session) => session.letter);
  return {
    head,
    day: wish.day,
    classes: [...classes].map(([letter, sessions]) => {
      const own = cells.get(letter) ?? [];
      const replaced = own.reduce((all, cell) => all + cell.replaced, 0);
      return { letter, sessions, people: peopleOf(own), version: 1 + replaced + reopened };
    }),
  };
}

type Row = Omit<DayPerson, 'cells'> & DayCell & { letter: string; sessionId: string; replaced: number };

const onDay = ({ bimtekId, day, classId }: Wish, zone: string) => sql<boolean>`
  s.bimtek_id = ${bimtekId} and s.cancelled_at is null and (s.starts_at at time zone ${zone})::date = ${day}::date
  and (${classId ?? null}::uuid is null or c.id = ${classId ?? null})`;

async function readSessions(db: Db, wish: Wish, zone: string): Promise<(DaySession & { letter: string })[]> {
  const { rows } = await sql<DaySession & { letter: string }>`
    select c.letter, s.id, s.no, s.topic, s.room, s.starts_at as "startsAt", s.ends_at as "endsAt",
      coalesce(
        (select jsonb_agg(p.name order by p.name) from session_trainer t join person p on p.id = t.person_id
          where t.bimtek_id = s.bimtek_id and t.session_id = s.id),
        (select jsonb_agg(distinct p.name) from class_trainer t join person p on p.id = t.person_id
          where t.bimtek_id = s.bimtek_id and t.class_id = c.id and (t.until is null or t.until > s.starts_at)), '[]') as trainers
    from session s
    join session_class sc on sc.bimtek_id = s.bimtek_id and sc.session_id = s.id
    join class c on c.id = sc.class_id and c.bimtek_id = sc.bimtek_id
    where ${onDay(wish, zone)}
    order by c.letter, s.starts_at, s.no, s.id`.execute(db);
  return rows;
}

async function readCells(db: Db, wish: Wish, zone: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with stay as materialized (${stays(wish.bimtekId)})
    select c.letter, s.id as "sessionId", e.id as "enrolmentId", e.participant_no as no, p.name, v.name as village,
      g.village_term as term, g.name as regency, s.starts_at < stay.joined as "beforeJoining", a.status,
      a.minutes_late as "minutesLate",
      (select count(*)::int from mark k join enrolment m on m.bimtek_id = k.bimtek_id and m.id = k.enrolment_id
        where k.bimtek_id = e.bimtek_id and k.session_id = s.id and m.root_id = e.id and cardinality(k.bases) > 0
          and not ${underClosing('k')}) as replaced
    from session s
    join session_class sc on sc.bimtek_id = s.bimtek_id and sc.session_id = s.id
    join class c on c.id = sc.class_id and c.bimtek_id = sc.bimtek_id
    join stay on stay.class_id = c.id and s.starts_at >= stay.lo and s.starts_at < stay.hi
      and (stay.ended_at is null or s.starts_at < stay.ended_at)
    join enrolment e on e.id = stay.enrolment_id and e.bimtek_id = s.bimtek_id
    join person p on p.id = e.person_id
    join village v on v.code = e.village_code
    join regency g on g.code = v.regency_code
    left join attendance a on a.bimtek_id = e.bimtek_id and a.enrolment_id = e.id and a.session_id = s.id
    where ${onDay(wish, zone)}
    order by c.letter, length(e.participant_no), e.participant_no`.execute(db);
  return rows;
}

function peopleOf(rows: readonly Row[]): DayPerson[] {
  return [...Map.groupBy(rows, (row) => row.enrolmentId).values()].map((of) => {
    const { enrolmentId, no, name, village, term, regency } = of[0]!;
    const cells = Object.fromEntries(
      of.map(({ sessionId, status, minutesLate, beforeJoining }) => [
        sessionId,
        { status, minutesLate, beforeJoining },
      ]),
    );
    return { enrolmentId, no, name, village, term, regency, cells };
  });
}
