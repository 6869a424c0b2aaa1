import { type RawBuilder, sql } from 'kysely';
import type { Db, MarkStatus } from '../database/schema.ts';

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
const MOST = 200;

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
    ) late order by at, id limit ${MOST}`.execute(db);
  return rows;
}

export type TouchedCertificate = {
  number: string;
  kind: string;
  status: string;
  no: string;
  name: string;
  waiting: number;
};

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
    order by w.waiting > 0 desc, p.name_key, c.number limit ${MOST}`.execute(db);
  return { certificates: rows, total: rows[0]?.total ?? 0 };
}
