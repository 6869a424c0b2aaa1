import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/id.ts';
import { type Bimtek, type Kader, openBimtek, wib } from '../fixtures/attendance.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { newMark } from '../fixtures/new-mark.ts';

let house: TestHouse;
let b: Bimtek;
let session: string;
let path: string;
let kader: [Kader, Kader, Kader];
let ratna: string;
let panitia: string;
let deni: string;
const asPart = { 'HX-Request': 'true', 'HX-Request-Type': 'partial' };

beforeAll(async () => {
  house = await openHouse({ at: wib(3, '08:40') });
  b = await openBimtek(house);
  kader = [
    await b.addKader({ name: 'Afrida Yenti' }),
    await b.addKader({ name: 'Agus Riyanto' }),
    await b.addKader({ name: 'Ahmad Fauzan' }),
  ];
  ratna = await house.signInAs(b.people.ratna);
  panitia = await house.signInAs(b.people.panitia);
  deni = await house.signInAs(b.people.deni);
});
afterAll(() => house.close());
beforeEach(async () => {
  session = await b.addSession({ start: wib(3, '08:30'), topic: 'Mengenal hoaks' });
  path = `/sesi/${session}/presensi`;
});

const tap = (
  who: Kader,
  more: Record<string, string> = {},
  headers: Record<string, string> = {},
  cookie = ratna,
) =>
  house.post(
    path,
    { _key: newId(), enrolment: who.enrolmentId, status: 'hadir', bases: '', ...more },
    { cookie, headers },
  );
const marksOf = (who: Kader) =>
  b.db
    .selectFrom('mark')
    .selectAll()
    .where('session_id', '=', session)
    .where('enrolment_id', '=', who.enrolmentId)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
const counts = (page: string) =>
  [...page.matchAll(/<b>(\d+)<\/b> (Semua|Belum|Hadir|Lainnya)/g)].map(([, n, word]) => `${n} ${word}`);
const text = async (response: Response) => (await response.text()).replace(/\s+/g, ' ');

