import { type Context, Hono } from 'hono';
import { finishPage, markRestPage } from '../../../views/attendance/confirm.ts';
import { dispensationPage } from '../../../views/attendance/dispensation.ts';
import { markSheet, markSheetPage, questionPage, questionSheet } from '../../../views/attendance/mark-sheet.ts';
import { queryOf, rollCallPage, rowFragment } from '../../../views/attendance/roll-call.ts';
import { refusalWords, statusWords } from '../../../views/attendance/words.ts';
import { allow } from '../../http/audience.ts';
import { NotFound } from '../../http/errors.ts';
import { fields, type FormErrors, readForm, readQuery } from '../../http/form.ts';
import { isFragment, seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import { ok, refused } from '../../result.ts';
import { attendanceSheetPdf } from '../documents.ts';
import type { HallSession } from '../find-session.ts';
import { finishSession } from '../finish-session.ts';
import { deviceOf, markOfBatch, markOfForm } from '../form-mark.ts';
import { batchForm, dispensationForm, markForm, restForm, rollQuery, sentAtHeader } from '../forms.ts';
import { grantDispensation, revokeDispensation } from '../grant-dispensation.ts';
import type { MarkRefusal } from '../judge-mark.ts';
import { markRest } from '../mark-rest.ts';
import { recordMarks } from '../record-marks.ts';
import { restOf, type RollRow } from '../roll-call.ts';
import { hallSession, readRoll, readSheet, rowOf } from './read-roll.ts';
import { sheetData } from './sheet-data.ts';

const PATH = '/sesi/:session/presensi';

export const routes = new Hono<Env>()
  .get(PATH, allow('pelatih', 'panitia'), async (c) => rollPage(c, await hallSession(c)))
  .post(PATH, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c, true);
    return (await fields(c))['marks'] === undefined ? markOne(c, session) : markBatch(c, session);
  })
  .get(`${PATH}/semua-hadir`, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c, true);
    return c.html(markRestPage(shell(c), { session, query: queryFor(c), rest: await unmarked(c, session) }));
  })
  .post(`${PATH}/semua-hadir`, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c, true);
    const form = await readForm(c, restForm);
    const actor = c.get('actor')!;
    const wish = { sessionId: session.id, enrolments: form.ok ? form.value.who : [], device: deviceOf(actor) };
    const result = await once(c, (trx) => markRest(trx, actor, wish, c.get('house').clock.now()));
    return result.ok ? backToRoll(c, session, 'semua') : rollPage(c, session, { status: 409 });
  })
  .get(`${PATH}/selesai`, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c, true);
    return c.html(finishPage(shell(c), { session, query: queryFor(c), rest: await unmarked(c, session) }));
  })
  .post(`${PATH}/selesai`, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c, true);
    const result = await once(c, (trx) => finishSession(trx, c.get('actor')!, session.id, c.get('house').clock.now()));
    return result.ok ? backToRoll(c, session, 'selesai') : rollPage(c, session, { status: 409 });
  })
  .get(`${PATH}/:enrolment`, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c);
    return sheet(c, session, await rowOf(c, session, c.req.param('enrolment')));
  })
  .get(`${PATH}/:enrolment/pilih`, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c);
    const state = { ...(await readSheet(c, session, await rowOf(c, session, c.req.param('enrolment')))), query: queryFor(c) };
    return c.html(isFragment(c) ? questionSheet(shell(c), state) : questionPage(shell(c), { ...state, justSent: false }));
  })
  .get(`${PATH}/:enrolment/dispensasi`, allow('panitia'), async (c) => {
    const { session, row, live } = await exemptible(c);
    return c.html(dispensationPage(shell(c), { session, row, live, query: queryFor(c) }));
  })
  .post(`${PATH}/:enrolment/dispensasi`, allow('panitia'), async (c) => {
    const { session, row, live, pair } = await exemptible(c);
    const state = { session, row, live, query: queryFor(c) };
    const form = await readForm(c, dispensationForm);
    if (!form.ok) return c.html(dispensationPage(shell(c), { ...state, filled: form.refusal }), 422);
    const now = c.get('house').clock.now();
    const result = await once(c, (trx) => grantDispensation(trx, c.get('actor')!, { ...pair, ...form.value }, now));
    if (result.ok) return seeOther(c, `${pathOf(c)}?kabar=dispensasi`);
    const filled = { fields: {}, values: form.value };
    return c.html(dispensationPage(shell(c), { ...state, filled, refusal: result.refusal }), result.refusal.reason === 'own' ? 403 : 409);
  })
  .post(`${PATH}/:enrolment/dispensasi/cabut`, allow('panitia'), async (c) => {
    const { session, row, live, pair } = await exemptible(c);
    const result = await once(c, (trx) => revokeDispensation(trx, c.get('actor')!, pair, c.get('house').clock.now()));
    if (result.ok) return seeOther(c, `${pathOf(c)}?kabar=dicabut`);
    const state = { session, row, live, query: queryFor(c), refusal: result.refusal };
    return c.html(dispensationPage(shell(c), state), result.refusal.reason === 'own' ? 403 : 409);
  })
  .get('/sesi/:session/daftar-hadir.pdf', allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c);
    const { filter, people } = await readRoll(c, session);
    const { db, clock } = c.get('house');
    const wish = { classId: filter.kelas, blank: c.req.query('kosong') === '1', printedBy: c.get('actor')!.name, printedAt: clock.now() };
    const data = await sheetData(db, session, people, wish);
    c.header('Content-Type', 'application/pdf');
    c.header('Content-Disposition', `inline; filename="${data.code.toLowerCase()}.pdf"`);
    return c.body((await attendanceSheetPdf(data)) as Uint8Array<ArrayBuffer>);
  });

