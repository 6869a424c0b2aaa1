import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SessionFields, sessionsOf } from '../../src/bimtek/index.ts';
import { newId } from '../../src/id.ts';
import {
  addKader,
  BEFORE,
  type Bimtek,
  makeBimtek,
  planned,
  sessionFields,
  wib,
} from '../fixtures/bimtek.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
let bimtek: Bimtek;
let panitia: string;
let ratna: string;
let kader: { personId: string; enrolmentId: string };
let asKader: string;

const path = (rest = '') => `/kelola/bimtek/${bimtek.bimtekId}/jadwal${rest}`;
const get = (at: string, cookie = panitia) => house.get(at, { cookie });
const post = (at: string, fields: Record<string, string | string[]>, cookie = panitia) =>
  house.post(at, { _key: newId(), ...fields }, { cookie });
const html = async (answer: Response | Promise<Response>) => (await answer).text();
const plan = (day: string, from: string, to: string, more: Partial<SessionFields> = {}) =>
  planned(house, bimtek, sessionFields(bimtek, [day, from, to], more));
const one = async (sessionId: string) => (await sessionsOf(house.db, { sessionId }))[0];
const markIn = (text: string, name = 'anyway') =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
const counted = async (topic: string) =>
  (await house.db.selectFrom('session').select('id').where('topic', '=', topic).execute()).length;
const fields = (more: Record<string, string | string[]> = {}) => ({
  ...{ day: '2024-06-03', start: '09:00', end: '10:30', jp: '2', topic: 'Peta desa', subject: '' },
  ...{ room: 'batavia 2', pic: 'Nurhayati', counted: 'ya', classes: [bimtek.classes.F] },
  ...more,
});

beforeAll(async () => {
  house = await openHouse({ at: BEFORE });
  bimtek = await makeBimtek(house);
  kader = await addKader(house, bimtek);
  panitia = await house.signInAs(bimtek.people.panitia);
  ratna = await house.signInAs(bimtek.people.ratna);
  asKader = await house.signInAs(kader.personId);
});
afterAll(() => house.close());

