import { Hono } from 'hono';
import { ownTeachingPage } from '../../../views/attendance/own-teaching.ts';
import { trainersPage } from '../../../views/attendance/trainers.ts';
import { allow } from '../../http/audience.ts';
import { NotFound } from '../../http/errors.ts';
import { answerFile } from '../../http/file.ts';
import { fields, readForm, readQuery } from '../../http/form.ts';
import { seeOther } from '../../http/fragment.ts';
import type { Ctx, Env } from '../../http/house.ts';
import { once } from '../../http/idempotency.ts';
import { shell } from '../../http/page.ts';
import { overviewQuery } from '../forms.ts';
import { chosenDay, presensiOf } from '../office/presensi-of.ts';
import { recapCsv, recapSheet } from './documents.ts';
import { dayForm, presencesOf } from './forms.ts';
import { ownTeaching, trainerRecap, trainersOf, trainersOfDay } from './queries.ts';
import { type Presence, type PresenceRefusal, recordPresence } from './record-presence.ts';

const PATH = '/kelola/bimtek/:bimtek/presensi/pelatih';

/** Whether the trainers were there: the panitia write it down, the trainer reads it. */
export const routes = new Hono<Env>()
  .get(PATH, allow('panitia'), async (c) => trainers(c))
  .post(PATH, allow('panitia'), async (c) => {
    const typed = await fields(c);
    return write(c, presencesOf(typed));
  })
  .post(`${PATH}/semua`, allow('panitia'), async (c) => {
    const bimtek = await presensiOf(c, 'write');
    const form = await readForm(c, dayForm);
    if (!form.ok) return trainers(c, { status: 422 });
    const { db, clock } = c.get('house');
    const own = c.get('actor')!.personId;
    const open = (await trainersOfDay(db, bimtek, form.value.hari)).filter(
      (one) => one.status === null && one.personId !== own && one.startsAt <= clock.now(),
    );
    return write(
      c,
      open.map(({ sessionId, personId }) => ({ sessionId, personId, status: 'hadir', seen: null })),
    );
  })
  .get(`${PATH}/rekap.xlsx`, allow('panitia'), async (c) => {
    return answerFile(c, await recapSheet(await recapOf(c)), 'presensi-pelatih.xlsx');
  })
  .get(`${PATH}/rekap.csv`, allow('panitia'), async (c) => {
    return answerFile(c, recapCsv(await recapOf(c)), 'presensi-pelatih.csv');
  })
  .get('/mengajar', allow('pelatih'), async (c) => {
    const { db, clock } = c.get('house');
    const sessions = await ownTeaching(db, c.get('actor')!.personId, clock.now());
    return c.html(ownTeachingPage(shell(c), sessions));
  });

type Told = { status?: 200 | 403 | 409 | 422; refusal?: PresenceRefusal };

async function recapOf(c: Ctx) {
  const { bimtekId } = await presensiOf(c);
  const { db, clock } = c.get('house');
  return trainerRecap(db, bimtekId, clock.now());
}

async function write(c: Ctx, presences: Presence[]) {
  const bimtek = await presensiOf(c, 'write');
  const form = await readForm(c, dayForm);
  if (!form.ok) return trainers(c, { status: 422 });
  const { db, clock } = c.get('house');
  const day = form.value.hari;
  const names = (await trainersOf(db, bimtek.bimtekId)).map(({ id }) => id);
  const result = await once(c, (trx) =>
    recordPresence(trx, c.get('actor')!, { bimtek, day, presences, trainers: names }, clock.now()),
  );
  if (result.ok)
    return seeOther(c, `/kelola/bimtek/${bimtek.bimtekId}/presensi/pelatih?hari=${day}&kabar=tersimpan`);
  if (result.refusal.reason === 'not-found') throw new NotFound();
  return trainers(c, { refusal: result.refusal, status: result.refusal.reason === 'own' ? 403 : 409 });
}

async function trainers(c: Ctx, { status = 200, refusal }: Told = {}) {
  const bimtek = await presensiOf(c);
  const { db, clock } = c.get('house');
  const typed = status === 200 ? {} : await fields(c);
  const asked = typed['hari'] ?? readQuery(c, overviewQuery).hari;
  const day = chosenDay(bimtek, asked, clock.now());
  const state = {
    bimtek,
    day,
    typed,
    actorId: c.get('actor')!.personId,
    there: day ? await trainersOfDay(db, bimtek, day) : [],
    trainers: await trainersOf(db, bimtek.bimtekId),
    recap: await trainerRecap(db, bimtek.bimtekId, clock.now()),
    kabar: c.req.query('kabar'),
    refusal,
  };
  return c.html(trainersPage(shell(c), state), status);
}
