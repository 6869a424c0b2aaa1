import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { newId } from '../../src/id.ts';
import { type Bimtek, type Kader, openBimtek, wib } from '../fixtures/attendance.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { newMark } from '../fixtures/new-mark.ts';

/** "bekal-belum-terkirim.json", which a phone saved because it could not send. */
let house: TestHouse;
let b: Bimtek;
let session: string;
let kader: Kader[];
let panitia: string;
beforeAll(async () => {
  house = await openHouse({ at: wib(3, '12:00') });
  b = await openBimtek(house);
  kader = [await b.addKader({ name: 'Yulia Rahmawati' }), await b.addKader({ name: 'Agus Riyanto' })];
  panitia = await house.signInAs(b.people.panitia);
});
afterAll(() => house.close());
beforeEach(async () => {
  session = await b.addSession({ start: wib(3, '08:30') });
});

const path = () => `/kelola/bimtek/${b.bimtekId}/presensi/berkas`;
const text = async (response: Response) =>
  (await response.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

/** A tap as the phone keeps it. */
function tapOf(who: Kader, status: string, more: { user?: string; bases?: string; in?: string } = {}) {
  const key = newId();
  const fields = {
    enrolment: who.enrolmentId,
    status,
    bases: more.bases ?? '',
    _key: key,
    _at: '2024-06-03T01:35:00.000Z',
  };
  const body = new URLSearchParams(fields).toString();
  const url = `/sesi/${more.in ?? session}/presensi`;
  return { slot: key, key, user: more.user ?? b.people.ratna, url, body, label: 'Presensi', n: 1 };
}

function upload(content: string, cookie = panitia): Promise<Response> {
  const form = new FormData();
  form.append('berkas', new File([content], 'bekal-belum-terkirim.json', { type: 'application/json' }));
  return house.send(path(), { method: 'POST', body: form }, { cookie });
}
const take = (rows: object[], key = newId()) =>
  house.post(path(), { isi: JSON.stringify(rows), _key: key }, { cookie: panitia });
const marks = () =>
  b.db
    .selectFrom('mark')
    .select(['id', 'status', 'source', 'by_id', 'note'])
    .where('session_id', '=', session)
    .orderBy('id')
    .execute();

it('is shown row by row, with whose it is and what it says, and nothing is taken yet', async () => {
  const [arrived, self] = [
    tapOf(kader[0]!, 'hadir'),
    tapOf(kader[1]!, 'hadir', { user: kader[1]!.personId }),
  ];
  await b.mark(b.people.ratna, newMark(session, kader[0]!.enrolmentId, { id: arrived.key }));
  const elsewhere = tapOf(kader[0]!, 'hadir', { in: newId() });
  const stranger = tapOf(kader[1]!, 'hadir', { user: b.people.deni });
  const answer = { ...tapOf(kader[0]!, 'hadir'), url: '/percobaan/1/soal/1', label: 'Soal 1' };
  const rows = [tapOf(kader[1]!, 'sakit'), arrived, self, stranger, elsewhere, answer];
  const page = await upload(JSON.stringify(rows));
  expect(page.status).toBe(200);
  const says = await text(page);
  for (const line of [
    /F-02 Agus Riyanto: Sakit, Sesi \d+ Dari HP Ratna Wulandari Bisa diambil/,
    /F-01 Yulia Rahmawati: Hadir, Sesi \d+ Dari HP Ratna Wulandari Sudah sampai/,
    /Dari HP Agus Riyanto Presensi diri sendiri/,
    /Dari HP Deni Pratama Bukan pelatih sesi ini/,
    /Bukan bimtek ini/,
    /Soal 1 Dari HP Ratna Wulandari Dikirim pemiliknya/,
    /Ambil 1 presensi/,
  ])
    expect(says).toMatch(line);
  expect((await marks()).map(({ id }) => id)).toEqual([arrived.key]);
});

it('is taken once as an import of the panitia, with the author in the note, also when the phone sends it after all', async () => {
  const rows = [tapOf(kader[0]!, 'izin'), tapOf(kader[1]!, 'hadir', { user: b.people.deni })];
  expect((await take(rows)).headers.get('Location')).toMatch(/kabar=berkas&n=1$/);
  expect((await take(rows)).headers.get('Location')).toMatch(/kabar=berkas&n=0$/);
  const taken = [
    {
      id: rows[0]!.key,
      status: 'izin',
      source: 'import',
      by_id: b.people.panitia,
      note: 'Dari berkas HP Ratna Wulandari',
    },
  ];
  expect(await marks()).toEqual(taken);
  const cookie = await house.signInAs(b.people.ratna);
  const { key, body } = rows[0]!;
  const sent = await house.post(`/sesi/${session}/presensi`, Object.fromEntries(new URLSearchParams(body)), {
    cookie,
    headers: { 'Idempotency-Key': key, 'X-Bekal-Sent': '2024-06-03T05:00:00.000Z' },
  });
  expect([sent.status, sent.headers.get('X-Bekal-Key'), await marks()]).toEqual([200, key, taken]);
});

it('asks where it differs from what stands there', async () => {
  await b.mark(b.people.panitia2, newMark(session, kader[0]!.enrolmentId, { status: 'alpa' }));
  await take([tapOf(kader[0]!, 'hadir')]);
  expect(await b.value(session, kader[0]!.enrolmentId)).toMatchObject({ heads: 2, open: true });
});

it.each(['', 'nothing', '{}', '[]', '[{"key":1}]', `[${'{'.repeat(50)}]`])(
  'that is no such file is refused with a sentence: %s',
  async (content) => {
    const page = await upload(content);
    expect([page.status, (await text(page)).includes('Berkas ini bukan bekal-belum-terkirim.json')]).toEqual([
      422,
      true,
    ]);
  },
);
