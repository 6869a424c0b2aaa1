import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { packKept, saveImportForm } from '../../src/attendance/import/forms.ts';
import { newId } from '../../src/id.ts';
import { writeCsv } from '../../src/documents/csv.ts';
import { type Bimtek, type Kader, openBimtek, wib } from '../fixtures/attendance.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { newMark } from '../fixtures/new-mark.ts';

let house: TestHouse;
let b: Bimtek;
let kader: Kader[];
let sessions: string[];
let panitia: string;
let base: string;

beforeAll(async () => void (house = await openHouse({ at: wib(4, '12:00') })));
afterAll(() => house.close());
beforeEach(async () => {
  b = await openBimtek(house);
  kader = [];
  for (const name of ['Afrida Yenti', 'Agus Riyanto', 'Ahmad Fauzan']) kader.push(await b.addKader({ name }));
  sessions = [
    await b.addSession({ start: wib(3, '08:30'), topic: 'Mengenal hoaks' }),
    await b.addSession({ start: wib(3, '10:30'), topic: 'Jejak digital' }),
  ];
  panitia = await house.signInAs(b.people.panitia);
  base = `/kelola/bimtek/${b.bimtekId}/presensi`;
});

const plain = (page: string) => page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const upload = (bytes: Uint8Array, name = 'presensi.csv', cookie = panitia) => {
  const body = new FormData();
  body.set('_key', newId());
  body.set('berkas', new File([bytes as Uint8Array<ArrayBuffer>], name));
  return house.send(`${base}/impor`, { method: 'POST', body }, { cookie });
};
const csv = (...rows: string[][]) => writeCsv(rows);
const wide = (...rows: string[][]) => csv(['Nomor peserta', 'S1', 'S2'], ...rows);
const isiOf = (page: string): string => /name="isi" value="([^"]*)"/.exec(page)?.[1] ?? '';
const save = (page: string, fields: Record<string, string> = {}) =>
  house.post(`${base}/impor/simpan`, { _key: newId(), isi: isiOf(page), ...fields }, { cookie: panitia });
const checked = async (bytes: Uint8Array, name?: string) => (await upload(bytes, name)).text();
const figures = (page: string) => [...page.matchAll(/<b>([\d.]+)<\/b><span>/g)].map(([, n]) => Number(n));
const marks = () =>
  b.db
    .selectFrom('mark')
    .selectAll()
    .where('bimtek_id', '=', b.bimtekId)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
const value = async (no: number, session: number) => {
  const found = await b.value(sessions[session - 1]!, kader[no - 1]!.enrolmentId);
  return found
    ? `${found.status}${found.minutes_late ? ` ${found.minutes_late}` : ''}${found.open ? ' ?' : ''}`
    : '-';
};
const mark = (no: number, session: number, status: 'hadir' | 'izin' | 'alpa', bases: string[] = []) =>
  b.mark(b.people.ratna, newMark(sessions[session - 1]!, kader[no - 1]!.enrolmentId, { status, bases }));

