import { type RawBuilder, sql } from 'kysely';

/**
 * Who belongs to which session (product.md section 4, "Attendance"): by the class at the session's start; before
 * joining it is the first class joined. Fragments that the queries of this room join.
 */

/** The class of the enrolment `enrolment` (alias) at the start of the session `session` (alias). */
export const classAtStart = (enrolment: string, session: string): RawBuilder<string> => sql<string>`coalesce(
  (select cm.class_id from class_membership cm
    where cm.bimtek_id = ${sql.ref(`${enrolment}.bimtek_id`)} and cm.enrolment_id = ${sql.ref(`${enrolment}.id`)}
      and cm.since <= ${sql.ref(`${session}.starts_at`)}
    order by cm.since desc limit 1),
  (select cm.class_id from class_membership cm
    where cm.bimtek_id = ${sql.ref(`${enrolment}.bimtek_id`)} and cm.enrolment_id = ${sql.ref(`${enrolment}.id`)}
    order by cm.since limit 1))`;

/** True when the session is one of that class. */
export const inPlan = (enrolment: string, session: string): RawBuilder<boolean> => sql<boolean>`exists (
  select from session_class sc
  where sc.bimtek_id = ${sql.ref(`${session}.bimtek_id`)} and sc.session_id = ${sql.ref(`${session}.id`)}
    and sc.class_id = ${classAtStart(enrolment, session)})`;

/**
 * The stays of surviving enrolments in classes, as rows (enrolment_id, class_id, lo, hi, joined, ended_at): a session
 * of that class with lo <= starts_at < hi is in the plan; before `joined` it is `belum terdaftar`. `only` narrows the
 * enrolments (alias e).
 */
export const stays = (
  bimtekId: string | RawBuilder<unknown>,
  only: RawBuilder<unknown> = sql`true`,
): RawBuilder<unknown> => sql`
  select e.id as enrolment_id, m.class_id, e.ended_at,
    case when row_number() over w = 1 then '-infinity'::timestamptz else m.since end as lo,
    coalesce(lead(m.since) over w, 'infinity'::timestamptz) as hi,
    first_value(m.since) over w as joined
  from enrolment e
  join class_membership m on m.bimtek_id = e.bimtek_id and m.enrolment_id = e.id
  where e.bimtek_id = ${bimtekId} and e.root_id = e.id and ${only}
  window w as (partition by e.id order by m.since)`;
