import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { removeSession } from '../../src/bimtek/index.ts';
import { newId } from '../../src/id.ts';
import { addPerson, PASSWORD } from '../fixtures/account.ts';
import { type Bimtek, type Kader, openBimtek, wib } from '../fixtures/attendance.ts';
import { addCrowd, allowCheckIn, wallOf } from '../fixtures/check-in.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { newMark } from '../fixtures/new-mark.ts';

let house: TestHouse;
let b: Bimtek;
let session: string;
let ratna: string;
let yulia: Kader & { cookie: string };
let agus: Kader & { cookie: string };
let deni: Kader & { cookie: string };
const START = wib(3, '08:30');

beforeAll(async () => {
  house = await openHouse({ at: START });
  b = await openBimtek(house);
  ratna = await house.signInAs(b.people.ratna);
  yulia = await signedIn(await b.addKader({ name: 'Yulia Rahmawati' }));
  agus = await signedIn(await b.addKader({ name: 'Agus Riyanto' }));
  deni = await signedIn(await b.addKader({ name: 'Deni Kurnia', class: 'G' }));
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set(wib(3, '08:31'));
  session = await b.addSession({ start: START });
  await b.db.deleteFrom('session_code').execute();
});

const signedIn = async (kader: Kader) => ({ ...kader, cookie: await house.signInAs(kader.personId) });
const text = async (response: Response) =>
  (await response.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const wall = (act: 'buka' | 'tutup' | 'hitung', fields: Record<string, string> = {}, cookie = ratna) =>
  house.post(`/sesi/${session}/layar/${act}`, { _key: newId(), ...fields }, { cookie });
const type = (angka: string, cookie: string) =>
  house.post('/hadir/kode', { _key: newId(), angka }, { cookie });
const redeem = (tiket: string, cookie: string) =>
  house.post('/hadir/kode', { _key: newId(), tiket }, { cookie });
const phoneOf = (response: Response) => (response.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
const tiketOf = (response: Response) =>
  new URL(response.headers.get('Location') ?? '/', 'http://localhost').searchParams.get('tiket') ?? '';
const marks = () =>
  b.db
    .selectFrom('mark')
    .select(['enrolment_id', 'status', 'minutes_late', 'source', 'bases', 'corrected_at'])
    .where('session_id', '=', session)
    .orderBy('received_at')
    .orderBy('id')
    .execute();
const acts = async () =>
  (
    await b.db
      .selectFrom('audit_event')
      .select('act')
      .where('subject_id', '=', session)
      .orderBy('seq')
      .execute()
  ).map(({ act }) => act);
async function opened() {
  expect((await wall('buka')).status).toBe(303);
  return wallOf(b, session);
}

describe('the wall', () => {
  it('stays dark until the panitia allow it, and then until the trainer opens it', async () => {
    const refusedOpening = await wall('buka');
    expect(refusedOpening.status).toBe(409);
    expect(await text(refusedOpening)).toContain('Kode hadir belum dinyalakan untuk bimtek ini.');
    await allowCheckIn(b);
    expect(await text(await house.get(`/sesi/${session}/layar`, { cookie: ratna }))).toContain(
      'Kode hadir tertutup.',
    );
    expect(await text(await type('123456', yulia.cookie))).toContain('Belum ada kode hadir yang dibuka');
    expect(await acts()).toEqual([]);
  });

  it('shows one code however often it is opened, and each opening and closing stands in the log', async () => {
    const first = await opened();
    const second = await opened();
    expect(second.id).toBe(first.id);
    await wall('tutup');
    await wall('tutup');
    const third = await opened();
    expect(third.id).not.toBe(first.id);
    expect(third.digits()).not.toBe(first.digits());
    expect(await acts()).toEqual(['code-opened', 'code-closed', 'code-opened']);
  });

  it('survives a refresh: the same code within a step, the next one after it, also without JavaScript', async () => {
    const code = await opened();
    const show = async (headers = {}) =>
      (await house.get(`/sesi/${session}/layar`, { cookie: ratna, headers })).text();
    const [page, again] = [await show(), await show()];
    const qr = (from: string) => /<svg xmlns[^]*?<\/svg>/.exec(from)?.[0];
    const spaced = () => code.digits().replace(/^.../, '$& ');
    expect(page).toContain(`>${spaced()}</p>`);
    expect([qr(again), again.includes(`>${spaced()}</p>`)]).toEqual([qr(page), true]);
    expect(page).toContain('<noscript><meta http-equiv="refresh" content="15"></noscript>');
    expect(page).not.toContain(code.id);
    const still = await (await house.get(`/sesi/${session}/layar?hitung=ya`, { cookie: ratna })).text();
    expect([still.includes('http-equiv="refresh"'), still.includes('Lanjutkan pergantian kode')]).toEqual([
      false,
      true,
    ]);
    house.clock.set(new Date(house.clock.now().getTime() + 15_000));
    const part = await show({ 'HX-Request': 'true', 'HX-Request-Type': 'partial' });
    expect(part).toContain(`>${spaced()}</p>`);
    expect(part).not.toContain('<html');
    expect(qr(part)).not.toBe(qr(page));
  });

  it('counts who is there beside the heads that the trainer counted', async () => {
    await opened();
    await b.mark(b.people.ratna, newMark(session, yulia.enrolmentId));
    for (const heads of ['banyak', '', '-1', '5001'])
      expect((await wall('hitung', { heads })).status).toBe(422);
    expect((await wall('hitung', { heads: '2' })).status).toBe(303);
    const page = await text(await house.get(`/sesi/${session}/layar`, { cookie: ratna }));
    expect(page).toContain('1 dari 2 hadir');
    expect(page).toContain('Di ruangan 2 orang pukul 08.31, 1 belum tercatat.');
    expect((await acts()).at(-1)).toBe('heads-counted');
  });
});

it('a session with a code on its wall can still be removed while nobody was marked in it', async () => {
  await opened();
  const wish = { bimtekId: b.bimtekId, sessionId: session, by: b.people.panitia };
  const removed = await b.db.transaction().execute((trx) => removeSession(trx, wish, house.clock.now()));
  expect(removed).toEqual({ ok: true, value: { sessionId: session } });
});

describe('a check-in', () => {
  it('by the six digits is a mark of its own source, by whoever of the class types them in time', async () => {
    const code = await opened();
    const answer = await type(` ${code.digits(-1).replace(/^.../, '$& ')} `, yulia.cookie);
    expect(answer.headers.get('Location')).toBe('/hadir?kabar=tercatat');
    expect(await marks()).toEqual([
      {
        enrolment_id: yulia.enrolmentId,
        status: 'hadir',
        minutes_late: null,
        source: 'check-in',
        bases: [],
        corrected_at: house.clock.now(),
      },
    ]);
  });

  it('after start and tolerance is late by the minute, and one in the tolerance is not', async () => {
    house.clock.set(wib(3, '08:45'));
    const code = await opened();
    await type(code.digits(), yulia.cookie);
    house.clock.set(wib(3, '08:51'));
    await type(code.digits(), agus.cookie);
    expect((await marks()).map((mark) => [mark.status, mark.minutes_late])).toEqual([
      ['hadir', null],
      ['terlambat', 21],
    ]);
  });

  it('is one, however often, by whatever way and from however many phones at once it comes', async () => {
    const code = await opened();
    const scan = await house.get(`/hadir/kode/${code.token()}`, { cookie: yulia.cookie });
    const cookie = `${yulia.cookie}; ${phoneOf(scan)}`;
    const answers = await Promise.all([
      type(code.digits(), yulia.cookie),
      redeem(tiketOf(scan), cookie),
      type(code.digits(), yulia.cookie),
      redeem(tiketOf(scan), cookie),
    ]);
    const news = answers.map((answer) => answer.headers.get('Location') ?? '');
    expect(news.toSorted()).toEqual([
      ...Array<string>(3).fill('/hadir?kabar=sudah-tercatat'),
      '/hadir?kabar=tercatat',
    ]);
    expect((await marks()).length).toBe(1);
  });

  it('never replaces what a trainer said: a question stands open, and the trainer answers it', async () => {
    const code = await opened();
    const alpa = newMark(session, yulia.enrolmentId, { status: 'alpa' });
    await b.mark(b.people.ratna, alpa);
    house.clock.set(wib(3, '08:32'));
    const answer = await type(code.digits(), yulia.cookie);
    expect(answer.headers.get('Location')).toBe('/hadir?kabar=berbeda');
    expect(await b.value(session, yulia.enrolmentId)).toMatchObject({
      status: 'alpa',
      head_id: alpa.id,
      heads: 2,
      open: true,
    });
    const both = await b.db.selectFrom('mark').select('id').where('session_id', '=', session).execute();
    const bases = both.map(({ id }) => id);
    await b.mark(b.people.ratna, newMark(session, yulia.enrolmentId, { bases }));
    expect(await b.value(session, yulia.enrolmentId)).toMatchObject({ status: 'hadir', open: false });
  });

  it('from a phone that another kader used is taken and told to the trainer, who is not to accuse', async () => {
    const code = await opened();
    const first = await type(code.digits(), yulia.cookie);
    const second = await type(code.digits(), `${agus.cookie}; ${phoneOf(first)}`);
    expect(second.headers.get('Location')).toBe('/hadir?kabar=tercatat');
    expect((await marks()).map(({ status }) => status)).toEqual(['hadir', 'hadir']);
    const roll = await text(await house.get(`/sesi/${session}/presensi`, { cookie: ratna }));
    expect(roll).toContain('HP yang sama dipakai untuk F-01 dan F-02 . Meminjam HP boleh');
    const sheet = `/sesi/${session}/presensi/${agus.enrolmentId}`;
    expect(await text(await house.get(sheet, { cookie: ratna }))).toContain(
      'HP yang sama dipakai untuk F-01',
    );
  });

  it('from phones of their own flags nobody', async () => {
    const code = await opened();
    await type(code.digits(), yulia.cookie);
    await type(code.digits(), agus.cookie);
    expect(await text(await house.get(`/sesi/${session}/presensi`, { cookie: ratna }))).not.toContain(
      'HP yang sama',
    );
  });
});

describe('a scan by a phone that must still sign in', () => {
  it('is looked at at once, redeemed after the sign-in, and counts from the moment of the scan', async () => {
    const personId = await addPerson(house, { name: 'Siti Aminah', phone: '+6281200008801' });
    const siti = await b.addKader({ personId });
    house.clock.set(wib(3, '08:44'));
    const code = await opened();
    const scan = await house.get(`/hadir/kode/${code.token()}`);
    expect(scan.status).toBe(303);
    const phone = phoneOf(scan);
    const to = scan.headers.get('Location') ?? '';
    const door = await house.get(to, { cookie: phone });
    expect(door.headers.get('Location')).toBe(`/masuk?next=${encodeURIComponent(to)}`);
    house.clock.set(wib(3, '08:48'));
    await wall('tutup');
    const signIn = await house.post('/masuk', { who: '081200008801', password: PASSWORD, next: to });
    expect(signIn.headers.get('Location')).toBe(to);
    const cookie = `${phoneOf(signIn)}; ${phone}`;
    const page = await house.get(to, { cookie });
    expect(await text(page)).toContain('Saya hadir');
    expect(await marks()).toEqual([]);
    expect((await redeem(tiketOf(scan), cookie)).headers.get('Location')).toBe('/hadir?kabar=tercatat');
    expect(await marks()).toMatchObject([
      { enrolment_id: siti.enrolmentId, status: 'hadir', corrected_at: wib(3, '08:44') },
    ]);
  });

  it('is worth nothing after five minutes, and nothing on another phone', async () => {
    const code = await opened();
    const scan = await house.get(`/hadir/kode/${code.token()}`);
    const stranger = await redeem(tiketOf(scan), yulia.cookie);
    expect([stranger.status, await marks()]).toEqual([409, []]);
    house.clock.set(new Date(house.clock.now().getTime() + 300_001));
    const late = await redeem(tiketOf(scan), `${yulia.cookie}; ${phoneOf(scan)}`);
    expect(late.status).toBe(409);
    expect(await text(late)).toContain('Sudah lebih dari 5 menit sejak kode dipindai');
    expect(await marks()).toEqual([]);
  });
});

describe('what is refused writes nothing and says why', () => {
  it('addresses that are forged, stale, foreign or of a step to come, and a code that was closed', async () => {
    const code = await opened();
    const wrong = [
      ...Array.from({ length: 8 }, (_, n) => code.token(n + 1)),
      ...Array.from({ length: 8 }, (_, n) => code.token(-2 - n)),
      ...Array.from({ length: 8 }, (_, n) => `${code.token().slice(0, 30)}AAAA${n}`),
      'token',
      '%00',
    ];
    const statuses = [];
    for (const token of wrong) statuses.push((await house.get(`/hadir/kode/${token}`)).status);
    expect(new Set(statuses)).toEqual(new Set([404]));
    const right = await house.get(`/hadir/kode/${code.token()}`);
    expect(right.status).toBe(303);
    await wall('tutup');
    const closed = await house.get(`/hadir/kode/${code.token()}`);
    expect([closed.status, (await text(closed)).includes('Kode ini tidak berlaku lagi')]).toEqual([
      404,
      true,
    ]);
    expect(await marks()).toEqual([]);
  });

  it('people of another class, by digits and by scan', async () => {
    const code = await opened();
    expect(await text(await type(code.digits(), deni.cookie))).toContain(
      'Belum ada kode hadir yang dibuka untuk kelas Anda.',
    );
    const scan = await house.get(`/hadir/kode/${code.token()}`, { cookie: deni.cookie });
    const cookie = `${deni.cookie}; ${phoneOf(scan)}`;
    expect(await text(await house.get(scan.headers.get('Location') ?? '', { cookie }))).toContain(
      'Kode ini untuk kelas lain.',
    );
    const answer = await redeem(tiketOf(scan), cookie);
    expect([answer.status, (await text(answer)).includes('Kode ini untuk kelas lain.')]).toEqual([409, true]);
    expect(await marks()).toEqual([]);
  });

  it.each([
    ['cancelled', { cancelled_at: START, cancel_reason: 'Listrik padam' }, 'Sesi ini dibatalkan'],
    ['finished', { finished_at: START }, 'Presensi sesi ini sudah selesai.'],
    ['too early', { starts_at: wib(3, '10:30'), ends_at: wib(3, '12:00') }, 'Belum waktunya.'],
    ['over', { ends_at: wib(3, '08:30'), starts_at: wib(3, '07:00') }, 'Sesi ini sudah berakhir.'],
  ])('a session that is %s', async (_what, columns, sentence) => {
    const code = await opened();
    await b.db.updateTable('session').set(columns).where('id', '=', session).execute();
    const answer = await type(code.digits(), yulia.cookie);
    expect([answer.status, await marks()]).toEqual([409, []]);
    expect(await text(answer)).toContain(sentence);
    const screen = await text(await house.get(`/sesi/${session}/layar`, { cookie: ratna }));
    expect(screen).not.toContain(code.digits().slice(0, 3) + ' ');
    await wall('tutup');
    expect((await wall('buka')).status).toBe(409);
  });

  it('digits that are none, before a try is used', async () => {
    await opened();
    const answer = await type('12345', yulia.cookie);
    expect(answer.status).toBe(422);
    expect(await text(answer)).toContain('Kode hadir terdiri dari 6 angka.');
    expect(await b.db.selectFrom('code_try').selectAll().execute()).toEqual([]);
  });
});

describe('guessing', () => {
  it('ends for a person after five tries of an opening, also sent all at once, and only for that person', async () => {
    const code = await opened();
    const wrong = code.digits(7);
    const answers = await Promise.all(Array.from({ length: 12 }, () => type(wrong, yulia.cookie)));
    const sentences = await Promise.all(answers.map(text));
    expect(sentences.filter((says) => says.includes('Kode tidak cocok')).length).toBe(5);
    expect(sentences.filter((says) => says.includes('Sudah lima kali kode diketik.')).length).toBe(7);
    expect(await text(await type(code.digits(), yulia.cookie))).toContain('Sudah lima kali kode diketik.');
    expect((await type(code.digits(), agus.cookie)).status).toBe(303);
    const scan = await house.get(`/hadir/kode/${code.token()}`, { cookie: yulia.cookie });
    expect((await redeem(tiketOf(scan), `${yulia.cookie}; ${phoneOf(scan)}`)).status).toBe(303);
    expect((await marks()).length).toBe(2);
  });
});

it('who guess together are stopped at 200 wrong digits of an opening; the QR goes on', async () => {
  const code = await opened();
  const guesses = (await addCrowd(b, 40)).map(({ enrolmentId }) => ({
    code_id: code.id,
    bimtek_id: b.bimtekId,
    enrolment_id: enrolmentId,
    tries: 5,
    wrong: 5,
  }));
  await b.db.insertInto('code_try').values(guesses).execute();
  expect(await text(await type(code.digits(), yulia.cookie))).toContain('Terlalu banyak kode salah');
  const scan = await house.get(`/hadir/kode/${code.token()}`, { cookie: yulia.cookie });
  expect((await redeem(tiketOf(scan), `${yulia.cookie}; ${phoneOf(scan)}`)).status).toBe(303);
});

describe('the presensi of the bimtek is locked', () => {
  it('nobody checks in any more', async () => {
    const code = await opened();
    await b.db
      .insertInto('closing')
      .values({ bimtek_id: b.bimtekId, no: 1, by_id: b.people.panitia, at: START })
      .execute();
    const answer = await type(code.digits(), yulia.cookie);
    expect([answer.status, (await text(answer)).includes('sudah dikunci')]).toEqual([409, true]);
    expect(await marks()).toEqual([]);
  });
});
