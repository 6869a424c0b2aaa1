import { sql, type RawBuilder } from 'kysely';
import type { CertificateStatus, Db, TimeZone } from '../database/schema.ts';
import { readCode, readSerial, serialText } from './code.ts';
import { type CertificateContent, fullName } from './content.ts';
import { foldedName } from './rules.ts';

/** What everyone may see of a paper, and nothing else: no NIK, phone, birth date or score (trust.md test 29). */
export type PublicPaper = {
  serial: string;
  status: CertificateStatus;
  kind: CertificateContent['kind'];
  number: string;
  revision: number;
  name: string;
  bimtek: CertificateContent['bimtek'];
  jpAttendedHalf: number;
  jpPlannedHalf: number;
  issuer: string;
  /** 'YYYY-MM-DD' in the time zone of the bimtek. */
  issuedOn: string;
  /** When it was suspended, revoked or replaced. */
  changedAt: Date | null;
  zone: TimeZone;
  /** Where a replaced paper leads: the newest Pengganti, or the sertifikat that took the place of a surat keterangan. */
  next: { serial: string; number: string; revision: number } | null;
};

type Row = {
  serial: Uint8Array;
  content: CertificateContent;
  status: CertificateStatus;
  revision: number;
  newest: number;
  changed_at: Date;
  zone: TimeZone;
  next_serial: Uint8Array | null;
  next_number: string | null;
  next_revision: number | null;
};

async function papers(
  db: Db,
  where: RawBuilder<boolean>,
): Promise<{ paper: PublicPaper; bareName: string }[]> {
  const { rows } = await sql<Row>`
    select r.serial, r.content, c.status, r.revision, last.revision as newest, b.time_zone as zone,
      (select e.at from certificate_event e where e.certificate_id = c.id order by e.no desc limit 1) as changed_at,
      next.serial as next_serial, next.number as next_number, next.revision as next_revision
    from certificate_revision r
    join certificate c on c.id = r.certificate_id
    join bimtek b on b.id = c.bimtek_id
    cross join lateral (select max(w.revision) as revision from certificate_revision w where w.certificate_id = c.id) last
    left join lateral (
      select w.serial, x.number, w.revision from certificate x join certificate_revision w on w.certificate_id = x.id
      where case when c.status = 'replaced' then x.person_id = c.person_id and x.bimtek_id = c.bimtek_id and x.kind = 'sertifikat' else x.id = c.id end
      order by w.revision desc limit 1
    ) next on c.status = 'replaced' or r.revision < last.revision
    where ${where}`.execute(db);
  return rows.map((row) => ({ paper: paperOf(row), bareName: row.content.name }));
}

function paperOf(row: Row): PublicPaper {
  const { content } = row;
  const status = row.revision < row.newest ? 'replaced' : row.status;
  return {
    serial: serialText(row.serial),
    status,
    kind: content.kind,
    number: content.number,
    revision: content.revision,
    name: fullName(content),
    bimtek: content.bimtek,
    jpAttendedHalf: content.jpAttendedHalf,
    jpPlannedHalf: content.jpPlannedHalf,
    issuer: content.issuer.name,
    issuedOn: content.issuedOn,
    changedAt: status === 'valid' ? null : row.changed_at,
    zone: row.zone,
    next: row.next_serial && {
      serial: serialText(row.next_serial),
      number: row.next_number ?? '',
      revision: row.next_revision ?? 0,
    },
  };
}

/** The paper of an address. Text that is no serial costs the same statement as a serial that nobody has. */
export async function paperOfSerial(db: Db, text: string): Promise<PublicPaper | undefined> {
  const serial = readSerial(text);
  const [found] = await papers(db, sql<boolean>`r.serial = ${serial ?? Buffer.alloc(16)}`);
  return serial === null ? undefined : found?.paper;
}

/** The paper whose kept PDF has this SHA-256 (64 hexadecimal letters). Whoever knows the hash has the file. */
export async function paperOfFile(db: Db, digest: string): Promise<PublicPaper | undefined> {
  const sha256 = Buffer.from(/^[0-9a-f]{64}$/.test(digest) ? digest : '', 'hex');
  const [found] = await papers(
    db,
    sql<boolean>`(r.certificate_id, r.revision) in (select f.certificate_id, f.revision from certificate_pdf f where f.sha256 = ${sha256})`,
  );
  return found?.paper;
}

/** The paper of a printed code, as people type it. */
export async function paperOfCode(db: Db, typed: string): Promise<PublicPaper | undefined> {
  const code = readCode(typed);
  const [found] = await papers(db, sql<boolean>`r.code = ${code ?? ''}`);
  return code === null ? undefined : found?.paper;
}

/**
 * The newest paper with this number and name; both must fit, with or without titles, whatever the case. A number may be
 * known to several issuers, so the name decides among them.
 */
export async function paperOfNumber(db: Db, number: string, name: string): Promise<PublicPaper | undefined> {
  const typed = number.replaceAll(/\s+/g, '').toUpperCase();
  const found = await papers(db, sql<boolean>`upper(c.number) = ${typed} and r.revision = last.revision`);
  const wanted = foldedName(name);
  return found.find(({ paper, bareName }) =>
    [paper.name, bareName].some((printed) => foldedName(printed) === wanted),
  )?.paper;
}
