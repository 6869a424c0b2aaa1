import { type RawBuilder, sql } from 'kysely';
import { bimtekOf, organises, readsBimtek } from '../../bimtek/index.ts';
import type { CertificateKind, CertificateStatus, Db, TimeZone } from '../../database/schema.ts';
import type { Actor } from '../../http/actor.ts';
import { serialText } from '../code.ts';
import type { CertificateContent } from '../content.ts';
import type { RegisterRow, ResultRow } from '../rows.ts';

/** A bimtek as the panitia's pages of this room need it. `mine`: the actor may issue, not only read. */
export type PressView = {
  id: string;
  name: string;
  label: string;
  zone: TimeZone;
  passDeadline: Date | null;
  issuingHere: boolean;
  closed: boolean;
  attendancePercent: number;
  postTestBp: number;
  mine: boolean;
};

/** The bimtek found through the actor who reads it as panitia; `write` only where they organise it. */
export async function pressFor(
  db: Db,
  actor: Actor,
  bimtekId: string,
  write = false,
): Promise<PressView | undefined> {
  const scope = write ? organises(actor, 'b') : readsBimtek(actor, 'b');
  const { rows } = await sql<Omit<PressView, 'mine'>>`
    select b.id, b.name, b.label, b.time_zone as zone, b.pass_deadline as "passDeadline", b.issuing_here as "issuingHere",
      (r.body->>'attendance_percent')::int as "attendancePercent", (r.body->>'post_test_bp')::int as "postTestBp",
      coalesce((select not exists (select from reopening o where o.bimtek_id = c.bimtek_id and o.no = c.no and o.agreed_at is not null)
        from closing c where c.bimtek_id = b.id order by c.no desc limit 1), false) as closed
    from (select *, id as bimtek_id from bimtek) b
    join rule_version r on r.bimtek_id = b.id and r.no = b.rule_no
    where b.id = ${bimtekId} and ${scope}`.execute(db);
  const row = rows[0];
  return row && { ...row, mine: bimtekOf(actor).includes(row.id) };
}

export type ResultFilter = {
  q: string;
  class: string | null;
  regency: string | null;
  /** 1..6: only those who do not meet this line. */
  line: number | null;
  show: 'semua' | 'layak' | 'terbit' | 'tidak-bisa';
};

