import { Hono } from 'hono';
import { forgottenPasswordPage } from '../../views/account/forgotten-password.ts';
import { resumePage } from '../../views/account/resume.ts';
import { secondStepSignInPage } from '../../views/account/second-step-sign-in.ts';
import { signInPage } from '../../views/account/sign-in.ts';
import { allow } from '../http/audience.ts';
import { clearLoginCookie, setLoginCookie } from '../http/cookie.ts';
import { fields, readForm } from '../http/form.ts';
import { localPath, seeOther } from '../http/fragment.ts';
import type { Env } from '../http/house.ts';
import { once } from '../http/idempotency.ts';
import { addressOf, rateLimit } from '../http/limits.ts';
import { shell } from '../http/page.ts';
import { routes as activation } from './activation/routes.ts';
import { deviceLabel } from './device.ts';
import { askForSlip, countSlipRequests } from './slips/requests.ts';
import { routes as slips } from './slips/routes.ts';
import { forgottenForm, signInForm } from './forms.ts';
import { COOKIE_SECONDS, endSession } from './login-session.ts';
import { routes as me } from './me/routes.ts';
import { routes as office } from './office/routes.ts';
import { routes as first } from './first/routes.ts';
import { routes as secondStep } from './second-step/routes.ts';
import { routes as settings } from './settings/routes.ts';
import { signIn } from './sign-in.ts';

/** For app.ts: the rooms that this one stands on show the number, and cannot ask for it themselves. */
export { countSlipRequests };

/** A whole hall shares one address, so it is high; one open request a person is what keeps the list short. */
const perAddress = rateLimit(120, 60, addressOf);

export const routes = new Hono<Env>()
  .get('/masuk', allow('everyone'), (c) =>
    c.get('actor')
      ? seeOther(c, localPath(c.req.query('next')))
      : c.html(signInPage(shell(c), { next: c.req.query('next') })),
  )
  .post('/masuk', allow('everyone'), async (c) => {
    const form = await readForm(c, signInForm);
    if (!form.ok) return c.html(signInPage(shell(c), { filled: form.refusal }), 422);
    const { who, password, shared, next, resume } = form.value;
    const { db, keys, clock } = c.get('house');
    const label = deviceLabel(c.req.header('User-Agent'));
    const result = await signIn(db, keys, clock, { who, password, sharedPhone: shared, label });
    if (!result.ok) return c.html(signInPage(shell(c), { refusal: result.refusal, who, next, resume }), 422);
    if ('half' in result.value)
      return c.html(secondStepSignInPage(shell(c), { half: result.value.half, next, resume }));
    setLoginCookie(c, result.value.sessionId, shared ? undefined : COOKIE_SECONDS);
    const to = localPath(next);
    return resume ? c.html(resumePage(shell(c), to, new URLSearchParams(resume))) : seeOther(c, to);
  })
  .post('/keluar', allow('everyone'), async (c) => {
    const actor = c.get('actor');
    if (actor) await endSession(c.get('house').db, actor.loginSession);
    clearLoginCookie(c);
    // Something that another person of this phone has not sent yet: the page script has taken the pages away itself.
    if ((await fields(c))['simpan'] !== 'ya') c.header('Clear-Site-Data', '"storage"');
    return seeOther(c, '/masuk');
  })
  .get('/lupa-sandi', allow('everyone'), (c) =>
    c.html(forgottenPasswordPage(shell(c), { kabar: c.req.query('kabar') })),
  )
  .post('/lupa-sandi', allow('everyone'), perAddress, async (c) => {
    const form = await readForm(c, forgottenForm);
    if (!form.ok) return c.html(forgottenPasswordPage(shell(c), { filled: form.refusal }), 422);
    await once(c, (trx) => askForSlip(trx, form.value.who, c.get('house').clock.now()));
    return seeOther(c, '/lupa-sandi?kabar=diminta');
  })
  .route('/', activation)
  .route('/', slips)
  .route('/', secondStep)
  .route('/', me)
  .route('/', office)
  .route('/', settings)
  .route('/', first);
