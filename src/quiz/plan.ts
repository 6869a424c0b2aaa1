import { type RawBuilder, sql } from 'kysely';

/**
 * The counted sessions of the classes that an enrolment belonged to at that time, as `second_at` and `last_at`
 * (starts). Before joining, the sessions of the first class count (product.md section 4); cancelled ones never do.
 * `alias` has `id` and `bimtek_id` of an enrolment.
 */
export const plan = (alias: string): RawBuilder<{ second_at: Date | null; last_at: Date | null }> => sql`(
  select (array_agg(s.starts_at order by s.starts_at))[2] as second_at, max(s.starts_at) as last_at
  from (
    select m.class_id,
      case when row_number() over w = 1 then '-infinity'::timestamptz else m.since end as lo,
      coalesce(lead(m.since) over w, 'infinity'::timestamptz) as hi
    from class_membership m
    where m.bimtek_id = ${sql.ref(`${alias}.bimtek_id`)} and m.enrolment_id = ${sql.ref(`${alias}.id`)}
    window w as (order by m.since)
  ) stay
  join session_class sc on sc.bimtek_id = ${sql.ref(`${alias}.bimtek_id`)} and sc.class_id = stay.class_id
  join session s on s.id = sc.session_id and s.bimtek_id = sc.bimtek_id
  where s.counted and s.cancelled_at is null and s.starts_at >= stay.lo and s.starts_at < stay.hi)`;

/**
 * When an attempt ends: a pre-test with the second session as the timetable says now, others as frozen at the start.
 * `attempt` and `root` are aliases of the attempt and of the enrolment that it counts for.
 */
export const endsAt = (attempt: string, root: string): RawBuilder<Date | null> => sql<Date | null>`(
  case when ${sql.ref(`${attempt}.kind`)} = 'pre' and ${sql.ref(`${attempt}.handed_in_at`)} is null
    then (select p.second_at from ${plan(root)} p) else ${sql.ref(`${attempt}.ends_at`)} end)`;

/** Until when late answers are kept: like `endsAt`, plus the grace of the rule (alias `rule` has `body`). */
export const graceEndsAt = (
  attempt: string,
  root: string,
  rule: string,
): RawBuilder<Date | null> => sql<Date | null>`(
  case when ${sql.ref(`${attempt}.kind`)} = 'pre' and ${sql.ref(`${attempt}.handed_in_at`)} is null
    then ${endsAt(attempt, root)} + make_interval(hours => coalesce((${sql.ref(`${rule}.body`)}->>'grace_hours')::int, 24))
    else ${sql.ref(`${attempt}.grace_ends_at`)} end)`;
