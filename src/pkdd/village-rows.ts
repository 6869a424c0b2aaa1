import { type RawBuilder, sql } from 'kysely';
import { readRows } from '../database/read-rows.ts';
import type { ReadonlyDb } from '../database/schema.ts';
import { statusOf, type VillageFacts, type VillageReason, type VillageStatus } from './rules.ts';

/** A village with its active kader and how far it is; one row for every village of the area, locus or not. */
export type VillageRow = VillageFacts & {
  code: string;
  name: string;
  term: string;
  districtCode: string;
  district: string;
  regencyCode: string;
  regency: string;
  enrolmentId: string | null;
  personName: string | null;
  participantNo: string | null;
  halfJpAttended: number;
  halfJpPlanned: number;
  modulesDone: number;
  modulesRequired: number;
  trainings: number;
  decreeId: string | null;
  status: VillageStatus;
  reason: VillageReason;
};

/**
 * Every village for which `inScope` holds (columns v.code, v.regency_code), ordered by district and name, in one
 * statement. The status comes from the one rule of this room, so list, counts and exports agree.
 */
export async function villageRows(
  db: ReadonlyDb,
  inScope: RawBuilder<boolean>,
  now: Date,
): Promise<VillageRow[]> {
  const rows = await readRows(
    db,
    sql<VillageFacts & Omit<VillageRow, keyof VillageFacts | 'status' | 'reason'>>`
    select v.code, v.name, g.village_term as term, v.district_code as "districtCode", d.name as district,
      v.regency_code as "regencyCode", g.name as regency,
      (v.locus_since is not null or exists (select from assignment x where x.village_code = v.code)) as locus,
      a.person_id as "personId", p.name as "personName",
      coalesce(acc.first_signed_in_at is not null, false) as "signedIn",
      s.enrolment_id as "enrolmentId", s.enrolment_id is not null as enrolled, s.participant_no as "participantNo", s.l1,
      coalesce(s.half_jp_attended, 0) as "halfJpAttended", coalesce(s.half_jp_planned, 0) as "halfJpPlanned",
      coalesce(s.modules_done, 0) as "modulesDone", coalesce(s.modules_required, 0) as "modulesRequired",
      greatest(coalesce(need.before, 0) - coalesce(s.modules_done, 0), 0)::int as "beforeLeft",
      coalesce(b.starts_on <= (${now}::timestamptz at time zone b.time_zone)::date, false) as started,
      coalesce(s.closed, false) as closed, coalesce(b.pass_deadline <= ${now}, false) as over,
      coalesce(s.decree, sk.state, 'none') as decree, sk.id as "decreeId",
      s.certificate_kind as "certificateKind", s.certificate_status as "certificateStatus", s.due,
      coalesce(s.clearance, 'none') as clearance,
      coalesce(step.formed, false) as formed, coalesce(step.outreach, false) as outreach,
      coalesce(step.waiting, 0)::int as "stepsWaiting", coalesce(step.trainings, 0)::int as trainings
    from village v
    join district d on d.code = v.district_code
    join regency g on g.code = v.regency_code
    left join assignment a on a.village_code = v.code and a.active
    left join person p on p.id = a.person_id
    left join account acc on acc.person_id = a.person_id
    left join standing s on s.person_id = a.person_id and s.latest
    left join bimtek b on b.id = s.bimtek_id
    left join lateral (
      select count(*)::int as before from bimtek_course bc
      join course_module m on m.course_id = bc.course_id and m.version_no = bc.version_no and m.required and m.phase = 'before'
      where bc.bimtek_id = s.bimtek_id
    ) need on true
    left join lateral (
      select x.id, case when x.confirmed then 'confirmed' else 'recorded' end as state from decree x
      where x.person_id = a.person_id and x.village_code = v.code and x.ended_at is null
      order by x.confirmed desc, x.at desc limit 1
    ) sk on true
    left join lateral (
      select bool_or(t.kind = 'rkdd-sk' and t.confirmed_at is not null) as formed,
        bool_or(t.kind = 'sosialisasi' and t.confirmed_at is not null) as outreach,
        count(*) filter (where t.kind = 'pelatihan' and t.confirmed_at is not null) as trainings,
        count(*) filter (where t.confirmed_at is null) as waiting
      from pkdd_step t where t.village_code = v.code and t.replaced_by is null
    ) step on true
    where ${inScope}
    order by g.code, d.code, lower(v.name), v.code`,
  );
  return rows.map((row) => ({ ...row, ...statusOf(row) }));
}
