import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeCsv } from '../../src/documents/csv.ts';
import { newId } from '../../src/id.ts';
import { BEFORE, type Bimtek, loadRegencies, makeBimtek } from '../fixtures/bimtek.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { rosterFiles, workbookOf } from '../fixtures/roster-files.ts';

let house: TestHouse;
let bimtek: Bimtek;
let panitia: string;
let outsider: string;
const houses: TestHouse[] = [];
async function openOwnHouse(): Promise<void> {
  house = await openHouse({ at: BEFORE });
  houses.push(house);
  await loadRegencies(house.db, '13.02');
  bimtek = await makeBimtek(house);
  panitia = await house.signInAs(bimtek.people.panitia);
  outsider = await house.signInAs((await makeBimtek(house)).people.panitia);
}
afterAll(async () => {
  for (const one of houses) await one.close();
});

const impor = () => `/kelola/bimtek/${bimtek.bimtekId}/peserta/impor`;
const upload = (bytes: Uint8Array, name: string, cookie = panitia) => {
  const body = new FormData();
  body.set('_key', newId());
  body.set('berkas', new File([bytes as Uint8Array<ArrayBuffer>], name));
  return house.send(impor(), { method: 'POST', body }, { cookie });
};
const get = (path: string, cookie = panitia) => house.get(path, { cookie });
const people = () =>
  house.db.selectFrom('enrolment').select('id').where('bimtek_id', '=', bimtek.bimtekId).execute();

const solok = async () => {
  const [file] = await rosterFiles();
  if (!file) throw new Error('the story has four rosters');
  return file;
};

const HEADER = ['Nama', 'NIK', 'L/P', 'No HP', 'Kode Wilayah', 'Nagari', 'Nomor SK', 'Tanggal SK', 'Kelas'];
const MIXED = writeCsv([
  HEADER,
  ['Leni Marlina', '130205620900000', 'P', '0812-0000-8801', '13.02.05.2002', '', '188/1', '2024-05-02', 'F'],
  [
    'Muhammad Iqbal',
    '1302061203940000',
    'L',
    '0812-0000-8802',
    '',
    'Batu Bajanjang',
    '188/2',
    '2024-05-02',
    'F',
  ],
  [
    'Afrida Yenti',
    '1302106203910000',
    'P',
    '0812-0000-8803',
    '13.02.10.2001',
    '',
    '188/3',
    '2024-05-02',
    'H',
  ],
  ['Siti Nurjanah', '1302096203910000', 'P', '0812-0000-8804', '13.02.09.2001', '', '', '', 'G'],
]);

