import { Hono } from 'hono';
import { secondStepSignInPage } from '../../../views/account/second-step-sign-in.ts';
import { setUpAccountPage, slipCodePage } from '../../../views/account/activation.ts';
import { allow } from '../../http/audience.ts';
import { setLoginCookie } from '../../http/cookie.ts';
import { found } from '../../http/errors.ts';
import { fields, type FormErrors, readForm } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import { deviceLabel } from '../device.ts';
import { COOKIE_SECONDS } from '../login-session.ts';
import { hashPassword } from '../password.ts';
import { NOTICE_VERSION, passwordProblem } from '../rules.ts';
import { goOn, type SignedIn, signIn } from '../sign-in.ts';
import { activate } from './activate.ts';
import { checkSlip, type OpenSlip, type SlipRefusal } from './check-slip.ts';
import { activationForm, slipForm } from './forms.ts';
import { findNewcomer, type Newcomer } from './queries.ts';

type Typed = { who: string; code: string };

export const routes = new Hono<Env>()
  // Looking changes nothing: a preview robot that follows the link of a WhatsApp message uses no code up.
  .get('/aktivasi', allow('everyone'), (c) => {
    const values = {
      who: (c.req.query('k') ?? '').slice(0, 40),
      code: (c.req.query('c') ?? '').slice(0, 20),
    };
    return c.html(slipCodePage(shell(c), { fields: {}, values }));
  })
  .post('/aktivasi', allow('everyone'), async (c) => {
    const typed = await readForm(c, slipForm);
    if (!typed.ok) return c.html(slipCodePage(shell(c), typed.refusal), 422);
    const { db, keys, clock } = c.get('house');
    const slip = await checkSlip(db, keys, typed.value, clock.now());
    if (!slip.ok) return slipRefused(c, typed.value, slip.refusal);
    const newcomer = found(await findNewcomer(db, slip.value.personId));
    const given = await fields(c);
    if (given['password'] === undefined) return c.html(setUpAccountPage(shell(c), newcomer, typed.value));
    return setUp(c, newcomer, typed.value, slip.value, given);
  });

/** The second step: password, name, consent; then signed in. */
async function setUp(
  c: Ctx,
  newcomer: Newcomer,
  typed: Typed,
  slip: OpenSlip,
  given: Record<string, string>,
) {
  const form = await readForm(c, activationForm);
  if (!form.ok) return again(c, newcomer, typed, form.refusal);
  const wish = form.value;
  const wrong: Record<string, string> = {};
  const weak = passwordProblem(wish.password, [newcomer.phone, newcomer.participantCode]);
  if (weak) wrong['password'] = weak;
  if (!newcomer.nameConfirmed && !wish.name) wrong['name'] = 'required';
  if (!newcomer.noticeAgreed && !wish.consent) wrong['consent'] = 'consent';
  if (Object.keys(wrong).length > 0) return again(c, newcomer, typed, { fields: wrong, values: given });
  const { db, keys, clock } = c.get('house');
  const passwordHash = await hashPassword(wish.password);
  const notice = newcomer.noticeAgreed ? null : NOTICE_VERSION;
  const own = newcomer.nameConfirmed ? null : wish;
  const result = await once(c, (trx) =>
    activate(trx, keys, { slip, passwordHash, notice, own }, clock.now()),
  );
  if (!result.ok && result.refusal.reason === 'used') return slipRefused(c, typed, { reason: 'used' });
  if (!result.ok) return again(c, newcomer, typed, { fields: { name: 'another-name' }, values: given });
  const login = {
    personId: newcomer.personId,
    sharedPhone: wish.shared,
    label: deviceLabel(c.req.header('User-Agent')),
  };
  return enter(c, await goOn(db, keys, clock, login), wish.shared);
}

function again(c: Ctx, newcomer: Newcomer, typed: Typed, filled: FormErrors) {
  return c.html(setUpAccountPage(shell(c), newcomer, typed, filled), 422);
}

/** A second tap on the button finds the slip used: the password that was just set signs in. */
async function slipRefused(c: Ctx, typed: Typed, refusal: SlipRefusal) {
  const { password, shared } = await fields(c);
  if (refusal.reason === 'used' && password) {
    const { db, keys, clock } = c.get('house');
    const sharedPhone = Boolean(shared);
    const label = deviceLabel(c.req.header('User-Agent'));
    const signed = await signIn(db, keys, clock, { who: typed.who, password, sharedPhone, label });
    if (signed.ok) return enter(c, signed.value, sharedPhone);
  }
  return c.html(slipCodePage(shell(c), { fields: {}, values: typed }, refusal), 422);
}

/** A slip is a first step only: who has a second one still takes it. */
function enter(c: Ctx, signedIn: SignedIn | null, shared: boolean) {
  if (signedIn && 'half' in signedIn) return c.html(secondStepSignInPage(shell(c), { half: signedIn.half }));
  if (signedIn) setLoginCookie(c, signedIn.sessionId, shared ? undefined : COOKIE_SECONDS);
  return seeOther(c, signedIn ? '/' : '/masuk');
}
