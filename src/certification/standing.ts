import { sql } from 'kysely';
import type { Trx } from '../database/schema.ts';

/**
 * The one definition of where an enrolment stands on every line of the certification rule (product.md section 4).
 * Pages, boards, exports and the issuing act read the row that this statement writes, so they can never disagree.
 *
 * The order for every write that changes what counts: `lockEnrolments` first, then read, then write facts, then
 * `refreshStanding` last, all in one transaction. Without the lock rival writers overwrite each other silently.
 */
type Which = readonly string[] | 'all';

const chosen = (bimtekId: string, which: Which) =>
  which === 'all'
    ? sql`select id from enrolment where bimtek_id = ${bimtekId} and root_id = id`
    : sql`select root_id from enrolment where bimtek_id = ${bimtekId} and id = any(${which}::uuid[])`;

/** Holds the standing rows of these enrolments until the transaction ends, always in the same order. */
export async function lockEnrolments(trx: Trx, bimtekId: string, which: Which): Promise<void> {
  await sql`select enrolment_id from standing
    where bimtek_id = ${bimtekId} and enrolment_id in (${chosen(bimtekId, which)})
    order by enrolment_id for update`.execute(trx);
}

/**
 * Recomputes the rows of these enrolments from facts, as of `now` (only `pass_deadline <= now` reads it).
 * Rows that did not change are not written; an enrolment that is no longer a root loses its row.
 */
export async function refreshStanding(trx: Trx, bimtekId: string, which: Which, now: Date): Promise<void> {
  const later = gathering.get(trx);
  if (later) return void later.set(bimtekId, joined(later.get(bimtekId) ?? [], which));
  await sql`insert into standing ${computed(bimtekId, which, now)}
    on conflict (enrolment_id, bimtek_id) do update set
      person_id = excluded.person_id, class_id = excluded.class_id, village_code = excluded.village_code,
      regency_code = excluded.regency_code, participant_no = excluded.participant_no, name_key = excluded.name_key,
      latest = excluded.latest, ended = excluded.ended, half_jp_planned = excluded.half_jp_planned,
      half_jp_attended = excluded.half_jp_attended, half_jp_open = excluded.half_jp_open,
      open_questions = excluded.open_questions, modules_required = excluded.modules_required,
      modules_done = excluded.modules_done, pre_bp = excluded.pre_bp, post_bp = excluded.post_bp,
      post_attempts = excluded.post_attempts, rktl = excluded.rktl,
      l1 = excluded.l1, l2 = excluded.l2, l3 = excluded.l3, l4 = excluded.l4, l5 = excluded.l5, l6 = excluded.l6,
      r1 = excluded.r1, r2 = excluded.r2, r3 = excluded.r3, r4 = excluded.r4, r5 = excluded.r5, r6 = excluded.r6,
      closed = excluded.closed, due = excluded.due, decree = excluded.decree,
      certificate_id = excluded.certificate_id, certificate_kind = excluded.certificate_kind,
      certificate_status = excluded.certificate_status, clearance = excluded.clearance, rule_no = excluded.rule_no
    where standing is distinct from excluded`.execute(trx);
  await sql`delete from standing s using enrolment e
    where s.bimtek_id = ${bimtekId} and e.id = s.enrolment_id and e.bimtek_id = s.bimtek_id and e.root_id <> e.id`.execute(
    trx,
  );
}

/** Transactions that refresh once, at their end: whose rows, by bimtek. */
const gathering = new WeakMap<Trx, Map<string, Which>>();
const joined = (a: Which, b: Which): Which =>
  a === 'all' || b === 'all' ? 'all' : [...new Set([...a, ...b])];

/**
 * Runs many writes of one transaction and refreshes what they touched once, as of `now`. Only for writes that do not
 * read `standing` in between (an import, the demo's story): in the meantime the rows are old.
 */
export async function refreshOnce<Value>(trx: Trx, now: Date, run: () => Promise<Value>): Promise<Value> {
  const touched = new Map<string, Which>();
  gathering.set(trx, touched);
  const value = await run().finally(() => gathering.delete(trx));
  for (const [bimtekId, which] of touched) await refreshStanding(trx, bimtekId, which, now);
  return value;
}