describe('Importing a roster', () => {
  beforeAll(openOwnHouse);

  it('shows every row before anything is written, saves on "Simpan", and does it once for a double tap', async () => {
    const { bytes, name } = await solok();
    const uploaded = await upload(bytes, name);
    expect(uploaded.status).toBe(303);
    const check = uploaded.headers.get('Location') ?? '';
    const page = await (await get(check)).text();
    expect(page).toContain('solok.xlsx, lembar &quot;Peserta&quot;, 25 baris. Belum ada yang disimpan.');
    expect(page).toContain('25 peserta baru, 0 berubah, 0 tidak berubah.');
    expect(page).toContain('Simpan 25 baris');
    expect(await people()).toEqual([]);
    const _key = /name="_key" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const [one, two] = await Promise.all([
      house.post(check, { _key }, { cookie: panitia }),
      house.post(check, { _key }, { cookie: panitia }),
    ]);
    const saved = `/kelola/bimtek/${bimtek.bimtekId}/peserta?kabar=diimpor&baru=25&berubah=0&sisa=0`;
    expect([one.headers.get('Location'), two.headers.get('Location')]).toEqual([saved, saved]);
    expect(await people()).toHaveLength(25);
    expect(await (await get(saved)).text()).toContain('Impor selesai: 25 peserta baru, 0 berubah.');
    expect(await house.db.selectFrom('roster_draft').select('id').execute()).toEqual([]);
    const late = await house.post(check, { _key: newId() }, { cookie: panitia });
    expect(late.headers.get('Location')).toBe(`${impor()}?kabar=hilang`);
    expect((await get(check)).headers.get('Location')).toBe(`${impor()}?kabar=hilang`);
  });

  it('says of the same file again that there is nothing to save', async () => {
    const { bytes, name } = await solok();
    const page = await (await get((await upload(bytes, name)).headers.get('Location') ?? '')).text();
    expect(page).toContain('0 peserta baru, 0 berubah, 25 tidak berubah.');
    expect(page).toContain('Tidak ada yang perlu disimpan.');
    expect(page).not.toContain('Simpan 25 baris');
  });

  it('takes what Bekal exported back without a difference, however a name is spelt', async () => {
    const names = ["SITI NUR'AINI", 'yusuf', 'Drs. Budi Contoh, S.Pd', 'Contoh, Rahmat', '=1+1 \'"; Ana'];
    const some = await house.db
      .selectFrom('person')
      .select('id')
      .where('nik_hmac', 'is not', null)
      .orderBy('id')
      .limit(5)
      .execute();
    for (const [i, { id }] of some.entries())
      await house.db
        .updateTable('person')
        .set({
          name: names[i] ?? '',
          ...(i === 0 ? { phone_e164: null } : i === 1 ? { title_suffix: 'M.Si' } : {}),
        })
        .where('id', '=', id)
        .execute();
    const base = `/kelola/bimtek/${bimtek.bimtekId}/peserta`;
    for (const ending of ['xlsx', 'csv']) {
      const file = await get(`${base}.${ending}`);
      expect(file.status).toBe(200);
      const check = (await upload(await file.bytes(), `peserta.${ending}`)).headers.get('Location') ?? '';
      expect(await (await get(check)).text()).toContain('0 peserta baru, 0 berubah, 25 tidak berubah.');
    }
    expect((await get(`${base}.xlsx`, outsider)).status).toBe(404);
    const acts = await house.db
      .selectFrom('audit_event')
      .select('detail')
      .where('act', '=', 'participants-exported')
      .execute();
    expect(acts).toEqual([{ detail: { people: 25 } }, { detail: { people: 25 } }]);
  });
});

