import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { lockEnrolments, refreshStanding } from '../certification/index.ts';
import type { Trx } from '../database/schema.ts';
import { timelessId } from '../id.ts';
import { type Result, ok, refused } from '../result.ts';
import type { EvaluationAnswers } from './rules.ts';

/** The one form of today; a form for each trainer would be another name. */
const FORM = 'bimtek';

export type EvaluationRefusal = { reason: 'not-open' } | { reason: 'over' };

type Own = {
  id: string;
  bimtek_id: string;
  class_id: string;
  opens_at: Date | null;
  pass_deadline: Date | null;
};

/**
 * Hands in the evaluation: that it was sent is known, what it says is sealed under a key outside the database, for
 * even a transaction number would join the two (data-model.md, decision 9). Once each: a second try is quiet.
 * It writes no audit event and no idempotency row, since those would carry person, time and a hash of the answers.
 */
export async function handInEvaluation(
  trx: Trx,
  sealKey: Buffer,
  own: Own,
  answers: EvaluationAnswers,
  now: Date,
): Promise<Result<null, EvaluationRefusal>> {
  if (!own.opens_at || now < own.opens_at) return refused('not-open');
  if (own.pass_deadline && now >= own.pass_deadline) return refused('over');
  await lockEnrolments(trx, own.bimtek_id, [own.id]);
  const first = await trx
    .insertInto('evaluation_done')
    .values({ bimtek_id: own.bimtek_id, enrolment_id: own.id, form: FORM })
    .onConflict((conflict) => conflict.doNothing())
    .returning('form')
    .executeTakeFirst();
  if (!first) return ok(null);
  await trx
    .insertInto('evaluation_box')
    .values({
      id: timelessId(),
      bimtek_id: own.bimtek_id,
      class_id: own.class_id,
      form: FORM,
      sealed: seal(sealKey, answers),
    })
    .execute();
  await refreshStanding(trx, own.bimtek_id, [own.id], now);
  return ok(null);
}

/** AES-256-GCM: nonce (12), tag (16), cipher text; padded, so that the length tells nothing about the advice. */
function seal(key: Buffer, answers: EvaluationAnswers): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const text = Buffer.from(JSON.stringify(answers));
  const padded = Buffer.concat([text, Buffer.alloc(Math.max(0, 4096 - text.length), ' ')]);
  const body = Buffer.concat([cipher.update(padded), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

export function unseal(key: Buffer, sealed: Uint8Array): EvaluationAnswers {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAuthTag(
    bytes.subarray(12, 28),
  );
  return JSON.parse(
    Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString(),
  ) as EvaluationAnswers;
}
