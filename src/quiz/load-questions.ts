import { createHash } from 'node:crypto';
import type { Trx } from '../database/schema.ts';
import { newId } from '../id.ts';
import { formOf } from './draw.ts';
import type { PoolEntry, Question } from './question.ts';

/**
 * Writes questions of a course whose content is new as a next version; unchanged content makes none, and content that
 * was there before is that version again. Returns the version's id by question id. Versions are never changed: what a
 * kader answered stays tied to the one that was shown.
 */
export async function loadQuestions(
  trx: Trx,
  courseId: string,
  questions: readonly Question[],
  now: Date,
): Promise<Map<string, string>> {
  const known = await knownVersions(trx, courseId, questions);
  const versions = new Map<string, string>();
  const added = questions.flatMap((question) => {
    const { id, type, body, key, tags } = question;
    const before = known.filter((row) => row.question_id === id);
    const sha256 = contentHash(question);
    const same = before.find((row) => sha256.equals(row.sha256));
    versions.set(id, same?.id ?? newId());
    if (same) return [];
    return {
      id: versions.get(id) as string,
      course_id: courseId,
      question_id: id,
      no: Math.max(0, ...before.map((row) => row.no)) + 1,
      sha256,
      type,
      body: JSON.stringify(body),
      key: JSON.stringify(key),
      tags,
      at: now,
    };
  });
  for (let start = 0; start < added.length; start += 200)
    await trx
      .insertInto('question_version')
      .values(added.slice(start, start + 200))
      .execute();
  return versions;
}

function knownVersions(trx: Trx, courseId: string, questions: readonly Question[]) {
  return trx
    .selectFrom('question_version')
    .select(['id', 'question_id', 'no', 'sha256'])
    .where('course_id', '=', courseId)
    .where((eb) => eb(eb.ref('question_id'), '=', eb.fn.any(eb.val(questions.map(({ id }) => id)))))
    .execute();
}

/** Field by field, so that the order of keys in an object can never look like a change. */
function contentHash({ type, body, key, tags }: Question): Buffer {
  const options = body.options.map(({ id, html }) => [
    id,
    html,
    key.weights[id] ?? 0,
    key.feedback[id] ?? null,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([type, body.text, options, key.explanation, tags]))
    .digest();
}

/** The pool of a quiz out of its questions and the versions that `loadQuestions` returned. */
export const poolOf = (
  questions: readonly Pick<Question, 'id' | 'tags'>[],
  versions: ReadonlyMap<string, string>,
): PoolEntry[] =>
  questions.flatMap(({ id, tags }) => {
    const version = versions.get(id);
    return version ? [{ version, tags, form: formOf(tags) }] : [];
  });
