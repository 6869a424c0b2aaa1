import { sql } from 'kysely';
import { z } from 'zod';
import type { Motif, Trx } from '../database/schema.ts';
import type { ProofSigner } from '../proof-keys.ts';
import { type CertificateContent, certificateContent } from './content.ts';
import { paperTexts } from './documents.ts';
import { provenAddress } from './proof/make-proof.ts';
import { capital, districtTerm, predicateOf } from './rules.ts';
import { plannedSessions } from './standing.ts';

/** The part of the rule settings that papers need; bimtek/settings.ts owns their shape, a test compares the defaults. */
export const paperRules = z.object({
  number_pattern: z.string().default('{seq:0000}/BIMTEK-KDD/{unit}/{romanMonth}/{year}'),
  number_pattern_sket: z.string().default('{seq:0000}/SKET-KDD/{unit}/{romanMonth}/{year}'),
  minutes_per_jp: z.int().default(45),
  predicate_bands: z
    .array(z.object({ from_bp: z.int(), label: z.string() }))
    .nullable()
    .default(null),
});

/** What a bimtek gives to all its papers. */
export type Press = {
  bimtekId: string;
  zone: string;
  issuerId: string;
  issuingHere: boolean;
  forPkdd: boolean;
  rules: z.infer<typeof paperRules>;
  content: Pick<
    CertificateContent,
    'bimtek' | 'issuedPlace' | 'issuer' | 'signatory' | 'logo' | 'courses'
  > & { motif: Motif };
};

/** The bimtek, its issuer and the rules in force, as papers of today say them; undefined when there is no such bimtek. */
export async function readPress(trx: Trx, bimtekId: string): Promise<Press | undefined> {
  const row = await trx
    .selectFrom('bimtek as b')
    .innerJoin('issuer as i', 'i.id', 'b.issuer_id')
    .innerJoin('rule_version as r', (join) =>
      join.onRef('r.bimtek_id', '=', 'b.id').onRef('r.no', '=', 'b.rule_no'),
    )
    .selectAll('b')
    .select(['i.unit', 'i.name as issuer_name', 'i.lines', 'i.place as issuer_place', 'i.logo_svg', 'r.body'])
    .select(['i.signatory_name', 'i.signatory_title', 'i.signatory_nip'])
    .where('b.id', '=', bimtekId)
    .executeTakeFirst();
  if (!row) return undefined;
  const courses = await trx
    .selectFrom('bimtek_course')
    .select(['course_id', 'version_no'])
    .where('bimtek_id', '=', bimtekId)
    .orderBy('course_id')
    .execute();
  return {
    bimtekId,
    zone: row.time_zone,
    issuerId: row.issuer_id,
    issuingHere: row.issuing_here,
    forPkdd: row.counts_for_pkdd,
    rules: paperRules.parse(row.body),
    content: {
      bimtek: {
        name: row.name,
        label: row.label || null,
        place: row.place,
        startsOn: row.starts_on,
        endsOn: row.ends_on,
      },
      issuedPlace: row.issuer_place,
      issuer: { name: row.issuer_name, unit: row.unit, ministry: row.lines },
      signatory: {
        name: row.signatory_name,
        title: row.signatory_title,
        ...(row.signatory_nip ? { nip: row.signatory_nip } : {}),
      },
      logo: row.logo_svg || null,
      motif: row.motif,
      courses: courses.map((course) => ({ id: course.course_id, version: course.version_no })),
    },
  };
}

/** A kader as a paper of today would name them, with what they reached. */
export type Holder = {
  enrolmentId: string;
  personId: string;
  due: 'sertifikat' | 'surat-keterangan' | null;
  letter: string;
  postBp: number | null;
  identity: Pick<
    CertificateContent,
    | 'name'
    | 'titlePrefix'
    | 'titleSuffix'
    | 'participantNo'
    | 'villageTerm'
    | 'village'
    | 'districtTerm'
    | 'district'
    | 'regency'
    | 'province'
  >;
  results: Pick<CertificateContent, 'jpAttendedHalf' | 'jpPlannedHalf' | 'subjects' | 'ruleNo'>;
};

