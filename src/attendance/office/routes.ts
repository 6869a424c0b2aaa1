import { Hono } from 'hono';
import { objectionListPage, objectionPage } from '../../../views/attendance/objections.ts';
import { overviewPage } from '../../../views/attendance/overview.ts';
import { reopenPage } from '../../../views/attendance/reopen.ts';
import { allow } from '../../http/audience.ts';
import { found, NotFound } from '../../http/errors.ts';
import { readForm, readQuery } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import { isId } from '../../id.ts';
import { answerObjection, type ObjectionAnswer } from '../answer-objection.ts';
import { closePresensi, type CloseRefusal } from '../close-presensi.ts';
import { deviceOf } from '../form-mark.ts';
import { answerForm, overviewQuery, reopenForm } from '../forms.ts';
import { findObjectionFor, objectionsFor, questionsFor } from '../objections.ts';
import { afterClosing, touchedCertificates } from '../after-closing.ts';
import { type PresensiBimtek, sessionsOfDay, unmarkedByDay } from '../overview.ts';
import { agreeReopening, askReopening, type ReopenRefusal } from '../reopen-presensi.ts';
import { readRollCall } from '../roll-call.ts';
import { readUnfinished } from '../unfinished.ts';
import { countWaiting } from '../walk-ins/queries.ts';
import { chosenDay, presensiOf } from './presensi-of.ts';

const PATH = '/kelola/bimtek/:bimtek/presensi';

export const routes = new Hono<Env>()
  .get('/periksa/keberatan', allow('pelatih', 'panitia'), async (c) => {
    const { db, clock } = c.get('house');
    const actor = c.get('actor')!;
    const lists = await objectionsFor(db, actor, clock.now());
    const questions = await questionsFor(db, actor, clock.now());
    return c.html(objectionListPage(shell(c), { ...lists, questions, kabar: c.req.query('kabar') }));
  })
  .get('/periksa/keberatan/:objection', allow('pelatih', 'panitia'), async (c) =>
    c.html(objectionPage(shell(c), await objectionState(c))),
  )
  .post('/periksa/keberatan/:objection', allow('pelatih', 'panitia'), async (c) => {
    const state = await objectionState(c);
    if (!state.objection.mayAnswer) throw new NotFound();
    const form = await readForm(c, answerForm);
    if (!form.ok) return c.html(objectionPage(shell(c), { ...state, filled: form.refusal }), 422);
    const actor = c.get('actor')!;
    const { outcome, status, minutes, bases, reason } = form.value;
    const mark = {
      status,
      minutesLate: status === 'terlambat' ? (minutes ?? null) : null,
      bases,
      device: deviceOf(actor),
    };
    const answer: ObjectionAnswer = {
      objectionId: state.objection.id,
      reason,
      ...(outcome === 'accepted' ? { outcome, ...mark } : { outcome }),
    };
    const result = await once(c, (trx) => answerObjection(trx, actor, answer, c.get('house').clock.now()));
    if (!result.ok)
      return c.html(
        objectionPage(shell(c), { ...state, refusal: result.refusal }),
        result.refusal.reason === 'own' ? 403 : 409,
      );
    const kabar =
      outcome === 'refused'
        ? 'tolak'
        : result.value.conflict
          ? 'tanya'
          : result.value.counts
            ? 'terima'
            : 'sesudah';
    return seeOther(c, `/periksa/keberatan?kabar=${kabar}`);
  })
  .get(PATH, allow('panitia'), async (c) => overview(c, await presensiOf(c)))
  .post(`${PATH}/kunci`, allow('panitia'), async (c) => {
    const bimtek = await presensiOf(c, 'write');
    const result = await once(c, (trx) =>
      closePresensi(trx, c.get('actor')!, bimtek.bimtekId, c.get('house').clock.now()),
    );
    return result.ok
      ? seeOther(c, `/kelola/bimtek/${bimtek.bimtekId}/presensi?kabar=kunci`)
      : overview(c, bimtek, result.refusal);
  })
  .get(`${PATH}/buka-kembali`, allow('panitia'), async (c) =>
    c.html(reopenPage(shell(c), await reopenState(c))),
  )
  .post(`${PATH}/buka-kembali`, allow('panitia'), async (c) => {
    const state = await reopenState(c);
    const form = await readForm(c, reopenForm);
    if (!form.ok) return c.html(reopenPage(shell(c), { ...state, filled: form.refusal }), 422);
    const { bimtekId } = state.bimtek;
    const wish = { bimtekId, reason: form.value.reason };
    const result = await once(c, (trx) =>
      askReopening(trx, c.get('actor')!, wish, c.get('house').clock.now()),
    );
    if (result.ok) return seeOther(c, `/kelola/bimtek/${bimtekId}/presensi?kabar=diminta`);
    const filled = { fields: {}, values: form.value };
    return c.html(
      reopenPage(shell(c), { ...state, filled, refusal: result.refusal }),
      statusOf(result.refusal),
    );
  })
  .post(`${PATH}/buka-kembali/setuju`, allow('panitia'), async (c) => {
    const state = await reopenState(c);
    const { bimtekId } = state.bimtek;
    const result = await once(c, (trx) =>
      agreeReopening(trx, c.get('actor')!, bimtekId, c.get('house').clock.now()),
    );
    if (result.ok) return seeOther(c, `/kelola/bimtek/${bimtekId}/presensi?kabar=dibuka`);
    return c.html(reopenPage(shell(c), { ...state, refusal: result.refusal }), statusOf(result.refusal));
  });

