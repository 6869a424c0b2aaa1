import { sql } from 'kysely';
import type { Db, Trx } from '../../database/schema.ts';
import { headsOf } from '../rules.ts';
import {
  type Beside,
  type ImportPerson,
  type ImportSession,
  pairKey,
  type PairMarks,
  participantKey,
} from './compare.ts';

/** The device of every mark of a file: by it a file that comes again knows what was said before. */
export const IMPORT_DEVICE = 'berkas-impor';

/** What the cells of a file are held against. Four statements, whatever the size of the bimtek. */
export async function readBeside(db: Db | Trx, bimtekId: string, actorId: string): Promise<Beside> {
  const sessions = await readSessions(db, bimtekId);
  return {
    actorId,
    people: await readPeople(db, bimtekId),
    sessions: Map.groupBy(sessions, ({ no }) => no),
    marks: await readMarks(db, bimtekId),
  };
}

/** Sessions of a bimtek in the order of their numbers, cancelled ones too. */
async function readSessions(db: Db | Trx, bimtekId: string): Promise<ImportSession[]> {
  const { rows } = await sql<ImportSession>`
    select s.id, s.no, s.topic, s.starts_at as "startsAt", s.counted, s.cancelled_at is not null as cancelled,
      coalesce((select jsonb_agg(sc.class_id) from session_class sc
        where sc.bimtek_id = s.bimtek_id and sc.session_id = s.id), '[]') as "classIds"
    from session s where s.bimtek_id = ${bimtekId} order by s.no, s.id`.execute(db);
  return rows;
}

/** People by each of their numbers; a number of a record that was merged leads to the one that survived. */
async function readPeople(db: Db | Trx, bimtekId: string): Promise<Map<string, ImportPerson>> {
  type Row = Omit<ImportPerson, 'stays'> & { number: string; stays: { classId: string; since: string }[] };
  const { rows } = await sql<Row>`
    select e.participant_no as number, r.id as "enrolmentId", r.participant_no as no, r.ended_at as "endedAt",
      p.root_id as "personId", p.name,
      coalesce((select jsonb_agg(jsonb_build_object('classId', cm.class_id, 'since', cm.since) order by cm.since)
        from class_membership cm where cm.bimtek_id = r.bimtek_id and cm.enrolment_id = r.id), '[]') as stays
    from enrolment e
    join enrolment r on r.bimtek_id = e.bimtek_id and r.id = e.root_id
    join person p on p.id = r.person_id
    where e.bimtek_id = ${bimtekId}
    order by e.id = e.root_id`.execute(db);
  return new Map(
    rows.map(({ number, stays, ...person }) => [
      participantKey(number),
      { ...person, stays: stays.map(({ classId, since }) => ({ classId, since: new Date(since) })) },
    ]),
  );
}

type MarkRow = {
  id: string;
  session: string;
  root: string;
  status: PairMarks['heads'][number]['status'];
  minutes: number | null;
  bases: string[];
  device: string;
};

async function readMarks(db: Db | Trx, bimtekId: string): Promise<Map<string, PairMarks>> {
  const { rows } = await sql<MarkRow>`
    select k.id, k.session_id as session, e.root_id as root, k.status, k.minutes_late as minutes, k.bases, k.device
    from mark k join enrolment e on e.bimtek_id = k.bimtek_id and e.id = k.enrolment_id
    where k.bimtek_id = ${bimtekId}
    order by k.received_at, k.id`.execute(db);
  const values = await db
    .selectFrom('attendance')
    .select(['session_id', 'enrolment_id', 'status', 'minutes_late as minutes'])
    .where('bimtek_id', '=', bimtekId)
    .execute();
  const valueOf = new Map(
    values.map(({ session_id, enrolment_id, status, minutes }) => [
      pairKey(session_id, enrolment_id),
      { status, minutes },
    ]),
  );
  const pairs = Map.groupBy(rows, ({ session, root }) => pairKey(session, root));
  return new Map(
    [...pairs].map(([key, marks]): [string, PairMarks] => [
      key,
      {
        heads: headsOf(marks).map(({ id, status, minutes }) => ({ id, status, minutes })),
        imported: marks.filter(({ device }) => device === IMPORT_DEVICE),
        value: valueOf.get(key) ?? null,
      },
    ]),
  );
}
