import { Hono } from 'hono';
import {
  type IssuerState,
  issuerPage,
  newIssuerPage,
  settingsPage,
} from '../../../views/account/settings.ts';
import { changeIssuer, createIssuer, type IssuerFields } from '../../bimtek/index.ts';
import type { Actor } from '../../http/actor.ts';
import { allow } from '../../http/audience.ts';
import { found } from '../../http/errors.ts';
import { fields, readForm } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { uploadLimit } from '../../http/limits.ts';
import { shell } from '../../http/page.ts';
import { changeLogo } from './change-logo.ts';
import { issuerForm, newIssuerForm } from './forms.ts';
import { cleanLogo } from './logo.ts';
import { type Issuer, listIssuers } from './queries.ts';

const admin = allow('admin');

export const routes = new Hono<Env>()
  .get('/kelola/setelan', admin, async (c) =>
    c.html(settingsPage(shell(c), await listIssuers(c.get('house').db), c.req.query('kabar'))),
  )
  .get('/kelola/setelan/penerbit/baru', admin, (c) => c.html(newIssuerPage(shell(c))))
  .post('/kelola/setelan/penerbit', admin, async (c) => {
    const form = await readForm(c, newIssuerForm);
    if (!form.ok) return c.html(newIssuerPage(shell(c), form.refusal), 422);
    const issuer = { ...issuerOf(form.value), unit: form.value.unit, by: actorOf(c).personId };
    const result = await once(c, (trx) => createIssuer(trx, issuer, c.get('house').clock.now()));
    if (result.ok) return seeOther(c, `/kelola/setelan/penerbit/${result.value.issuerId}?kabar=dibuat`);
    return c.html(newIssuerPage(shell(c), { fields: { unit: 'taken' }, values: await fields(c) }), 422);
  })
  .get('/kelola/setelan/penerbit/:issuer', admin, (c) => show(c, { kabar: c.req.query('kabar') }))
  .post('/kelola/setelan/penerbit/:issuer', admin, async (c) => {
    const { id } = await issuerAt(c);
    const form = await readForm(c, issuerForm);
    if (!form.ok) return show(c, { filled: form.refusal }, 422);
    const issuer = { ...issuerOf(form.value), id, by: actorOf(c).personId };
    await once(c, (trx) => changeIssuer(trx, issuer, c.get('house').clock.now()));
    return seeOther(c, `/kelola/setelan/penerbit/${id}?kabar=disimpan`);
  })
  .post('/kelola/setelan/penerbit/:issuer/logo', admin, uploadLimit(1), async (c) => {
    const { id } = await issuerAt(c);
    const file = (await c.req.parseBody({ all: true }))['logo'];
    const logo = cleanLogo(file instanceof File ? await file.text() : '');
    if (!logo.ok) return show(c, { filled: { fields: { logo: logo.refusal.reason }, values: {} } }, 422);
    const change = { issuerId: id, logo: logo.value, by: actorOf(c).personId };
    await once(c, (trx) => changeLogo(trx, change, c.get('house').clock.now()));
    return seeOther(c, `/kelola/setelan/penerbit/${id}?kabar=logo`);
  })
  .post('/kelola/setelan/penerbit/:issuer/tanpa-logo', admin, async (c) => {
    const { id } = await issuerAt(c);
    const change = { issuerId: id, logo: null, by: actorOf(c).personId };
    await once(c, (trx) => changeLogo(trx, change, c.get('house').clock.now()));
    return seeOther(c, `/kelola/setelan/penerbit/${id}?kabar=tanpa`);
  });

const actorOf = (c: Ctx): Actor => found(c.get('actor'));

/** One of the few issuers of the house. */
async function issuerAt(c: Ctx): Promise<Issuer> {
  const issuers = await listIssuers(c.get('house').db);
  return found(issuers.find(({ id }) => id === c.req.param('issuer')));
}

async function show(c: Ctx, state: IssuerState, status: 200 | 422 = 200) {
  return c.html(issuerPage(shell(c), await issuerAt(c), state), status);
}

type Typed = ReturnType<typeof issuerForm.parse>;

const issuerOf = (typed: Typed): Omit<IssuerFields, 'unit'> => ({
  name: typed.issuerName,
  lines: typed.lines,
  place: typed.place,
  signatoryName: typed.signatoryName,
  signatoryTitle: typed.signatoryTitle,
  signatoryNip: typed.signatoryNip || null,
});