type Row = {
  enrolmentId: string;
  personId: string;
  due: Holder['due'];
  letter: string;
  postBp: number | null;
  name: string;
  titlePrefix: string | null;
  titleSuffix: string | null;
  participantNo: string;
  term: string;
  village: string;
  districtCode: string;
  district: string;
  regency: string;
  province: string;
  attended: number;
  planned: number;
  ruleNo: number;
  subjects: { title: string; halfJp: number }[];
};

/**
 * These enrolments by participant number. The table of subjects adds up exactly the sessions that the rule counts, in
 * the order of the timetable. The caller holds their standings, so a rival's issue is seen.
 */
export async function readHolders(
  trx: Trx,
  bimtekId: string,
  enrolmentIds: readonly string[],
): Promise<Holder[]> {
  const { rows } =
    await sql<Row>`select e.id as "enrolmentId", e.person_id as "personId", st.due, k.letter, st.post_bp as "postBp",
      p.name, p.title_prefix as "titlePrefix", p.title_suffix as "titleSuffix", e.participant_no as "participantNo",
      case when substr(v.code, 10, 1) = '1' then 'kelurahan' else g.village_term end as term, v.name as village,
      d.code as "districtCode", d.name as district, g.name as regency, o.name as province,
      st.half_jp_attended as attended, st.half_jp_planned as planned, st.rule_no as "ruleNo", subjects.list as subjects
    from standing st
    join enrolment e on e.id = st.enrolment_id and e.bimtek_id = st.bimtek_id
    join class k on k.id = e.class_id and k.bimtek_id = e.bimtek_id
    join person p on p.id = e.person_id
    join village v on v.code = e.village_code
    join district d on d.code = v.district_code
    join regency g on g.code = v.regency_code
    join province o on o.code = v.province_code
    cross join lateral (
      select coalesce(json_agg(json_build_object('title', x.title, 'halfJp', x.half) order by x.first, x.title), '[]') as list
      from (
        select coalesce(nullif(btrim(s.subject), ''), s.topic) as title, sum(s.half_jp)::int as half, min(s.starts_at) as first
        from ${plannedSessions} group by 1 having sum(s.half_jp) > 0
      ) x
    ) subjects
    where st.bimtek_id = ${bimtekId} and st.enrolment_id = any(${enrolmentIds}::uuid[])
    order by e.participant_no collate "C"`.execute(trx);
  return rows.map(holderOf);
}

const holderOf = (row: Row): Holder => ({
  enrolmentId: row.enrolmentId,
  personId: row.personId,
  due: row.due,
  letter: row.letter,
  postBp: row.postBp,
  identity: {
    name: row.name,
    titlePrefix: row.titlePrefix || null,
    titleSuffix: row.titleSuffix || null,
    participantNo: row.participantNo,
    villageTerm: capital(row.term),
    village: row.village,
    districtTerm: districtTerm(row.districtCode),
    district: row.district,
    regency: row.regency,
    province: row.province,
  },
  results: {
    jpAttendedHalf: row.attended,
    jpPlannedHalf: row.planned,
    subjects: row.subjects,
    ruleNo: row.ruleNo,
  },
});

/** What this issue of a paper has for itself. `origin`: the house's address, `signer`: its key, for the QR code. */
export type Imprint = {
  number: string;
  revision: number;
  serial: string;
  code: string;
  issuedOn: string;
  origin: string;
  signer: ProofSigner;
};

/** The content of a paper, checked; `field` names what cannot be printed (a name over 60 letters, no subjects, ...). */
export function contentOf(
  press: Press,
  holder: Holder,
  kind: 'sertifikat' | 'surat-keterangan',
  { origin, signer, ...imprint }: Imprint,
): { ok: true; content: CertificateContent } | { ok: false; field: string } {
  const { jpAttendedHalf, jpPlannedHalf } = holder.results;
  const read = certificateContent.safeParse({
    kind,
    ...imprint,
    ...holder.identity,
    ...holder.results,
    ...press.content,
    predicate: kind === 'sertifikat' ? predicateOf(holder.postBp, press.rules.predicate_bands) : null,
    verifyUrl: `${origin}/v/${imprint.serial}`,
    texts: paperTexts(press.rules.minutes_per_jp, jpAttendedHalf, jpPlannedHalf),
  });
  return read.success
    ? { ok: true, content: { ...read.data, verifyUrl: provenAddress(read.data, signer) } }
    : { ok: false, field: read.error.issues[0]?.path.join('.') ?? '' };
}
