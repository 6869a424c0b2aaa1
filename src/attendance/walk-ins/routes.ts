import { Hono } from 'hono';
import { noteWalkInPage } from '../../../views/attendance/walk-in.ts';
import { tieWalkInPage, walkInsPage } from '../../../views/attendance/walk-ins.ts';
import { clockTime } from '../../../views/ui/format.ts';
import { allow } from '../../http/audience.ts';
import { found, NotFound } from '../../http/errors.ts';
import { type FormErrors, readForm, readQuery } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import { isId } from '../../id.ts';
import type { HallSession } from '../find-session.ts';
import { presensiOf } from '../office/presensi-of.ts';
import { hallSession } from '../roll/read-roll.ts';
import { candidateQuery, dropForm, tieForm, walkInForm, wordsOf } from './forms.ts';
import { noteWalkIn } from './note-walk-in.ts';
import { candidates, listWalkIns } from './queries.ts';
import { dropWalkIn, type SettleRefusal, tieWalkIn } from './settle-walk-in.ts';

const HALL = '/sesi/:session/tamu';
const OFFICE = '/kelola/bimtek/:bimtek/presensi/tamu';

/** People in the room who are on no list: noted at the door, settled by the panitia. */
export const routes = new Hono<Env>()
  .get(HALL, allow('pelatih', 'panitia'), async (c) => notePage(c, await hallSession(c, true)))
  .post(HALL, allow('pelatih', 'panitia'), async (c) => {
    const session = await hallSession(c, true);
    const form = await readForm(c, walkInForm);
    if (!form.ok) return notePage(c, session, 422, { filled: form.refusal });
    const { clock } = c.get('house');
    const result = await once(c, (trx) => noteWalkIn(trx, c.get('actor')!, session, form.value, clock.now()));
    return result.ok
      ? seeOther(c, `/sesi/${session.id}/tamu?kabar=dicatat`)
      : notePage(c, session, 409, { cancelled: true });
  })
  .get(OFFICE, allow('panitia'), async (c) => {
    const bimtek = await presensiOf(c);
    const walkIns = await listWalkIns(c.get('house').db, { bimtekId: bimtek.bimtekId });
    return c.html(walkInsPage(shell(c), { bimtek, walkIns, kabar: c.req.query('kabar') }));
  })
  .get(`${OFFICE}/:walkin`, allow('panitia'), async (c) => tiePage(c))
  .post(`${OFFICE}/:walkin/cocok`, allow('panitia'), async (c) => {
    const { bimtek, walkIn } = await stateOf(c);
    const form = await readForm(c, tieForm);
    if (!form.ok) return tiePage(c, 422, { filled: form.refusal });
    const note = `Dicatat ${walkIn.byName} sebagai tamu pukul ${clockTime(walkIn.at, walkIn.zone)}`;
    const wish = { bimtekId: bimtek.bimtekId, walkInId: walkIn.id, enrolmentId: form.value.enrolment, note };
    const result = await once(c, (trx) => tieWalkIn(trx, c.get('actor')!, wish, c.get('house').clock.now()));
    if (!result.ok) return refusedTo(c, result.refusal);
    const { conflict, counts } = result.value;
    const kabar = conflict ? 'tanya' : counts ? 'cocok' : 'sesudah';
    return seeOther(c, `/kelola/bimtek/${bimtek.bimtekId}/presensi/tamu?kabar=${kabar}`);
  })
  .post(`${OFFICE}/:walkin/lepas`, allow('panitia'), async (c) => {
    const { bimtek, walkIn } = await stateOf(c);
    const form = await readForm(c, dropForm);
    if (!form.ok) return tiePage(c, 422, { filled: form.refusal });
    const wish = { bimtekId: bimtek.bimtekId, walkInId: walkIn.id, reason: form.value.reason };
    const result = await once(c, (trx) => dropWalkIn(trx, c.get('actor')!, wish, c.get('house').clock.now()));
    if (!result.ok) return refusedTo(c, result.refusal);
    return seeOther(c, `/kelola/bimtek/${bimtek.bimtekId}/presensi/tamu?kabar=lepas`);
  });

type Status = 200 | 403 | 409 | 422;

async function notePage(
  c: Ctx,
  session: HallSession,
  status: Status = 200,
  told: { filled?: FormErrors; cancelled?: boolean } = {},
) {
  const walkIns = await listWalkIns(c.get('house').db, { sessionId: session.id });
  const state = { session, walkIns, kabar: c.req.query('kabar'), ...told };
  return c.html(noteWalkInPage(shell(c), state), status);
}

async function stateOf(c: Ctx) {
  const bimtek = await presensiOf(c, c.req.method === 'POST' ? 'write' : 'read');
  const id = c.req.param('walkin');
  if (!isId(id)) throw new NotFound();
  const [walkIn] = await listWalkIns(c.get('house').db, { bimtekId: bimtek.bimtekId, id });
  return { bimtek, walkIn: found(walkIn) };
}

const refusedTo = (c: Ctx, refusal: SettleRefusal) =>
  tiePage(c, refusal.reason === 'own' ? 403 : 409, { refusal });

async function tiePage(
  c: Ctx,
  status: Status = 200,
  told: { filled?: FormErrors; refusal?: SettleRefusal } = {},
) {
  const { bimtek, walkIn } = await stateOf(c);
  const { cari } = readQuery(c, candidateQuery);
  const words = cari ? wordsOf(cari, 2) : wordsOf(`${walkIn.name} ${walkIn.place}`, 3);
  const where = { bimtekId: bimtek.bimtekId, sessionId: walkIn.sessionId };
  const people = await candidates(c.get('house').db, where, words);
  return c.html(tieWalkInPage(shell(c), { bimtek, walkIn, people, cari, ...told }), status);
}
