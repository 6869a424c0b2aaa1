import { type RawBuilder, sql } from 'kysely';
import type { Db, MarkStatus, TimeZone, Trx } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import type { HallSession } from '../find-session.ts';
import { inPlan } from '../plan.ts';
import type { RollRow } from '../roll-call.ts';
import { isPresent } from '../rules.ts';

/** The opening that stands on the wall of a session now, or undefined. */
export const openCodeOf = (
  db: Db | Trx,
  session: Pick<HallSession, 'id' | 'bimtekId'>,
): Promise<{ id: string; openedAt: Date } | undefined> =>
  db
    .selectFrom('session_code')
    .select(['id', 'opened_at as openedAt'])
    .where('bimtek_id', '=', session.bimtekId)
    .where('session_id', '=', session.id)
    .where('closed_at', 'is', null)
    .executeTakeFirst();

/** True while the code of this id stands open: what a phone without a login may know. */
export async function isOpen(db: Db, codeId: string): Promise<boolean> {
  const row = await db
    .selectFrom('session_code')
    .select('id')
    .where('id', '=', codeId)
    .where('closed_at', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** A session that has a code, with the enrolment by which the actor belongs to it. */
export type OwnCode = {
  codeId: string;
  bimtekId: string;
  enrolmentId: string;
  sessionId: string;
  no: number;
  topic: string;
  room: string;
  zone: TimeZone;
  startsAt: Date;
  endsAt: Date;
  cancelled: boolean;
  finished: boolean;
};

/** The codes that stand open in sessions of the kader's own class, the running session first. */
export const ownOpenCodes = (db: Db | Trx, actor: Actor): Promise<OwnCode[]> =>
  ownCodes(db, actor, sql`k.closed_at is null`);

/** That code, if it was of a session of the kader's own class; also when it was closed since. */
export async function ownCode(db: Db | Trx, actor: Actor, codeId: string): Promise<OwnCode | undefined> {
  return (await ownCodes(db, actor, sql`k.id = ${codeId}`))[0];
}

async function ownCodes(db: Db | Trx, actor: Actor, which: RawBuilder<unknown>): Promise<OwnCode[]> {
  const { rows } = await sql<OwnCode>`
    select k.id as "codeId", s.bimtek_id as "bimtekId", e.id as "enrolmentId", s.id as "sessionId", s.no, s.topic, s.room,
      b.time_zone as zone, s.starts_at as "startsAt", s.ends_at as "endsAt", s.cancelled_at is not null as cancelled,
      s.finished_at is not null as finished
    from person p
    join enrolment e on e.person_id = p.id and e.root_id = e.id
    join session_code k on k.bimtek_id = e.bimtek_id
    join session s on s.id = k.session_id and s.bimtek_id = k.bimtek_id
    join bimtek b on b.id = s.bimtek_id
    where p.root_id = ${actor.personId} and ${which} and ${inPlan('e', 's')}
      and (e.ended_at is null or e.ended_at > s.starts_at)
    order by s.starts_at, s.id`.execute(db);
  return rows;
}

export type HallCount = {
  /** Members of the session, and how many of them are hadir or terlambat. */
  members: number;
  came: number;
  /** What the trainer counted in the room, and when. */
  heads: number | null;
  countedAt: Date | null;
};

/** How many came, by what stands in `attendance`, beside the heads counted; the same people as the roll call lists. */
export async function hallCount(
  db: Db,
  session: Pick<HallSession, 'id' | 'bimtekId'>,
  people: readonly Pick<RollRow, 'state' | 'status'>[],
): Promise<HallCount> {
  const members = people.filter((row) => row.state === 'member');
  const counted = await db
    .selectFrom('head_count')
    .select(['heads', 'at'])
    .where('bimtek_id', '=', session.bimtekId)
    .where('session_id', '=', session.id)
    .executeTakeFirst();
  return {
    members: members.length,
    came: members.filter(({ status }) => isPresent(status)).length,
    heads: counted?.heads ?? null,
    countedAt: counted?.at ?? null,
  };
}

export type Scanned = {
  id: string;
  no: string;
  name: string;
  status: MarkStatus;
  minutesLate: number | null;
  at: Date;
};

/** The last ten badges that were scanned in a session, by whoever, newest first. */
export async function lastScans(db: Db, session: Pick<HallSession, 'id' | 'bimtekId'>): Promise<Scanned[]> {
  return db
    .selectFrom('mark as k')
    .innerJoin('enrolment as e', (join) =>
      join.onRef('e.id', '=', 'k.enrolment_id').onRef('e.bimtek_id', '=', 'k.bimtek_id'),
    )
    .innerJoin('person as p', 'p.id', 'e.person_id')
    .select([
      'k.id',
      'e.participant_no as no',
      'p.name',
      'k.status',
      'k.minutes_late as minutesLate',
      'k.corrected_at as at',
    ])
    .where('k.bimtek_id', '=', session.bimtekId)
    .where('k.session_id', '=', session.id)
    .where('k.source', '=', 'scan')
    .orderBy('k.received_at', 'desc')
    .orderBy('k.id', 'desc')
    .limit(10)
    .execute();
}

/** A person of the session beside the end of their code: enough to say who it is, not enough to sign in with. */
export type Badge = { no: string; name: string; end: string };

/** The last four letters of the codes of these people, so that a phone without network can name whom it scans. */
export async function badgesOf(
  db: Db,
  session: Pick<HallSession, 'bimtekId'>,
  people: readonly Pick<RollRow, 'enrolmentId' | 'no' | 'name'>[],
): Promise<Badge[]> {
  const ids = people.map((one) => one.enrolmentId);
  const { rows } = await sql<{ id: string; end: string }>`
    select e.id, right(a.participant_code, 4) as end
    from enrolment e join account a on a.person_id = e.person_id
    where e.bimtek_id = ${session.bimtekId} and e.id = any(${ids}::uuid[])`.execute(db);
  const ends = new Map(rows.map(({ id, end }) => [id, end]));
  return people.map(({ enrolmentId, no, name }) => ({ no, name, end: ends.get(enrolmentId) ?? '' }));
}

/** The enrolments in a bimtek of the person with this participant code; the one that stands first. */
export async function enrolmentsOfCode(db: Db | Trx, bimtekId: string, code: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select e.id from account a
    join person p on p.id = a.person_id
    join person own on own.root_id = p.root_id
    join enrolment e on e.person_id = own.id and e.root_id = e.id
    where a.participant_code = ${code} and e.bimtek_id = ${bimtekId}
    order by e.ended_at is not null, e.id desc`.execute(db);
  return rows.map(({ id }) => id);
}

/** What stands on the kader's own badge. */
export async function ownParticipantCode(db: Db, actor: Actor): Promise<string | undefined> {
  const row = await db
    .selectFrom('account')
    .select('participant_code as code')
    .where('person_id', '=', actor.personId)
    .executeTakeFirst();
  return row?.code;
}
