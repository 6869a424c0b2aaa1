import { Hono } from 'hono';
import { codePage, type CodeRefusal, staleCodePage } from '../../../views/attendance/own-code.ts';
import { allow } from '../../http/audience.ts';
import { readForm } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { phoneOf } from '../../http/cookie.ts';
import { shell } from '../../http/page.ts';
import { ok, refused, type Result } from '../../result.ts';
import { checkInForm } from '../forms.ts';
import { checkIn } from '../hall/check-in.ts';
import { readPass, readToken, tokenFits, writePass } from '../hall/code.ts';
import { isOpen, ownCode } from '../hall/queries.ts';
import { readDigits } from '../hall/rules.ts';
import { tryDigits } from '../hall/try-digits.ts';
import { readOwnCode } from './read-own-code.ts';

const PATH = '/hadir/kode';

/** The kader's side of the code on the wall. */
export const routes = new Hono<Env>()
  /** The address of the QR. It is looked at now and redeemed after the sign-in; nothing is written before the button. */
  .get(`${PATH}/:token`, allow('everyone'), async (c) => {
    const { db, keys, clock } = c.get('house');
    const now = clock.now();
    const token = readToken(c.req.param('token'));
    if (!token || !tokenFits(keys.checkIn, token, now) || !(await isOpen(db, token.codeId)))
      return c.html(staleCodePage(shell(c)), 404);
    return seeOther(c, `${PATH}?tiket=${writePass(keys.checkIn, token.codeId, phoneOf(c), now)}`);
  })
  .get(PATH, allow('kader'), async (c) => {
    const tiket = c.req.query('tiket');
    return tiket === undefined ? show(c) : showScan(c, tiket);
  })
  .post(PATH, allow('kader'), async (c) => {
    const form = await readForm(c, checkInForm);
    if (!form.ok)
      return show(c, { refusal: 'digits', typed: form.refusal.values['angka'] ?? '', status: 422 });
    const { _key: markId, tiket, angka } = form.value;
    const phone = phoneOf(c);
    const seen = await seenCode(c, tiket, angka, phone);
    if (!seen.ok) return show(c, { refusal: seen.refusal.reason, typed: angka, status: statusOf(seen) });
    const wish = { markId, phone, ...seen.value };
    const now = c.get('house').clock.now();
    const result = await once(c, (trx) => checkIn(trx, c.get('actor')!, wish, now));
    if (result.ok) return seeOther(c, `/hadir?kabar=${NEWS[result.value.kind]}`);
    return show(c, { refusal: result.refusal.reason, typed: angka, status: 409 });
  });

const NEWS = { new: 'tercatat', again: 'sudah-tercatat', question: 'berbeda' } as const;

const statusOf = (seen: { refusal: { reason: CodeRefusal } }): 409 | 422 =>
  seen.refusal.reason === 'digits' ? 422 : 409;

type Seen = { codeId: string; scannedAt: Date };

/** Which code a phone saw, and when: from a scan that it still holds, or from the digits that were typed. */
async function seenCode(
  c: Ctx,
  tiket: string,
  typed: string,
  phone: string,
): Promise<Result<Seen, { reason: CodeRefusal }>> {
  const { db, keys, clock } = c.get('house');
  const now = clock.now();
  if (tiket) {
    const pass = readPass(keys.checkIn, tiket, phone, now);
    return pass ? ok(pass) : refused('pass');
  }
  const digits = readDigits(typed);
  if (!digits) return refused('digits');
  const found = await tryDigits(db, keys.checkIn, c.get('actor')!, digits, now);
  return found.ok ? ok({ codeId: found.value.codeId, scannedAt: now }) : found;
}

type Shown = { refusal?: CodeRefusal; typed?: string; status?: 200 | 409 | 422 };

async function show(c: Ctx, { refusal, typed = '', status = 200 }: Shown = {}) {
  const code = await readOwnCode(c);
  return c.html(codePage(shell(c), { code, typed, ...(refusal ? { refusal } : {}) }), status);
}

/** After a scan: which session it was, and the button. */
async function showScan(c: Ctx, tiket: string) {
  const { db, keys, clock } = c.get('house');
  const pass = readPass(keys.checkIn, tiket, phoneOf(c), clock.now());
  if (!pass) return show(c, { refusal: 'pass' });
  const session = await ownCode(db, c.get('actor')!, pass.codeId);
  if (!session) return show(c, { refusal: 'other-class' });
  return c.html(codePage(shell(c), { code: await readOwnCode(c), scan: { tiket, session }, typed: '' }));
}
