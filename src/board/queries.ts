import { type RawBuilder, sql } from 'kysely';
import { readRows } from '../database/read-rows.ts';
import type { LineState, ReadonlyDb } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';
import { type VillageRow, villageRows } from '../pkdd/index.ts';
import { inArea } from '../region/index.ts';

const BOARD_ROLES = ['korkab', 'duta', 'pemantau'] as const;

/** Every village of the actor's area; `regency` narrows it where an area holds several. */
export function boardVillages(
  db: ReadonlyDb,
  actor: Actor,
  regency: string | null,
  now: Date,
): Promise<VillageRow[]> {
  const area = inArea(actor, BOARD_ROLES, { village: 'v.code', regency: 'v.regency_code' });
  return villageRows(db, regency ? sql<boolean>`${area} and v.regency_code = ${regency}` : area, now);
}

/** The regencies an actor looks after, by name: one for a korkab, many for a pemantau of a province. */
export async function boardRegencies(
  db: ReadonlyDb,
  actor: Actor,
): Promise<{ code: string; name: string }[]> {
  const rows = await readRows(
    db,
    sql<{ code: string; name: string }>`
    select g.code, g.name from regency g where exists (
      select from village v where v.regency_code = g.code and ${inArea(actor, BOARD_ROLES, { village: 'v.code', regency: 'v.regency_code' })})
    order by g.name`,
  );
  return rows;
}

export type KaderRow = {
  personId: string;
  enrolmentId: string;
  name: string;
  participantNo: string;
  letter: string;
  code: string;
  village: string;
  term: string;
  district: string;
  regency: string;
  halfJpAttended: number;
  halfJpPlanned: number;
  modulesDone: number;
  modulesRequired: number;
  preBp: number | null;
  postBp: number | null;
  rktl: string;
  l1: LineState;
  l2: LineState;
  l3: LineState;
  l4: LineState;
  l5: LineState;
  l6: LineState;
  decree: string;
  certificateKind: string | null;
  certificateStatus: string | null;
  clearance: string;
  signedIn: boolean;
  ended: boolean;
  bimtek: string;
};

export type KaderFilter = {
  q: string;
  after: { nameKey: string; id: string } | null;
  regency: string | null;
  show: 'semua' | 'lulus' | 'belum-masuk';
};

const kaderColumns = sql`
  s.person_id as "personId", s.enrolment_id as "enrolmentId", p.name, s.participant_no as "participantNo", c.letter,
  v.code, v.name as village, g.village_term as term, d.name as district, g.name as regency,
  s.half_jp_attended as "halfJpAttended", s.half_jp_planned as "halfJpPlanned", s.modules_done as "modulesDone",
  s.modules_required as "modulesRequired", s.pre_bp as "preBp", s.post_bp as "postBp", s.rktl,
  s.l1, s.l2, s.l3, s.l4, s.l5, s.l6, s.decree, s.certificate_kind as "certificateKind",
  s.certificate_status as "certificateStatus", s.clearance, coalesce(acc.first_signed_in_at is not null, false) as "signedIn",
  s.ended, b.label as bimtek, s.name_key as "nameKey"`;

const kaderTables = sql`standing s
  join person p on p.id = s.person_id
  join class c on c.id = s.class_id and c.bimtek_id = s.bimtek_id
  join village v on v.code = s.village_code
  join district d on d.code = v.district_code
  join regency g on g.code = v.regency_code
  join bimtek b on b.id = s.bimtek_id
  left join account acc on acc.person_id = s.person_id`;

/** A person counts once in an area: by the latest enrolment. */
function matches(actor: Actor, filter: Omit<KaderFilter, 'after'>): RawBuilder<boolean> {
  const area = inArea(actor, BOARD_ROLES, { village: 's.village_code', regency: 's.regency_code' });
  const like = `%${filter.q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`s.latest and ${area}
    and (${filter.regency}::text is null or s.regency_code = ${filter.regency})
    and (${filter.q} = '' or s.name_key like ${like} or lower(s.participant_no) like ${like} or lower(v.name) like ${like})
    and (${filter.show} = 'semua'
      or (${filter.show} = 'lulus' and s.certificate_kind = 'sertifikat' and s.certificate_status = 'valid')
      or (${filter.show} = 'belum-masuk' and acc.first_signed_in_at is null))`;
}

const PAGE = 50;

/** One page of kader by name (keyset), and how many there are in all. */
export async function boardKader(
  db: ReadonlyDb,
  actor: Actor,
  filter: KaderFilter,
): Promise<{ rows: (KaderRow & { nameKey: string })[]; total: number; more: boolean }> {
  const after = filter.after;
  const rows = await readRows(
    db,
    sql<KaderRow & { nameKey: string }>`select ${kaderColumns} from ${kaderTables}
    where ${matches(actor, filter)}
      and (${after?.nameKey ?? null}::text is null or (s.name_key, s.enrolment_id) > (${after?.nameKey ?? ''}, ${after?.id ?? null}::uuid))
    order by s.name_key, s.enrolment_id limit ${PAGE + 1}`,
  );
  const count = await readRows(
    db,
    sql<{ total: number }>`select count(*)::int as total from ${kaderTables} where ${matches(actor, filter)}`,
  );
  return { rows: rows.slice(0, PAGE), total: count[0]?.total ?? 0, more: rows.length > PAGE };
}

/** All kader of the area for an export, ordered by regency, district, village. */
export async function allKader(
  db: ReadonlyDb,
  actor: Actor,
  filter: Omit<KaderFilter, 'after'>,
): Promise<KaderRow[]> {
  const rows = await readRows(
    db,
    sql<KaderRow>`select ${kaderColumns} from ${kaderTables}
    where ${matches(actor, filter)} order by v.code, s.name_key, s.enrolment_id`,
  );
  return rows;
}

/** One kader of the area with the rule's figures and the masked number. */
export async function boardPerson(db: ReadonlyDb, actor: Actor, personId: string) {
  const area = inArea(actor, BOARD_ROLES, { village: 's.village_code', regency: 's.regency_code' });
  const rows = await readRows(
    db,
    sql<
      KaderRow & {
        phone: string | null;
        half_jp_planned: number;
        half_jp_attended: number;
        half_jp_open: number;
        modules_required: number;
        modules_done: number;
        post_bp: number | null;
        r1: string;
        r2: string;
        r3: string;
        r4: string;
        r5: string;
        r6: string;
        attendance_percent: number;
        post_test_bp: number;
        zone: string;
      }
    >`select ${kaderColumns}, p.phone_e164 as phone, s.half_jp_planned, s.half_jp_attended, s.half_jp_open, s.modules_required,
      s.modules_done, s.post_bp, s.r1, s.r2, s.r3, s.r4, s.r5, s.r6, b.time_zone as zone,
      (r.body->>'attendance_percent')::int as attendance_percent, (r.body->>'post_test_bp')::int as post_test_bp
    from ${kaderTables}
    join rule_version r on r.bimtek_id = b.id and r.no = b.rule_no
    where s.latest and s.person_id = ${personId} and ${area}`,
  );
  return rows[0];
}
