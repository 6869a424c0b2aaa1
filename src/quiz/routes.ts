import { Hono } from 'hono';
import { attemptPage, questionPage } from '../../views/quiz/attempt.ts';
import { checkPage } from '../../views/quiz/check.ts';
import { introPage } from '../../views/quiz/intro.ts';
import { peoplePage } from '../../views/quiz/people.ts';
import { statusLine } from '../../views/quiz/question.ts';
import { CHOICE, CLOSED, closedPage, LATE, OTHER } from '../../views/quiz/refused.ts';
import { REFUSALS, remedialPage } from '../../views/quiz/remedial.ts';
import { resultPage } from '../../views/quiz/result.ts';
import { savedWords } from '../../views/quiz/words.ts';
import { allow } from '../http/audience.ts';
import { found, isBusy, NotFound } from '../http/errors.ts';
import { readForm, readQuery } from '../http/form.ts';
import { seeOther } from '../http/fragment.ts';
import type { Ctx, Env } from '../http/house.ts';
import { once } from '../http/idempotency.ts';
import { keepOnPhone, shell } from '../http/page.ts';
import { isId, newId } from '../id.ts';
import { ok } from '../result.ts';
import { decideLate } from './decide-late.ts';
import {
  type AnswerForm,
  answerForm,
  isQuizId,
  lateForm,
  peopleQuery,
  readSentAt,
  remedialForm,
} from './forms.ts';
import { grantRemedial } from './grant-remedial.ts';
import { handIn, handInDue } from './hand-in.ts';
import { answeredSoFar, attemptView, introOf, resultView } from './pages.ts';
import { attemptForStaff, PEOPLE_ON_A_PAGE, quizForStaff, quizPeople, remedialEnrolment } from './people.ts';
import { type OwnAttempt, ownAttempt } from './queries.ts';
import { isRunning } from './rules.ts';
import { type AnswerRefusal, type AnswerWish, saveAnswer } from './save-answer.ts';
import { startAttempt } from './start-attempt.ts';
import { routes as statistics } from './statistics/routes.ts';

