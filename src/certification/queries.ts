import { sql } from 'kysely';
import type {
  CertificateKind,
  CertificateStatus,
  Db,
  LineState,
  ReadonlyDb,
  TimeZone,
  Trx,
} from '../database/schema.ts';
import { serialText } from './code.ts';
import { type CertificateContent, fullName } from './content.ts';

/** Where an enrolment stands, with the rule's figures: what `views/certification/lines.ts` makes sentences of, and what follows from it. */
export type StandingView = {
  enrolment_id: string;
  bimtek_id: string;
  half_jp_planned: number;
  half_jp_attended: number;
  half_jp_open: number;
  modules_required: number;
  modules_done: number;
  post_bp: number | null;
  l1: LineState;
  l2: LineState;
  l3: LineState;
  l4: LineState;
  l5: LineState;
  l6: LineState;
  r1: string;
  r2: string;
  r3: string;
  r4: string;
  r5: string;
  r6: string;
  closed: boolean;
  ended: boolean;
  due: 'sertifikat' | 'surat-keterangan' | null;
  decree: 'none' | 'recorded' | 'confirmed';
  /** When the SK that counts was typed. */
  decree_at: Date | null;
  clearance: 'none' | 'cleared' | 'suspended';
  attendance_percent: number;
  post_test_bp: number;
  pass_deadline: Date | null;
  time_zone: TimeZone;
  bimtek_name: string;
  name: string;
  name_confirmed_at: Date | null;
  /** The region's own word, lower case. */
  village_term: string;
  certificate: {
    id: string;
    kind: CertificateKind;
    status: CertificateStatus;
    number: string;
    revision: number;
    serial: string;
    issuedOn: string;
    name: string;
    reason: string | null;
  } | null;
};

type Printed = Pick<CertificateContent, 'issuedOn' | 'name' | 'titlePrefix' | 'titleSuffix'>;
type Row = Omit<StandingView, 'certificate'> & {
  certificate_id: string | null;
  certificate_kind: CertificateKind;
  certificate_status: CertificateStatus;
  number: string;
  revision: number;
  serial: Uint8Array;
  printed: Printed;
  reason: string | null;
};

/**
 * The standing of an enrolment (a root), in one statement; undefined when there is none. The caller has found the
 * enrolment through the actor. `certificate.name` is the
 * printed one; `certificate.reason`: why it is suspended or revoked.
 */
export async function standingOf(
  db: Db | Trx | ReadonlyDb,
  enrolmentId: string,
): Promise<StandingView | undefined> {
  const { rows } = await sql<Row>`
    select s.*, (r.body->>'attendance_percent')::int as attendance_percent, (r.body->>'post_test_bp')::int as post_test_bp,
      b.pass_deadline, b.time_zone, b.name as bimtek_name, p.name, p.name_confirmed_at, g.village_term,
      (select max(d.at) from decree d where d.person_id = s.person_id and d.village_code = s.village_code and d.ended_at is null) as decree_at,
      c.number, v.revision, v.serial, v.content as printed,
      (select e.reason from certificate_event e where e.certificate_id = c.id order by e.no desc limit 1) as reason
    from standing s
    join bimtek b on b.id = s.bimtek_id
    join rule_version r on r.bimtek_id = b.id and r.no = b.rule_no
    join person p on p.id = s.person_id
    join regency g on g.code = s.regency_code
    left join certificate c on c.id = s.certificate_id
    left join lateral (
      select w.revision, w.serial, w.content from certificate_revision w where w.certificate_id = c.id order by w.revision desc limit 1
    ) v on true
    where s.enrolment_id = ${enrolmentId}`.execute(db as Db);
  const row = rows[0];
  if (!row) return undefined;
  const {
    certificate_id: id,
    certificate_kind: kind,
    certificate_status: status,
    number,
    revision,
    serial,
    printed,
    reason,
    ...standing
  } = row;
  const certificate =
    id === null
      ? null
      : {
          id,
          kind,
          status,
          number,
          revision,
          serial: serialText(serial),
          issuedOn: printed.issuedOn,
          name: fullName(printed),
          reason,
        };
  return { ...standing, certificate };
}

/** The newest enrolment of a kader (a root), ended or not; undefined when there is none. */
export async function ownEnrolment(db: Db, personId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('enrolment as e')
    .innerJoin('bimtek as b', 'b.id', 'e.bimtek_id')
    .select('e.id')
    .where('e.person_id', '=', personId)
    .whereRef('e.root_id', '=', 'e.id')
    .orderBy('b.starts_on', 'desc')
    .orderBy('e.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

export type OwnPaper = {
  id: string;
  kind: CertificateKind;
  status: CertificateStatus;
  number: string;
  bimtek: string;
  revision: number;
};

/** All papers of a person with their newest revision, newest first; also those of persons merged into this one. */
export async function ownPapers(db: Db, personId: string): Promise<OwnPaper[]> {
  return db
    .selectFrom('certificate as c')
    .innerJoin('bimtek as b', 'b.id', 'c.bimtek_id')
    .innerJoin('certificate_revision as r', 'r.certificate_id', 'c.id')
    .select((eb) => [
      'c.id',
      'c.kind',
      'c.status',
      'c.number',
      'b.name as bimtek',
      eb.fn.max('r.revision').as('revision'),
    ])
    .where('c.person_id', 'in', (eb) => eb.selectFrom('person').select('id').where('root_id', '=', personId))
    .groupBy(['c.id', 'b.name'])
    .orderBy('c.at', 'desc')
    .orderBy('c.kind')
    .execute();
}

/** An own paper that may be downloaded: one that is valid. */
export async function ownValidPaper(
  db: Db,
  personId: string,
  certificateId: string,
): Promise<OwnPaper | undefined> {
  return (await ownPapers(db, personId)).find(
    (paper) => paper.id === certificateId && paper.status === 'valid',
  );
}
