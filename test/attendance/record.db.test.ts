import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closePresensi } from '../../src/attendance/close-presensi.ts';
import { closingsOf, recordOf } from '../../src/attendance/record/closing-record.ts';
import { agreeReopening, askReopening } from '../../src/attendance/reopen-presensi.ts';
import type { Trx } from '../../src/database/schema.ts';
import type { Actor } from '../../src/http/actor.ts';
import { newId } from '../../src/id.ts';
import { readPdf } from '../documents/read-pdf.ts';
import { type Bimtek, type Kader, openBimtek, wib } from '../fixtures/attendance.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { newMark } from '../fixtures/new-mark.ts';

let house: TestHouse;
let b: Bimtek;
let kader: [Kader, Kader];
let session: string;
let cookie: string;
let path: string;
beforeAll(async () => {
  house = await openHouse({ at: wib(8, '17:30') });
  b = await openBimtek(house);
  session = await b.addSession({ start: wib(3, '08:30') });
  await b.addSession({ start: wib(3, '10:15'), cancelled: true, topic: 'Sesi yang batal' });
  await b.addSession({ start: wib(3, '07:00'), counted: false });
  kader = [await b.addKader(), await b.addKader()];
  cookie = await house.signInAs(b.people.panitia);
  path = `/kelola/bimtek/${b.bimtekId}/berita-acara`;
});
afterAll(() => house?.close());

async function as<T>(personId: string, write: (trx: Trx, actor: Actor, now: Date) => Promise<T>): Promise<T> {
  const actor = await b.actor(personId);
  return b.db.transaction().execute((trx) => write(trx, actor, house.clock.now()));
}
const close = () => as(b.people.panitia, (trx, actor, now) => closePresensi(trx, actor, b.bimtekId, now));
const get = async (address: string, status = 200) => {
  const response = await house.get(address, { cookie });
  expect([address, response.status]).toEqual([address, status]);
  return response;
};
const page = async () => (await (await get(path)).text()).replace(/\s+/g, ' ');
const pdf = async (address = `${path}.pdf`) => Buffer.from(await (await get(address)).bytes());
const wordsOf = (bytes: Uint8Array) =>
  readPdf(bytes)
    .pages.flatMap(({ lines }) => lines)
    .join(' ')
    .replace(/\s+/g, ' ');