describe('A roster with rows that are not ready', () => {
  beforeAll(openOwnHouse);

  it('names row, column, value and reason of what is wrong, asks what can be asked, and saves the rest', async () => {
    const check = (await upload(MIXED, 'campur.csv')).headers.get('Location') ?? '';
    const page = await (await get(check)).text();
    expect(page).toContain('<a href="#b2">Baris 2: NIK harus 16 angka</a>');
    expect(page).toContain('data-l="Isi di Excel">130205620900000</td>');
    expect(page).toContain('NIK harus 16 angka. Ini 15 angka.');
    expect(page).toContain('name="j.3.village-ambiguous"');
    expect(page).toContain('Kelas H belum ada di bimtek ini.');
    expect(page).toContain('Buat kelas H untuk 1 baris');
    expect(page).toContain('Simpan 1 baris');
    const answers = { _key: newId(), 'j.3.village-ambiguous': '13.02.06.2002' };
    const saved = await house.post(check, answers, { cookie: panitia });
    expect(saved.headers.get('Location')).toBe(
      `/kelola/bimtek/${bimtek.bimtekId}/peserta?kabar=diimpor&baru=2&berubah=0&sisa=2&berkas=${check.slice(-36)}`,
    );
    const list = await (await get(saved.headers.get('Location') ?? '')).text();
    expect(list).toContain('Lihat dan unduh 2 baris itu');
    expect(await people()).toHaveLength(2);
  });

  it('creates the class that a human agreed to', async () => {
    const check = (await upload(MIXED, 'campur.csv')).headers.get('Location') ?? '';
    await house.post(check, { _key: newId(), 'buat-kelas': 'H' }, { cookie: panitia });
    const row = await house.db
      .selectFrom('enrolment as e')
      .innerJoin('class as c', 'c.id', 'e.class_id')
      .select(['c.letter', 'e.participant_no'])
      .where('e.bimtek_id', '=', bimtek.bimtekId)
      .where('c.letter', '=', 'H')
      .execute();
    expect(row).toEqual([{ letter: 'H', participant_no: 'H-01' }]);
  });

  it('hands the rows that are not ready back as a file', async () => {
    const check = (await upload(MIXED, 'campur.csv')).headers.get('Location') ?? '';
    const answer = await get(`${check}/perbaiki.csv`);
    expect(answer.headers.get('Content-Disposition')).toBe('attachment; filename="perlu-diperbaiki.csv"');
    const text = new TextDecoder().decode(await answer.arrayBuffer());
    expect(text).toContain('"2";"Leni Marlina";"NIK";"130205620900000";"NIK harus 16 angka. Ini 15 angka."');
    expect(text.trim().split('\r\n')).toHaveLength(2);
  });

  it('asks which sheet and which column, and asks of the columns once for all files with these headers', async () => {
    const rows = [
      ['Nama Lengkap', 'Nomor Kependudukan', 'L/P', 'HP', 'Kode Wilayah', 'Kelas'],
      ['Ira Novita', '1302067112840000', 'P', '0812-0000-8806', '13.02.06.2003', 'F'],
    ];
    const file = await workbookOf([
      { name: 'Gelombang 1', rows },
      { name: 'Gelombang 2', rows },
    ]);
    const check = (await upload(file, 'dua.xlsx')).headers.get('Location') ?? '';
    const which = await (await get(check)).text();
    expect(which).toContain('Lembar mana yang berisi daftar peserta?');
    const say = (fields: Record<string, string>) =>
      house.post(`${check}/kolom`, { _key: newId(), ...fields }, { cookie: panitia });
    const sheet = (await say({ lembar: 'Gelombang 2' })).headers.get('Location') ?? '';
    expect(sheet).toBe(`${check}?lembar=Gelombang+2`);
    const column = await (await get(sheet)).text();
    expect(column).toContain('Kolom mana yang berisi NIK?');
    expect(column).toContain('name="lembar" value="Gelombang 2"');
    const answered = await say({ lembar: 'Gelombang 2', 'kolom.nik': 'B' });
    expect(answered.headers.get('Location')).toBe(sheet);
    const told = await (await get(sheet)).text();
    expect(told).toContain('1 peserta baru');
    expect(told).toContain('6 kolom dibaca, seperti yang pernah dijelaskan untuk berkas serupa');
    const saved = await house.post(check, { _key: newId(), lembar: 'Gelombang 2' }, { cookie: panitia });
    expect(saved.headers.get('Location')).toContain('baru=1');

    const next = await workbookOf([
      {
        name: 'Lain',
        rows: [
          ['DAFTAR SUSULAN'],
          ...rows.slice(0, 1),
          ['Ira Susulan', '1302066812840000', 'P', '0812-0000-8807', '13.02.06.2001', 'F'],
        ],
      },
    ]);
    const again = (await upload(next, 'susulan.xlsx')).headers.get('Location') ?? '';
    expect(await (await get(again)).text()).toContain('1 peserta baru');
    const other = await makeBimtek(house);
    const cookie = await house.signInAs(other.people.panitia);
    const elsewhere = `/kelola/bimtek/${other.bimtekId}/peserta/impor`;
    const body = new FormData();
    body.set('_key', newId());
    body.set('berkas', new File([next as Uint8Array<ArrayBuffer>], 'susulan.xlsx'));
    const there = await house.send(elsewhere, { method: 'POST', body }, { cookie });
    expect(await (await get(there.headers.get('Location') ?? '', cookie)).text()).toContain(
      'Kolom mana yang berisi NIK?',
    );
  });

  it('keeps what was said of a table without a header in the address, not among the headers', async () => {
    const file = writeCsv([
      ['Ira Tanpa', '1302066912840000', 'P', '0812-0000-8808', 'Koto Laweh', 'Lembang Jaya'],
    ]);
    const check = (await upload(file, 'tanpa.csv')).headers.get('Location') ?? '';
    const before = await house.db.selectFrom('roster_mapping').select('headers').execute();
    const fields = { 'kolom.name': 'A', 'kolom.nik': 'B', 'kolom.phone': 'D', 'kolom.village': 'E' };
    const answered = await house.post(
      `${check}/kolom`,
      { _key: newId(), ...fields, 'kolom.district': 'F' },
      { cookie: panitia },
    );
    const told = answered.headers.get('Location') ?? '';
    expect(told).toContain('kolom.nik=B');
    expect(await (await get(told)).text()).toContain('Ira Tanpa');
    expect(await house.db.selectFrom('roster_mapping').select('headers').execute()).toEqual(before);
  });

  it('refuses at once what is no roster, without keeping it', async () => {
    const before = await house.db.selectFrom('roster_draft').select('id').execute();
    for (const [bytes, name, says] of [
      [new Uint8Array(), 'kosong.xlsx', 'Pilih berkas lebih dulu.'],
      [new TextEncoder().encode('bukan buku kerja'), 'palsu.xlsx', 'Ini bukan buku kerja Excel.'],
    ] as const) {
      const answer = await upload(bytes, name);
      expect([name, answer.status]).toEqual([name, 422]);
      expect(await answer.text()).toContain(says);
    }
    expect(await house.db.selectFrom('roster_draft').select('id').execute()).toEqual(before);
  });

  it('refuses a file over 20 MB before reading it', async () => {
    expect((await upload(new Uint8Array(21 * 1024 * 1024), 'besar.xlsx')).status).toBe(413);
  });

  it('does not show a draft to the panitia of another bimtek, under either address', async () => {
    const check = (await upload(MIXED, 'campur.csv')).headers.get('Location') ?? '';
    expect((await get(check, outsider)).status).toBe(404);
    expect((await house.post(check, { _key: newId() }, { cookie: outsider })).status).toBe(404);
    const other = await makeBimtek(house);
    const cookie = await house.signInAs(other.people.panitia);
    const elsewhere = check.replace(bimtek.bimtekId, other.bimtekId);
    expect((await get(elsewhere, cookie)).headers.get('Location')).toContain('kabar=hilang');
    expect((await get(`${elsewhere}/perbaiki.csv`, cookie)).status).toBe(404);
  });
});