export const routes = new Hono<Env>()
  .route('/', statistics)
  .get('/kuis/:quiz', allow('kader'), async (c) => c.html(introPage(shell(c), await intro(c))))
  .post('/kuis/:quiz/mulai', allow('kader'), async (c) => {
    const { seat, quiz } = await intro(c);
    const start = {
      personId: me(c),
      enrolmentId: seat.enrolmentId,
      bimtekId: seat.bimtekId,
      quizId: quiz.quizId,
    };
    const result = await once(c, (trx) => startAttempt(trx, start, now(c)));
    if (!result.ok) return c.html(introPage(shell(c), { ...(await intro(c)), refused: true }), 409);
    return seeOther(c, `/percobaan/${result.value}`);
  })
  .get('/kuis/:quiz/peserta', allow('pelatih', 'panitia'), async (c) =>
    c.html(peoplePage(shell(c), await people(c))),
  )
  .get('/kuis/:quiz/remedial', allow('pelatih', 'panitia'), async (c) =>
    c.html(remedialPage(shell(c), { enrolment: await remedialFor(c, c.req.query('peserta')) })),
  )
  .post('/kuis/:quiz/remedial', allow('pelatih', 'panitia'), async (c) => {
    const form = await readForm(c, remedialForm);
    if (!form.ok)
      return c.html(
        remedialPage(shell(c), {
          enrolment: await remedialFor(c, form.refusal.values['enrolment']),
          filled: form.refusal,
        }),
        422,
      );
    const enrolment = await remedialFor(c, form.value.enrolment);
    const wish = { ...form.value, enrolment, quizId: enrolment.quizId, byId: me(c) };
    const result = await once(c, (trx) => grantRemedial(trx, wish, now(c)));
    if (result.ok)
      return seeOther(c, `/kuis/${enrolment.quizId}/peserta?kabar=remedial&bimtek=${enrolment.bimtekId}`);
    const values = {
      attempts: String(form.value.attempts),
      minutes: String(form.value.minutes),
      why: form.value.why,
    };
    const page = remedialPage(shell(c), {
      enrolment,
      filled: { fields: {}, values },
      refused: REFUSALS[result.refusal.reason] ?? '',
    });
    return c.html(page, result.refusal.reason === 'own' ? 403 : 409);
  })
  .get('/percobaan/:attempt', allow('kader'), async (c) => {
    const attempt = await attemptOf(c);
    if (!isUnderWay(c, attempt)) return seeOther(c, `/percobaan/${attempt.id}/hasil`);
    keepOnPhone(c, 2);
    return c.html(attemptPage(shell(c), await attemptView(c.get('house').db, attempt)));
  })
  .get('/percobaan/:attempt/soal/:n', allow('kader'), async (c) => {
    const attempt = await attemptOf(c);
    const n = questionNo(c, attempt);
    if (!isUnderWay(c, attempt)) return seeOther(c, `/percobaan/${attempt.id}/hasil`);
    return c.html(questionPage(shell(c), await attemptView(c.get('house').db, attempt), n));
  })
  .post('/percobaan/:attempt/soal/:n', allow('kader'), async (c) => {
    const attempt = await attemptOf(c);
    const n = questionNo(c, attempt);
    const form = await readForm(c, answerForm);
    if (!form.ok) return answerRefused(c, attempt, n, { reason: 'choice' });
    const saved = found(await save(c, attempt, n, form.value));
    if (!saved.ok) return answerRefused(c, attempt, n, saved.refusal, form.value);
    if (saved.value.late && saved.value.policy === 'count') await countLate(c, attempt);
    return answerSaved(c, attempt, n, saved.value.late);
  })
  .get('/percobaan/:attempt/kumpulkan', allow('kader'), async (c) => {
    const attempt = await attemptOf(c);
    if (!isUnderWay(c, attempt)) return seeOther(c, `/percobaan/${attempt.id}/hasil`);
    return c.html(checkPage(shell(c), await attemptView(c.get('house').db, attempt)));
  })
  .post('/percobaan/:attempt/kumpulkan', allow('kader'), async (c) => {
    const attempt = await attemptOf(c);
    const wish = {
      attemptId: attempt.id,
      bimtekId: attempt.bimtek_id,
      enrolmentId: attempt.enrolment_id,
      personId: me(c),
    };
    const result = await once(c, async (trx) => ok(await handIn(trx, wish, now(c))));
    const kabar = result.ok && result.value.by === 'clock' ? 'waktu-habis' : 'dikumpulkan';
    return seeOther(c, `/percobaan/${attempt.id}/hasil?kabar=${kabar}`);
  })
  .get('/percobaan/:attempt/hasil', allow('kader'), async (c) => {
    const attempt = await attemptOf(c);
    if (attempt.handed_in_at === null) return seeOther(c, `/percobaan/${attempt.id}`);
    const view = await resultView(c.get('house').db, me(c), attempt, now(c));
    return c.html(resultPage(shell(c), { ...view, kabar: c.req.query('kabar') }));
  })
  .post('/percobaan/:attempt/belakangan', allow('pelatih', 'panitia'), async (c) => {
    const id = c.req.param('attempt');
    const attempt = isId(id)
      ? await attemptForStaff(c.get('house').db, c.get('actor')!, id, now(c))
      : undefined;
    const { quizId, ...wish } = found(attempt);
    const form = await readForm(c, lateForm);
    const back = `/kuis/${quizId}/peserta?bimtek=${wish.bimtekId}`;
    if (!form.ok) return seeOther(c, back);
    const result = await once(c, (trx) =>
      decideLate(trx, { ...wish, byId: me(c), decision: form.value.decision }, now(c)),
    );
    if (result.ok) return seeOther(c, `${back}&kabar=${form.value.decision}`);
    const view = await people(c, quizId, wish.bimtekId);
    return c.html(
      peoplePage(shell(c), { ...view, refused: REFUSALS[result.refusal.reason] ?? '' }),
      result.refusal.reason === 'own' ? 403 : 409,
    );
  });

const me = (c: Ctx): string => c.get('actor')!.personId;
const now = (c: Ctx): Date => c.get('house').clock.now();
const fromScript = (c: Ctx): string | undefined => c.req.header('Idempotency-Key');
const isUnderWay = (c: Ctx, attempt: OwnAttempt): boolean =>
  isRunning({ handedInAt: attempt.handed_in_at, endsAt: attempt.ends_at }, now(c));

function quizId(c: Ctx): string {
  const id = c.req.param('quiz') ?? '';
  if (!isQuizId(id)) throw new NotFound();
  return id;
}

async function intro(c: Ctx) {
  return found(await introOf(c.get('house').db, me(c), quizId(c), now(c)));
}

/** The kader's own attempt; one whose time is over is handed in by whoever asks first. */
async function attemptOf(c: Ctx): Promise<OwnAttempt> {
  const { db } = c.get('house');
  const id = c.req.param('attempt');
  if (!isId(id)) throw new NotFound();
  const attempt = found(await ownAttempt(db, me(c), id));
  if (attempt.handed_in_at !== null || isUnderWay(c, attempt)) return attempt;
  await handInDue(db, now(c), id);
  return found(await ownAttempt(db, me(c), id));
}