type Status = 200 | 403 | 409 | 422;
type RollMore = { refusal?: MarkRefusal; status?: Status };

/** `/sesi/.../presensi/ENROLMENT`: the sheet that a page about one person came from. */
const pathOf = (c: Ctx): string => `/sesi/${c.req.param('session')}/presensi/${c.req.param('enrolment')}`;
const queryFor = (c: Ctx): string => queryOf(readQuery(c, rollQuery));

function viewOf(c: Ctx, session: HallSession, query: string) {
  const writable = session.mayMark && !session.cancelledAt;
  return { session, actorId: c.get('actor')!.personId, query, writable, formKey: shell(c).formKey };
}

async function rollPage(c: Ctx, session: HallSession, { refusal, status = 200 }: RollMore = {}) {
  const roll = await readRoll(c, session);
  const view = viewOf(c, session, queryOf(roll.filter));
  return c.html(rollCallPage(shell(c), { ...roll, view, kabar: c.req.query('kabar'), ...(refusal ? { refusal } : {}) }), status);
}

async function backToRoll(c: Ctx, session: HallSession, kabar: string, enrolmentId?: string): Promise<Response> {
  const query = new URLSearchParams(queryFor(c));
  query.set('kabar', kabar);
  return seeOther(c, `/sesi/${session.id}/presensi?${query}${enrolmentId ? `#p-${enrolmentId}` : ''}`);
}

const unmarked = async (c: Ctx, session: HallSession): Promise<RollRow[]> =>
  restOf((await readRoll(c, session)).people, c.get('actor')!.personId);

async function sheet(c: Ctx, session: HallSession, row: RollRow, filled?: FormErrors) {
  const state = { ...(await readSheet(c, session, row)), query: queryFor(c), kabar: c.req.query('kabar'), ...(filled ? { filled } : {}) };
  return c.html(byScript(c) ? markSheet(shell(c), state) : markSheetPage(shell(c), state), filled ? 422 : 200);
}

/** htmx or the page script: they get the part that changed instead of a page or a redirect. */
const byScript = (c: Context<Env>): boolean => isFragment(c) || c.req.header('Idempotency-Key') !== undefined;

async function markOne(c: Ctx, session: HallSession) {
  const form = await readForm(c, markForm);
  const row = await rowOf(c, session, form.ok ? form.value.enrolment : form.refusal.values['enrolment']);
  if (!form.ok) return sheet(c, session, row, form.refusal);
  const actor = c.get('actor')!;
  const mark = markOfForm(form.value, session, row, actor);
  if (!mark.ok) return sheet(c, session, row, { fields: mark.refusal.fields, values: await fields(c) });
  const result = await once(c, async (trx) => {
    const [outcome] = await recordMarks(trx, actor, [mark.value], c.get('house').clock.now());
    return outcome && outcome.outcome !== 'refused' ? ok(outcome) : refused(outcome?.reason ?? 'not-found');
  });
  if (!result.ok) return markRefused(c, session, row, result.refusal.reason);
  const { outcome, counts } = result.value;
  const fresh = await rowOf(c, session, row.enrolmentId);
  const conflict = outcome === 'conflict' || (outcome === 'same' && fresh.open);
  if (byScript(c)) return fragment(c, session, fresh, `${statusWords(mark.value)}, ${row.name}.`, conflict ? 409 : 200);
  if (!conflict) return backToRoll(c, session, counts ? 'tersimpan' : 'sesudah', row.enrolmentId);
  const state = { ...(await readSheet(c, session, fresh)), query: queryFor(c), justSent: true };
  return c.html(questionPage(shell(c), state), 409);
}

async function markRefused(c: Ctx, session: HallSession, row: RollRow, reason: MarkRefusal) {
  if (reason === 'not-found') throw new NotFound();
  const status = reason === 'own' ? 403 : 409;
  return byScript(c) ? fragment(c, session, row, refusalWords(reason), status, reason) : rollPage(c, session, { refusal: reason, status });
}

async function fragment(c: Ctx, session: HallSession, row: RollRow, news: string, status: Status, refusal?: MarkRefusal) {
  const { filter, counts } = await readRoll(c, session);
  const view = viewOf(c, session, queryOf(filter));
  return c.html(rowFragment({ view, filter, counts }, row, news, refusal), status);
}

/** One outcome per mark, in the order sent; kept marks are settled by this answer whatever became of the others. */
async function markBatch(c: Ctx, session: HallSession) {
  const form = await readForm(c, batchForm);
  if (!form.ok) return c.json({ reason: 'form', fields: form.refusal.fields }, 422);
  const sentAt = sentAtHeader.parse(c.req.header('X-Bekal-Sent')) ?? null;
  const marks = form.value.marks.map((mark) => markOfBatch(mark, session.id, sentAt));
  const result = await once(c, async (trx) => ok(await recordMarks(trx, c.get('actor')!, marks, c.get('house').clock.now())));
  return c.json({ outcomes: result.ok ? result.value : [] });
}

async function exemptible(c: Ctx) {
  const session = await hallSession(c, true);
  if (!session.organiser) throw new NotFound();
  const row = await rowOf(c, session, c.req.param('enrolment'));
  const { dispensation: live } = await readSheet(c, session, row);
  return { session, row, live, pair: { sessionId: session.id, enrolmentId: row.enrolmentId } };
}