/** Writes now what `refreshOnce` has gathered so far, for a write that reads `standing` itself; else there is nothing to do. */
export async function refreshGathered(trx: Trx, now: Date): Promise<void> {
  const touched = gathering.get(trx);
  if (!touched) return;
  gathering.delete(trx);
  for (const [bimtekId, which] of touched) await refreshStanding(trx, bimtekId, which, now);
  touched.clear();
  gathering.set(trx, touched);
}

/** Laterals, one a source of facts: one grouped join a source was 40 times slower at 3,000 (data-model.md section 2). */
const computed = (bimtekId: string, which: Which, now: Date) => sql`
  select e.id, e.bimtek_id, e.person_id, e.class_id, e.village_code, v.regency_code, e.participant_no, p.name_key,
    p.latest_enrolment_id is not distinct from e.id, e.ended_at is not null,
    jp.planned, jp.attended, jp.open, jp.questions, modules.required, modules.done,
    score.pre_bp, score.post_bp, score.post_attempts, rktl.state,
    line.l1, line.l2, line.l3, line.l4, line.l5, line.l6,
    reason.r1, reason.r2, reason.r3, reason.r4, reason.r5, reason.r6,
    closing.closed,
    case
      when not closing.closed or e.ended_at is not null or paper.has_sertifikat then null
      when line.l1 = 'met' and line.l2 = 'met' and line.l3 = 'met' and line.l4 = 'met' and line.l5 = 'met' and line.l6 = 'met'
        then 'sertifikat'
      when line.l1 = 'met' and rule.over and not paper.has_sket then 'surat-keterangan'
    end,
    decree.state, paper.id, paper.kind, paper.status, clearance.state, b.rule_no
  from enrolment e
  join bimtek b on b.id = e.bimtek_id
  join person p on p.id = e.person_id
  join village v on v.code = e.village_code
  ${rule(now)} ${jp} ${modules} ${score} ${rktl} ${evaluation} ${closing} ${decree} ${paper} ${clearance} ${line} ${reason}
  where e.bimtek_id = ${bimtekId} and e.root_id = e.id and e.id in (${chosen(bimtekId, which)})`;

/** Settings of the rule in force, and whether the batas kelulusan has passed. */
const rule = (now: Date) => sql`cross join lateral (
  select (r.body->>'attendance_percent')::int as percent, (r.body->>'post_test_bp')::int as post_bp,
    (r.body->>'post_attempts')::int as attempts,
    coalesce((r.body->>'require_modules')::boolean, true) as modules,
    coalesce((r.body->>'require_post_test')::boolean, true) as post,
    coalesce((r.body->>'require_rktl')::boolean, true) as rktl,
    coalesce((r.body->>'require_evaluation')::boolean, true) as evaluation,
    coalesce((r.body->>'require_name')::boolean, true) as name,
    coalesce(b.pass_deadline <= ${now}, false) as over
  from rule_version r where r.bimtek_id = b.id and r.no = b.rule_no
) rule`;

/** The sessions `s` that count for the enrolment `e`: those of its classes (`stay`), each as long as it belonged to it. */
export const plannedSessions = sql`(
    select m.class_id, m.since,
      case when row_number() over w = 1 then '-infinity'::timestamptz else m.since end as lo,
      coalesce(lead(m.since) over w, 'infinity'::timestamptz) as hi,
      first_value(m.since) over w as joined
    from class_membership m where m.bimtek_id = e.bimtek_id and m.enrolment_id = e.id
    window w as (order by m.since)
  ) stay
  join session_class sc on sc.bimtek_id = e.bimtek_id and sc.class_id = stay.class_id
  join session s on s.id = sc.session_id and s.bimtek_id = sc.bimtek_id
    and s.counted and s.cancelled_at is null and s.starts_at >= stay.lo and s.starts_at < stay.hi`;

/**
 * The same sessions with what was attended: `a` is the value, `here.inside` is false before joining (`belum terdaftar`)
 * and after the end of the enrolment, `value.counts` says that its JP are met, `value.exempt` that a dispensation makes
 * them so. What counts is `here.inside and value.counts`; recaps of presensi read it here.
 */
