import { Hono } from 'hono';
import { kaderPkddPage } from '../../views/pkdd/kader.ts';
import { villagePage } from '../../views/pkdd/village.ts';
import { allow } from '../http/audience.ts';
import { found, NotFound } from '../http/errors.ts';
import { fields, type FormRefusal, readForm } from '../http/form.ts';
import { seeOther } from '../http/fragment.ts';
import type { Ctx, Env } from '../http/house.ts';
import { once } from '../http/idempotency.ts';
import { shell } from '../http/page.ts';
import { isId } from '../id.ts';
import { clearKader } from './clear-kader.ts';
import { confirmDecree } from './confirm-decree.ts';
import { confirmStep } from './confirm-step.ts';
import { decreeForm, stepForm } from './forms.ts';
import { ownVillage, villageFor, type VillageDetail, worksIn } from './queries.ts';
import { recordDecree } from './record-decree.ts';
import { recordStep } from './record-step.ts';

const VILLAGE = '/pantau/nagari/:code';

export const routes = new Hono<Env>()
  .get('/pkdd', allow('kader'), async (c) =>
    c.html(kaderPkddPage(shell(c), { detail: await own(c), kabar: c.req.query('kabar') })),
  )
  .post('/pkdd/sk', allow('kader'), async (c) => recordSk(c, found(await own(c)), '/pkdd'))
  .post('/pkdd/langkah', allow('kader'), async (c) => recordAStep(c, found(await own(c)), '/pkdd'))
  .get(VILLAGE, allow('korkab', 'duta', 'pemantau'), async (c) =>
    c.html(villagePage(shell(c), await pageState(c))),
  )
  .post(`${VILLAGE}/sk`, allow('korkab', 'duta'), async (c) =>
    recordSk(c, await villageOf(c, ['korkab', 'duta']), here(c)),
  )
  .post(`${VILLAGE}/sk/sahkan`, allow('korkab'), async (c) => {
    const detail = await villageOf(c, ['korkab']);
    const { by, now } = acting(c);
    const decreeId = found(detail.decree).id;
    const result = await once(c, (trx) => confirmDecree(trx, { decreeId, by }, now));
    return result.ok ? seeOther(c, `${here(c)}?kabar=sk-sah`) : refuse(c, detail, result.refusal.reason);
  })
  .post(`${VILLAGE}/boleh`, allow('korkab'), async (c) => {
    const detail = await villageOf(c, ['korkab']);
    const { by, now } = acting(c);
    const result = await once(c, (trx) => clearKader(trx, { villageCode: detail.row.code, by }, now));
    return result.ok ? seeOther(c, `${here(c)}?kabar=boleh`) : refuse(c, detail, result.refusal.reason);
  })
  .post(`${VILLAGE}/langkah`, allow('korkab', 'duta'), async (c) =>
    recordAStep(c, await villageOf(c, ['korkab', 'duta']), here(c)),
  )
  .post(`${VILLAGE}/langkah/:step/setujui`, allow('korkab', 'duta'), async (c) => {
    const detail = await villageOf(c, ['korkab', 'duta']);
    const stepId = c.req.param('step');
    if (!isId(stepId)) throw new NotFound();
    const { by, now } = acting(c);
    const result = await once(c, (trx) =>
      confirmStep(trx, { stepId, villageCode: detail.row.code, by }, now),
    );
    if (!result.ok && result.refusal.reason === 'gone') throw new NotFound();
    return result.ok ? seeOther(c, `${here(c)}?kabar=langkah-sah`) : refuse(c, detail, result.refusal.reason);
  });

const acting = (c: Ctx) => ({ by: c.get('actor')!.personId, now: c.get('house').clock.now() });
const here = (c: Ctx): string => `/pantau/nagari/${c.req.param('code')}`;
const own = (c: Ctx) => ownVillage(c.get('house').reader, c.get('actor')!, c.get('house').clock.now());

/** The village through the actor; for a write only where one of these roles holds. */
async function villageOf(c: Ctx, roles?: readonly ('korkab' | 'duta')[]): Promise<VillageDetail> {
  const { reader, clock } = c.get('house');
  const code = c.req.param('code') ?? '';
  if (roles && !(await worksIn(reader, c.get('actor')!, roles, code))) throw new NotFound();
  return found(await villageFor(reader, c.get('actor')!, code, clock.now()));
}

async function pageState(c: Ctx) {
  const detail = await villageOf(c);
  const actor = c.get('actor')!;
  const { reader } = c.get('house');
  const [clears, records] = await Promise.all([
    worksIn(reader, actor, ['korkab'], detail.row.code),
    worksIn(reader, actor, ['korkab', 'duta'], detail.row.code),
  ]);
  return { detail, clears, records, kabar: c.req.query('kabar') };
}

async function recordSk(c: Ctx, detail: VillageDetail, back: string): Promise<Response> {
  const form = await readForm(c, decreeForm);
  if (!form.ok) return refuse(c, detail, 'form', form.refusal);
  const personId = found(detail.row.personId);
  const { by, now } = acting(c);
  const decree = {
    personId,
    villageCode: detail.row.code,
    number: form.value.number,
    dated: form.value.dated,
    typedBy: by,
  };
  const result = await once(c, (trx) => recordDecree(trx, decree, now));
  return result.ok ? seeOther(c, `${back}?kabar=sk`) : refuse(c, detail, 'sk-confirmed', await typed(c));
}

async function recordAStep(c: Ctx, detail: VillageDetail, back: string): Promise<Response> {
  const form = await readForm(c, stepForm);
  if (!form.ok) return refuse(c, detail, 'form', form.refusal);
  const { step, on_date: onDate, ...rest } = form.value;
  const { by, now } = acting(c);
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jayapura' }).format(now);
  const result = await once(c, (trx) =>
    recordStep(trx, { id: step, villageCode: detail.row.code, onDate, ...rest, by }, today, now),
  );
  return result.ok
    ? seeOther(c, `${back}?kabar=langkah`)
    : refuse(c, detail, result.refusal.reason, await typed(c));
}

/** What stood in the form, for a page that comes back. */
const typed = async (c: Ctx): Promise<FormRefusal> => ({
  reason: 'form',
  fields: {},
  values: await fields(c),
});

/** The same page with the reason; 403 when it may not be done for oneself, 422 for a form, else 409. */
async function refuse(
  c: Ctx,
  detail: VillageDetail,
  reason: string,
  filled?: FormRefusal,
): Promise<Response> {
  const status = reason === 'self' ? 403 : reason === 'form' ? 422 : 409;
  const state = { refusal: reason, ...(filled ? { filled } : {}), kabar: undefined };
  if (c.req.path.startsWith('/pkdd')) return c.html(kaderPkddPage(shell(c), { detail, ...state }), status);
  return c.html(villagePage(shell(c), { ...(await pageState(c)), ...state }), status);
}