describe('a file of marks', () => {
  it('is checked without a trace and saved in one act, several sessions at once', async () => {
    const page = await checked(
      wide(['F-01', 'H', 'T 12'], ['f2', 'izin', ''], ['F-77', 'H', 'H'], ['F-03', 'x', '√']),
    );
    expect(figures(page)).toEqual([4, 0, 3]);
    expect(plain(page)).toContain('Sesi 1: Mengenal hoaks (2)');
    expect(plain(page)).toContain('Nomor peserta ini tidak ada di bimtek ini.');
    expect(plain(page)).toContain('Tidak terbaca. Isi H, T, I, S, atau A.');
    expect(await marks()).toEqual([]);
    const saved = await save(page);
    expect([saved.status, saved.headers.get('Location')]).toEqual([303, `${base}?kabar=impor`]);
    expect([
      await value(1, 1),
      await value(1, 2),
      await value(2, 1),
      await value(2, 2),
      await value(3, 2),
    ]).toEqual(['hadir', 'terlambat 12', 'izin', '-', 'hadir']);
    expect(new Set((await marks()).map(({ source, by_id }) => `${source} ${by_id}`))).toEqual(
      new Set([`import ${b.people.panitia}`]),
    );
    const { half_jp_attended } = await b.db
      .selectFrom('standing')
      .select('half_jp_attended')
      .where('enrolment_id', '=', kader[0]!.enrolmentId)
      .executeTakeFirstOrThrow();
    expect(half_jp_attended).toBe(8);
    const event = await b.db
      .selectFrom('audit_event')
      .select('detail')
      .where('act', '=', 'marks-imported')
      .where('bimtek_id', '=', b.bimtekId)
      .executeTakeFirstOrThrow();
    expect(event.detail).toEqual({ written: 4, corrected: 0, questions: 0, counts: true });
  });

  it('twice changes nothing, nor does sending the same check page again', async () => {
    const bytes = wide(['F-01', 'H', 'A'], ['F-02', 'T 5', '']);
    const page = await checked(bytes);
    await save(page);
    const before = await marks();
    const again = await checked(bytes);
    expect(figures(again)).toEqual([0, 0, 0]);
    expect(plain(again)).toContain('Tidak ada yang perlu disimpan.');
    expect(isiOf(again)).toBe('');
    expect((await save(page)).status).toBe(409);
    expect(await marks()).toEqual(before);
  });

  it('that differs becomes a question unless it is told otherwise, and the same file asks no second time', async () => {
    await mark(1, 1, 'hadir');
    const bytes = wide(['F-01', 'A', 'H']);
    const page = await checked(bytes);
    expect(figures(page)).toEqual([1, 1, 0]);
    expect(plain(page)).toContain('F-01 Afrida Yenti Sesi 1: Mengenal hoaks Hadir Alpa');
    expect((await save(page)).headers.get('Location')).toBe(`${base}?kabar=impor-tanya`);
    expect(await value(1, 1)).toBe('hadir ?');
    expect(figures(await checked(bytes))).toEqual([0, 0, 0]);
    const heads = (await marks()).filter(({ session_id }) => session_id === sessions[0]).map(({ id }) => id);
    await mark(1, 1, 'hadir', heads);
    expect(await value(1, 1)).toBe('hadir');
    const answered = await checked(bytes);
    expect(figures(answered)).toEqual([0, 0, 0]);
    expect(plain(answered)).toContain(
      '1 isian sudah pernah diimpor dan sesudah itu diputuskan lain: F-01 Sesi 1.',
    );
  });

  it('overwrites as a correction with a reason, for all or for one, naming what the check page showed', async () => {
    await mark(1, 1, 'hadir');
    await mark(2, 1, 'hadir');
    await mark(3, 1, 'hadir');
    const seen = new Map((await marks()).map((one) => [one.enrolment_id, one.id]));
    const page = await checked(wide(['F-01', 'A', ''], ['F-02', 'A', ''], ['F-03', 'A', '']));
    const refused = await save(page, { semua: 'timpa' });
    expect(refused.status).toBe(409);
    const kept = await refused.text();
    expect(kept).toContain('Isi alasan menimpa.');
    expect(kept).toContain('value="timpa" checked');
    const saved = await save(kept, {
      semua: 'timpa',
      reason: 'Sesuai daftar hadir',
      'c-1': 'tanya',
      'c-2': 'lewati',
    });
    expect(saved.status).toBe(303);
    expect([await value(1, 1), await value(2, 1), await value(3, 1)]).toEqual(['alpa', 'hadir ?', 'hadir']);
    const written = (await marks())
      .slice(3)
      .map(({ enrolment_id, source, reason, bases }) => ({ enrolment_id, source, reason, bases }));
    expect(written).toContainEqual({
      enrolment_id: kader[0]!.enrolmentId,
      source: 'correction',
      reason: 'Sesuai daftar hadir',
      bases: [seen.get(kader[0]!.enrolmentId)],
    });
    expect(written).toContainEqual({
      enrolment_id: kader[1]!.enrolmentId,
      source: 'import',
      reason: null,
      bases: [],
    });
    expect(written).toHaveLength(2);
  });

  it('asks about what was marked between the check and the saving, whichever way it was', async () => {
    await mark(2, 1, 'hadir');
    const [second] = await marks();
    const page = await checked(wide(['F-01', 'H', 'H'], ['F-02', 'A', '']));
    await mark(1, 1, 'izin');
    await mark(1, 2, 'hadir');
    await mark(2, 1, 'izin', [second!.id]);
    const saved = await save(page, { semua: 'timpa', reason: 'Salah ketik' });
    expect(saved.headers.get('Location')).toBe(`${base}?kabar=impor-tanya`);
    expect([await value(1, 1), await value(1, 2), await value(2, 1)]).toEqual(['izin ?', 'hadir', 'izin ?']);
    expect((await marks()).filter(({ session_id }) => session_id === sessions[1])).toHaveLength(1);
  });

  it('goes out with what is recorded and comes back in without a difference', async () => {
    await mark(1, 1, 'hadir');
    await mark(2, 1, 'izin');
    await b.mark(
      b.people.ratna,
      newMark(sessions[1]!, kader[2]!.enrolmentId, { status: 'terlambat', minutesLate: 7 }),
    );
    await mark(1, 2, 'hadir');
    await b.mark(b.people.panitia2, newMark(sessions[1]!, kader[0]!.enrolmentId, { status: 'alpa' }));
    const out = await house.get(`${base}/impor/contoh.xlsx`, { cookie: panitia });
    expect(out.headers.get('Content-Type')).toContain('spreadsheetml');
    const page = await checked(await out.bytes(), 'presensi.xlsx');
    expect(figures(page)).toEqual([0, 0, 0]);
    expect(plain(page)).toContain('4 isian sudah tercatat begitu.');
    const blank = await house.get(`${base}/impor/contoh.xlsx?kosong=1`, { cookie: panitia });
    expect(plain(await checked(await blank.bytes(), 'kosong.xlsx'))).toContain(
      'Tidak ada presensi di berkas ini.',
    );
  });

  it('after the closing is kept as sesudah kunci, and said so before', async () => {
    await save(await checked(wide(['F-01', 'H', 'H'], ['F-02', 'H', 'H'], ['F-03', 'H', 'H'])));
    expect(
      (await house.post(`${base}/kunci`, { _key: newId() }, { cookie: panitia })).headers.get('Location'),
    ).toContain('kabar=kunci');
    const page = await checked(wide(['F-01', 'A', '']));
    expect(plain(page)).toContain('Presensi sudah dikunci.');
    expect((await save(page)).headers.get('Location')).toBe(`${base}?kabar=impor-sesudah`);
    expect(await value(1, 1)).toBe('hadir');
    expect(figures(await checked(wide(['F-01', 'A', ''])))).toEqual([0, 0, 0]);
  });

  it('that is none is refused with what to do; whoever is not panitia of this bimtek comes to nothing', async () => {
    for (const [bytes, name, says] of [
      [csv(['Nama', 'S1'], ['Afrida', 'H']), 'a.csv', 'Kolom Nomor peserta tidak ditemukan.'],
      [csv(['Nomor peserta', 'Nama'], ['F-01', 'Afrida']), 'a.csv', 'Kolom sesi tidak ditemukan.'],
      [csv(['Nomor peserta', 'S1', 'Sesi 1'], ['F-01', 'H', 'A']), 'a.csv', 'Kolom Sesi 1 ada dua kali.'],
      [new Uint8Array(), 'a.csv', 'Pilih berkas lebih dulu.'],
      [new TextEncoder().encode('PK\u0003\u0004rusak'), 'a.xlsx', 'Belum bisa'],
    ] as const) {
      const refused = await upload(bytes, name);
      expect([refused.status, plain(await refused.text())]).toEqual([422, expect.stringContaining(says)]);
    }
    expect((await save('name="isi" value="bukan"')).status).toBe(422);
    const page = await checked(wide(['F-01', 'H', '']));
    const other = await openBimtek(house);
    const theirs = await house.signInAs(other.people.panitia);
    const ratna = await house.signInAs(b.people.ratna);
    for (const [cookie, status] of [
      [theirs, 404],
      [ratna, 403],
    ] as const) {
      expect((await house.get(`${base}/impor`, { cookie })).status).toBe(status);
      expect((await house.get(`${base}/impor/contoh.xlsx`, { cookie })).status).toBe(status);
      expect((await upload(wide(['F-01', 'H', '']), 'a.csv', cookie)).status).toBe(status);
      expect(
        (await house.post(`${base}/impor/simpan`, { _key: newId(), isi: isiOf(page) }, { cookie })).status,
      ).toBe(status);
    }
    expect(await marks()).toEqual([]);
  });

  it('with heads of somebody else behind it is refused whole', async () => {
    await mark(1, 1, 'hadir');
    await mark(2, 1, 'hadir');
    const page = await checked(wide(['F-01', 'A', ''], ['F-03', 'H', '']));
    const { kept } = saveImportForm.parse({ isi: isiOf(page) });
    const foreign = (await marks()).find(({ enrolment_id }) => enrolment_id === kader[1]!.enrolmentId)!.id;
    const isi = packKept({
      ...kept,
      seen: new Map([
        [0, [foreign]],
        [1, []],
      ]),
    });
    const refused = await house.post(
      `${base}/impor/simpan`,
      { _key: newId(), isi, semua: 'timpa', reason: 'x' },
      { cookie: panitia },
    );
    expect([refused.status, plain(await refused.text())]).toEqual([409, expect.stringContaining('Baris 2:')]);
    expect(await marks()).toHaveLength(2);
  });
});
