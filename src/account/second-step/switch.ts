import { appendEvent } from '../../audit/index.ts';
import type { Trx } from '../../database/schema.ts';
import { newId } from '../../id.ts';
import type { Keys } from '../../keys.ts';
import { type Result, ok, refused } from '../../result.ts';
import { endAllSessions } from '../login-session.ts';
import { matchStep } from './otp.ts';
import { openSecret, sealSecret } from './secret.ts';

type Spare = { spareId: string };

/**
 * Turns the second step on with the secret that the page showed (`sealed`) and a code that the app made of it. Every
 * other login of the person ends. `wrong`: code or secret do not fit; `already`: it is on.
 */
export async function turnOn(
  trx: Trx,
  keys: Keys,
  wish: { personId: string; sealed: Uint8Array; code: string; phoneTime: Date; keep: Uint8Array },
  now: Date,
): Promise<Result<Spare, { reason: 'wrong' | 'already' }>> {
  const { personId } = wish;
  const secret = openSecret(keys, personId, wish.sealed);
  const step = secret && matchStep(secret, wish.code.replace(/[\s.-]/g, ''), wish.phoneTime);
  if (!secret || !step) return refused('wrong');
  const row = await trx
    .insertInto('second_step')
    .values({
      person_id: personId,
      sealed: sealSecret(keys, personId, secret),
      spare_id: newId(),
      last_step: step,
      failed: 0,
      at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('spare_id')
    .executeTakeFirst();
  if (!row) return refused('already');
  await endAllSessions(trx, personId, wish.keep);
  await append(trx, personId, personId, 'second-step-on', now);
  return ok({ spareId: row.spare_id });
}

/** Turns it off; the caller has checked password and code. */
export async function turnOff(
  trx: Trx,
  personId: string,
  now: Date,
): Promise<Result<null, { reason: 'off' }>> {
  if (!(await forget(trx, personId))) return refused('off');
  await append(trx, personId, personId, 'second-step-off', now);
  return ok(null);
}

/** Ten new spare codes; the old ones are worth nothing. The caller has checked password and code. */
export async function renewSpareCodes(
  trx: Trx,
  personId: string,
  now: Date,
): Promise<Result<Spare, { reason: 'off' }>> {
  const row = await trx
    .updateTable('second_step')
    .set({ spare_id: newId() })
    .where('person_id', '=', personId)
    .returning('spare_id')
    .executeTakeFirst();
  if (!row) return refused('off');
  await append(trx, personId, personId, 'spare-codes-made', now);
  return ok({ spareId: row.spare_id });
}

/**
 * An admin takes it off someone who lost phone and spare codes. Their logins end; the reason stays in the log. Nobody
 * does it for themselves.
 */
export async function resetSecondStep(
  trx: Trx,
  wish: { personId: string; by: string; reason: string },
  now: Date,
): Promise<Result<null, { reason: 'self' | 'off' }>> {
  if (wish.personId === wish.by) return refused('self');
  if (!(await forget(trx, wish.personId))) return refused('off');
  await endAllSessions(trx, wish.personId);
  await append(trx, wish.personId, wish.by, 'second-step-reset', now, { reason: wish.reason });
  return ok(null);
}

async function forget(trx: Trx, personId: string): Promise<boolean> {
  const row = await trx
    .deleteFrom('second_step')
    .where('person_id', '=', personId)
    .returning('person_id')
    .executeTakeFirst();
  return row !== undefined;
}

const append = (
  trx: Trx,
  personId: string,
  by: string,
  act: string,
  at: Date,
  detail: Record<string, string> = {},
) => appendEvent(trx, { at, actorId: by, act, subject: { kind: 'person', id: personId }, detail });
