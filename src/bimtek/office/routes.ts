import { Hono } from 'hono';
import { classesPage } from '../../../views/bimtek/classes.ts';
import { bimtekListPage } from '../../../views/bimtek/list.ts';
import { newBimtekPage } from '../../../views/bimtek/new-bimtek.ts';
import { bimtekSettingsPage } from '../../../views/bimtek/settings.ts';
import { bimtekSummaryPage } from '../../../views/bimtek/summary.ts';
import { hasRole } from '../../http/actor.ts';
import { allow } from '../../http/audience.ts';
import { found } from '../../http/errors.ts';
import { fields, readForm } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import type { Trx } from '../../database/schema.ts';
import type { Result } from '../../result.ts';
import { assignTrainer, endTrainer, type TrainerAct } from '../assign-trainer.ts';
import { changeBimtek } from '../change-bimtek.ts';
import { changeRules } from '../change-rules.ts';
import { isClosed } from '../closed.ts';
import { createClasses } from '../create-classes.ts';
import { actorOf, bimtekAt, type BimtekView } from '../find-bimtek.ts';
import { readRules } from '../settings.ts';
import { createFromForm } from './create-from-form.ts';
import { bimtekForm, classesForm, newBimtekForm, rulesForm, trainerForm } from './forms.ts';
import {
  listBimtek,
  listClasses,
  listIssuers,
  listTrainers,
  panitiaChoices,
  readReadiness,
} from './queries.ts';

const panitia = allow('panitia');

export const routes = new Hono<Env>()
  .get('/kelola', allow('panitia', 'admin'), async (c) => {
    const { db, clock } = c.get('house');
    return c.html(
      bimtekListPage(shell(c), {
        rows: await listBimtek(db, actorOf(c), clock.now()),
        forgotten: await c.get('forgotten')(),
        kabar: c.req.query('kabar'),
      }),
    );
  })
  .get('/kelola/bimtek/baru', allow('panitia', 'admin'), (c) => newBimtek(c))
  .post('/kelola/bimtek', allow('panitia', 'admin'), async (c) => {
    const form = await readForm(c, newBimtekForm);
    if (!form.ok) return newBimtek(c, { filled: form.refusal }, 422);
    const actor = actorOf(c);
    const result = await once(c, (trx) => createFromForm(trx, actor, form.value, c.get('house').clock.now()));
    if (!result.ok) return newBimtek(c, { refused: result.refusal.reason, filled: await asTyped(c) }, 409);
    return seeOther(
      c,
      result.value.panitiaId === actor.personId
        ? `/kelola/bimtek/${result.value.bimtekId}?kabar=dibuat`
        : '/kelola?kabar=dibuat',
    );
  })
  .get('/kelola/bimtek/:bimtek', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'read');
    const { db, clock } = c.get('house');
    const ready = await readReadiness(db, bimtek.id, clock.now());
    return c.html(bimtekSummaryPage(shell(c), { bimtek, ready, kabar: c.req.query('kabar') }));
  })
  .get('/kelola/bimtek/:bimtek/kelas', panitia, async (c) => classes(c, await bimtekAt(c, 'read')))
  .post('/kelola/bimtek/:bimtek/kelas', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const form = await readForm(c, classesForm);
    if (!form.ok) return classes(c, bimtek, { filled: form.refusal }, 422);
    const wish = { bimtekId: bimtek.id, letters: form.value.letters, by: actorOf(c).personId };
    const result = await once(c, (trx) => createClasses(trx, wish, c.get('house').clock.now()));
    return result.ok
      ? seeOther(c, `/kelola/bimtek/${bimtek.id}/kelas?kabar=dibuat`)
      : classes(c, bimtek, { refused: result.refusal.reason }, 409);
  })
  .post('/kelola/bimtek/:bimtek/kelas/:class/pelatih', panitia, (c) =>
    trainerAct(c, assignTrainer, 'pelatih'),
  )
  .post('/kelola/bimtek/:bimtek/kelas/:class/lepas', panitia, (c) => trainerAct(c, endTrainer, 'dilepas'))
  .get('/kelola/bimtek/:bimtek/setelan', panitia, async (c) => settings(c, await bimtekAt(c, 'read')))
  .post('/kelola/bimtek/:bimtek/setelan', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const form = await readForm(c, rulesForm);
    if (!form.ok) return settings(c, bimtek, { filled: form.refusal }, 422);
    const wish = { bimtekId: bimtek.id, rules: form.value, by: actorOf(c).personId };
    const result = await once(c, (trx) => changeRules(trx, wish, c.get('house').clock.now()));
    if (!result.ok)
      return settings(c, bimtek, { refused: result.refusal.reason, filled: await asTyped(c) }, 409);
    return seeOther(
      c,
      `/kelola/bimtek/${bimtek.id}/setelan?kabar=${result.value.changed.length > 0 ? 'disimpan' : 'sama'}`,
    );
  })
  .post('/kelola/bimtek/:bimtek/setelan/bimtek', panitia, async (c) => {
    const bimtek = await bimtekAt(c, 'write');
    const form = await readForm(c, bimtekForm);
    if (!form.ok) return settings(c, bimtek, { facts: form.refusal }, 422);
    const wish = { ...form.value, bimtekId: bimtek.id, by: actorOf(c).personId };
    const result = await once(c, (trx) => changeBimtek(trx, wish, c.get('house').clock.now()));
    if (!result.ok)
      return settings(c, bimtek, { refused: result.refusal.reason, facts: await asTyped(c) }, 409);
    return seeOther(c, `/kelola/bimtek/${bimtek.id}/setelan?kabar=disimpan`);
  });

