import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { trainerRecap } from '../../src/attendance/trainers/queries.ts';
import { newId } from '../../src/id.ts';
import { type Bimtek, openBimtek, wib } from '../fixtures/attendance.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
let b: Bimtek;
let sessions: Record<'first' | 'pleno' | 'cancelled' | 'tomorrow', string>;
let cookie: Record<'panitia' | 'panitia2' | 'ratna', string>;
let path: string;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set(wib(3, '14:00'));
  b = await openBimtek(house);
  sessions = {
    first: await b.addSession({ start: wib(3, '08:30') }),
    pleno: await b.addSession({ start: wib(3, '10:15'), classes: ['F', 'G'], halfJp: 3 }),
    cancelled: await b.addSession({ start: wib(3, '13:00'), cancelled: true }),
    tomorrow: await b.addSession({ start: wib(4, '08:30') }),
  };
  cookie = {
    panitia: await house.signInAs(b.people.panitia),
    panitia2: await house.signInAs(b.people.panitia2),
    ratna: await house.signInAs(b.people.ratna),
  };
  path = `/kelola/bimtek/${b.bimtekId}/presensi/pelatih`;
});

const send = (fields: Record<string, string>, who: keyof typeof cookie = 'panitia', more = '') =>
  house.post(`${path}${more}`, { _key: newId(), hari: '2024-06-03', ...fields }, { cookie: cookie[who] });
const marks = () =>
  b.db
    .selectFrom('trainer_mark')
    .select(['id', 'session_id', 'person_id', 'status', 'replaces'])
    .where('bimtek_id', '=', b.bimtekId)
    .orderBy('id')
    .execute();
const recap = async (now = house.clock.now()) =>
  (await trainerRecap(b.db, b.bimtekId, now)).map((one) => [
    one.name,
    one.taughtHalfJp,
    one.halfJp,
    one.absent,
    one.unmarked,
  ]);
const at = (session: keyof typeof sessions, who: string) => `${sessions[session]} ${who}`;

describe('presensi of the trainers', () => {
  it('expects those named for a session, else the trainers of its classes, and counts JP that have begun', async () => {
    expect(await recap()).toEqual([
      ['Deni Pratama', 0, 3, 0, 1],
      ['Ratna Wulandari', 0, 7, 0, 2],
    ]);
    await b.db
      .insertInto('session_trainer')
      .values({ bimtek_id: b.bimtekId, session_id: sessions.pleno, person_id: b.people.deni })
      .execute();
    expect(await recap()).toEqual([
      ['Deni Pratama', 0, 3, 0, 1],
      ['Ratna Wulandari', 0, 4, 0, 1],
    ]);
  });

  it('takes all as hadir with one button, then the exceptions; nothing is written twice', async () => {
    expect((await send({}, 'panitia', '/semua')).status).toBe(303);
    expect((await marks()).map((mark) => mark.status)).toEqual(['hadir', 'hadir', 'hadir']);
    const ratna = (await marks()).find((mark) => mark.session_id === sessions.first)!;
    const change = {
      [at('first', b.people.ratna)]: 'sakit',
      [`seen ${at('first', b.people.ratna)}`]: ratna.id,
    };
    expect((await send(change)).status).toBe(303);
    expect((await send({}, 'panitia', '/semua')).status).toBe(303);
    expect(await recap()).toEqual([
      ['Deni Pratama', 3, 3, 0, 0],
      ['Ratna Wulandari', 3, 7, 1, 0],
    ]);
    expect(await marks()).toHaveLength(4);
  });

  it('tells the second of two panitia what the first wrote, and keeps the rest of what was chosen', async () => {
    await send({ [at('first', b.people.ratna)]: 'hadir' });
    const late = await send(
      { [at('first', b.people.ratna)]: 'alpa', [at('pleno', b.people.deni)]: 'izin' },
      'panitia2',
    );
    expect(late.status).toBe(409);
    const page = await late.text();
    expect(page).toContain('Ratna Wulandari di sesi 1 baru saja diubah panitia lain: Hadir.');
    expect(page).toMatch(/name="[^"]+" *>[^]*<option value="izin" selected>/);
    expect(await marks()).toHaveLength(1);
  });

  it('knows who stood in, and counts them only where they were there', async () => {
    await send({ [`lain ${sessions.first}`]: b.people.deni, [at('first', b.people.ratna)]: 'izin' });
    expect(await recap()).toEqual([
      ['Deni Pratama', 4, 7, 0, 1],
      ['Ratna Wulandari', 0, 7, 1, 1],
    ]);
    const deni = (await marks()).find((mark) => mark.person_id === b.people.deni)!;
    await send({ [at('first', b.people.deni)]: 'alpa', [`seen ${at('first', b.people.deni)}`]: deni.id });
    expect((await recap())[0]).toEqual(['Deni Pratama', 0, 3, 0, 1]);
  });

  it('refuses one’s own, strangers, other days, other bimtek and trainers themselves', async () => {
    await b.teach(b.people.panitia, b.classes.F);
    expect((await send({ [at('first', b.people.panitia)]: 'hadir' })).status).toBe(403);
    expect((await send({ [at('first', b.people.panitia2)]: 'hadir' })).status).toBe(404);
    expect((await send({ [at('tomorrow', b.people.ratna)]: 'hadir' })).status).toBe(404);
    expect((await send({ [at('cancelled', b.people.ratna)]: 'hadir' })).status).toBe(404);
    expect((await send({ [at('first', b.people.ratna)]: 'hadir' }, 'ratna')).status).toBe(403);
    const other = await openBimtek(house);
    const stranger = await house.signInAs(other.people.panitia);
    const wish = { _key: newId(), hari: '2024-06-03', [at('first', b.people.ratna)]: 'hadir' };
    expect((await house.post(path, wish, { cookie: stranger })).status).toBe(404);
    expect(await marks()).toEqual([]);
  });

  it('is one linear history, also when the database is asked directly', async () => {
    await send({ [at('first', b.people.ratna)]: 'hadir' });
    const [first] = await marks();
    const twin = b.db
      .insertInto('trainer_mark')
      .values({
        id: newId(),
        bimtek_id: b.bimtekId,
        session_id: sessions.first,
        person_id: b.people.ratna,
        status: 'alpa',
        replaces: null,
        by_id: b.people.panitia2,
        at: house.clock.now(),
      })
      .execute();
    await expect(twin).rejects.toThrow(/unique/);
    const events = await b.db
      .selectFrom('audit_event')
      .select(['act', 'detail'])
      .where('subject_id', '=', first!.id)
      .execute();
    expect(events).toEqual([
      {
        act: 'trainer-marked',
        detail: { session: sessions.first, trainer: b.people.ratna, status: 'hadir', replaces: null },
      },
    ]);
  });

  it('is read by the trainer, downloaded by the panitia', async () => {
    await send({ [at('first', b.people.ratna)]: 'terlambat' });
    const own = await (await house.get('/mengajar', { cookie: cookie.ratna })).text();
    expect(own).toContain('Tercatat mengajar 2 dari 3,5 JP.');
    const csv = await (await house.get(`${path}/rekap.csv`, { cookie: cookie.panitia })).text();
    expect(
      csv
        .replace(/^\uFEFF/, '')
        .replaceAll('"', '')
        .split('\r\n')
        .slice(0, 3),
    ).toEqual([
      'Pelatih,Sesi,JP jadwal,Sesi diajar,JP diajar,Tidak hadir,Belum dicatat',
      'Deni Pratama,1,1.5,0,0,0,1',
      'Ratna Wulandari,2,3.5,1,2,0,1',
    ]);
  });
});
