import { sql } from 'kysely';
import { readRows } from '../database/read-rows.ts';
import type { ReadonlyDb } from '../database/schema.ts';
import type { Actor } from '../http/actor.ts';
import { inArea } from '../region/index.ts';

/** An objective with the mean share of points (0..100) of the questions about it. */
export type WeakObjective = { says: string; module: string; people: number; percent: number };

/**
 * The three objectives that the kader of the area understand least, by the newest post-test that each has handed in.
 * Counts people and names none.
 */
export function weakObjectives(
  db: ReadonlyDb,
  actor: Actor,
  regency: string | null,
): Promise<WeakObjective[]> {
  const area = inArea(actor, ['korkab'], { village: 's.village_code', regency: 's.regency_code' });
  return readRows(
    db,
    sql<WeakObjective>`
    select min(o.value) as says, min(m.title) as module, count(distinct t.person_id)::int as people,
      (avg(a.points_bp) / 100)::float8 as percent
    from (
      select distinct on (s.person_id, t.course_id) s.person_id, t.id, t.bimtek_id, t.course_id, t.version_no
      from standing s
      join enrolment e on e.bimtek_id = s.bimtek_id and e.root_id = s.enrolment_id
      join attempt t on t.bimtek_id = e.bimtek_id and t.enrolment_id = e.id
      where s.latest and ${area} and (${regency}::text is null or s.regency_code = ${regency})
        and t.kind = 'post' and t.handed_in_at is not null
      order by s.person_id, t.course_id, t.started_at desc, t.id
    ) t
    join answer a on a.bimtek_id = t.bimtek_id and a.attempt_id = t.id
    join question_version v on v.id = a.question_version_id
    join course_module m on m.course_id = t.course_id and m.version_no = t.version_no
    cross join lateral jsonb_each_text(m.objectives) o
    where o.key = any(v.tags)
    group by t.course_id, o.key
    order by avg(a.points_bp), t.course_id, o.key collate "C" limit 3`,
  );
}
