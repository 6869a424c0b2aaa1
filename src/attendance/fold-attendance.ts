import { type RawBuilder, sql } from 'kysely';
import type { Trx } from '../database/schema.ts';
import { readClosing } from './closing-state.ts';

/** A session and the surviving enrolment (root) whose marks are read together. */
export type Pair = { sessionId: string; rootId: string };

/** Pairs of one statement: of a file with thousands, those of a few sessions. */
const AT_ONCE = 600;

/**
 * Writes the value of these pairs into `attendance` from their marks: `valueOf` of rules.ts in one SQL statement,
 * for any number of pairs and any order of arrival. Marks under a closing in force do not count. Rows that did not
 * change are not written. The caller holds `lockEnrolments` of the roots.
 */
export async function foldAttendance(trx: Trx, bimtekId: string, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  const { reopened } = await readClosing(trx, bimtekId);
  const sorted = pairs.toSorted((a, b) =>
    a.sessionId < b.sessionId ? -1 : a.sessionId > b.sessionId ? 1 : 0,
  );
  for (let start = 0; start < sorted.length; start += AT_ONCE) {
    const some = sorted.slice(start, start + AT_ONCE);
    const sessions = some.map((pair) => pair.sessionId);
    const roots = some.map((pair) => pair.rootId);
    await fold(
      trx,
      bimtekId,
      reopened,
      sql`select distinct * from unnest(${sessions}::uuid[], ${roots}::uuid[])`,
    );
  }
}

/** The same for every pair with a mark of these enrolments: after a merge of persons and its undoing. */
export async function foldEnrolments(
  trx: Trx,
  bimtekId: string,
  enrolments: readonly string[],
): Promise<void> {
  const { reopened } = await readClosing(trx, bimtekId);
  await fold(
    trx,
    bimtekId,
    reopened,
    sql`select distinct k.session_id, e.root_id from mark k
      join enrolment e on e.bimtek_id = k.bimtek_id and e.id = k.enrolment_id
      where k.bimtek_id = ${bimtekId} and (e.id = any(${enrolments}::uuid[]) or e.root_id = any(${enrolments}::uuid[]))
      union select a.session_id, a.enrolment_id from attendance a
      where a.bimtek_id = ${bimtekId} and a.enrolment_id = any(${enrolments}::uuid[])`,
  );
}

/** The same for every pair that got a mark under closing `no`: after its reopening. */
export async function foldReopened(trx: Trx, bimtekId: string, no: number): Promise<void> {
  const { reopened } = await readClosing(trx, bimtekId);
  await fold(
    trx,
    bimtekId,
    reopened,
    sql`select distinct k.session_id, e.root_id from mark k
      join enrolment e on e.bimtek_id = k.bimtek_id and e.id = k.enrolment_id
      where k.bimtek_id = ${bimtekId} and k.closing_no = ${no}`,
  );
}

/**
 * `not in` is one look into a hash whatever the planner believes; `not exists` compares every mark with every other as
 * long as it knows nothing of thousands that were written a moment ago.
 */
async function fold(trx: Trx, bimtekId: string, reopened: number, pairs: RawBuilder<unknown>): Promise<void> {
  await sql`with pair (session_id, root_id) as (${pairs}),
    m as (
      select pair.session_id, pair.root_id, k.id, k.status, k.minutes_late, k.bases, k.source, k.corrected_at
      from pair
      join enrolment e on e.bimtek_id = ${bimtekId} and e.root_id = pair.root_id
      join mark k on k.bimtek_id = e.bimtek_id and k.enrolment_id = e.id and k.session_id = pair.session_id
      where k.closing_no is null or k.closing_no <= ${reopened}
    ),
    named as (select session_id, root_id, unnest(bases) as id from m),
    head as (select * from m where (session_id, root_id, id) not in (select session_id, root_id, id from named)),
    value as (
      select distinct on (session_id, root_id) session_id, root_id, status, minutes_late, id,
        count(*) over of_pair as heads, min(status) over of_pair <> max(status) over of_pair as open
      from head window of_pair as (partition by session_id, root_id)
      order by session_id, root_id, (source = 'check-in'), (cardinality(bases) > 1) desc, corrected_at, id
    ),
    gone as (
      delete from attendance a using pair
      where a.bimtek_id = ${bimtekId} and a.session_id = pair.session_id and a.enrolment_id = pair.root_id
        and (a.session_id, a.enrolment_id) not in (select session_id, root_id from value)
    )
    insert into attendance (bimtek_id, enrolment_id, session_id, status, minutes_late, head_id, heads, open)
    select ${bimtekId}, root_id, session_id, status, minutes_late, id, heads, open from value
    on conflict (bimtek_id, enrolment_id, session_id) do update set
      status = excluded.status, minutes_late = excluded.minutes_late, head_id = excluded.head_id,
      heads = excluded.heads, open = excluded.open
    where attendance is distinct from excluded`.execute(trx);
}
