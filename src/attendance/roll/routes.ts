import { type Context, Hono } from 'hono';
import { finishPage, markRestPage } from '../../../views/attendance/confirm.ts';
import {
  markSheet,
  markSheetPage,
  questionPage,
  questionSheet,
} from '../../../views/attendance/mark-sheet.ts';
import { queryOf, rollCallPage, rowFragment } from '../../../views/attendance/roll-call.ts';
import { refusalWords, statusWords } from '../../../views/attendance/words.ts';
import { allow } from '../../http/audience.ts';
import { NotFound } from '../../http/errors.ts';
import { fields, type FormErrors, readForm, readQuery } from '../../http/form.ts';
import { isFragment, seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { keepOnPhone, shell } from '../../http/page.ts';
import { ok, refused } from '../../result.ts';
import type { HallSession } from '../find-session.ts';
import { finishSession } from '../finish-session.ts';
import { deviceOf, markOfBatch, markOfForm } from '../form-mark.ts';
import { batchForm, markForm, restForm, rollQuery, sentAtHeader } from '../forms.ts';
import type { MarkRefusal } from '../judge-mark.ts';
import { markRest } from '../mark-rest.ts';
import { recordMarks } from '../record-marks.ts';
import { restOf, type RollRow } from '../roll-call.ts';
import { hallSession, readRoll, readSheet, rowOf } from './read-roll.ts';

const PATH = '/sesi/:session/presensi';

export const routes = new Hono<Env>()
  .get(PATH, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c);
    keepOnPhone(c, 7);
    return rollPage(c, session);
  })
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
    if (!form.ok) return rollPage(c, session, { status: 422 });
    const actor = c.get('actor')!;
    const wish = { sessionId: session.id, enrolments: form.value.who, device: deviceOf(actor) };
    const result = await once(c, (trx) => markRest(trx, actor, wish, c.get('house').clock.now()));
    return result.ok ? backToRoll(c, session, 'semua') : rollPage(c, session, { status: 409 });
  })
  .get(`${PATH}/selesai`, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c, true);
    return c.html(finishPage(shell(c), { session, query: queryFor(c), rest: await unmarked(c, session) }));
  })
  .post(`${PATH}/selesai`, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c, true);
    const result = await once(c, (trx) =>
      finishSession(trx, c.get('actor')!, session.id, c.get('house').clock.now()),
    );
    return result.ok ? backToRoll(c, session, 'selesai') : rollPage(c, session, { status: 409 });
  })
  .get(`${PATH}/:enrolment`, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c);
    return sheet(c, session, await rowOf(c, session, c.req.param('enrolment')));
  })
  .get(`${PATH}/:enrolment/pilih`, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c);
    const state = {
      ...(await readSheet(c, session, await rowOf(c, session, c.req.param('enrolment')))),
      query: queryFor(c),
    };
    return c.html(
      isFragment(c) ? questionSheet(shell(c), state) : questionPage(shell(c), { ...state, justSent: false }),
    );
  });

type Status = 200 | 403 | 409 | 422;
type RollMore = { refusal?: MarkRefusal; status?: Status };

const queryFor = (c: Ctx): string => queryOf(readQuery(c, rollQuery));

function viewOf(c: Ctx, session: HallSession, query: string) {
  const writable = session.mayMark && !session.cancelledAt;
  return { session, actorId: c.get('actor')!.personId, query, writable, formKey: shell(c).formKey };
}

async function rollPage(c: Ctx, session: HallSession, { refusal, status = 200 }: RollMore = {}) {
  const roll = await readRoll(c, session);
  const view = viewOf(c, session, queryOf(roll.filter));
  return c.html(
    rollCallPage(shell(c), { ...roll, view, kabar: c.req.query('kabar'), ...(refusal ? { refusal } : {}) }),
    status,
  );
}

async function backToRoll(
  c: Ctx,
  session: HallSession,
  kabar: string,
  enrolmentId?: string,
): Promise<Response> {
  const query = new URLSearchParams(queryFor(c));
  query.set('kabar', kabar);
  return seeOther(
    c,
    `/sesi/${session.id}/presensi?${query.toString()}${enrolmentId ? `#p-${enrolmentId}` : ''}`,
  );
}