const statusOf = ({ reason }: ReopenRefusal): 403 | 409 => (reason === 'own' ? 403 : 409);

async function overview(c: Ctx, bimtek: PresensiBimtek, refusal?: CloseRefusal) {
  const { db, clock } = c.get('house');
  const actor = c.get('actor')!;
  const { hari, sesudah } = readQuery(c, overviewQuery);
  const day = chosenDay(bimtek, hari, clock.now());
  const { sessions, more } = day
    ? await sessionsOfDay(db, bimtek, day, sesudah)
    : { sessions: [], more: false };
  const state = {
    bimtek,
    left: await readUnfinished(db, bimtek.bimtekId),
    unmarked: await unmarkedByDay(db, bimtek, clock.now()),
    day,
    sessions,
    next: more ? (sessions.at(-1)?.sessionId ?? null) : null,
    questions: await questionsFor(db, actor, clock.now(), bimtek.bimtekId),
    objections: (await objectionsFor(db, actor, clock.now(), bimtek.bimtekId)).waiting,
    late: bimtek.closing ? await afterClosing(db, bimtek.bimtekId, bimtek.closing.no) : [],
    walkIns: await countWaiting(db, bimtek.bimtekId),
    actorId: actor.personId,
    kabar: c.req.query('kabar'),
  };
  return c.html(overviewPage(shell(c), refusal ? { ...state, refusal } : state), refusal ? 409 : 200);
}

async function reopenState(c: Ctx) {
  const bimtek = await presensiOf(c, 'write');
  const { db } = c.get('house');
  const touched = await touchedCertificates(db, bimtek.bimtekId, bimtek.closing?.no ?? 0);
  return { bimtek, ...touched, actorId: c.get('actor')!.personId };
}

async function objectionState(c: Ctx) {
  const id = c.req.param('objection');
  const { db, clock } = c.get('house');
  const actor = c.get('actor')!;
  const objection = found(isId(id) ? await findObjectionFor(db, actor, id, clock.now()) : null);
  const [row] = await readRollCall(
    db,
    { id: objection.sessionId, bimtekId: objection.bimtekId },
    { enrolmentId: objection.enrolmentId },
  );
  return { objection, row, actorId: actor.personId };
}