export const attendedSessions = sql`${plannedSessions}
  left join attendance a on a.bimtek_id = e.bimtek_id and a.enrolment_id = e.id and a.session_id = s.id
  cross join lateral (select s.starts_at >= stay.joined and (e.ended_at is null or s.starts_at < e.ended_at) as inside) here
  cross join lateral (
    select coalesce(a.status in ('izin', 'sakit'), false) and exists (
      select from dispensation d where d.bimtek_id = e.bimtek_id and d.session_id = s.id and d.revoked_at is null
        and d.enrolment_id in (select o.id from enrolment o where o.bimtek_id = e.bimtek_id and o.root_id = e.id)) as exempt
  ) excused
  cross join lateral (
    select excused.exempt, coalesce(a.status in ('hadir', 'terlambat'), false) or excused.exempt as counts
  ) value`;

/**
 * JP in halves over the counted sessions of the classes a person belonged to at that time. Sessions before joining
 * are those of the first class: planned, never met, never open. Sessions after the end: planned only.
 */
const jp = sql`cross join lateral (
  select coalesce(sum(s.half_jp), 0)::int as planned,
    coalesce(sum(s.half_jp) filter (where here.inside and value.counts), 0)::int as attended,
    coalesce(sum(s.half_jp) filter (where here.inside and not value.counts and (a.session_id is null or a.open)), 0)::int as open,
    count(*) filter (where a.open)::int as questions
  from ${attendedSessions}
) jp`;

/** A module is done when every lesson is marked read and its quiz is handed in. */
const modules = sql`cross join lateral (
  select count(*)::int as required, count(*) filter (where not exists (
      select from course_lesson l
      where l.course_id = m.course_id and l.version_no = m.version_no and l.module_id = m.id and not exists (
        select from lesson_read r where r.bimtek_id = e.bimtek_id and r.course_id = l.course_id and r.lesson_id = l.id
          and r.enrolment_id in (select o.id from enrolment o where o.bimtek_id = e.bimtek_id and o.root_id = e.id))
    ) and not exists (
      select from quiz q
      where q.course_id = m.course_id and q.version_no = m.version_no and q.module_id = m.id and not exists (
        select from attempt t where t.bimtek_id = e.bimtek_id and t.quiz_id = q.id and t.handed_in_at is not null
          and t.enrolment_id in (select o.id from enrolment o where o.bimtek_id = e.bimtek_id and o.root_id = e.id))
    ))::int as done
  from bimtek_course bc
  join course_module m on m.course_id = bc.course_id and m.version_no = bc.version_no and m.required
  where bc.bimtek_id = e.bimtek_id
) modules`;

const score = sql`cross join lateral (
  select max(t.score_bp) filter (where t.kind = 'pre') as pre_bp, max(t.score_bp) filter (where t.kind = 'post') as post_bp,
    (count(*) filter (where t.kind = 'post'))::int as post_attempts,
    coalesce((select sum(x.extra_attempts) from allowance x join quiz q on q.id = x.quiz_id and q.kind = 'post'
      join bimtek_course bc on bc.bimtek_id = x.bimtek_id and bc.course_id = q.course_id and bc.version_no = q.version_no
      where x.bimtek_id = e.bimtek_id and x.enrolment_id = e.id), 0)::int as extra
  from attempt t
  where t.bimtek_id = e.bimtek_id and t.kind in ('pre', 'post')
    and t.enrolment_id in (select o.id from enrolment o where o.bimtek_id = e.bimtek_id and o.root_id = e.id)
) score`;

const rktl = sql`cross join lateral (
  select coalesce((select coalesce(r.decision, 'submitted') from rktl_round r
    where r.bimtek_id = e.bimtek_id and r.enrolment_id in (select o.id from enrolment o where o.bimtek_id = e.bimtek_id and o.root_id = e.id)
    order by r.submitted_at desc, r.no desc limit 1), 'none') as state
) rktl`;

const evaluation = sql`cross join lateral (
  select exists (select from evaluation_done d where d.bimtek_id = e.bimtek_id
    and d.enrolment_id in (select o.id from enrolment o where o.bimtek_id = e.bimtek_id and o.root_id = e.id)) as done
) evaluation`;

