import { type RawBuilder, sql } from 'kysely';
import type { Db, MarkStatus, TimeZone } from '../../database/schema.ts';
import { inPlan } from '../plan.ts';

/** Somebody noted in a session; settled once tied to a participant or dropped. */
export type WalkIn = {
  id: string;
  sessionId: string;
  sessionNo: number;
  topic: string;
  startsAt: Date;
  zone: TimeZone;
  name: string;
  place: string;
  byName: string;
  at: Date;
  /** Number and name of the participant they were tied to. */
  tied: string | null;
  dropReason: string | null;
  settledBy: string | null;
};

/** The walk-ins of a session or of a whole bimtek, those that wait first, then the newest. */
export async function listWalkIns(
  db: Db,
  of: { sessionId: string } | { bimtekId: string; id?: string },
): Promise<WalkIn[]> {
  const chosen: RawBuilder<unknown> =
    'sessionId' in of
      ? sql`w.session_id = ${of.sessionId}`
      : sql`w.bimtek_id = ${of.bimtekId} and (${of.id ?? null}::uuid is null or w.id = ${of.id ?? null}::uuid)`;
  const { rows } = await sql<WalkIn>`
    select w.id, s.id as "sessionId", s.no as "sessionNo", s.topic, s.starts_at as "startsAt", b.time_zone as zone,
      w.name, w.place, n.name as "byName", w.at, e.participant_no || ' ' || p.name as tied,
      w.drop_reason as "dropReason", o.name as "settledBy"
    from walk_in w
    join session s on s.id = w.session_id and s.bimtek_id = w.bimtek_id
    join bimtek b on b.id = w.bimtek_id
    join person n on n.id = w.by_id
    left join enrolment e on e.id = w.enrolment_id and e.bimtek_id = w.bimtek_id
    left join person p on p.id = e.person_id
    left join person o on o.id = w.settled_by
    where ${chosen}
    order by w.settled_at is not null, w.at desc, w.id`.execute(db);
  return rows;
}

export const countWaiting = async (db: Db, bimtekId: string): Promise<number> => {
  const { waiting } = await db
    .selectFrom('walk_in')
    .select(sql<number>`count(*)::int`.as('waiting'))
    .where('bimtek_id', '=', bimtekId)
    .where('settled_at', 'is', null)
    .executeTakeFirstOrThrow();
  return waiting;
};

/** A participant whom somebody may have been. */
export type Candidate = {
  enrolmentId: string;
  no: string;
  name: string;
  village: string;
  letter: string;
  /** The session is one of their class. */
  planned: boolean;
  beforeJoining: boolean;
  /** What stands for the session already. */
  status: MarkStatus | null;
};
const MOST = 20;

/**
 * Participants with one of these words in their name, number or village, those with most of the words first, then those
 * who have no mark in the session yet.
 */
export async function candidates(
  db: Db,
  { bimtekId, sessionId }: { bimtekId: string; sessionId: string },
  words: readonly string[],
): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select e.id as "enrolmentId", e.participant_no as no, p.name, v.name as village, c.letter,
      ${inPlan('e', 's')} as planned, s.starts_at < e.joined_at as "beforeJoining", a.status
    from session s
    join enrolment e on e.bimtek_id = s.bimtek_id and e.root_id = e.id and (e.ended_at is null or e.ended_at > s.starts_at)
    join person p on p.id = e.person_id
    join village v on v.code = e.village_code
    join class c on c.id = e.class_id and c.bimtek_id = e.bimtek_id
    left join attendance a on a.bimtek_id = s.bimtek_id and a.session_id = s.id and a.enrolment_id = e.id
    cross join lateral (select count(*) as hits from unnest(${words}::text[]) word
      where strpos(lower(e.participant_no || ' ' || p.name || ' ' || v.name), word) > 0) found
    where s.id = ${sessionId} and s.bimtek_id = ${bimtekId} and found.hits > 0
    order by found.hits desc, a.session_id is not null, not ${inPlan('e', 's')}, e.participant_no
    limit ${MOST}`.execute(db);
  return rows;
}