function matching(bimtekId: string, filter: ResultFilter): RawBuilder<boolean> {
  const like = `%${filter.q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`s.bimtek_id = ${bimtekId}
    and (${filter.class}::text is null or k.letter = ${filter.class})
    and (${filter.regency}::text is null or s.regency_code = ${filter.regency})
    and (${filter.line}::int is null or (array[s.l1, s.l2, s.l3, s.l4, s.l5, s.l6])[${filter.line}::int] <> 'met')
    and (${filter.q} = '' or s.name_key like ${like} or lower(s.participant_no) like ${like} or lower(v.name) like ${like})
    and (${filter.show} = 'semua'
      or (${filter.show} = 'layak' and s.due is not null)
      or (${filter.show} = 'terbit' and s.certificate_id is not null)
      or (${filter.show} = 'tidak-bisa' and 'never' in (s.l1, s.l2, s.l3, s.l4, s.l5, s.l6)))`;
}

const tables = sql`standing s
  join person p on p.id = s.person_id
  join class k on k.id = s.class_id and k.bimtek_id = s.bimtek_id
  join village v on v.code = s.village_code
  join regency g on g.code = s.regency_code
  left join certificate c on c.id = s.certificate_id`;

export const RESULTS_PAGE = 50;

/** Rows of kelulusan by participant number, after `after` (keyset); `limit` one more than a page tells that more follow. */
export async function resultRows(
  db: Db,
  bimtekId: string,
  filter: ResultFilter,
  page: { after: string | null; limit: number | null },
): Promise<ResultRow[]> {
  const { rows } = await sql<ResultRow>`
    select s.enrolment_id as "enrolmentId", s.person_id as "personId", s.participant_no as "participantNo", p.name, k.letter,
      v.name as village, g.village_term as term, g.name as regency, s.l1, s.l2, s.l3, s.l4, s.l5, s.l6,
      s.half_jp_attended as "halfJpAttended", s.half_jp_planned as "halfJpPlanned", s.modules_done as "modulesDone",
      s.modules_required as "modulesRequired", s.post_bp as "postBp", s.rktl, s.ended, s.due,
      s.certificate_kind as "certificateKind", s.certificate_status as "certificateStatus", c.number
    from ${tables}
    where ${matching(bimtekId, filter)} and (${page.after}::text is null or s.participant_no collate "C" > ${page.after})
    order by s.participant_no collate "C" limit ${page.limit}`.execute(db);
  return rows;
}

export type ResultCounts = {
  total: number;
  shown: number;
  due: number;
  dueStatements: number;
  sertifikat: number;
  statements: number;
  met: number[];
};

/** Counts of the whole bimtek, and of what the filter leaves, in one statement. */
export async function countResults(db: Db, bimtekId: string, filter: ResultFilter): Promise<ResultCounts> {
  const { rows } = await sql<Omit<ResultCounts, 'met'> & Record<`m${1 | 2 | 3 | 4 | 5 | 6}`, number>>`
    select count(*)::int as total, (count(*) filter (where ${matching(bimtekId, filter)}))::int as shown,
      (count(*) filter (where s.due = 'sertifikat'))::int as due,
      (count(*) filter (where s.due = 'surat-keterangan'))::int as "dueStatements",
      (count(*) filter (where s.certificate_kind = 'sertifikat' and s.certificate_status = 'valid'))::int as sertifikat,
      (count(*) filter (where s.certificate_kind = 'surat-keterangan' and s.certificate_status = 'valid'))::int as statements,
      (count(*) filter (where s.l1 = 'met'))::int as m1, (count(*) filter (where s.l2 = 'met'))::int as m2,
      (count(*) filter (where s.l3 = 'met'))::int as m3, (count(*) filter (where s.l4 = 'met'))::int as m4,
      (count(*) filter (where s.l5 = 'met'))::int as m5, (count(*) filter (where s.l6 = 'met'))::int as m6
    from ${tables} where s.bimtek_id = ${bimtekId}`.execute(db);
  const { m1, m2, m3, m4, m5, m6, ...counts } = rows[0]!;
  return { ...counts, met: [m1, m2, m3, m4, m5, m6] };
}

/** Classes and regencies of a bimtek, for the filter. */
export async function filterChoices(
  db: Db,
  bimtekId: string,
): Promise<{ classes: string[]; regencies: { code: string; name: string }[] }> {
  const classes = await db
    .selectFrom('class')
    .select('letter')
    .where('bimtek_id', '=', bimtekId)
    .orderBy('letter')
    .execute();
  const regencies = await db
    .selectFrom('regency as g')
    .select(['g.code', 'g.name'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('standing as s')
          .select('s.bimtek_id')
          .whereRef('s.regency_code', '=', 'g.code')
          .where('s.bimtek_id', '=', bimtekId),
      ),
    )
    .orderBy('g.name')
    .execute();
  return { classes: classes.map(({ letter }) => letter), regencies };
}

/** The register of a bimtek as issued (not as people are called today), by kind and running number. */
export async function registerRows(
  db: Db,
  bimtekId: string,
  filter: { q: string; after: { kind: string; year: number; seq: number } | null; limit: number | null },
): Promise<(RegisterRow & { year: number; seq: number })[]> {
  const like = `%${filter.q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  const { rows } = await sql<RegisterRow & { year: number; seq: number }>`
    select c.id, c.number, c.kind, c.status, c.person_id as "personId", c.year, c.seq, r.content->>'name' as name,
      r.content->>'participantNo' as "participantNo", r.content->>'village' as village, r.content->>'regency' as regency,
      r.content->>'issuedOn' as "issuedOn", r.revision, (r.content->>'jpAttendedHalf')::int as "jpAttendedHalf",
      (r.content->>'jpPlannedHalf')::int as "jpPlannedHalf"
    from certificate c
    cross join lateral (select w.revision, w.content from certificate_revision w where w.certificate_id = c.id order by w.revision desc limit 1) r
    where c.bimtek_id = ${bimtekId}
      and (${filter.q} = '' or lower(c.number) like ${like} or lower(r.content->>'name') like ${like} or lower(r.content->>'participantNo') like ${like})
      and (${filter.after?.kind ?? null}::text is null
        or (c.kind collate "C", c.year, c.seq) > (${filter.after?.kind ?? ''}, ${filter.after?.year ?? 0}::int, ${filter.after?.seq ?? 0}::int))
    order by c.kind collate "C", c.year, c.seq limit ${filter.limit}`.execute(db);
  return rows;
}

export type CertificateView = {
  id: string;
  bimtekId: string;
  personId: string;
  kind: CertificateKind;
  status: CertificateStatus;
  number: string;
  zone: TimeZone;
  /** The name the holder bears now: it may differ from the printed one. */
  nameNow: string;
  clearance: boolean;
  revisions: { revision: number; serial: string; code: string; content: CertificateContent; at: Date }[];
  events: { no: number; event: string; reason: string | null; at: Date; by: string }[];
};

/** A certificate found through the actor who reads its bimtek as panitia (or organises it, for an act). */
export async function certificateFor(
  db: Db,
  actor: Actor,
  bimtekId: string,
  id: string,
  write = false,
): Promise<CertificateView | undefined> {
  const row = await db
    .selectFrom('certificate as c')
    .innerJoin('bimtek as b', 'b.id', 'c.bimtek_id')
    .innerJoin('person as p', 'p.id', 'c.person_id')
    .select([
      'c.id',
      'c.bimtek_id as bimtekId',
      'c.person_id as personId',
      'c.kind',
      'c.status',
      'c.number',
      'b.time_zone as zone',
      'p.name as nameNow',
    ])
    .select(sql<boolean>`exists (select from clearance x where x.certificate_id = c.id)`.as('clearance'))
    .where('c.id', '=', id)
    .where('c.bimtek_id', '=', bimtekId)
    .where(write ? organises(actor, 'c') : readsBimtek(actor, 'c'))
    .executeTakeFirst();
  if (!row) return undefined;
  const revisions = await db
    .selectFrom('certificate_revision')
    .select(['revision', 'serial', 'code', 'content', 'at'])
    .where('certificate_id', '=', id)
    .orderBy('revision', 'desc')
    .execute();
  const events = await db
    .selectFrom('certificate_event as e')
    .innerJoin('person as p', 'p.id', 'e.by_id')
    .select(['e.no', 'e.event', 'e.reason', 'e.at', 'p.name as by'])
    .where('e.certificate_id', '=', id)
    .orderBy('e.no', 'desc')
    .execute();
  return {
    ...row,
    revisions: revisions.map((one) => ({
      ...one,
      serial: serialText(one.serial),
      content: one.content as CertificateContent,
    })),
    events,
  };
}
