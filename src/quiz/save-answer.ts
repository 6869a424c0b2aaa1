import { sql } from 'kysely';
import type { Trx } from '../database/schema.ts';
import { type Result, ok, refused } from '../result.ts';
import { endsAt, graceEndsAt } from './plan.ts';
import type { AnswerResponse } from './question.ts';
import { correctedTime } from './rules.ts';

/** What a form or the page script sends. Without a device the server stamps the answer itself. */
export type AnswerWish = {
  personId: string;
  attemptId: string;
  /** From 1. */
  questionNo: number;
  response: AnswerResponse;
  key: string;
  device: { id: string; seq: number; at: Date | null; sentAt: Date | null } | null;
};
export type SavedAnswer = { late: boolean; bimtekId: string; policy: 'hold' | 'count' | 'refuse' };
export type AnswerRefusal = { reason: 'closed' } | { reason: 'other-content' } | { reason: 'choice' };

/** Answers that no phone stamped; a phone can never take this name (forms.ts). */
export const SERVER = 'server';

/**
 * Keeps one answer as an event; null: no such attempt or question of this kader. A repeat gets the first reply; the
 * same key, or the same number of the same device, with other content is refused. After the end, inside the grace
 * period, it is kept as late. The attempt's row is held meanwhile, so an answer that was kept is always graded.
 */
export async function saveAnswer(
  trx: Trx,
  wish: AnswerWish,
  now: Date,
): Promise<Result<SavedAnswer, AnswerRefusal> | null> {
  for (let tries = 0; ; tries++) {
    const row = await insertEvent(trx, wish, now);
    if (!row) return null;
    const kept = { late: row.was_late ?? !row.running, bimtekId: row.bimtek_id, policy: row.policy };
    if (row.same !== null) return row.same ? ok(kept) : refused('other-content');
    if (!row.fits) return refused('choice');
    if (!row.running && !row.grace) return refused('closed');
    if (row.saved > 0) return ok(kept);
    // Another request took this number between our look and our write: look again.
    if (tries === 3) throw new Error(`answer ${wish.attemptId}/${wish.questionNo} found no free number`);
  }
}

type Row = {
  bimtek_id: string;
  policy: SavedAnswer['policy'];
  running: boolean;
  grace: boolean;
  fits: boolean;
  /** Of an event with the same key or number: does it say the same; null: there is none. */
  same: boolean | null;
  was_late: boolean | null;
  saved: number;
};

async function insertEvent(trx: Trx, wish: AnswerWish, now: Date): Promise<Row | undefined> {
  const { questionNo, key, device } = wish;
  const response = JSON.stringify(wish.response);
  const deviceId = device?.id ?? SERVER;
  const at = device?.at ?? null;
  const corrected = correctedTime({ at, sentAt: device?.sentAt ?? null }, now);
  const { rows } = await sql<Row>`
    with mine as (
      select t.id, t.bimtek_id, t.started_at, t.handed_in_at, t.handed_in_by, t.late_decision,
        t.layout->'items'->${questionNo - 1}::int as item,
        ${endsAt('t', 'r')} as ends_at, ${graceEndsAt('t', 'r', 'v')} as grace_ends_at,
        coalesce(v.body->>'late_answers', 'hold') as policy
      from attempt t
      join enrolment e on e.bimtek_id = t.bimtek_id and e.id = t.enrolment_id
      join enrolment r on r.bimtek_id = e.bimtek_id and r.id = e.root_id
      join bimtek b on b.id = t.bimtek_id
      join rule_version v on v.bimtek_id = b.id and v.no = b.rule_no
      where t.id = ${wish.attemptId} and r.person_id = ${wish.personId}
      for share of t
    ), judged as (
      select m.*,
        m.handed_in_at is null and (m.ends_at is null or m.ends_at > ${now}) as running,
        coalesce(m.handed_in_by, 'clock') = 'clock' and m.ends_at <= ${now} and m.grace_ends_at > ${now}
          and (m.policy = 'count' or (m.policy = 'hold' and m.late_decision is null)) as grace,
        jsonb_array_length(m.item->'options') > ${Math.max(-1, ...wish.response.picked)}::int
          and (m.item->>'type' = 'multiple' or ${wish.response.picked.length}::int <= 1) as fits
      from mine m where m.item is not null
    ), before as (
      select x.response = ${response}::jsonb as same, x.late as was_late
      from judged j join answer_event x on x.bimtek_id = j.bimtek_id and x.attempt_id = j.id and x.question_no = ${questionNo}
        and (x.key = ${key} or (x.device = ${deviceId} and x.seq = ${device?.seq ?? 0}))
      order by x.response = ${response}::jsonb limit 1
    ), saved as (
      insert into answer_event (bimtek_id, attempt_id, question_no, device, seq, key, response, device_at, corrected_at, received_at, late)
      select j.bimtek_id, j.id, ${questionNo}, ${deviceId},
        coalesce(${device?.seq ?? null}::int, (select coalesce(max(x.seq), 0) + 1 from answer_event x
          where x.bimtek_id = j.bimtek_id and x.attempt_id = j.id and x.question_no = ${questionNo} and x.device = ${SERVER})),
        ${key}, ${response}::jsonb, ${at}::timestamptz, greatest(j.started_at, ${corrected}::timestamptz), ${now}, not j.running
      from judged j
      where j.fits and (j.running or coalesce(j.grace, false)) and not exists (select from before)
      on conflict do nothing
      returning 1
    )
    select j.bimtek_id, j.policy, j.running, coalesce(j.grace, false) as grace, j.fits,
      (select same from before) as same, (select was_late from before) as was_late,
      (select count(*) from saved)::int as saved
    from judged j`.execute(trx);
  return rows[0];
}
