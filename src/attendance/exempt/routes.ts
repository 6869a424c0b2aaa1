import { Hono } from 'hono';
import { dispensationPage } from '../../../views/attendance/dispensation.ts';
import { allow } from '../../http/audience.ts';
import { NotFound } from '../../http/errors.ts';
import { readForm } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import { dispensationForm } from '../forms.ts';
import {
  type DispensationRefusal,
  grantDispensation,
  liveDispensation,
  revokeDispensation,
} from '../grant-dispensation.ts';
import { hallSession, rowOf } from '../roll/read-roll.ts';

const PATH = '/sesi/:session/presensi/:enrolment/dispensasi';

export const routes = new Hono<Env>()
  .get(PATH, allow('panitia'), async (c) => c.html(dispensationPage(shell(c), await stateOf(c))))
  .post(PATH, allow('panitia'), async (c) => {
    const state = await stateOf(c);
    const form = await readForm(c, dispensationForm);
    if (!form.ok) return c.html(dispensationPage(shell(c), { ...state, filled: form.refusal }), 422);
    const wish = { ...pairOf(state), ...form.value };
    const now = c.get('house').clock.now();
    const result = await once(c, (trx) => grantDispensation(trx, c.get('actor')!, wish, now));
    if (result.ok) return seeOther(c, `${sheetOf(state)}?kabar=dispensasi`);
    const filled = { fields: {}, values: form.value };
    const page = dispensationPage(shell(c), { ...state, filled, refusal: result.refusal });
    return c.html(page, statusOf(result.refusal));
  })
  .post(`${PATH}/cabut`, allow('panitia'), async (c) => {
    const state = await stateOf(c);
    const now = c.get('house').clock.now();
    const result = await once(c, (trx) => revokeDispensation(trx, c.get('actor')!, pairOf(state), now));
    if (result.ok) return seeOther(c, `${sheetOf(state)}?kabar=dicabut`);
    const page = dispensationPage(shell(c), { ...state, refusal: result.refusal });
    return c.html(page, statusOf(result.refusal));
  });

const statusOf = ({ reason }: DispensationRefusal): 403 | 409 => (reason === 'own' ? 403 : 409);

/** The pair of the address and its dispensation, for panitia of its bimtek. */
async function stateOf(c: Ctx) {
  const session = await hallSession(c, true);
  if (!session.organiser) throw new NotFound();
  const row = await rowOf(c, session, c.req.param('enrolment'));
  const pair = { sessionId: session.id, enrolmentId: row.enrolmentId };
  return { session, row, live: await liveDispensation(c.get('house').db, session.bimtekId, pair) };
}

type State = Awaited<ReturnType<typeof stateOf>>;
const pairOf = ({ session, row }: State) => ({ sessionId: session.id, enrolmentId: row.enrolmentId });
const sheetOf = ({ session, row }: State): string => `/sesi/${session.id}/presensi/${row.enrolmentId}`;