describe('A roster of more rows than are saved at once', () => {
  beforeAll(openOwnHouse);
  const villages = ['13.02.05.2002', '13.02.05.2001'];
  const rows = Array.from({ length: 2001 }, (_, i) => [
    `Orang Contoh ${'abcdefghijklmnopqrstuvwxyz'[i % 26]}`,
    `13020501${String((i % 12) + 1).padStart(2, '0')}${String(i % 100).padStart(2, '0')}${String(i).padStart(4, '0')}`,
    'L',
    `0812-0000-${String(i).padStart(4, '0')}`,
    i === 2000 ? '18.10.01.2008' : (villages[i % 2] ?? ''),
    '',
    '',
    '',
    'F',
  ]);

  it('is read in a thread, shows how far it is meanwhile, and is opened kabupaten by kabupaten', async () => {
    const check = (await upload(writeCsv([HEADER, ...rows]), 'panjang.csv')).headers.get('Location') ?? '';
    let answer = await get(check);
    for (let tries = 0; answer.headers.has('Refresh') && tries < 60; tries++) {
      expect(await answer.text()).toMatch(/<progress class="kemajuan" max="100" value="\d+"/);
      answer = await get(check);
    }
    const page = await answer.text();
    expect(page).toContain('panjang.csv, 2.001 baris.');
    expect(page).toContain('Sekali simpan paling banyak 2.000 baris.');
    expect(page).toContain('<option value="18.10">Kabupaten Pringsewu (1 baris)</option>');
    expect(page).not.toContain('name="mulai"');
    expect((await house.post(check, { _key: newId() }, { cookie: panitia })).status).toBe(409);
    expect(await people()).toEqual([]);
    const part = await (await get(`${check}?kabupaten=18.10`)).text();
    expect(part).toContain('Bagian yang dibuka: <b>Kabupaten Pringsewu</b>, 1 baris.');
    expect(part).toContain('Simpan 1 baris');
    expect((await get(check)).status).toBe(200);
  });
});
