import { Hono } from 'hono';
import { mePage, type MeState } from '../../../views/account/me.ts';
import { appendEvent } from '../../audit/index.ts';
import type { Actor } from '../../http/actor.ts';
import { allow } from '../../http/audience.ts';
import { clearLoginCookie, setLoginCookie } from '../../http/cookie.ts';
import { found } from '../../http/errors.ts';
import { readForm } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import { ok } from '../../result.ts';
import { ownNameForm } from '../activation/forms.ts';
import { confirmName } from '../confirm-name.ts';
import { deviceLabel } from '../device.ts';
import { COOKIE_SECONDS, endAllSessions } from '../login-session.ts';
import { changePassword } from './change-password.ts';
import { changePasswordForm } from './forms.ts';
import { findMe } from './queries.ts';

export const routes = new Hono<Env>()
  .get('/saya', allow('signed-in'), (c) => show(c, { kabar: c.req.query('kabar') }))
  // For the page script: who is signed in here. 401 instead of a way to the sign-in page.
  .get('/saya/ringkas', allow('everyone'), (c) => {
    const actor = c.get('actor');
    return actor
      ? c.json({ user: actor.personId, signedIn: true })
      : c.json({ user: null, signedIn: false }, 401);
  })
  .post('/saya/nik', allow('signed-in'), async (c) => {
    const { personId } = actorOf(c);
    const event = {
      at: c.get('house').clock.now(),
      actorId: personId,
      act: 'nik-revealed',
      subject: { kind: 'person', id: personId },
    };
    await once(c, (trx) => appendEvent(trx, event).then(() => ok(null)));
    return show(c, { nikShown: true });
  })
  .post('/saya/nama', allow('signed-in'), async (c) => {
    const form = await readForm(c, ownNameForm);
    if (!form.ok) return show(c, { name: form.refusal }, 422);
    const { keys, clock } = c.get('house');
    const result = await once(c, (trx) =>
      confirmName(trx, keys, actorOf(c).personId, form.value, clock.now()),
    );
    if (result.ok) return seeOther(c, '/saya?kabar=nama');
    if (result.refusal.reason === 'already') return show(c, { alreadyConfirmed: true }, 409);
    return show(c, { name: { fields: { name: 'another-name' }, values: form.value } }, 422);
  })
  .post('/saya/sandi', allow('signed-in'), async (c) => {
    const form = await readForm(c, changePasswordForm);
    if (!form.ok) return show(c, { password: { fields: form.refusal.fields, values: {} } }, 422);
    const { db, clock } = c.get('house');
    const label = deviceLabel(c.req.header('User-Agent'));
    const result = await changePassword(db, clock, actorOf(c), { ...form.value, label });
    if (!result.ok) return show(c, { passwordRefusal: result.refusal }, 422);
    const { sessionId } = result.value;
    if (sessionId) setLoginCookie(c, sessionId, actorOf(c).sharedPhone ? undefined : COOKIE_SECONDS);
    return seeOther(c, '/saya?kabar=sandi');
  })
  .post('/saya/keluar-semua', allow('signed-in'), async (c) => {
    const { db, clock } = c.get('house');
    const { personId } = actorOf(c);
    await db.transaction().execute(async (trx) => {
      await endAllSessions(trx, personId);
      const subject = { kind: 'person', id: personId };
      await appendEvent(trx, { at: clock.now(), actorId: personId, act: 'signed-out-everywhere', subject });
    });
    clearLoginCookie(c);
    return seeOther(c, '/masuk');
  });

const actorOf = (c: Ctx): Actor => found(c.get('actor'));

async function show(c: Ctx, state: MeState, status: 200 | 409 | 422 = 200) {
  const { db, keys, clock } = c.get('house');
  return c.html(mePage(shell(c), await findMe(db, keys, actorOf(c), clock.now()), state), status);
}
