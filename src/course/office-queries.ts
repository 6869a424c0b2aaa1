import { sql } from 'kysely';
import { organises, readsBimtek } from '../bimtek/index.ts';
import type { Db, TimeZone } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';

/** A bimtek as its page of courses shows it; `writable` is false for a panitia who may only read. */
export type OfficeBimtek = { id: string; label: string; zone: TimeZone; writable: boolean };

/** The bimtek, found through the actor; undefined out of scope. */
export async function officeBimtek(db: Db, actor: Actor, id: string): Promise<OfficeBimtek | undefined> {
  const { rows } = await sql<OfficeBimtek>`
    select b.bimtek_id as id, b.label, b.zone, ${organises(actor, 'b')} as writable
    from (select id as bimtek_id, label, time_zone as zone from bimtek where id = ${id}) b
    where ${readsBimtek(actor, 'b')}`.execute(db);
  return rows[0];
}

/** A loaded course and how a bimtek uses it; counts of lessons between the version in use and the newest. */
export type CourseUse = {
  id: string;
  title: string;
  newest: number;
  newestAt: Date;
  /** Null: the bimtek does not use this course. */
  used: number | null;
  usedAt: Date | null;
  added: number;
  removed: number;
  changed: number;
  requiredUsed: number;
  requiredNewest: number;
};

export async function courseUses(db: Db, bimtekId: string): Promise<CourseUse[]> {
  const lessons = (version: string) =>
    sql`(select l.id, l.body_sha256, l.title from course_lesson l where l.course_id = c.id and l.version_no = ${sql.ref(version)})`;
  const required = (version: string) =>
    sql`(select count(*)::int from course_module m where m.course_id = c.id and m.required and m.version_no = ${sql.ref(version)})`;
  const { rows } = await sql<CourseUse>`
    select c.id, c.title, n.no as newest, n.at as "newestAt", bc.version_no as used, u.at as "usedAt",
      diff.added, diff.removed, diff.changed,
      ${required('bc.version_no')} as "requiredUsed", ${required('n.no')} as "requiredNewest"
    from course c
    cross join lateral (select v.no, v.at from course_version v where v.course_id = c.id order by v.no desc limit 1) n
    left join bimtek_course bc on bc.course_id = c.id and bc.bimtek_id = ${bimtekId}
    left join course_version u on u.course_id = c.id and u.no = bc.version_no
    cross join lateral (
      select count(*) filter (where a.id is null)::int as added, count(*) filter (where b.id is null)::int as removed,
        count(*) filter (where a.id = b.id and (a.body_sha256, a.title) <> (b.body_sha256, b.title))::int as changed
      from ${lessons('bc.version_no')} a full join ${lessons('n.no')} b on b.id = a.id
    ) diff
    order by bc.bimtek_id is null, c.title, c.id`.execute(db);
  return rows;
}
