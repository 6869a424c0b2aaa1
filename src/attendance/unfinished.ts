import { sql } from 'kysely';
import type { Db, Trx } from '../database/schema.ts';
import { readClosing } from './closing-state.ts';
import { stays } from './plan.ts';

/** What stops the closing of presensi, in counted sessions that are not cancelled. All zero: nothing does. */
export type Unfinished = {
  /** Persons without a mark, summed over sessions; not those `belum terdaftar` or whose enrolment had ended. */
  unmarked: number;
  /** In how many sessions. */
  unmarkedSessions: number;
  questions: number;
  objections: number;
};

export const isFinished = (left: Unfinished): boolean =>
  left.unmarked + left.questions + left.objections === 0;

export async function readUnfinished(db: Db | Trx, bimtekId: string): Promise<Unfinished> {
  const { reopened } = await readClosing(db, bimtekId);
  const { rows } = await sql<Unfinished>`
    with stay as (${stays(bimtekId)}),
    cell as (
      select s.id as session_id, a.open,
        a.session_id is null and s.starts_at >= stay.joined as unmarked
      from session s
      join session_class sc on sc.bimtek_id = s.bimtek_id and sc.session_id = s.id
      join stay on stay.class_id = sc.class_id and s.starts_at >= stay.lo and s.starts_at < stay.hi
        and (stay.ended_at is null or s.starts_at < stay.ended_at)
      left join attendance a on a.bimtek_id = s.bimtek_id and a.enrolment_id = stay.enrolment_id and a.session_id = s.id
      where s.bimtek_id = ${bimtekId} and s.counted and s.cancelled_at is null
    )
    select (count(*) filter (where unmarked))::int as unmarked,
      (count(distinct session_id) filter (where unmarked))::int as "unmarkedSessions",
      (count(*) filter (where open))::int as questions,
      (select count(*)::int from objection o
        join session s on s.id = o.session_id and s.bimtek_id = o.bimtek_id and s.counted and s.cancelled_at is null
        where o.bimtek_id = ${bimtekId} and (o.closing_no is null or o.closing_no <= ${reopened})
          and not exists (select from objection_answer a where a.objection_id = o.id)) as objections
    from cell`.execute(db);
  return rows[0] ?? { unmarked: 0, unmarkedSessions: 0, questions: 0, objections: 0 };
}
