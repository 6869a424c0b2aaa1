import { Hono } from 'hono';
import type { z } from 'zod';
import { duplicatesPage } from '../../views/merge/duplicates.ts';
import { actorOf, bimtekAt, bimtekOf, type BimtekView, isReadable } from '../bimtek/index.ts';
import type { Trx } from '../database/schema.ts';
import { allow } from '../http/audience.ts';
import { readForm } from '../http/form.ts';
import { seeOther } from '../http/fragment.ts';
import type { Ctx, Env } from '../http/house.ts';
import { once } from '../http/idempotency.ts';
import { shell } from '../http/page.ts';
import { type Result, ok } from '../result.ts';
import { mergeForm, pairForm, takeBackForm } from './forms.ts';
import { mergePeople } from './merge-people.ts';
import { findPairs } from './pairs.ts';
import { listMerges, listSetApart, readSides } from './queries.ts';
import { takeBackUntil } from './rules.ts';
import { askAgain, setApart } from './set-apart.ts';
import { takeBack } from './take-back.ts';

const panitia = allow('panitia');
const path = '/kelola/bimtek/:bimtek/ganda';

/** The queue of persons who may be one, and what was decided about them. */
export const routes = new Hono<Env>()
  .get(path, panitia, async (c) => show(c, await bimtekAt(c, 'read')))
  .post(`${path}/gabung`, panitia, (c) =>
    act(c, mergeForm, 'digabung', (trx, form, who, now) => mergePeople(trx, { ...form, ...who }, now)),
  )
  .post(`${path}/berbeda`, panitia, (c) =>
    act(c, pairForm, 'berbeda', (trx, { one, other }, who, now) =>
      setApart(trx, { oneId: one, otherId: other, ...who }, now),
    ),
  )
  .post(`${path}/tinjau`, panitia, (c) =>
    act(c, pairForm, 'tinjau', (trx, { one, other }, who, now) =>
      askAgain(trx, { oneId: one, otherId: other, ...who }, now),
    ),
  )
  .post(`${path}/kembalikan`, panitia, (c) =>
    act(c, takeBackForm, 'dikembalikan', (trx, { merge }, who, now) =>
      takeBack(trx, { mergeId: merge, ...who }, now),
    ),
  );

type Who = { bimtekId: string; by: string; organised: readonly string[] };
type Write<Form> = (
  trx: Trx,
  form: Form,
  who: Who,
  now: Date,
) => Promise<Result<unknown, { reason: string }>>;

async function act<Form>(c: Ctx, schema: z.ZodType<Form>, kabar: string, write: Write<Form>) {
  const bimtek = await bimtekAt(c, 'write');
  const form = await readForm(c, schema);
  if (!form.ok) return show(c, bimtek, 'form', 422);
  const actor = actorOf(c);
  const who = { bimtekId: bimtek.id, by: actor.personId, organised: bimtekOf(actor) };
  const result = await once(c, async (trx) => {
    const written = await write(trx, form.value, who, c.get('house').clock.now());
    return written.ok ? ok(null) : written;
  });
  if (result.ok) return seeOther(c, `/kelola/bimtek/${bimtek.id}/ganda?kabar=${kabar}`);
  return show(c, bimtek, result.refusal.reason, result.refusal.reason === 'self' ? 403 : 409);
}

async function show(c: Ctx, bimtek: BimtekView, refused?: string, status: 200 | 403 | 409 | 422 = 200) {
  const { db, keys, clock } = c.get('house');
  const seen = await db
    .selectFrom('bimtek as b')
    .select('b.id')
    .where(isReadable(actorOf(c), 'b.id'))
    .execute();
  const readable = seen.map(({ id }) => id);
  const pairs = await findPairs(db, bimtek.id, readable);
  const sides = await readSides(
    db,
    keys,
    pairs.flatMap(({ oneId, otherId }) => [oneId, otherId]),
  );
  const now = clock.now();
  const since = new Date(2 * now.getTime() - takeBackUntil(now).getTime());
  const data = {
    bimtek,
    pairs,
    sides,
    merges: await listMerges(db, bimtek.id, since),
    apart: await listSetApart(db, bimtek.id, readable),
    kabar: c.req.query('kabar'),
    ...(refused ? { refused } : {}),
  };
  return c.html(duplicatesPage(shell(c), data), status);
}
