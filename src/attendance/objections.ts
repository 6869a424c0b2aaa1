import { type RawBuilder, sql } from 'kysely';
import { organises, readsBimtek, teachesSession } from '../bimtek/index.ts';
import type { Db, MarkStatus, TimeZone } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';
import { underClosing } from './queries.ts';

export type ObjectionRow = {
  id: string;
  bimtekId: string;
  sessionId: string;
  sessionNo: number;
  topic: string;
  startsAt: Date;
  zone: TimeZone;
  enrolmentId: string;
  personId: string;
  no: string;
  name: string;
  says: string;
  at: Date;
  /** What the objection is about; null: nobody had marked. */
  about: MarkStatus | null;
  aboutMinutes: number | null;
  afterClosing: boolean;
  outcome: 'accepted' | 'refused' | null;
  reason: string | null;
  answeredAt: Date | null;
  answeredBy: string | null;
  /** False for panitia who only read. */
  mayAnswer: boolean;
};

const MOST_OPEN = 100;
const MOST_ANSWERED = 50;

/** Objections of the sessions that the actor teaches or reads as panitia: waiting ones oldest first, then the last answers. */
export async function objectionsFor(
  db: Db,
  actor: Actor,
  now: Date,
  bimtekId?: string,
): Promise<{ waiting: ObjectionRow[]; answered: ObjectionRow[] }> {
  const within = bimtekId ? sql<boolean>`o.bimtek_id = ${bimtekId}` : sql<boolean>`true`;
  const [waiting, answered] = [
    await objections(
      db,
      actor,
      now,
      sql`${within} and n.objection_id is null`,
      sql`o.at, o.id limit ${MOST_OPEN}`,
    ),
    await objections(
      db,
      actor,
      now,
      sql`${within} and n.objection_id is not null`,
      sql`n.at desc, o.id limit ${MOST_ANSWERED}`,
    ),
  ];
  return { waiting, answered };
}

/** One objection, found through the actor. */
export async function findObjectionFor(
  db: Db,
  actor: Actor,
  id: string,
  now: Date,
): Promise<ObjectionRow | undefined> {
  const [row] = await objections(db, actor, now, sql`o.id = ${id}`, sql`o.at`);
  return row;
}

async function objections(
  db: Db,
  actor: Actor,
  now: Date,
  where: RawBuilder<unknown>,
  order: RawBuilder<unknown>,
): Promise<ObjectionRow[]> {
  const { rows } = await sql<ObjectionRow>`
    select o.id, o.bimtek_id as "bimtekId", s.id as "sessionId", s.no as "sessionNo", s.topic, s.starts_at as "startsAt",
      b.time_zone as zone, e.root_id as "enrolmentId", p.root_id as "personId", e.participant_no as no, p.name, o.says, o.at,
      k.status as about, k.minutes_late as "aboutMinutes", ${underClosing('o')} as "afterClosing",
      n.outcome, n.reason, n.at as "answeredAt", w.name as "answeredBy", may.answer as "mayAnswer"
    from objection o
    join session s on s.id = o.session_id and s.bimtek_id = o.bimtek_id
    join bimtek b on b.id = o.bimtek_id
    join enrolment e on e.id = o.enrolment_id and e.bimtek_id = o.bimtek_id
    join person p on p.id = e.person_id
    left join mark k on k.id = o.mark_id
    left join objection_answer n on n.objection_id = o.id
    left join person w on w.id = n.by_id
    cross join lateral (select ${teachesSession(actor, 's', now)} or ${organises(actor, 's')} as answer) may
    where (may.answer or ${readsBimtek(actor, 's')}) and ${where}
    order by ${order}`.execute(db);
  return rows;
}

export type QuestionRow = {
  sessionId: string;
  sessionNo: number;
  topic: string;
  startsAt: Date;
  zone: TimeZone;
  enrolmentId: string;
  no: string;
  name: string;
};

/** Open questions ("Mana yang benar?") in the sessions that the actor teaches or reads as panitia, the oldest session first. */
export async function questionsFor(
  db: Db,
  actor: Actor,
  now: Date,
  bimtekId?: string,
): Promise<QuestionRow[]> {
  const { rows } = await sql<QuestionRow>`
    select s.id as "sessionId", s.no as "sessionNo", s.topic, s.starts_at as "startsAt", b.time_zone as zone,
      e.id as "enrolmentId", e.participant_no as no, p.name
    from attendance a
    join session s on s.id = a.session_id and s.bimtek_id = a.bimtek_id
    join bimtek b on b.id = a.bimtek_id
    join enrolment e on e.id = a.enrolment_id and e.bimtek_id = a.bimtek_id
    join person p on p.id = e.person_id
    where a.open and s.cancelled_at is null ${bimtekId ? sql`and a.bimtek_id = ${bimtekId}` : sql``}
      and (${teachesSession(actor, 's', now)} or ${readsBimtek(actor, 's')})
    order by s.starts_at, e.participant_no limit ${MOST_OPEN}`.execute(db);
  return rows;
}
