import { Hono } from 'hono';
import { evaluationPage } from '../../views/followup/evaluation.ts';
import { evaluationResultsPage } from '../../views/followup/evaluation-results.ts';
import { reviewListPage, reviewPage } from '../../views/followup/review.ts';
import { rktlPage } from '../../views/followup/rktl.ts';
import { allow } from '../http/audience.ts';
import { found, NotFound } from '../http/errors.ts';
import { readForm } from '../http/form.ts';
import { seeOther } from '../http/fragment.ts';
import type { Ctx, Env } from '../http/house.ts';
import { once, settleKey } from '../http/idempotency.ts';
import { keepOnPhone, shell } from '../http/page.ts';
import { isId } from '../id.ts';
import { ok } from '../result.ts';
import { evaluationForm, reviewForm, rktlForm } from './forms.ts';
import { handInEvaluation } from './hand-in-evaluation.ts';
import {
  evaluationResults,
  evaluationSent,
  ownFollowup,
  ownRktl,
  reviewableRktl,
  waitingRktl,
} from './queries.ts';
import { reviewRktl } from './review-rktl.ts';
import { saveRktlDraft, sendRktl } from './write-rktl.ts';

export const routes = new Hono<Env>()
  .get('/rktl', allow('kader'), async (c) => {
    const { own, plan } = await ownPlan(c);
    keepOnPhone(c, 7);
    return c.html(rktlPage(shell(c), { own, plan, kabar: c.req.query('kabar') }));
  })
  .post('/rktl', allow('kader'), async (c) => {
    const form = await readForm(c, rktlForm);
    const { own, plan, now } = await ownPlan(c);
    if (!form.ok || !own) return c.html(rktlPage(shell(c), { own, plan, kabar: undefined }), 422);
    const { act, rows } = form.value;
    const mine = { ...own, personId: c.get('actor')!.personId };
    const result = await once(c, async (trx) =>
      act === 'kirim'
        ? sendRktl(trx, mine, own.opens_at, rows, now)
        : ok(await saveRktlDraft(trx, mine, rows, now).then(() => 0)),
    );
    if (!result.ok)
      return c.html(
        rktlPage(shell(c), { own, plan, typed: rows, refusal: result.refusal, kabar: undefined }),
        409,
      );
    return seeOther(c, `/rktl?kabar=${act === 'kirim' ? 'terkirim' : 'draf'}`);
  })
  .get('/periksa', allow('pelatih', 'korkab', 'panitia'), async (c) => {
    const { db, clock } = c.get('house');
    const waiting = await waitingRktl(db, c.get('actor')!, clock.now());
    return c.html(reviewListPage(shell(c), { waiting, now: clock.now(), kabar: c.req.query('kabar') }));
  })
  .get('/periksa/rktl/:enrolment/:no', allow('pelatih', 'korkab', 'panitia'), async (c) =>
    c.html(reviewPage(shell(c), { round: await roundOf(c) })),
  )
  .post('/periksa/rktl/:enrolment/:no', allow('pelatih', 'korkab', 'panitia'), async (c) => {
    const round = await roundOf(c);
    const form = await readForm(c, reviewForm);
    if (!form.ok) return c.html(reviewPage(shell(c), { round, filled: form.refusal }), 422);
    const now = c.get('house').clock.now();
    const review = {
      enrolmentId: round.enrolment_id,
      bimtekId: round.bimtek_id,
      no: round.no,
      ...form.value,
    };
    const result = await once(c, (trx) => reviewRktl(trx, c.get('actor')!.personId, review, now));
    if (!result.ok)
      return c.html(
        reviewPage(shell(c), { round, refusal: result.refusal }),
        result.refusal.reason === 'own' ? 403 : 409,
      );
    return seeOther(c, `/periksa?kabar=${form.value.decision === 'accepted' ? 'diterima' : 'diminta'}`);
  })
  .get('/evaluasi', allow('kader'), async (c) => {
    keepOnPhone(c, 7);
    return c.html(evaluationPage(shell(c), await ownEvaluation(c)));
  })
  .post('/evaluasi', allow('kader'), async (c) => {
    const state = await ownEvaluation(c);
    const form = await readForm(c, evaluationForm);
    if (!form.ok || !state.own)
      return c.html(evaluationPage(shell(c), { ...state, filled: form.ok ? undefined : form.refusal }), 422);
    const { db, keys, clock } = c.get('house');
    const { own } = state;
    const result = await db
      .transaction()
      .execute((trx) => handInEvaluation(trx, keys.evaluation, own, form.value, clock.now()));
    if (!result.ok) return c.html(evaluationPage(shell(c), { ...state, refusal: result.refusal }), 409);
    settleKey(c);
    return seeOther(c, '/evaluasi?kabar=terkirim');
  })
  .get('/kelola/bimtek/:bimtek/evaluasi', allow('panitia'), async (c) => {
    const id = c.req.param('bimtek');
    if (!isId(id)) throw new NotFound();
    return c.html(
      evaluationResultsPage(shell(c), found(await evaluationResults(c.get('house').db, c.get('actor')!, id))),
    );
  });

async function ownPlan(c: Ctx) {
  const { db, clock } = c.get('house');
  const own = (await ownFollowup(db, c.get('actor')!.personId)) ?? null;
  return { own, plan: own && (await ownRktl(db, own)), now: clock.now() };
}

async function ownEvaluation(c: Ctx) {
  const { db, clock } = c.get('house');
  const own = (await ownFollowup(db, c.get('actor')!.personId)) ?? null;
  return {
    own,
    sent: own !== null && (await evaluationSent(db, own)),
    now: clock.now(),
    kabar: c.req.query('kabar'),
  };
}

async function roundOf(c: Ctx) {
  const { enrolment, no } = c.req.param() as { enrolment: string; no: string };
  if (!isId(enrolment) || !/^\d{1,3}$/.test(no)) throw new NotFound();
  const { db, clock } = c.get('house');
  return found(await reviewableRktl(db, c.get('actor')!, enrolment, Number(no), clock.now()));
}