/** Presensi is closed when the last closing was not reopened by two panitia. */
const closing = sql`cross join lateral (
  select coalesce((select not exists (
      select from reopening r where r.bimtek_id = c.bimtek_id and r.no = c.no and r.agreed_at is not null)
    from closing c where c.bimtek_id = e.bimtek_id order by c.no desc limit 1), false) as closed
) closing`;

const decree = sql`cross join lateral (
  select coalesce((select case when d.confirmed then 'confirmed' else 'recorded' end from decree d
    where d.person_id = e.person_id and d.village_code = e.village_code and d.ended_at is null
    order by d.confirmed desc, d.at desc limit 1), 'none') as state
) decree`;

/** The paper that counts: the sertifikat before the surat keterangan. */
const paper = sql`left join lateral (
  select c.id, c.kind, c.status,
    exists (select from certificate x where x.person_id = e.person_id and x.bimtek_id = e.bimtek_id and x.kind = 'sertifikat') as sertifikat,
    exists (select from certificate x where x.person_id = e.person_id and x.bimtek_id = e.bimtek_id and x.kind = 'surat-keterangan') as sket
  from certificate c
  where c.person_id = e.person_id and c.bimtek_id = e.bimtek_id and c.kind in ('sertifikat', 'surat-keterangan')
  order by c.kind = 'sertifikat' desc limit 1
) found on true
cross join lateral (
  select found.id, found.kind, found.status, coalesce(found.sertifikat, false) as has_sertifikat, coalesce(found.sket, false) as has_sket
) paper`;

const clearance = sql`cross join lateral (
  select case
    when exists (select from clearance c where c.person_id = e.person_id and c.village_code = e.village_code) then 'cleared'
    when (select ev.event from clearance_event ev join assignment a on a.id = ev.assignment_id
      where a.person_id = e.person_id and a.village_code = e.village_code order by ev.at desc, ev.no desc limit 1) = 'suspended' then 'suspended'
    else 'none' end as state
) clearance`;

const line = sql`cross join lateral (
  select
    case when jp.planned > 0 and 100 * jp.attended >= rule.percent * jp.planned then 'met'
      when jp.planned > 0 and 100 * (jp.attended + jp.open) < rule.percent * jp.planned then 'never' else 'open' end as l1,
    case when not rule.modules or modules.done >= modules.required then 'met' when rule.over then 'never' else 'open' end as l2,
    case when not rule.post or coalesce(score.post_bp >= rule.post_bp, false) then 'met' when rule.over then 'never' else 'open' end as l3,
    case when not rule.rktl or rktl.state = 'accepted' then 'met' when rule.over then 'never' else 'open' end as l4,
    case when not rule.evaluation or evaluation.done then 'met' when rule.over then 'never' else 'open' end as l5,
    case when not rule.name or p.name_confirmed_at is not null then 'met' else 'open' end as l6
) line`;

/** Machine reasons; views/certification/lines.ts holds the sentence and the link of each. */
const reason = sql`cross join lateral (
  select
    case when line.l1 = 'met' then 'met' when line.l1 = 'never' then 'unreachable' when jp.planned = 0 then 'no-timetable' else 'running' end as r1,
    case when not rule.modules then 'not-required' when line.l2 = 'met' then 'met' when line.l2 = 'never' then 'deadline' else 'modules-left' end as r2,
    case when not rule.post then 'not-required' when line.l3 = 'met' then 'met' when line.l3 = 'never' then 'deadline'
      when score.post_attempts = 0 then 'not-taken' when score.post_bp is null then 'running'
      when score.post_attempts >= rule.attempts + score.extra then 'attempts-used' else 'below' end as r3,
    case when not rule.rktl then 'not-required' when line.l4 = 'met' then 'met' when line.l4 = 'never' then 'deadline'
      when rktl.state = 'submitted' then 'waiting' when rktl.state = 'revise' then 'revise' else 'not-sent' end as r4,
    case when not rule.evaluation then 'not-required' when line.l5 = 'met' then 'met' when line.l5 = 'never' then 'deadline' else 'not-sent' end as r5,
    case when not rule.name then 'not-required' when line.l6 = 'met' then 'met' else 'not-confirmed' end as r6
) reason`;
