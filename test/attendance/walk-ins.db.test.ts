import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/id.ts';
import { type Bimtek, type Kader, openBimtek, wib } from '../fixtures/attendance.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { newMark } from '../fixtures/new-mark.ts';

let house: TestHouse;
let b: Bimtek;
let session: string;
let kader: Record<'yulia' | 'agus' | 'rina', Kader>;
let cookie: Record<'ratna' | 'deni' | 'panitia' | 'panitia2', string>;
let office: string;

beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set(wib(3, '08:40'));
  b = await openBimtek(house);
  kader = {
    yulia: await b.addKader({ name: 'Yulia Rahmawati' }),
    agus: await b.addKader({ name: 'Agus Riyanto' }),
    rina: await b.addKader({ name: 'Rina Marlina', class: 'G' }),
  };
  session = await b.addSession({ start: wib(3, '08:30') });
  cookie = {
    ratna: await house.signInAs(b.people.ratna),
    deni: await house.signInAs(b.people.deni),
    panitia: await house.signInAs(b.people.panitia),
    panitia2: await house.signInAs(b.people.panitia2),
  };
  office = `/kelola/bimtek/${b.bimtekId}/presensi/tamu`;
});

const send = (path: string, who: keyof typeof cookie, fields: Record<string, string> = {}) =>
  house.post(path, { _key: newId(), ...fields }, { cookie: cookie[who] });
const page = async (path: string, who: keyof typeof cookie, status = 200) => {
  const response = await house.get(path, { cookie: cookie[who] });
  expect([path, response.status]).toEqual([path, status]);
  return (await response.text()).replace(/\s+/g, ' ');
};
const note = async (fields: Record<string, string> = { name: 'Bu Yulia', place: 'Contoh 2' }) => {
  const response = await send(`/sesi/${session}/tamu`, 'ratna', fields);
  expect(response.status).toBe(303);
  const row = await b.db
    .selectFrom('walk_in')
    .selectAll()
    .where('session_id', '=', session)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return row.id;
};

describe('somebody in the room who is on no list', () => {
  it('is noted by the trainer, found by what was typed, and becomes a mark of the moment they were noted', async () => {
    const id = await note();
    house.clock.set(wib(3, '16:00'));
    expect(await page(`/kelola/bimtek/${b.bimtekId}/presensi`, 'panitia')).toContain('(1 menunggu)');
    const found = await page(`${office}/${id}`, 'panitia');
    expect([...found.matchAll(/[FG]-\d\d [A-Z]\w+/g)].map(([who]) => who)).toEqual([
      'F-01 Yulia',
      'F-02 Agus',
      'G-01 Rina',
    ]);
    expect(await page(`${office}/${id}?cari=yulia`, 'panitia')).not.toContain('F-02');
    const tied = await send(`${office}/${id}/cocok`, 'panitia', { enrolment: kader.yulia.enrolmentId });
    expect([tied.status, tied.headers.get('Location')]).toEqual([303, `${office}?kabar=cocok`]);
    const mark = await b.db
      .selectFrom('mark')
      .selectAll()
      .where('enrolment_id', '=', kader.yulia.enrolmentId)
      .executeTakeFirstOrThrow();
    expect([mark.status, mark.corrected_at, mark.by_id, mark.source, mark.bases, mark.note]).toEqual([
      'hadir',
      wib(3, '08:40'),
      b.people.panitia,
      'roll-call',
      [],
      'Dicatat Ratna Wulandari sebagai tamu pukul 08.40',
    ]);
    expect((await b.jp(kader.yulia.enrolmentId)).attended).toBe(4);
    expect(await page(`${office}/${id}`, 'panitia')).toContain('F-01 Yulia Rahmawati, oleh Panitia Satu');
    expect(await page(`/kelola/bimtek/${b.bimtekId}/presensi`, 'panitia')).not.toContain('(1 menunggu)');
  });

  it('is settled once, whoever of two panitia is first', async () => {
    const id = await note();
    const wish = { enrolment: kader.yulia.enrolmentId };
    const both = await Promise.all([
      send(`${office}/${id}/cocok`, 'panitia', wish),
      send(`${office}/${id}/lepas`, 'panitia2', { reason: 'Tamu dari kecamatan' }),
    ]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 409]);
    const row = await b.db.selectFrom('walk_in').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect(row.mark_id === null).toBe(row.drop_reason !== null);
  });

  it('becomes a question where another mark says something else', async () => {
    await b.mark(b.people.ratna, newMark(session, kader.yulia.enrolmentId, { status: 'alpa' }));
    const id = await note();
    const tied = await send(`${office}/${id}/cocok`, 'panitia', { enrolment: kader.yulia.enrolmentId });
    expect(tied.headers.get('Location')).toBe(`${office}?kabar=tanya`);
    expect((await b.value(session, kader.yulia.enrolmentId))?.open).toBe(true);
  });

  it('is tied to nobody of another class, and stays waiting', async () => {
    const id = await note({ name: 'Rina', place: '' });
    const found = await page(`${office}/${id}`, 'panitia');
    expect(found).toContain('Sesi ini bukan sesi kelasnya');
    expect(found).not.toContain('Ini orangnya');
    const tied = await send(`${office}/${id}/cocok`, 'panitia', { enrolment: kader.rina.enrolmentId });
    expect(tied.status).toBe(409);
    expect(await tied.text()).toContain('Pindahkan dulu kelasnya');
    const row = await b.db.selectFrom('walk_in').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    expect([row.settled_at, row.mark_id]).toEqual([null, null]);
  });

  it('may be nobody: dropped with a reason, which is asked for', async () => {
    const id = await note();
    expect((await send(`${office}/${id}/lepas`, 'panitia', { reason: ' ' })).status).toBe(422);
    const dropped = await send(`${office}/${id}/lepas`, 'panitia', { reason: 'Tamu dari kecamatan' });
    expect(dropped.headers.get('Location')).toBe(`${office}?kabar=lepas`);
    expect(await page(office, 'panitia')).toContain('Tamu dari kecamatan, oleh Panitia Satu');
    const acts = await b.db
      .selectFrom('audit_event')
      .select('act')
      .where('subject_id', '=', id)
      .orderBy('seq')
      .execute();
    expect(acts.map(({ act }) => act)).toEqual(['walk-in-noted', 'walk-in-dropped']);
  });

  it('is nobody’s business outside: other classes, trainers in the office, cancelled sessions, empty names', async () => {
    expect((await send(`/sesi/${session}/tamu`, 'deni', { name: 'X' })).status).toBe(404);
    const id = await note();
    expect((await house.get(`${office}/${id}`, { cookie: cookie.ratna })).status).toBe(403);
    const other = await openBimtek(house);
    const stranger = await house.signInAs(other.people.panitia);
    expect((await house.get(`${office}/${id}`, { cookie: stranger })).status).toBe(404);
    const there = `/kelola/bimtek/${other.bimtekId}/presensi/tamu/${id}`;
    expect((await house.get(there, { cookie: stranger })).status).toBe(404);
    const empty = await send(`/sesi/${session}/tamu`, 'ratna', { name: ' ', place: 'Contoh 3' });
    expect([empty.status, await empty.text()]).toEqual([422, expect.stringContaining('value="Contoh 3"')]);
    const cancelled = await b.addSession({ start: wib(3, '10:15'), cancelled: true });
    expect((await send(`/sesi/${cancelled}/tamu`, 'ratna', { name: 'X' })).status).toBe(409);
  });
});