describe('A session that clashes', () => {
  it('is saved only after what it clashes with was shown, and only for just those clashes', async () => {
    await plan('06-03', '08:30', '10:00');
    const asked = await post(path('/baru'), fields());
    expect(asked.status).toBe(409);
    const text = await html(asked);
    const when = 'Sesi 1: Mengenal hoaks (Kelas F), Senin, 3 Juni 2024, 08.30–10.00 WIB.';
    for (const says of [
      `Ruang Batavia 2 sudah dipakai ${when}`,
      `Kelas F sudah punya ${when}`,
      'Ratna Wulandari sudah mengajar',
      'value="Peta desa"',
    ])
      expect(text).toContain(says);
    expect(await counted('Peta desa')).toBe(0);
    const anyway = markIn(text);
    expect(anyway).toMatch(/^[0-9a-f]{32}$/);
    const other = await post(
      path('/baru'),
      fields({ anyway, classes: [bimtek.classes.F, bimtek.classes.G] }),
    );
    expect(other.status).toBe(409);
    expect((await post(path('/baru'), fields({ anyway }))).headers.get('Location')).toBe(
      path('?hari=2024-06-03&kabar=ditambah'),
    );
    expect(await counted('Peta desa')).toBe(1);
    const page = await html(get(path('?hari=2024-06-05')));
    expect(page).toContain('Bentrok (1)');
    expect(page).toContain('Ruang Batavia 2, Kelas F, Ratna Wulandari');
  });

  it('with nothing is saved at once, with its PIC', async () => {
    expect(
      (await post(path('/baru'), fields({ topic: 'Sendiri', start: '19:00', end: '20:00' }))).status,
    ).toBe(303);
    const row = await house.db
      .selectFrom('session')
      .select('pic')
      .where('topic', '=', 'Sendiri')
      .executeTakeFirstOrThrow();
    expect(row.pic).toBe('Nurhayati');
  });

  it('is told of holidays: those that were typed in, and those with the same date each year', async () => {
    expect((await post(path('/libur'), { day: '2024-06-04', name: 'Libur contoh' })).status).toBe(303);
    const warned = await post(path('/baru'), fields({ day: '2024-06-04', topic: 'Libur' }));
    expect(await html(warned)).toContain('Selasa, 4 Juni 2024 adalah hari libur: Libur contoh.');
    const fixed = await post(path('/baru'), fields({ day: '2024-06-01', topic: 'Libur' }));
    expect(await html(fixed)).toContain('Sabtu, 1 Juni 2024 adalah hari libur: Hari Lahir Pancasila.');
    expect(await html(get(path('?hari=2024-06-04')))).toContain('Libur contoh');
    expect((await post(path('/libur/hapus'), { day: '2024-06-04' })).status).toBe(303);
    expect((await post(path('/libur/hapus'), { day: '2024-06-04' })).status).toBe(409);
    expect((await post(path('/libur'), { day: 'besok', name: '' })).status).toBe(422);
    expect((await post(path('/baru'), fields({ day: '2024-06-04', topic: 'Libur' }))).status).toBe(303);
  });

  it('is told when a trainer is named in another bimtek at that time, without saying which', async () => {
    const other = await makeBimtek(house, { label: 'Gelombang rahasia' });
    const { deni } = bimtek.people;
    await house.db
      .insertInto('session')
      .values({
        ...{ id: newId(), bimtek_id: other.bimtekId, no: 1, half_jp: 2, timetable_no: 1, counted: true },
        ...{ topic: 'Lain', subject: 'Lain', room: '' },
        ...{ starts_at: wib('06-05', '08:00'), ends_at: wib('06-05', '09:00') },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
      .then(({ id }) =>
        house.db
          .insertInto('session_trainer')
          .values({ bimtek_id: other.bimtekId, session_id: id, person_id: deni })
          .execute(),
      );
    const busy = fields({ day: '2024-06-05', start: '08:30', topic: 'Sibuk', room: '', trainers: [deni] });
    const text = await html(post(path('/baru'), busy));
    expect(text).toContain('Deni Pratama sudah mengajar di bimtek lain, Rabu, 5 Juni 2024, 08.00–09.00 WIB.');
    expect(text).not.toContain('Gelombang rahasia');
    expect((await post(path('/baru'), { ...busy, start: '09:00' })).status).toBe(303);
  });

  it('keeps its class while people of it are marked, until that was read; the marks stay', async () => {
    const id = await plan('06-06', '08:00', '09:00', {
      classIds: [bimtek.classes.F, bimtek.classes.G],
      room: '',
    });
    const mark = {
      ...{ id: newId(), bimtek_id: bimtek.bimtekId, session_id: id, enrolment_id: kader.enrolmentId },
      ...{ status: 'hadir' as const, bases: [], source: 'roll-call' as const, by_id: bimtek.people.ratna },
      ...{ device: 'hp', corrected_at: BEFORE, received_at: BEFORE },
    };
    await house.db.insertInto('mark').values(mark).execute();
    const change = fields({
      day: '2024-06-06',
      start: '08:00',
      end: '09:00',
      topic: 'Mengenal hoaks',
      room: '',
      classes: [bimtek.classes.G],
    });
    const asked = await post(path(`/${id}`), change);
    expect(asked.status).toBe(409);
    const text = await html(asked);
    expect(text).toContain('Kelas F dikeluarkan dari sesi ini, padahal presensi 1 orangnya sudah ada.');
    expect((await one(id))?.classes.map(({ letter }) => letter)).toEqual(['F', 'G']);
    expect((await post(path(`/${id}`), { ...change, anyway: markIn(text) })).status).toBe(303);
    expect((await one(id))?.classes.map(({ letter }) => letter)).toEqual(['G']);
    const marks = await house.db.selectFrom('mark').select('id').where('session_id', '=', id).execute();
    expect(marks).toEqual([{ id: mark.id }]);
    expect(
      (await post(path(`/${id}`), { ...change, classes: [bimtek.classes.F, bimtek.classes.G] })).status,
    ).toBe(303);
    const uncounted = await post(path(`/${id}`), {
      ...change,
      counted: '',
      classes: [bimtek.classes.F, bimtek.classes.G],
    });
    expect(await html(uncounted)).toContain('Sesi ini tidak akan dihitung lagi.');
  });
});

describe('A day', () => {
  const copy = (more: Record<string, string>) =>
    post(path('/salin'), { dari: '2024-06-03', ke: '2024-06-08', ...more });

  it('is copied as it was shown: room, topic, PIC, trainers and classes, no marks, nothing twice', async () => {
    await plan('06-03', '13:00', '14:30', {
      trainerIds: [bimtek.people.deni],
      topic: 'Pleno',
      classIds: [bimtek.classes.F, bimtek.classes.G],
      room: 'Aula',
      pic: 'Nurhayati',
    });
    const text = await html(get(path('/salin?dari=2024-06-03&ke=2024-06-08')));
    expect(text).toContain('Pratinjau, Sabtu, 8 Juni 2024');
    expect(text).toContain('Simpan 4 sesi');
    expect((await copy({ mark: 'lain' })).status).toBe(409);
    const mark = markIn(text, 'mark');
    expect((await copy({ mark })).headers.get('Location')).toBe(path('?hari=2024-06-08&kabar=disalin&n=4'));
    const copied = (
      await sessionsOf(house.db, { bimtekId: bimtek.bimtekId, from: wib('06-08', '00:00') })
    ).find(({ topic }) => topic === 'Pleno');
    expect(copied).toMatchObject({
      ...{ startsAt: wib('06-08', '13:00'), endsAt: wib('06-08', '14:30'), room: 'Aula', pic: 'Nurhayati' },
      named: [bimtek.people.deni],
    });
    expect(copied?.classes.map(({ letter }) => letter)).toEqual(['F', 'G']);
    expect((await copy({ mark })).status).toBe(409);
    const again = await html(get(path('/salin?dari=2024-06-03&ke=2024-06-08')));
    expect(again.match(/Dilewati/g)).toHaveLength(4);
    expect((await copy({ mark: markIn(again, 'mark') })).status).toBe(409);
  });

  it('is not copied to itself, outside the bimtek, or from what no day is', async () => {
    expect(await html(get(path('/salin?dari=2024-06-03&ke=2024-06-03')))).toContain(
      'Pilih dua hari yang berbeda.',
    );
    expect(await html(get(path('/salin?dari=2024-06-03&ke=2024-07-03')))).not.toContain('Pratinjau,');
    expect((await copy({ ke: 'besok', mark: '' })).status).toBe(422);
  });
});

describe('The text for a class', () => {
  it('is the whole timetable first, then what changed, and is kept as it was made', async () => {
    const { G } = bimtek.classes;
    expect((await post(path(`/teks/${G}`), {})).headers.get('Location')).toBe(
      path('/teks?kabar=dibuat&kelas=G#k-G'),
    );
    expect((await post(path(`/teks/${G}`), {})).status).toBe(409);
    const [pleno] = (await sessionsOf(house.db, { bimtekId: bimtek.bimtekId })).filter(
      ({ topic }) => topic === 'Pleno',
    );
    expect((await post(path(`/${pleno?.id}/batal`), { reason: 'Listrik padam' })).status).toBe(303);
    expect(await html(get(path('/teks')))).toContain('<b>1 perubahan belum dibagikan.</b>');
    expect((await post(path(`/teks/${G}`), {})).status).toBe(303);
    const texts = await house.db
      .selectFrom('timetable_text')
      .select(['body', 'by_id'])
      .where('class_id', '=', G)
      .orderBy('no')
      .execute();
    expect(texts.map(({ by_id }) => by_id)).toEqual([bimtek.people.panitia, bimtek.people.panitia]);
    expect(texts[0]?.body).toContain('*Senin, 3 Juni 2024*\n13.00–14.30 WIB Pleno, Aula');
    expect(texts[1]?.body).toContain(
      '- Dibatalkan: Pleno, Senin, 3 Juni 2024, 13.00–14.30 WIB (Listrik padam)',
    );
    const page = await html(get(path('/teks')));
    expect(page).toContain('https://wa.me/?text=');
    expect(page).toContain('Tidak ada perubahan sejak teks terakhir.');
    const other = await makeBimtek(house);
    expect((await post(path(`/teks/${other.classes.F}`), {})).status).toBe(404);
  });
});

describe('The own timetable', () => {
  it('names the sessions that were deleted or are another class’s now, until that is seen', async () => {
    const { F, G } = bimtek.classes;
    const gone = await plan('06-06', '08:00', '09:00', { topic: 'Dihapus', room: '' });
    const moved = await plan('06-06', '10:00', '11:00', { topic: 'Pindah kelas', room: '' });
    const never = await plan('06-06', '13:00', '14:00', { topic: 'Belum pernah', room: '', classIds: [G] });
    const seen = async () =>
      post('/jadwal/tahu', { seen: markIn(await html(get('/jadwal', asKader)), 'seen') }, asKader);
    await seen();
    const before = await html(get('/jadwal', asKader));
    expect([before.includes('Dihapus'), before.includes('tidak ada lagi')]).toEqual([true, false]);
    for (const id of [gone, never]) expect((await post(path(`/${id}/hapus`), {})).status).toBe(303);
    const there = {
      day: '2024-06-06',
      start: '10:00',
      end: '11:00',
      topic: 'Pindah kelas',
      room: '',
      pic: '',
    };
    expect((await post(path(`/${moved}`), fields({ ...there, classes: [G] }))).status).toBe(303);
    const told = (await html(get('/jadwal', asKader))).replace(/<[^>]+>/g, ' ');
    expect(told).toContain('2 sesi tidak ada lagi di jadwal Anda:');
    expect(told).toContain('Kamis, 6 Juni 2024, 08.00–09.00 WIB: Dihapus');
    expect(told).toContain('Kamis, 6 Juni 2024, 10.00–11.00 WIB: Pindah kelas');
    expect(told).not.toContain('Belum pernah');
    expect((await post(path(`/${moved}`), fields({ ...there, classes: [F] }))).status).toBe(303);
    expect(await html(get('/jadwal', asKader))).toContain('1 sesi tidak ada lagi');
    await seen();
    expect(await html(get('/jadwal', asKader))).not.toContain('tidak ada lagi');
    await post(path(`/${moved}/hapus`), {});
  });

  it('tells a cancelled session, and one that is put back after the cancelling was seen', async () => {
    const id = await plan('06-07', '08:00', '09:00', { topic: 'Kembali', room: '' });
    const seen = async () =>
      post('/jadwal/tahu', { seen: markIn(await html(get('/jadwal', asKader)), 'seen') }, asKader);
    await post(path(`/${id}/batal`), { reason: 'Hujan' });
    expect(await html(get('/jadwal', asKader))).toContain('Hujan');
    expect((await seen()).status).toBe(303);
    expect(await html(get('/jadwal', asKader))).not.toContain('Sudah tahu');
    await post(path(`/${id}/pulih`), {});
    expect(await html(get('/jadwal', asKader))).toContain('semula dibatalkan');
    await seen();
    const move = (start: string, end: string) =>
      post(path(`/${id}`), fields({ day: '2024-06-07', start, end, topic: 'Kembali', room: '', pic: '' }));
    await move('09:00', '10:00');
    await move('10:00', '11:00');
    expect(await html(get('/jadwal', asKader))).toContain('semula 08.00–09.00 WIB');
    await move('08:00', '09:00');
    expect(await html(get('/jadwal', asKader))).not.toContain('Sudah tahu');
    const ics = await html(get('/jadwal.ics', asKader));
    const event = ics.split('BEGIN:VEVENT').find((part) => part.includes(`UID:${id}@bekal`)) ?? '';
    const now = await one(id);
    expect(event).toContain(`SEQUENCE:${now?.timetableNo}\r\n`);
    expect(event).toContain('DTSTART:20240607T010000Z');
  });
});

describe('The timetable as a file', () => {
  const upload = (body: string | ArrayBuffer, name: string, cookie = panitia) => {
    const form = new FormData();
    form.set('_key', newId());
    form.set('berkas', new File([new Uint8Array(typeof body === 'string' ? Buffer.from(body) : body)], name));
    return house.send(path('/impor'), { method: 'POST', body: form }, { cookie });
  };
  const unescaped = (text: string) =>
    text.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&#39;', "'");
  const save = (text: string) =>
    post(path('/impor/simpan'), { isi: unescaped(markIn(text, 'isi')), mark: markIn(text, 'mark') });
  const sessions = () => house.db.selectFrom('session').selectAll().orderBy('id').execute();

  it('goes out as a workbook and comes back in without a difference', async () => {
    const before = await sessions();
    const text = await html(upload(await (await get(path('.xlsx'))).arrayBuffer(), 'jadwal.xlsx'));
    expect(text).toContain('<b>Tidak ada yang perlu disimpan.</b>');
    expect(text).toContain(
      `${before.filter(({ cancelled_at, bimtek_id }) => cancelled_at === null && bimtek_id === bimtek.bimtekId).length} sesi tidak berubah.`,
    );
    expect(await sessions()).toEqual(before);
  });

  it('is checked row by row, and only "Simpan" writes: new and changed, what is wrong stays out', async () => {
    const [old] = (await sessionsOf(house.db, { bimtekId: bimtek.bimtekId })).filter(
      ({ topic }) => topic === 'Sendiri',
    );
    const csv = [
      'Tanggal;Mulai;Selesai;Kelas;Materi;JP;Ruang;Kode sesi',
      '05/06/2024;08.00;09.30;G;Dari berkas;2;Aula;',
      '05/06/2024;pagi;09.30;Z;Salah;2;;',
      `03/06/2024;19.00;20.00;F;Sendiri;2;Lab;${old?.id}`,
    ].join('\r\n');
    const before = await sessions();
    const text = await html(upload(csv, 'jadwal.csv'));
    for (const says of [
      'Baris 3',
      'Kelas (D)',
      'Mulai (B)',
      'Bukan jam.',
      'Ruang: batavia 2 menjadi Lab',
      'Simpan 2 sesi',
    ])
      expect(text).toContain(says);
    expect(await sessions()).toEqual(before);
    expect((await save(text)).headers.get('Location')).toBe(path('?kabar=diimpor&n=2'));
    expect(await counted('Dari berkas')).toBe(1);
    expect(await counted('Salah')).toBe(0);
    expect(await one(old?.id ?? '')).toMatchObject({ room: 'Lab', pic: 'Nurhayati' });
    const again = await save(text);
    expect(again.status).toBe(409);
    expect(await html(again)).toContain('Jadwal berubah sejak pratinjau dibuka.');
  });

  it.each([
    ['jadwal.csv', 'Materi;JP\nx;2', 'Kolom ini tidak ditemukan: Tanggal, Kelas, Waktu'],
    ['jadwal.csv', 'Tanggal;Waktu;Materi;JP;Kelas\n', 'Tidak ada sesi di bawah judul kolom.'],
    ['jadwal.csv', '', 'Pilih berkas lebih dulu.'],
  ])('is refused with what is the matter: %s %j', async (name, body, says) => {
    const answer = await upload(body, name);
    expect(answer.status).toBe(422);
    expect(await html(answer)).toContain(says);
  });

  it('takes nothing that no check page sent, and nothing from a pelatih', async () => {
    for (const isi of ['', 'null', '{"lines":[{"row":0}]}'])
      expect((await post(path('/impor/simpan'), { isi, mark: 'x' })).status).toBe(422);
    expect((await upload('x', 'a.csv', ratna)).status).toBe(403);
  });

  it('is printed as one PDF for a class and for the whole bimtek', async () => {
    for (const query of ['?kelas=F', '']) {
      const answer = await get(path(`.pdf${query}`));
      expect(answer.headers.get('Content-Type')).toBe('application/pdf');
      expect(Buffer.from(await answer.arrayBuffer()).toString('latin1', 0, 5)).toBe('%PDF-');
    }
    expect((await get(path('.pdf'), ratna)).status).toBe(403);
  });
});