type Filled = { fields: Record<string, string>; values: Record<string, string> };
type Told = { filled?: Filled; refused?: string };

/** What was typed, for a form that comes back after a refusal. */
const asTyped = async (c: Ctx): Promise<Filled> => ({ fields: {}, values: await fields(c) });

async function newBimtek(c: Ctx, told: Told = {}, status: 200 | 409 | 422 = 200) {
  const { db, clock } = c.get('house');
  const panitia = hasRole(actorOf(c), 'panitia') ? null : await panitiaChoices(db, clock.now());
  return c.html(newBimtekPage(shell(c), { issuers: await listIssuers(db), panitia, ...told }), status);
}

async function classes(c: Ctx, bimtek: BimtekView, told: Told = {}, status: 200 | 409 | 422 = 200) {
  const { db, clock } = c.get('house');
  const rows = await listClasses(db, bimtek.id, clock.now());
  const trainers = bimtek.writable ? await listTrainers(db, clock.now()) : [];
  return c.html(
    classesPage(shell(c), { bimtek, rows, trainers, kabar: c.req.query('kabar'), ...told }),
    status,
  );
}

type TrainerWrite = (
  trx: Trx,
  wish: TrainerAct,
  now: Date,
) => Promise<Result<{ classId: string }, { reason: string }>>;

async function trainerAct(c: Ctx, act: TrainerWrite, kabar: string) {
  const bimtek = await bimtekAt(c, 'write');
  const { db, clock } = c.get('house');
  const { id: classId } = found(
    (await listClasses(db, bimtek.id, clock.now())).find(({ id }) => id === c.req.param('class')),
  );
  const form = await readForm(c, trainerForm);
  if (!form.ok) return classes(c, bimtek, { filled: form.refusal }, 422);
  const wish = { bimtekId: bimtek.id, classId, personId: form.value.person, by: actorOf(c).personId };
  const result = await once(c, (trx) => act(trx, wish, clock.now()));
  if (!result.ok) return classes(c, bimtek, { refused: result.refusal.reason }, 409);
  return seeOther(c, `/kelola/bimtek/${bimtek.id}/kelas?kabar=${kabar}`);
}

async function settings(
  c: Ctx,
  bimtek: BimtekView,
  told: Told & { facts?: Filled } = {},
  status: 200 | 409 | 422 = 200,
) {
  const { db } = c.get('house');
  const rules = await readRules(db, bimtek.id);
  const closed = await isClosed(db, bimtek.id);
  return c.html(
    bimtekSettingsPage(shell(c), { bimtek, rules, closed, kabar: c.req.query('kabar'), ...told }),
    status,
  );
}
