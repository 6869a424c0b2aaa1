import { Hono } from 'hono';
import { copyPage } from '../../../views/bimtek/copy.ts';
import { allow } from '../../http/audience.ts';
import { fields, type FormErrors, readForm } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import { actorOf, bimtekAt, type BimtekView } from '../find-bimtek.ts';
import { copyBimtek } from './copy-bimtek.ts';
import { copyForm } from './forms.ts';
import { type CopyWish, planCopy } from './plan-copy.ts';

const panitia = allow('panitia');
const path = '/kelola/bimtek/:bimtek/salin';

/** "Salin bimtek": what would be copied and when it would take place, and then the act. */
export const routes = new Hono<Env>()
  .get(path, panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const asked = c.req.query();
    if (asked['startsOn'] === undefined) return show(c, bimtek, {});
    const read = copyForm.safeParse(asked);
    if (read.success) return show(c, bimtek, { wish: read.data, values: asked });
    const wrong = Object.fromEntries(
      read.error.issues.map(({ path: at, message }) => [at.join('.'), message]),
    );
    return show(c, bimtek, { filled: { fields: wrong, values: asked } });
  })
  .post(path, panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const form = await readForm(c, copyForm);
    if (!form.ok) return show(c, bimtek, { filled: form.refusal }, 422);
    const wish = { ...form.value, sourceId: bimtek.id, by: actorOf(c).personId };
    const result = await once(c, (trx) => copyBimtek(trx, wish, c.get('house').clock.now()));
    if (result.ok) return seeOther(c, `/kelola/bimtek/${result.value.bimtekId}?kabar=disalin`);
    const refused = result.refusal.reason;
    return show(c, bimtek, { wish: form.value, values: await fields(c), refused }, 409);
  });

type Told = {
  wish?: CopyWish;
  values?: Record<string, string>;
  filled?: FormErrors;
  refused?: string;
};

async function show(c: Ctx, bimtek: BimtekView, told: Told, status: 200 | 409 | 422 = 200) {
  const { wish, values = {}, filled = { fields: {}, values }, refused } = told;
  const plan = wish ? await planCopy(c.get('house').db, bimtek, wish.startsOn) : null;
  return c.html(
    copyPage(shell(c), { bimtek, filled, wish: wish ?? null, plan, ...(refused ? { refused } : {}) }),
    status,
  );
}
