import { Hono } from 'hono';
import {
  type HallScreen,
  hallScreen,
  hallScreenPage,
  type HallScreenState,
} from '../../../views/attendance/hall-screen.ts';
import { scanFragment, scanPage } from '../../../views/attendance/scan.ts';
import { qrSvg } from '../../documents/qr.ts';
import { allow } from '../../http/audience.ts';
import { type FormErrors, readForm } from '../../http/form.ts';
import { isFragment, seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { originOf } from '../../http/origin.ts';
import { keepOnPhone, shell } from '../../http/page.ts';
import type { Result } from '../../result.ts';
import type { HallSession } from '../find-session.ts';
import { deviceOf, waitedSince } from '../form-mark.ts';
import { headsForm, scanForm, sentAtHeader } from '../forms.ts';
import { hallSession } from '../roll/read-roll.ts';
import { readPeople } from '../roll-call.ts';
import { digitsAt, tokenAt } from './code.ts';
import { countHeads } from './count-heads.ts';
import { badgesOf, hallCount, lastScans, openCodeOf } from './queries.ts';
import { secondsLeft, stepAt } from './rules.ts';
import { type ScanAnswer, scanBadge, type ScanRefusal } from './scan-badge.ts';
import { closeCode, openCode, whyShut } from './switch-code.ts';

const SCREEN = '/sesi/:session/layar';
const SCAN = '/sesi/:session/pindai';

/** The wall of the hall and the scanner at its door. */
export const routes = new Hono<Env>()
  .get(SCREEN, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c, true);
    const state = await readScreen(c, session);
    return c.html(isFragment(c) ? hallScreen(session, state) : hallScreenPage(shell(c), session, state));
  })
  .post(`${SCREEN}/buka`, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c, true);
    const { clock } = c.get('house');
    const result = await once(c, (trx) => openCode(trx, c.get('actor')!, session.id, clock.now()));
    return result.ok ? toScreen(c, session) : screenPage(c, session, 409);
  })
  .post(`${SCREEN}/tutup`, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c, true);
    const { clock } = c.get('house');
    await once(c, (trx) => closeCode(trx, c.get('actor')!, session.id, clock.now()));
    return toScreen(c, session);
  })
  .post(`${SCREEN}/hitung`, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c, true);
    const form = await readForm(c, headsForm);
    if (!form.ok) return screenPage(c, session, 422, form.refusal);
    const wish = { sessionId: session.id, heads: form.value.heads };
    await once(c, (trx) => countHeads(trx, c.get('actor')!, wish, c.get('house').clock.now()));
    return toScreen(c, session);
  })
  .get(SCAN, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c, true);
    const { db } = c.get('house');
    const badges = await badgesOf(db, session, await readPeople(db, session));
    keepOnPhone(c, 7);
    return c.html(scanPage(shell(c), { session, scans: await lastScans(db, session), badges }));
  })
  .post(SCAN, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c, true);
    const form = await readForm(c, scanForm);
    if (!form.ok) return scanned(c, session, { reason: 'unreadable' }, form.refusal.values['kode']);
    const actor = c.get('actor')!;
    const { _key: markId, kode: typed, _mulai: judgedStart = null } = form.value;
    const sentAt = sentAtHeader.parse(c.req.header('X-Bekal-Sent')) ?? null;
    const times = { deviceAt: waitedSince(form.value, sentAt), sentAt, judgedStart };
    const wish = { markId, sessionId: session.id, typed, device: deviceOf(actor), ...times };
    const result = await once(c, (trx) => scanBadge(trx, actor, wish, c.get('house').clock.now()));
    return scanned(c, session, outcomeOf(result), typed);
  });

const toScreen = (c: Ctx, session: HallSession): Response => seeOther(c, `/sesi/${session.id}/layar`);

async function screenPage(c: Ctx, session: HallSession, status: 409 | 422, filled?: FormErrors) {
  const state = await readScreen(c, session);
  return c.html(hallScreenPage(shell(c), session, { ...state, ...(filled ? { filled } : {}) }), status);
}

/** What the wall shows at this moment. The codes are drawn here: their key stays on the server. */
async function readScreen(c: Ctx, session: HallSession): Promise<HallScreenState> {
  const { db, clock } = c.get('house');
  const now = clock.now();
  const shut = await whyShut(db, session, now);
  const code = shut ? undefined : await openCodeOf(db, session);
  const count = await hallCount(db, session, await readPeople(db, session));
  const counting = c.req.query('hitung') === 'ya';
  return { shut, count, counting, screen: code ? draw(c, code.id, now) : null };
}

function draw(c: Ctx, codeId: string, now: Date): HallScreen {
  const key = c.get('house').keys.checkIn;
  const origin = originOf(c);
  return {
    digits: digitsAt(key, codeId, stepAt(now)),
    qr: qrSvg(`${origin}/hadir/kode/${tokenAt(key, codeId, stepAt(now))}`, { quiet: 3 }),
    address: `${new URL(origin).host}/hadir`,
    secondsLeft: secondsLeft(now),
  };
}

type Outcome = { answer: ScanAnswer } | { reason: ScanRefusal };
const outcomeOf = (result: Result<ScanAnswer, { reason: ScanRefusal }>): Outcome =>
  result.ok ? { answer: result.value } : { reason: result.refusal.reason };

async function scanned(c: Ctx, session: HallSession, outcome: Outcome, typed = '') {
  const refused = 'reason' in outcome;
  const { db } = c.get('house');
  const part = isFragment(c) || c.req.header('Idempotency-Key') !== undefined;
  const state = {
    session,
    scans: await lastScans(db, session),
    badges: part ? [] : await badgesOf(db, session, await readPeople(db, session)),
    outcome,
    typed: refused ? typed : '',
  };
  const status = !refused
    ? 200
    : outcome.reason === 'own'
      ? 403
      : outcome.reason === 'unreadable'
        ? 422
        : 409;
  return c.html(part ? scanFragment(shell(c), state) : scanPage(shell(c), state), status);
}
