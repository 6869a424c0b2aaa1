import { Hono } from 'hono';
import { splitPage } from '../../../views/bimtek/split.ts';
import { allow } from '../../http/audience.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import { actorOf, bimtekAt, type BimtekView } from '../find-bimtek.ts';
import { readSplitWish } from './forms.ts';
import { planSplit } from './plan-split.ts';
import { splitClasses } from './split-classes.ts';
import { classesOf } from '../classes.ts';

const panitia = allow('panitia');
const path = '/kelola/bimtek/:bimtek/kelas/bagi';

/** Dividing people into classes: what would come out, and then the act. */
export const routes = new Hono<Env>()
  .get(path, panitia, async (c) => show(c, await bimtekAt(c, 'write'), c.req.queries()))
  .post(path, panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const fields = await texts(c);
    const wish = readSplitWish(fields, await classesOf(c.get('house').db, bimtek.id));
    const act = {
      ...wish,
      bimtekId: bimtek.id,
      digest: fields['rencana']?.at(-1) ?? '',
      by: actorOf(c).personId,
    };
    const result = await once(c, (trx) => splitClasses(trx, act, c.get('house').clock.now()));
    if (result.ok) return seeOther(c, `/kelola/bimtek/${bimtek.id}/kelas?kabar=dibagi`);
    return show(c, bimtek, fields, result.refusal.reason);
  });

async function texts(c: Ctx): Promise<Record<string, string[]>> {
  const body = await c.req.parseBody({ all: true });
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      [value].flat().filter((one): one is string => typeof one === 'string'),
    ]),
  );
}

async function show(c: Ctx, bimtek: BimtekView, fields: Record<string, string[]>, refused?: string) {
  const classes = await classesOf(c.get('house').db, bimtek.id);
  const wish = readSplitWish(fields, classes);
  const plan = await planSplit(c.get('house').db, bimtek.id, wish);
  const status = refused === undefined ? 200 : refused === 'self' ? 403 : 409;
  return c.html(
    splitPage(shell(c), { bimtek, classes, wish, plan, ...(refused ? { refused } : {}) }),
    status,
  );
}
