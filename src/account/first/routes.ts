import { Hono } from 'hono';
import { firstAdminPage } from '../../../views/account/first-admin.ts';
import { allow } from '../../http/audience.ts';
import { setLoginCookie } from '../../http/cookie.ts';
import { NotFound } from '../../http/errors.ts';
import { fields, type FormErrors, readForm } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import { deviceLabel } from '../device.ts';
import { COOKIE_SECONDS } from '../login-session.ts';
import { hashPassword } from '../password.ts';
import { passwordProblem } from '../rules.ts';
import { cleanLogo } from '../settings/logo.ts';
import { beginLogin } from '../sign-in.ts';
import { createFirstAdmin, isFirstAdminToken } from './create-first-admin.ts';
import { firstAdminForm } from './forms.ts';

export const routes = new Hono<Env>()
  .get('/mulai/:token', allow('everyone'), async (c) => {
    await checkToken(c);
    return c.html(firstAdminPage(shell(c)));
  })
  .post('/mulai/:token', allow('everyone'), async (c) => {
    await checkToken(c);
    const form = await readForm(c, firstAdminForm);
    if (!form.ok) return again(c, form.refusal);
    const { name, phone, password, unit, issuerName, ...rest } = form.value;
    const weak = passwordProblem(password, [phone]);
    const logo = await logoOf(c);
    if (weak || !logo.ok) {
      const wrong: Record<string, string> = {
        ...(weak ? { password: weak } : {}),
        ...(logo.ok ? {} : { logo: logo.refusal.reason }),
      };
      return again(c, { fields: wrong, values: await fields(c) });
    }
    const { db, keys, clock } = c.get('house');
    const issuer = { ...rest, unit, name: issuerName, signatoryNip: rest.signatoryNip || null };
    const wish = { name, phone, passwordHash: await hashPassword(password), issuer, logo: logo.value };
    const result = await once(c, (trx) => createFirstAdmin(trx, keys, wish, clock.now()));
    if (!result.ok && result.refusal.reason === 'used') throw new NotFound();
    if (!result.ok) return again(c, { fields: { unit: 'taken' }, values: await fields(c) });
    const label = deviceLabel(c.req.header('User-Agent'));
    const sessionId = await beginLogin(db, clock, {
      personId: result.value.personId,
      sharedPhone: false,
      label,
    });
    if (sessionId) setLoginCookie(c, sessionId, COOKIE_SECONDS);
    return seeOther(c, '/kelola/setelan?kabar=siap');
  });

/** Anything but the one token is a page that is not there. */
async function checkToken(c: Ctx): Promise<void> {
  const { db, keys } = c.get('house');
  if (!(await isFirstAdminToken(db, keys, c.req.param('token') ?? ''))) throw new NotFound();
}

async function again(c: Ctx, filled: FormErrors) {
  return c.html(firstAdminPage(shell(c), filled), 422);
}

async function logoOf(c: Ctx) {
  const file = (await c.req.parseBody({ all: true }))['logo'];
  if (!(file instanceof File) || file.size === 0) return { ok: true, value: null } as const;
  return cleanLogo(await file.text());
}
