import { sql } from 'kysely';
import type { Trx } from '../database/schema.ts';
import { currentAnswers } from './current-answers.ts';
import { pointsOf, scoreOf } from './grading.ts';
import type { Layout, QuestionKey } from './question.ts';

/**
 * Grades the answers that count and writes them as final (table `answer`, made anew each time). Returns the score in
 * basis points. The caller holds the attempt's row.
 */
export async function gradeAttempt(
  trx: Trx,
  attempt: { id: string; bimtek_id: string; layout: Layout },
  withLate: boolean,
): Promise<number> {
  const answers = await currentAnswers(trx, attempt, withLate);
  const { items } = attempt.layout;
  const keys = await trx
    .selectFrom('question_version')
    .select(['id', 'key'])
    .where((eb) =>
      eb(eb.ref('id'), '=', eb.fn.any(sql<string[]>`${items.map(({ version }) => version)}::uuid[]`)),
    )
    .execute();
  const keyOf = new Map(keys.map((row) => [row.id, row.key as QuestionKey]));
  const rows = items.map((item, at) => {
    const response = answers.get(at + 1)?.response;
    const picked = (response?.picked ?? []).flatMap((position) => item.options[position] ?? []);
    const key = keyOf.get(item.version);
    return {
      bimtek_id: attempt.bimtek_id,
      attempt_id: attempt.id,
      question_no: at + 1,
      question_version_id: item.version,
      response: picked.length > 0 ? JSON.stringify({ options: picked }) : null,
      points_bp: key ? pointsOf(item.type, key, picked) : 0,
    };
  });
  await trx
    .deleteFrom('answer')
    .where('bimtek_id', '=', attempt.bimtek_id)
    .where('attempt_id', '=', attempt.id)
    .execute();
  if (rows.length > 0) await trx.insertInto('answer').values(rows).execute();
  return scoreOf(rows.map((row) => row.points_bp));
}