describe('the roll call', () => {
  it('lists everyone of the class with the four counts, by which it can be filtered, and can be searched', async () => {
    await tap(kader[0]);
    await tap(kader[1], { status: 'sakit' });
    const page = await text(await house.get(path, { cookie: ratna }));
    expect(counts(page)).toEqual(['3 Semua', '1 Belum', '1 Hadir', '1 Lainnya']);
    const names = (html: string) =>
      ['Afrida Yenti', 'Agus Riyanto', 'Ahmad Fauzan'].filter((name) => html.includes(`<b>${name}</b>`));
    const list = async (query: string) =>
      names(await text(await house.get(`${path}?${query}`, { cookie: ratna })));
    expect(names(page)).toEqual(['Afrida Yenti', 'Agus Riyanto', 'Ahmad Fauzan']);
    expect(await list('saring=belum')).toEqual(['Ahmad Fauzan']);
    expect(await list('saring=hadir')).toEqual(['Afrida Yenti']);
    expect(await list('saring=lainnya')).toEqual(['Agus Riyanto']);
    expect(await list('cari=agus')).toEqual(['Agus Riyanto']);
    expect(await list('cari=f-03')).toEqual(['Ahmad Fauzan']);
    expect(await list('cari=nobody')).toEqual([]);
  });

  it('is for the pelatih of the session and the panitia: others get 403, 404 or the way to sign in', async () => {
    const status = async (cookie?: string) => (await house.get(path, cookie ? { cookie } : {})).status;
    expect([await status(ratna), await status(panitia), await status(deni), await status()]).toEqual([
      200, 200, 404, 303,
    ]);
    expect(await status(await house.signInAs(kader[0].personId))).toBe(403);
    const other = await openBimtek(house);
    const theirs = await house.signInAs(other.people.panitia);
    const paths = [
      path,
      `${path}/semua-hadir`,
      `${path}/selesai`,
      `${path}/${kader[0].enrolmentId}`,
      `${path}/${kader[0].enrolmentId}/pilih`,
      `/sesi/${session}/daftar-hadir.pdf`,
    ];
    for (const one of paths) expect((await house.get(one, { cookie: theirs })).status, one).toBe(404);
    for (const one of [
      path,
      `${path}/semua-hadir`,
      `${path}/selesai`,
      `${path}/${kader[0].enrolmentId}/dispensasi`,
    ])
      expect(
        (
          await house.post(
            one,
            { _key: newId(), enrolment: kader[0].enrolmentId, status: 'hadir', reason: 'x', task: 'x' },
            { cookie: theirs },
          )
        ).status,
        one,
      ).toBe(404);
    expect(await marksOf(kader[0])).toEqual([]);
    for (const odd of ['/sesi/x/presensi', `/sesi/${newId()}/presensi`, `${path}/x`, `${path}/${newId()}`])
      expect((await house.get(odd, { cookie: ratna })).status, odd).toBe(404);
  });

  it('can be read, but not written, by panitia of all bimtek', async () => {
    const reader = await house.signInAs(
      await b.person('Panitia Pusat', [{ role: 'panitia', allBimtek: true }]),
    );
    const page = await text(await house.get(path, { cookie: reader }));
    expect(page).toContain('Ahmad Fauzan');
    expect(page).not.toContain('<form method="post"');
    expect(page).not.toContain('Semua hadir');
    expect((await tap(kader[0], {}, {}, reader)).status).toBe(404);
  });

  it('shows who joined later as belum terdaftar, and does not wait for them', async () => {
    const late = await b.addKader({ name: 'Zul Efendi', joined: wib(4, '08:00') });
    const page = await text(await house.get(path, { cookie: ratna }));
    expect(page).toMatch(/Zul Efendi<\/b>.*?belum terdaftar/);
    expect(counts(page)).toEqual(['4 Semua', '3 Belum', '0 Hadir', '1 Lainnya']);
    await b.db
      .updateTable('enrolment')
      .set({ ended_at: wib(1, '08:00'), end_reason: 'Pulang' })
      .where('id', '=', late.enrolmentId)
      .execute();
    expect(await text(await house.get(path, { cookie: ratna }))).not.toContain('Zul Efendi');
  });

  it('of a cancelled session shows what is recorded and takes nothing more by hand', async () => {
    await tap(kader[0]);
    await b.db
      .updateTable('session')
      .set({ cancelled_at: wib(3, '08:00'), cancel_reason: 'Listrik padam' })
      .where('id', '=', session)
      .execute();
    const page = await text(await house.get(path, { cookie: ratna }));
    expect(page).toContain('Sesi ini dibatalkan: Listrik padam.');
    expect(page).not.toContain('<form method="post"');
    expect((await house.post(`${path}/selesai`, { _key: newId() }, { cookie: ratna })).status).toBe(409);
    expect(
      (
        await house.post(
          `${path}/semua-hadir`,
          { _key: newId(), who: kader[1].enrolmentId },
          { cookie: ratna },
        )
      ).status,
    ).toBe(409);
    expect(await marksOf(kader[1])).toEqual([]);
  });
});