/** One story, in order: each test goes on where the one before it stopped. */
describe('the berita acara', () => {
  it('before the closing says what is missing, and its paper is refused', async () => {
    await b.mark(b.people.ratna, newMark(session, kader[0].enrolmentId));
    expect(await page()).toMatch(/Belum dikunci.*1 orang belum ditandai pada 1 sesi/);
    const refused = await get(`${path}.pdf`, 409);
    expect(await refused.text()).toContain('Berita acara dicetak sesudah presensi dikunci');
    await get(`${path}.pdf?kunci=1`, 404);
  });

  it('is kept with the closing and tells it in words and figures', async () => {
    await b.mark(b.people.ratna, newMark(session, kader[1].enrolmentId, { status: 'alpa' }));
    await close();
    const record = await recordOf(b.db, b.bimtekId, 1, 1);
    expect(record?.facts).toMatchObject({
      sessions: { counted: 1, uncounted: 1 },
      cancelled: [{ topic: 'Sesi yang batal', reason: 'Listrik padam', classes: ['F'] }],
      classes: [{ letter: 'F', people: 2, hadir: 1, alpa: 1, planned: 8, attended: 4, met: 1, never: 1 }],
      panitia: ['Panitia Dua', 'Panitia Satu'],
    });
    const words = wordsOf(await pdf());
    for (const says of [
      'Pada hari ini, Sabtu, tanggal delapan bulan Juni tahun dua ribu dua puluh empat (8 Juni 2024), pukul 17.30 WIB',
      'dikunci oleh Panitia Satu selaku panitia, sebagai kunci ke-1.',
      'Alasan: Listrik padam.',
      'Ratna Wulandari Pelatih kelas F',
    ])
      expect(words).toContain(says);
    expect(words).not.toMatch(/\b\d{16}\b|0812|\+62/);
  });

  it('has the same bytes whoever prints it and when, also after a name was corrected and presensi reopened', async () => {
    const first = await pdf();
    house.clock.set(wib(9, '08:00'));
    await b.db.updateTable('person').set({ name: 'Nama Lain' }).where('id', '=', b.people.panitia).execute();
    cookie = await house.signInAs(b.people.panitia2);
    expect((await pdf()).equals(first)).toBe(true);
    const late = newMark(session, kader[1].enrolmentId);
    await b.mark(b.people.panitia, late);
    expect((await pdf()).equals(first)).toBe(true);
    const reason = 'Daftar hadir kertas ditemukan';
    await as(b.people.panitia, (trx, actor, now) =>
      askReopening(trx, actor, { bimtekId: b.bimtekId, reason }, now),
    );
    expect((await pdf()).equals(first)).toBe(true);
    await as(b.people.panitia2, (trx, actor, now) => agreeReopening(trx, actor, b.bimtekId, now));
    await get(`${path}.pdf`, 409);
    expect((await pdf(`${path}.pdf?kunci=1`)).equals(first)).toBe(true);
    expect(await page()).toMatch(/Belum dikunci.*Alasan: Daftar hadir kertas ditemukan.*tidak berlaku lagi/);
  });

  it('of the next closing tells the reopening, and which certificates it touched', async () => {
    const [open] = await closingsOf(b.db, b.bimtekId);
    expect(open?.reopening?.touched).toEqual([]);
    const heads = await b.db
      .selectFrom('mark')
      .select('id')
      .where('enrolment_id', '=', kader[1].enrolmentId)
      .execute();
    await b.mark(
      b.people.panitia2,
      newMark(session, kader[1].enrolmentId, { bases: heads.map(({ id }) => id), reason: 'Kertas' }),
    );
    await close();
    const words = wordsOf(await pdf());
    expect(words).toContain('kunci ke-2');
    expect(words).toContain('Pembukaan kembali diminta Nama Lain');
    expect(words).toContain('disetujui Panitia Dua');
    expect(words).toContain('Berita acara ini menggantikan berita acara kunci sebelumnya.');
    expect(words).toContain('1 pertanyaan atas catatan yang berbeda dijawab.');
  });

  it('names the certificates that were out when it was reopened, first those with marks waiting', async () => {
    const certificate = async (one: Kader, seq: number) => {
      const id = newId();
      const { issuer_id } = await b.db
        .selectFrom('bimtek')
        .select('issuer_id')
        .where('id', '=', b.bimtekId)
        .executeTakeFirstOrThrow();
      await b.db
        .insertInto('certificate')
        .values({
          id,
          bimtek_id: b.bimtekId,
          person_id: one.personId,
          enrolment_id: one.enrolmentId,
          kind: 'sertifikat',
          issuer_id,
          year: 2024,
          seq,
          number: `000${seq}/BIMTEK`,
          for_pkdd: true,
          status: 'valid',
          by_id: b.people.panitia2,
          at: house.clock.now(),
        })
        .execute();
    };
    await certificate(kader[0], 1);
    await certificate(kader[1], 2);
    house.clock.set(wib(9, '09:00'));
    await b.mark(b.people.ratna, newMark(session, kader[1].enrolmentId, { status: 'sakit' }));
    await as(b.people.panitia, (trx, actor, now) =>
      askReopening(trx, actor, { bimtekId: b.bimtekId, reason: 'Surat dokter' }, now),
    );
    await as(b.people.panitia2, (trx, actor, now) => agreeReopening(trx, actor, b.bimtekId, now));
    const closings = await closingsOf(b.db, b.bimtekId);
    expect(
      closings.map(({ reopening }) => reopening?.touched.map((one) => [one.number, one.no, one.waiting])),
    ).toEqual([
      [],
      [
        ['0002/BIMTEK', kader[1].no, 1],
        ['0001/BIMTEK', kader[0].no, 0],
      ],
    ]);
    expect(await page()).toContain('2 sertifikat sudah terbit; catatan sesudah kunci ada pada 0002/BIMTEK.');
  });

  it('cannot be changed once it is kept', async () => {
    await expect(
      b.db.updateTable('closing_record').set({ body: '{}' }).where('bimtek_id', '=', b.bimtekId).execute(),
    ).rejects.toThrow('closing_record');
  });
});
