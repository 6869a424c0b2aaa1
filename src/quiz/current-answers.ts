import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database/schema.ts';
import type { AnswerResponse } from './question.ts';

export type CurrentAnswer = { question_no: number; response: AnswerResponse; late: boolean };

/**
 * What counts of the events of an attempt: the highest number of each device, of those the latest corrected time, then
 * the device's id; the order of arrival never matters. Late ones count once accepted.
 */
const current = (
  attempt: { id: string; bimtek_id: string },
  withLate: boolean,
): RawBuilder<CurrentAnswer> => sql`
  select distinct on (question_no) question_no, response, late
  from (
    select distinct on (question_no, device) question_no, device, response, late, corrected_at
    from answer_event
    where bimtek_id = ${attempt.bimtek_id} and attempt_id = ${attempt.id} and (not late or ${withLate}::boolean)
    order by question_no, device, seq desc
  ) newest
  order by question_no, corrected_at desc, device desc`;

export async function currentAnswers(
  db: Db,
  attempt: { id: string; bimtek_id: string },
  withLate: boolean,
): Promise<Map<number, CurrentAnswer>> {
  const { rows } = await current(attempt, withLate).execute(db);
  return new Map(rows.map((row) => [row.question_no, row]));
}

/** Questions with at least one option chosen. */
export const answeredOf = (answers: ReadonlyMap<number, CurrentAnswer>): number =>
  [...answers.values()].filter(({ response }) => response.picked.length > 0).length;