describe('one tap', () => {
  it('without script leads back to the row', async () => {
    const response = await tap(kader[0]);
    expect([response.status, response.headers.get('Location')]).toEqual([
      303,
      `${path}?kabar=tersimpan#p-${kader[0].enrolmentId}`,
    ]);
    expect(await marksOf(kader[0])).toMatchObject([
      { status: 'hadir', source: 'roll-call', by_id: b.people.ratna, bases: [] },
    ]);
  });

  it('to the page script answers the row and, beside it, the counts', async () => {
    const key = newId();
    const response = await tap(kader[0], { _key: key }, { ...asPart, 'Idempotency-Key': key });
    expect([response.status, response.headers.get('X-Bekal-Key')]).toEqual([200, key]);
    const part = await text(response);
    expect(part).toMatch(
      new RegExp(`^<li class="pr" id="p-${kader[0].enrolmentId}"[^>]*>.*aria-pressed="true"`),
    );
    expect(part).toContain('<template data-ganti="hitung">');
    expect(counts(part).slice(1, 3)).toEqual(['2 Belum', '1 Hadir']);
    expect(part).not.toContain('<html');
    expect(response.headers.get('Vary')).toContain('HX-Request');
    expect((await tap(kader[1], {}, asPart)).status).toBe(200);
  });

  it('twice is one mark, at the same time as well, with and without script', async () => {
    for (const [who, headers] of [
      [kader[0], {}],
      [kader[1], asPart],
    ] as const) {
      const _key = newId();
      const answers = await Promise.all([tap(who, { _key }, headers), tap(who, { _key }, headers)]);
      answers.push(await tap(who, { _key }, headers));
      expect(new Set(answers.map((answer) => answer.status)).size).toBe(1);
      expect(await marksOf(who)).toHaveLength(1);
    }
  });

  it('with the same key and another content is refused', async () => {
    const _key = newId();
    await tap(kader[0], { _key });
    expect((await tap(kader[0], { _key, status: 'alpa' })).status).toBe(422);
    expect(await marksOf(kader[0])).toHaveLength(1);
  });

  it('on a stale page opens a question: the page asks which is right, the page script gets the golden row', async () => {
    await tap(kader[0], { status: 'izin' }, {}, panitia);
    const plain = await tap(kader[0]);
    expect(plain.status).toBe(409);
    const asked = await text(plain);
    expect(asked).toContain('Afrida Yenti: mana yang benar?');
    expect(asked).toContain('Panitia Satu menandai Izin pukul 08.40');
    await tap(kader[1], { status: 'izin' }, {}, panitia);
    const row = await tap(kader[1], {}, asPart);
    expect(row.status).toBe(409);
    expect(await row.text()).toMatch(/^<li class="pr bentrok"[^>]*>.*Panitia Satu menandai Izin.*Pilih/s);
    expect(await b.value(session, kader[1].enrolmentId)).toMatchObject({ open: true, heads: 2 });
  });

  it('"Mana yang benar?" is settled with every mark as base; nothing is erased', async () => {
    await tap(kader[0], { status: 'terlambat', minutes: '12' }, {}, panitia);
    await tap(kader[0]);
    const page = await text(await house.get(`${path}/${kader[0].enrolmentId}/pilih`, { cookie: ratna }));
    const bases = /name="bases" value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(bases.split(' ').toSorted()).toEqual((await marksOf(kader[0])).map((mark) => mark.id).toSorted());
    expect(page).toContain('>Terlambat 12 menit</button>');
    expect((await tap(kader[0], { status: 'terlambat', minutes: '12', bases, via: 'pilih' })).status).toBe(
      303,
    );
    expect(await b.value(session, kader[0].enrolmentId)).toMatchObject({
      status: 'terlambat',
      minutes_late: 12,
      heads: 1,
      open: false,
    });
    expect(await marksOf(kader[0])).toHaveLength(3);
  });

  it('that waited on a phone carries the time of the tap, however wrong the clock of the phone', async () => {
    const key = newId();
    const sent = { _key: key, _at: '2023-06-03T08:10:00+07:00' };
    const headers = { 'Idempotency-Key': key, 'X-Bekal-Sent': '2023-06-03T08:35:00+07:00' };
    const post = () => tap(kader[0], sent, headers);
    expect([(await post()).status, (await post()).headers.get('Idempotency-Replayed')]).toEqual([
      200,
      'true',
    ]);
    expect(await marksOf(kader[0])).toMatchObject([
      { device_at: new Date(sent._at), corrected_at: wib(3, '08:15'), received_at: wib(3, '08:40') },
    ]);
  });

  it('that turns into a question is settled for the phone by its key, a repeat too', async () => {
    await tap(kader[0], { status: 'izin' }, {}, panitia);
    const key = newId();
    const post = () => tap(kader[0], { _key: key }, { 'Idempotency-Key': key });
    for (const answer of [await post(), await post()])
      expect([answer.status, answer.headers.get('X-Bekal-Key')]).toEqual([409, key]);
    expect(await marksOf(kader[0])).toHaveLength(2);
  });

  it('that was kept for another person of the phone is not taken', async () => {
    const of = (personId: string, cookie: string) => {
      const key = newId();
      return tap(kader[0], { _key: key }, { 'Idempotency-Key': key, 'X-Bekal-User': personId }, cookie);
    };
    expect((await of(b.people.ratna, panitia)).status).toBe(401);
    expect(await marksOf(kader[0])).toEqual([]);
    expect((await of(b.people.ratna, ratna)).status).toBe(200);
    expect(await marksOf(kader[0])).toMatchObject([{ by_id: b.people.ratna }]);
  });

  it('from a phone that missed a mark asks, also after the roll is finished, where a change wants a reason', async () => {
    await tap(kader[0], { status: 'izin' }, {}, panitia);
    await house.post(`${path}/selesai`, { _key: newId() }, { cookie: ratna });
    const _at = '2024-06-03T08:10:00+07:00';
    const base = (await marksOf(kader[0]))[0]!.id;
    expect((await tap(kader[0], { _at, bases: base }, asPart)).status).toBe(422);
    expect((await tap(kader[0], { _at }, asPart)).status).toBe(409);
    expect(await b.value(session, kader[0].enrolmentId)).toMatchObject({ open: true, heads: 2 });
  });

  it('never marks oneself', async () => {
    const own = await b.addKader({ personId: b.people.ratna });
    const page = await text(await house.get(path, { cookie: ratna }));
    expect(page).toMatch(/<span class="hp">Anda<\/span><\/span><\/span><span class="tandai tetap/);
    const response = await tap(own);
    expect(response.status).toBe(403);
    expect(await text(response)).toContain('Presensi Anda sendiri ditandai oleh orang lain.');
    expect(await marksOf(own)).toEqual([]);
    await b.db
      .updateTable('enrolment')
      .set({ ended_at: wib(1, '08:00'), end_reason: 'Pulang' })
      .where('id', '=', own.enrolmentId)
      .execute();
  });
});

describe('the sheet of a person', () => {
  const send = (more: Record<string, string>, headers = {}) =>
    tap(kader[0], { via: 'lembar', ...more }, headers);

  it('is a page of its own, and a part of the list for the page script', async () => {
    const page = await text(await house.get(`${path}/${kader[0].enrolmentId}`, { cookie: ratna }));
    expect(page).toContain('<h1 tabindex="-1" id="l-judul">Afrida Yenti</h1>');
    const part = await text(
      await house.get(`${path}/${kader[0].enrolmentId}`, { cookie: ratna, headers: asPart }),
    );
    expect(part).toContain('<h2 id="l-judul"');
    expect(part).not.toContain('<html');
  });

  it('asks for the minutes of terlambat and keeps what was typed', async () => {
    for (const headers of [{}, asPart]) {
      const response = await send({ status: 'terlambat', minutes: '', note: 'Macet di jalan' }, headers);
      expect(response.status).toBe(422);
      const page = await text(response);
      expect(page).toContain('Menit terlambat diisi 1 sampai 600.');
      expect(page).toContain('>Macet di jalan</textarea>');
      expect(page).toMatch(/value="terlambat" checked/);
    }
    expect((await send({ status: 'terlambat', minutes: '12', note: 'Macet di jalan' })).status).toBe(303);
    expect(await marksOf(kader[0])).toMatchObject([
      { status: 'terlambat', minutes_late: 12, note: 'Macet di jalan' },
    ]);
  });

  it('drops minutes and leaving time of a status that has none, and reads the time on the wall', async () => {
    await send({ status: 'izin', minutes: '12', left: '09:15' });
    const [first] = await marksOf(kader[0]);
    expect(first).toMatchObject({ status: 'izin', minutes_late: null, left_at: null });
    await send({ status: 'hadir', left: '09.15', bases: first!.id });
    expect((await marksOf(kader[0]))[1]?.left_at).toEqual(wib(3, '09:15'));
    for (const left of ['10:30', '08:00', '25:00'])
      expect((await send({ left, bases: first!.id })).status, left).toBe(422);
    expect(await text(await send({ left: '10:30' }))).toContain('Jam pulang harus sesudah sesi mulai');
  });

  it('shows the riwayat with who, when and why; what people wrote is text', async () => {
    await send({ status: 'izin', note: '<script>alert(1)</script><b hx-get="/x">' });
    const page = await text(await house.get(`${path}/${kader[0].enrolmentId}`, { cookie: panitia }));
    expect(page).toContain(
      '<b>Izin</b> oleh Ratna Wulandari, pukul 08.40. Catatan: &lt;script&gt;alert(1)&lt;/script&gt;&lt;b hx-get=',
    );
    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('<b hx-get');
  });

  it('after the roll is finished wants the reason of a change, which is a correction', async () => {
    await tap(kader[0]);
    const [first] = await marksOf(kader[0]);
    await house.post(`${path}/selesai`, { _key: newId() }, { cookie: ratna });
    const without = await send({ status: 'sakit', bases: first!.id });
    expect(without.status).toBe(422);
    expect(await text(without)).toContain('Isi alasan koreksi.');
    expect((await send({ status: 'sakit', bases: first!.id, reason: 'Pulang sebelum mulai' })).status).toBe(
      303,
    );
    expect((await marksOf(kader[0]))[1]).toMatchObject({
      source: 'correction',
      reason: 'Pulang sebelum mulai',
      bases: [first!.id],
    });
    expect((await tap(kader[1])).status).toBe(303);
    expect((await marksOf(kader[1]))[0]).toMatchObject({ source: 'roll-call', reason: null });
  });
});

describe('the whole list', () => {
  it('"Semua hadir" asks first, marks the unmarked and leaves every other mark alone', async () => {
    await tap(kader[0], { status: 'sakit' });
    const asked = await text(await house.get(`${path}/semua-hadir`, { cookie: ratna }));
    expect(asked).toContain('Tandai 2 orang yang belum ditandai sebagai Hadir?');
    const who = /name="who" value="([^"]+)"/.exec(asked)?.[1] ?? '';
    expect(who.split(' ')).toEqual([kader[1].enrolmentId, kader[2].enrolmentId]);
    await tap(kader[2], { status: 'alpa' }, {}, panitia);
    const _key = newId();
    const [first, again] = await Promise.all(
      [1, 2].map(() => house.post(`${path}/semua-hadir`, { _key, who }, { cookie: ratna })),
    );
    expect([first?.status, again?.status]).toEqual([303, 303]);
    expect(
      await Promise.all(kader.map(async (one) => (await marksOf(one)).map((mark) => mark.status))),
    ).toEqual([['sakit'], ['hadir'], ['alpa']]);
    expect(await text(await house.get(`${path}/semua-hadir`, { cookie: ratna }))).toContain(
      'Semua sudah ditandai',
    );
  });

  it('"Selesaikan presensi" names who is unmarked and makes nobody alpa', async () => {
    await tap(kader[0]);
    expect(await text(await house.get(`${path}/selesai`, { cookie: ratna }))).toContain(
      '2 orang belum ditandai. Selesaikan presensi?',
    );
    const done = await house.post(`${path}/selesai`, { _key: newId() }, { cookie: ratna });
    expect([done.status, done.headers.get('Location')]).toEqual([303, `${path}?kabar=selesai`]);
    expect(await marksOf(kader[1])).toEqual([]);
    house.clock.set(wib(3, '09:00'));
    await house.post(`${path}/selesai`, { _key: newId() }, { cookie: panitia });
    house.clock.set(wib(3, '08:40'));
    const row = await b.db
      .selectFrom('session')
      .select(['finished_at', 'finished_by'])
      .where('id', '=', session)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ finished_at: wib(3, '08:40'), finished_by: b.people.ratna });
  });

  it('a batch answers 200 with one outcome per mark and is settled by its key', async () => {
    const key = newId();
    const sent = (who: Kader, more: object = {}) => ({
      id: newId(),
      enrolment: who.enrolmentId,
      status: 'hadir',
      source: 'roll-call',
      device: 'hp-1',
      ...more,
    });
    const good = sent(kader[0], { deviceAt: '2024-06-03T07:32:00+07:00' });
    const foreign = await b.addKader({ class: 'G' });
    const marks = [
      good,
      { ...good, status: 'alpa' },
      sent(foreign),
      sent(kader[1], { status: 'terlambat' }),
      good,
    ];
    const headers = { 'Idempotency-Key': key, 'X-Bekal-Sent': '2024-06-03T07:40:00+07:00' };
    const post = () => house.post(path, { marks: JSON.stringify(marks) }, { cookie: ratna, headers });
    const response = await post();
    expect([response.status, response.headers.get('X-Bekal-Key')]).toEqual([200, key]);
    const outcomes = [
      { id: good.id, outcome: 'accepted', counts: true },
      { id: good.id, outcome: 'refused', reason: 'other-content' },
      { id: marks[2]!.id, outcome: 'refused', reason: 'not-found' },
      { id: marks[3]!.id, outcome: 'refused', reason: 'minutes' },
      { id: good.id, outcome: 'same', counts: true },
    ];
    expect(await response.json()).toEqual({ outcomes });
    expect((await marksOf(kader[0]))[0]).toMatchObject({ device: 'hp-1', corrected_at: wib(3, '08:32') }); // its clock is an hour behind
    const again = await post();
    expect([again.headers.get('Idempotency-Replayed'), await again.json()]).toEqual(['true', { outcomes }]);
    expect(await marksOf(kader[0])).toHaveLength(1);
  });

  it('a batch that is no list of marks, or that holds a check-in, is refused whole', async () => {
    const checkIn = {
      id: newId(),
      enrolment: kader[0].enrolmentId,
      status: 'hadir',
      source: 'check-in',
      device: 'x',
    };
    for (const marks of [
      '',
      '{',
      '[]',
      '[{}]',
      JSON.stringify([checkIn]),
      JSON.stringify([{ ...checkIn, source: 'roll-call', id: 'x' }]),
      JSON.stringify([{ ...checkIn, source: 'roll-call', note: 'a\0b' }]),
      JSON.stringify([{ ...checkIn, source: 'roll-call', deviceAt: '0000-01-01T00:00:00Z' }]),
    ])
      expect(
        (await house.post(path, { marks }, { cookie: ratna, headers: { 'Idempotency-Key': newId() } }))
          .status,
        marks,
      ).toBe(422);
    expect(await marksOf(kader[0])).toEqual([]);
  });

  it('a pleno can be read class by class, and a write leads back to the same class', async () => {
    const pleno = await b.addSession({ start: wib(3, '10:15'), classes: ['F', 'G'] });
    const g = await b.addKader({ class: 'G', name: 'Guntur Pratama' });
    const at = `/sesi/${pleno}/presensi?kelas=${b.classes.G}`;
    const page = await text(await house.get(at, { cookie: ratna }));
    expect(page).toContain('Guntur Pratama');
    expect(page).not.toContain('Afrida Yenti');
    const response = await house.post(
      at,
      { _key: newId(), enrolment: g.enrolmentId, status: 'hadir', bases: '' },
      { cookie: ratna },
    );
    expect(response.headers.get('Location')).toBe(
      `/sesi/${pleno}/presensi?kelas=${b.classes.G}&kabar=tersimpan#p-${g.enrolmentId}`,
    );
  });

  it('the daftar hadir is a PDF, filled or blank', async () => {
    await b.mark(b.people.ratna, newMark(session, kader[0].enrolmentId));
    for (const query of ['', '?kosong=1']) {
      const response = await house.get(`/sesi/${session}/daftar-hadir.pdf${query}`, { cookie: ratna });
      expect([response.status, response.headers.get('Content-Type')]).toEqual([200, 'application/pdf']);
      expect(
        Buffer.from(await response.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
    }
  });
});
