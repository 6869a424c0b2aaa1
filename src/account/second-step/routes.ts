import { Hono } from 'hono';
import { resumePage } from '../../../views/account/resume.ts';
import { secondStepPage, type SecondStepState, spareCodesPage } from '../../../views/account/second-step.ts';
import { secondStepSignInPage } from '../../../views/account/second-step-sign-in.ts';
import { signInPage } from '../../../views/account/sign-in.ts';
import { systemClock } from '../../clock.ts';
import { qrSvg } from '../../documents/qr.ts';
import type { Actor } from '../../http/actor.ts';
import { allow } from '../../http/audience.ts';
import { setLoginCookie } from '../../http/cookie.ts';
import { found } from '../../http/errors.ts';
import { readForm } from '../../http/form.ts';
import { localPath, seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import type { Result } from '../../result.ts';
import { deviceLabel } from '../device.ts';
import { COOKIE_SECONDS } from '../login-session.ts';
import { beginLogin, checkPassword, type SignInRefusal } from '../sign-in.ts';
import { checkCode, type CodeRefusal, type Times } from './check-code.ts';
import { codeForm, proofForm, turnOnForm } from './forms.ts';
import { readHalfLogin } from './half-login.ts';
import { base32, otpauth } from './otp.ts';
import { appName, findSecondStep } from './queries.ts';
import { newSecret, openSecret, sealSecret, spareCodes } from './secret.ts';
import { renewSpareCodes, turnOff, turnOn } from './switch.ts';

const own = '/saya/langkah-kedua';

export const routes = new Hono<Env>()
  .get('/masuk/kode', allow('everyone'), (c) => seeOther(c, '/masuk'))
  .post('/masuk/kode', allow('everyone'), async (c) => {
    const { db, keys, clock } = c.get('house');
    const form = await readForm(c, codeForm);
    const { half, next, resume } = form.ok
      ? form.value
      : codeForm.parse({ ...form.refusal.values, code: '-' });
    const login = await readHalfLogin(db, keys, half, clock.now());
    if (!login) return c.html(signInPage(shell(c), { refusal: { reason: 'over' }, next, resume }), 422);
    const page = { half, next, resume };
    if (!form.ok) return c.html(secondStepSignInPage(shell(c), { ...page, filled: form.refusal }), 422);
    const fits = await checkCode(db, keys, login.personId, form.value.code, timesOf(c));
    if (!fits.ok && fits.refusal.reason !== 'off')
      return c.html(secondStepSignInPage(shell(c), { ...page, refusal: fits.refusal }), 422);
    const sessionId = await beginLogin(db, clock, {
      ...login,
      label: deviceLabel(c.req.header('User-Agent')),
    });
    if (!sessionId) return c.html(signInPage(shell(c), { refusal: { reason: 'wrong' }, next, resume }), 422);
    setLoginCookie(c, sessionId, login.sharedPhone ? undefined : COOKIE_SECONDS);
    const to = localPath(next);
    return resume ? c.html(resumePage(shell(c), to, new URLSearchParams(resume))) : seeOther(c, to);
  })
  .get(own, allow('signed-in'), (c) => show(c, { kabar: c.req.query('kabar') }))
  .post(own, allow('signed-in'), async (c) => {
    const form = await readForm(c, turnOnForm);
    const sealed = form.ok ? form.value.sealed : (form.refusal.values['sealed'] ?? '');
    if (!form.ok) return show(c, { sealed, filled: form.refusal }, 422);
    const { keys, clock } = c.get('house');
    const { personId, loginSession: keep } = actorOf(c);
    const wish = { personId, keep, code: form.value.code, phoneTime: timesOf(c).phoneTime };
    const bytes = Buffer.from(sealed, 'base64url');
    const result = await once(c, (trx) => turnOn(trx, keys, { ...wish, sealed: bytes }, clock.now()));
    if (result.ok) return c.html(spareCodesPage(shell(c), spareCodes(keys, result.value.spareId)));
    if (result.refusal.reason === 'already') return seeOther(c, own);
    return show(c, { sealed, filled: { fields: { code: 'wrong-code' }, values: {} } }, 422);
  })
  .post(`${own}/cadangan`, allow('signed-in'), async (c) => {
    const proved = await proof(c, 'cadangan');
    if (proved) return proved;
    const { keys, clock } = c.get('house');
    const result = await once(c, (trx) => renewSpareCodes(trx, actorOf(c).personId, clock.now()));
    return result.ok
      ? c.html(spareCodesPage(shell(c), spareCodes(keys, result.value.spareId)))
      : seeOther(c, own);
  })
  .post(`${own}/matikan`, allow('signed-in'), async (c) => {
    const proved = await proof(c, 'matikan');
    if (proved) return proved;
    await once(c, (trx) => turnOff(trx, actorOf(c).personId, c.get('house').clock.now()));
    return seeOther(c, `${own}?kabar=mati`);
  });

const actorOf = (c: Ctx): Actor => found(c.get('actor'));

/** Phones show the real time, also when Bekal's clock was set to another day (BEKAL_CLOCK). */
function timesOf(c: Ctx): Times {
  const { clock, config } = c.get('house');
  const now = clock.now();
  return { now, phoneTime: config.clockStart ? systemClock.now() : now };
}

/** Password and code for an act on the second step; the page again when they do not fit. */
async function proof(c: Ctx, at: 'cadangan' | 'matikan') {
  const form = await readForm(c, proofForm);
  if (!form.ok) return show(c, { at, filled: { fields: form.refusal.fields, values: {} } }, 422);
  const fits = await prove(c, form.value);
  return fits.ok ? null : show(c, { at, refusal: fits.refusal }, 422);
}

async function prove(
  c: Ctx,
  { current, code }: { current: string; code: string },
): Promise<Result<unknown, (SignInRefusal & { of: 'password' }) | (CodeRefusal & { of: 'code' })>> {
  const { db, keys, clock } = c.get('house');
  const { personId } = actorOf(c);
  const account = await db
    .selectFrom('account')
    .select(['person_id', 'password_hash', 'not_before'])
    .where('person_id', '=', personId)
    .executeTakeFirst();
  const password = await checkPassword(db, account, current, clock.now());
  if (!password.ok) return { ok: false, refusal: { ...password.refusal, of: 'password' } };
  const fits = await checkCode(db, keys, personId, code, timesOf(c));
  return fits.ok ? fits : { ok: false, refusal: { ...fits.refusal, of: 'code' } };
}

async function show(c: Ctx, state: SecondStepState & { sealed?: string }, status: 200 | 422 = 200) {
  const { db, config } = c.get('house');
  const { personId } = actorOf(c);
  const step = await findSecondStep(db, personId);
  const setUp = step ? null : await setUpOf(c, state.sealed);
  return c.html(secondStepPage(shell(c), { step, setUp, required: config.requireTotp, state }), status);
}

/** A secret to set the app up with: the one that the page showed before, or a fresh one. Stored nowhere until it is proved. */
async function setUpOf(c: Ctx, shown: string | undefined) {
  const { db, keys } = c.get('house');
  const { personId } = actorOf(c);
  const before = shown ? openSecret(keys, personId, Buffer.from(shown, 'base64url')) : null;
  const secret = before ?? newSecret();
  const address = otpauth(secret, await appName(db, personId));
  return {
    address,
    qr: qrSvg(address, { quiet: 2 }),
    typed: base32(secret),
    sealed: sealSecret(keys, personId, secret).toString('base64url'),
  };
}