function questionNo(c: Ctx, attempt: OwnAttempt): number {
  const n = c.req.param('n') ?? '';
  if (!/^[1-9]\d{0,2}$/.test(n) || Number(n) > attempt.layout.items.length) throw new NotFound();
  return Number(n);
}

async function save(c: Ctx, attempt: OwnAttempt, n: number, form: AnswerForm) {
  const { _key, _device, _seq, _at, answer, unsure } = form;
  const at = { at: _at ?? null, sentAt: readSentAt(c.req.header('X-Bekal-Sent')) };
  const wish: AnswerWish = {
    personId: me(c),
    attemptId: attempt.id,
    questionNo: n,
    response: { picked: answer, unsure },
    key: fromScript(c) ?? _key ?? newId(),
    device: _device !== undefined && _seq !== undefined ? { id: _device, seq: _seq, ...at } : null,
  };
  const write = () =>
    c
      .get('house')
      .db.transaction()
      .execute((trx) => saveAnswer(trx, wish, now(c)));
  return write().catch((error: unknown) => (isBusy(error) ? write() : Promise.reject(error)));
}

/** The rule "count": what came late is graded at once. */
async function countLate(c: Ctx, attempt: OwnAttempt): Promise<void> {
  const { id, bimtek_id, enrolment_id } = attempt;
  const wish = {
    attemptId: id,
    bimtekId: bimtek_id,
    enrolmentId: enrolment_id,
    kaderId: me(c),
    byId: null,
    decision: 'accepted',
  } as const;
  await c
    .get('house')
    .db.transaction()
    .execute((trx) => decideLate(trx, wish, now(c)));
}

async function answerSaved(c: Ctx, attempt: OwnAttempt, n: number, late: boolean) {
  const key = fromScript(c);
  const total = attempt.layout.items.length;
  if (!key) {
    if (late) return seeOther(c, `/percobaan/${attempt.id}/hasil?kabar=belakangan`);
    return seeOther(c, `/percobaan/${attempt.id}/${n < total ? `soal/${n + 1}` : 'kumpulkan'}`);
  }
  c.set('settledKey', key);
  if (late) return c.html(statusLine(LATE, 'tunggu'), 202);
  return c.html(
    statusLine(savedWords(await answeredSoFar(c.get('house').db, attempt), total, now(c), attempt.time_zone)),
  );
}

async function answerRefused(
  c: Ctx,
  attempt: OwnAttempt,
  n: number,
  { reason }: AnswerRefusal,
  typed?: AnswerForm,
) {
  const status = reason === 'closed' ? 409 : 422;
  const says = { closed: CLOSED, choice: CHOICE, 'other-content': OTHER }[reason];
  if (fromScript(c)) return c.html(statusLine(says, 'galat'), status);
  if (reason === 'closed' || !isUnderWay(c, attempt)) return c.html(closedPage(shell(c), attempt.id), status);
  const chosen = typed && { picked: typed.answer, unsure: typed.unsure };
  const view = await attemptView(c.get('house').db, attempt);
  return c.html(questionPage(shell(c), view, n, { refusal: says, ...(chosen ? { chosen } : {}) }), status);
}

async function people(c: Ctx, id = quizId(c), bimtekId?: string) {
  const { db } = c.get('house');
  const actor = c.get('actor')!;
  const { cari, sesudah, bimtek } = readQuery(c, peopleQuery);
  const quiz = found(await quizForStaff(db, actor, id, bimtekId ?? bimtek, now(c)));
  const rows = await quizPeople(db, actor, quiz, { search: cari, after: sesudah }, now(c));
  const shown = rows.slice(0, PEOPLE_ON_A_PAGE);
  const more = new URLSearchParams({
    bimtek: quiz.bimtek_id,
    cari,
    sesudah: shown.at(-1)?.participant_no ?? '',
  });
  const next = rows.length > shown.length ? `/kuis/${quiz.id}/peserta?${more.toString()}` : null;
  return { quiz, people: shown, search: cari, next, viewerId: me(c), kabar: c.req.query('kabar') };
}

async function remedialFor(c: Ctx, enrolmentId: string | undefined) {
  if (!isId(enrolmentId)) throw new NotFound();
  const { db } = c.get('house');
  return found(await remedialEnrolment(db, c.get('actor')!, quizId(c), enrolmentId, now(c)));
}
