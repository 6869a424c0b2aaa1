import { Hono } from 'hono';
import { resumePage } from '../../views/account/resume.ts';
import { signInPage } from '../../views/account/sign-in.ts';
import { allow } from '../http/audience.ts';
import { clearLoginCookie, setLoginCookie } from '../http/cookie.ts';
import { readForm } from '../http/form.ts';
import { localPath, seeOther } from '../http/fragment.ts';
import type { Ctx, Env } from '../http/house.ts';
import { shell } from '../http/page.ts';
import { signInForm } from './forms.ts';
import { endSession } from './login-session.ts';
import { signIn } from './sign-in.ts';

const COOKIE_SECONDS = 60 * 24 * 3600;

export const routes = new Hono<Env>()
  .get('/masuk', allow('everyone'), (c) =>
    c.get('actor') ? seeOther(c, localPath(c.req.query('next'))) : c.html(signInPage(shell(c), { next: c.req.query('next') })),
  )
  .post('/masuk', allow('everyone'), async (c) => {
    const form = await readForm(c, signInForm);
    if (!form.ok) return c.html(signInPage(shell(c), { filled: form.refusal }), 422);
    const { who, password, shared, next, resume } = form.value;
    const { db, clock } = c.get('house');
    const label = deviceLabel(c);
    const result = await signIn(db, clock, { who, password, sharedPhone: shared, label });
    if (!result.ok) return c.html(signInPage(shell(c), { refusal: result.refusal, who, next, resume }), 422);
    setLoginCookie(c, result.value.sessionId, shared ? undefined : COOKIE_SECONDS);
    const to = localPath(next);
    return resume ? c.html(resumePage(shell(c), to, new URLSearchParams(resume))) : seeOther(c, to);
  })
  .post('/keluar', allow('everyone'), async (c) => {
    const actor = c.get('actor');
    if (actor) await endSession(c.get('house').db, actor.loginSession);
    clearLoginCookie(c);
    c.header('Clear-Site-Data', '"storage"');
    return seeOther(c, '/masuk');
  });

/** What a person recognises in the list of devices: "Chrome, Android". */
function deviceLabel(c: Ctx): string {
  const agent = c.req.header('User-Agent') ?? '';
  const browser = /Firefox/.test(agent) ? 'Firefox' : /Edg/.test(agent) ? 'Edge' : /Chrome|Chromium/.test(agent) ? 'Chrome' : /Safari/.test(agent) ? 'Safari' : 'Peramban';
  const system = /Android/.test(agent) ? 'Android' : /iPhone|iPad/.test(agent) ? 'iPhone' : /Windows/.test(agent) ? 'Windows' : /Linux/.test(agent) ? 'Linux' : /Mac/.test(agent) ? 'Mac' : '';
  return system ? `${browser}, ${system}` : browser;
}
