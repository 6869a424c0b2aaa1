import { createHash, createHmac } from 'node:crypto';
import { HTTPException } from 'hono/http-exception';
import { sql } from 'kysely';
import type { Trx } from '../database/schema.ts';
import type { Result } from '../result.ts';
import { isBusy } from './errors.ts';
import type { Ctx } from './house.ts';

/** Carries a refusal out of the transaction, so that nothing half-written is kept. */
class Refusal extends Error {
  readonly result: Result<never, { reason: string }>;
  constructor(result: Result<never, { reason: string }>) {
    super('refused');
    this.result = result;
  }
}

/**
 * Runs one write in one transaction, once per key (header `Idempotency-Key` from the page script, or the hidden
 * field `_key` of a form): a repeat gets the first result. A refusal rolls back and uses up no key.
 * Same key with another body: 422. Same key still in flight: 503 for the script; a form waits its turn.
 * The value goes through JSON: plain data only. Source: trust.md 2.2.
 */
export async function once<Value, Refused extends { reason: string }>(
  c: Ctx,
  run: (trx: Trx) => Promise<Result<Value, Refused>>,
): Promise<Result<Value, Refused>> {
  const header = c.req.header('Idempotency-Key');
  const body = await c.req.parseBody({ all: true });
  const key = header ?? (typeof body['_key'] === 'string' ? body['_key'] : undefined);
  const write = key
    ? async (trx: Trx) =>
        settle(c, trx, { key, fromScript: header !== undefined, body: await digest(c, body) }, run)
    : run;
  const result = await inTransaction(c, write);
  if (result.ok) settleKey(c);
  return result;
}

/** Tells the page script that its key is settled: by `once`, or by a write that is harmless twice by itself. */
export function settleKey(c: Ctx): void {
  const key = c.req.header('Idempotency-Key');
  if (key) c.set('settledKey', key);
}

async function inTransaction<Value, Refused extends { reason: string }>(
  c: Ctx,
  run: (trx: Trx) => Promise<Result<Value, Refused>>,
  again = true,
): Promise<Result<Value, Refused>> {
  try {
    return await c
      .get('house')
      .db.transaction()
      .execute(async (trx) => {
        const result = await run(trx);
        if (!result.ok) throw new Refusal(result);
        return result;
      });
  } catch (error) {
    if (error instanceof Refusal) return error.result as Result<Value, Refused>;
    if (again && isBusy(error)) return inTransaction(c, run, false);
    throw error;
  }
}

type Claim = { key: string; fromScript: boolean; body: Buffer };

async function settle<Value, Refused extends { reason: string }>(
  c: Ctx,
  trx: Trx,
  claim: Claim,
  run: (trx: Trx) => Promise<Result<Value, Refused>>,
): Promise<Result<Value, Refused>> {
  const actor = c.get('actor')?.personId ?? 'anonymous';
  await takeTurn(trx, `${actor} ${claim.key}`, claim.fromScript);
  const row = { actor, key: claim.key };
  const before = await trx
    .selectFrom('idempotency')
    .selectAll()
    .where('actor', '=', actor)
    .where('key', '=', claim.key)
    .executeTakeFirst();
  if (before) {
    if (!claim.body.equals(before.body_hmac)) throw new HTTPException(422);
    c.header('Idempotency-Replayed', 'true');
    return before.response as Result<Value, Refused>;
  }
  const result = await run(trx);
  if (result.ok) {
    const at = c.get('house').clock.now();
    await trx
      .insertInto('idempotency')
      .values({
        ...row,
        route: `${c.req.method} ${c.req.path}`,
        body_hmac: claim.body,
        response: JSON.stringify(result),
        at,
      })
      .execute();
  }
  return result;
}

/** One holder per key. The script is told to come back; a person without script waits up to the lock timeout. */
async function takeTurn(trx: Trx, key: string, fromScript: boolean): Promise<void> {
  if (!fromScript) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(trx);
    return;
  }
  const { rows } = await sql<{
    got: boolean;
  }>`select pg_try_advisory_xact_lock(hashtextextended(${key}, 0)) as got`.execute(trx);
  if (!rows[0]?.got) throw new HTTPException(503);
}

/** Keyed digest of the whole form: a plain hash of an evaluation could be guessed. */
async function digest(c: Ctx, body: Record<string, string | File | (string | File)[]>): Promise<Buffer> {
  const mac = createHmac('sha256', c.get('house').keys.idempotency).update(`${c.req.method} ${c.req.path}\n`);
  for (const name of Object.keys(body)
    .filter((field) => !field.startsWith('_'))
    .sort()) {
    for (const value of [body[name]].flat()) {
      const text =
        value instanceof File
          ? createHash('sha256')
              .update(await value.bytes())
              .digest('hex')
          : String(value);
      mac.update(JSON.stringify([name, text]));
    }
  }
  return mac.digest();
}