const unmarked = async (c: Ctx, session: HallSession): Promise<RollRow[]> =>
  restOf((await readRoll(c, session)).people, c.get('actor')!.personId);

async function sheet(c: Ctx, session: HallSession, row: RollRow, filled?: FormErrors) {
  const state = {
    ...(await readSheet(c, session, row)),
    query: queryFor(c),
    kabar: c.req.query('kabar'),
    ...(filled ? { filled } : {}),
  };
  return c.html(
    byScript(c) ? markSheet(shell(c), state) : markSheetPage(shell(c), state),
    filled ? 422 : 200,
  );
}

/** htmx or the page script: they get the part that changed instead of a page or a redirect. */
const byScript = (c: Context<Env>): boolean => isFragment(c) || c.req.header('Idempotency-Key') !== undefined;

/** The phone's clock at the moment of sending. */
const sentAt = (c: Ctx): Date | null => sentAtHeader.parse(c.req.header('X-Bekal-Sent')) ?? null;

async function markOne(c: Ctx, session: HallSession) {
  const form = await readForm(c, markForm);
  const row = await rowOf(c, session, form.ok ? form.value.enrolment : form.refusal.values['enrolment']);
  if (!form.ok) return sheet(c, session, row, form.refusal);
  const actor = c.get('actor')!;
  const mark = markOfForm(form.value, session, row, actor, {
    sentAt: sentAt(c),
    now: c.get('house').clock.now(),
  });
  if (!mark.ok) return sheet(c, session, row, { fields: mark.refusal.fields, values: await fields(c) });
  const result = await once(c, async (trx) => {
    const [outcome] = await recordMarks(trx, actor, [mark.value], c.get('house').clock.now());
    return outcome && outcome.outcome !== 'refused' ? ok(outcome) : refused(outcome?.reason ?? 'not-found');
  });
  if (!result.ok) return markRefused(c, session, row, result.refusal.reason);
  const { outcome, counts } = result.value;
  const fresh = await rowOf(c, session, row.enrolmentId);
  const conflict = outcome === 'conflict' || (outcome === 'same' && fresh.open);
  if (byScript(c))
    return fragment(c, session, fresh, `${statusWords(mark.value)}, ${row.name}.`, conflict ? 409 : 200);
  if (!conflict) return backToRoll(c, session, counts ? 'tersimpan' : 'sesudah', row.enrolmentId);
  const state = { ...(await readSheet(c, session, fresh)), query: queryFor(c), justSent: true };
  return c.html(questionPage(shell(c), state), 409);
}

async function markRefused(c: Ctx, session: HallSession, row: RollRow, reason: MarkRefusal) {
  if (reason === 'not-found') throw new NotFound();
  const status = reason === 'own' ? 403 : 409;
  return byScript(c)
    ? fragment(c, session, row, refusalWords(reason), status, reason)
    : rollPage(c, session, { refusal: reason, status });
}

async function fragment(
  c: Ctx,
  session: HallSession,
  row: RollRow,
  news: string,
  status: Status,
  refusal?: MarkRefusal,
) {
  const { filter, counts } = await readRoll(c, session);
  const view = viewOf(c, session, queryOf(filter));
  return c.html(rowFragment({ view, filter, counts }, row, news, refusal), status);
}

/** One outcome per mark, in the order sent; kept marks are settled by this answer whatever became of the others. */
async function markBatch(c: Ctx, session: HallSession) {
  const form = await readForm(c, batchForm);
  if (!form.ok) return c.json({ reason: 'form', fields: form.refusal.fields }, 422);
  const marks = form.value.marks.map((mark) => markOfBatch(mark, session.id, sentAt(c)));
  const result = await once(c, async (trx) =>
    ok(await recordMarks(trx, c.get('actor')!, marks, c.get('house').clock.now())),
  );
  return c.json({ outcomes: result.ok ? result.value : [] });
}
