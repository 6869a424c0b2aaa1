import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { issueSlips, slipCode } from '../../src/account/index.ts';
import { refreshStanding } from '../../src/certification/index.ts';
import { addBimtek, addPerson, enrol, PASSWORD, type SmallBimtek } from '../fixtures/account.ts';
import { MONDAY, openHouse, type TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
let bimtek: SmallBimtek;
let people = 0;

beforeAll(async () => {
  house = await openHouse();
  bimtek = await addBimtek(house);
});
afterAll(() => house.close());
beforeEach(() => house.clock.set(MONDAY));

const DAY = 24 * 3_600_000;
const NEW = 'sawah pagi cerah';

/** A kader with a fresh slip. */
async function newcomer(more: Parameters<typeof addPerson>[1] = {}) {
  people++;
  const phone = `+62812000001${String(people).padStart(2, '0')}`;
  const id = await addPerson(house, { name: 'Dewi Susanti', phone, password: false, ...more });
  const enrolment = await enrol(house, bimtek, id, { no: `F-${String(people).padStart(2, '0')}` });
  await house.db.transaction().execute((trx) => refreshStanding(trx, bimtek.bimtekId, [enrolment], MONDAY));
  const account = await house.db
    .selectFrom('account')
    .selectAll()
    .where('person_id', '=', id)
    .executeTakeFirstOrThrow();
  return { id, enrolment, phone, participantCode: account.participant_code, ...(await slipFor(id)) };
}

async function slipFor(id: string) {
  const expiresAt = new Date(house.clock.now().getTime() + 2 * DAY);
  const [slip] = await house.db
    .transaction()
    .execute((trx) => issueSlips(trx, [id], { expiresAt, byId: null }, house.clock.now()));
  const slipId = slip?.slipId ?? '';
  return { slipId, code: slipCode(house.keys, slipId) };
}

type Typed = { who?: string; phone?: string; code: string };
const first = ({ who, phone, code }: Typed) => house.post('/aktivasi', { who: who ?? phone ?? '', code });
const whole = (typed: Typed, more: Record<string, string> = {}) =>
  house.post('/aktivasi', {
    who: typed.who ?? typed.phone ?? '',
    code: typed.code,
    password: NEW,
    again: NEW,
    name: 'Dewi Susanti',
    titlePrefix: '',
    titleSuffix: 'S.Pd.',
    consent: 'ya',
    ...more,
  });

const slipRow = (slipId: string) =>
  house.db.selectFrom('slip').selectAll().where('id', '=', slipId).executeTakeFirstOrThrow();
const person = (id: string) =>
  house.db.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const titleOf = async (response: Response) =>
  /<div class="galat-ringkas"[^>]*><h2>([^<]*)/.exec(await response.text())?.[1];

describe('the first sign-in', () => {
  test('asks for the code, then for password, name and consent, and signs in', async () => {
    const kader = await newcomer();
    const second = await first(kader);
    expect(second.status).toBe(200);
    const page = await second.text();
    expect(page).toContain('Kader Digital Nagari Koto Baru, Kabupaten Solok.');
    expect(page).toContain('Buat kata sandi');

    const done = await whole(kader, { name: 'Dewi Susanti' });
    expect([done.status, done.headers.get('Location')]).toEqual([303, '/']);
    const cookie = (done.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
    expect((await house.get('/masuk', { cookie })).headers.get('Location')).toBe('/');
    const row = await person(kader.id);
    expect([row.name, row.title_suffix, row.name_confirmed_at, row.consent_version, row.consent_at]).toEqual([
      'Dewi Susanti',
      'S.Pd.',
      MONDAY,
      '2024-05-01',
      MONDAY,
    ]);
    expect((await slipRow(kader.slipId)).used_at).toEqual(MONDAY);
  });

  test('meets line 6 of the certificate in the same moment', async () => {
    const kader = await newcomer();
    const line6 = async () =>
      (
        await house.db
          .selectFrom('standing')
          .select('l6')
          .where('enrolment_id', '=', kader.enrolment)
          .executeTakeFirst()
      )?.l6;
    expect(await line6()).toBe('open');
    await whole(kader);
    expect(await line6()).toBe('met');
  });

  test('goes by the participant code too, typed with spaces, small letters and O for 0', async () => {
    const kader = await newcomer();
    const who =
      ` ${kader.participantCode.slice(0, 4).toLowerCase()} ${kader.participantCode.slice(4).toLowerCase()} `.replace(
        '0',
        'o',
      );
    expect(
      (await whole({ who, code: `${kader.code.slice(0, 4)}-${kader.code.slice(4)}`.toLowerCase() })).status,
    ).toBe(303);
  });

  test('finds the right one of two people who share a phone, and tells the second one their participant code', async () => {
    const one = await newcomer();
    const two = await newcomer({ phone: one.phone });
    const page = await (await first({ who: one.phone, code: two.code })).text();
    expect(page).toContain(`${two.participantCode.slice(0, 4)}-${two.participantCode.slice(4)}`);
    expect((await whole({ who: one.phone, code: two.code })).status).toBe(303);
    expect([(await slipRow(one.slipId)).used_at, (await slipRow(one.slipId)).tries]).toEqual([null, 0]);
    expect((await slipRow(two.slipId)).used_at).toEqual(MONDAY);
  });

  test('asks a person with a renewed slip for a password only, and ends the logins from before', async () => {
    const kader = await newcomer();
    await whole(kader);
    const old = await house.signInAs(kader.id);
    const again = { ...kader, ...(await slipFor(kader.id)) };
    const page = await (await first(again)).text();
    expect([
      page.includes('Buat kata sandi'),
      page.includes('Periksa nama Anda'),
      page.includes('Data pribadi Anda'),
    ]).toEqual([true, false, false]);
    const done = await house.post('/aktivasi', {
      who: kader.phone,
      code: again.code,
      password: 'hujan di sawah',
      again: 'hujan di sawah',
    });
    expect(done.status).toBe(303);
    expect((await house.get('/saya/ringkas', { cookie: old })).status).toBe(401);
  });
});

describe('the code of a slip', () => {
  test('is not used up by any number of looks at its link', async () => {
    const kader = await newcomer();
    for (let look = 0; look < 8; look++) {
      const page = await house.get(`/aktivasi?k=${kader.participantCode}&c=${kader.code}`);
      expect(await page.text()).toContain(`value="${kader.code}"`);
    }
    const head = await house.send(`/aktivasi?k=${kader.participantCode}&c=${kader.code}`, { method: 'HEAD' });
    expect(head.status).toBe(200);
    const row = await slipRow(kader.slipId);
    expect([row.tries, row.used_at]).toEqual([0, null]);
    expect((await whole(kader)).status).toBe(303);
  });

  test('works once', async () => {
    const kader = await newcomer();
    await whole(kader);
    const again = await whole(kader, { password: 'orang lain lagi', again: 'orang lain lagi' });
    expect([again.status, await titleOf(again)]).toEqual([422, 'Kode masuk ini sudah dipakai']);
  });

  test('sent twice by a double tap signs in both times', async () => {
    const kader = await newcomer();
    const both = await Promise.all([whole(kader, { _key: 'a' }), whole(kader, { _key: 'a' })]);
    expect(both.map((response) => response.status)).toEqual([303, 303]);
    expect((await whole(kader, { _key: 'b' })).status).toBe(303);
    const used = await house.db
      .selectFrom('audit_event')
      .select('id')
      .where('act', '=', 'slip-used')
      .where('subject_id', '=', kader.id)
      .execute();
    expect(used.length).toBe(1);
  });

  test('is dead after five wrong tries, also for the right code', async () => {
    const kader = await newcomer();
    for (let i = 0; i < 5; i++)
      expect(await titleOf(await first({ phone: kader.phone, code: 'ZZZZZZZZ' }))).toBe(
        'Nomor atau kode masuk salah',
      );
    const right = await first(kader);
    expect([right.status, await titleOf(right)]).toEqual([422, 'Kode masuk ini sudah mati']);
  });

  test('counts four wrong tries without dying, and right ones not at all', async () => {
    const kader = await newcomer();
    for (let i = 0; i < 4; i++) await first({ phone: kader.phone, code: 'ZZZZZZZZ' });
    for (let i = 0; i < 3; i++) expect((await first(kader)).status).toBe(200);
    expect((await slipRow(kader.slipId)).tries).toBe(4);
  });

  test('counts parallel wrong tries one by one', async () => {
    const kader = await newcomer();
    await Promise.all(Array.from({ length: 20 }, () => first({ phone: kader.phone, code: 'ZZZZZZZZ' })));
    expect((await slipRow(kader.slipId)).tries).toBe(5);
    expect(await titleOf(await first(kader))).toBe('Kode masuk ini sudah mati');
  });

  test('ends at its instant and not before', async () => {
    const kader = await newcomer();
    const end = MONDAY.getTime() + 2 * DAY;
    house.clock.set(new Date(end - 1));
    expect((await first(kader)).status).toBe(200);
    house.clock.set(new Date(end));
    expect(await titleOf(await first(kader))).toBe('Kode masuk sudah lewat waktunya');
    expect(await titleOf(await whole(kader))).toBe('Kode masuk sudah lewat waktunya');
    expect((await slipRow(kader.slipId)).used_at).toBeNull();
  });

  test('is dead once a newer slip was made', async () => {
    const kader = await newcomer();
    const newer = await slipFor(kader.id);
    expect(await titleOf(await whole(kader))).toBe('Kode masuk ini sudah diganti');
    expect((await whole({ ...kader, ...newer })).status).toBe(303);
  });

  test('of a deactivated account is simply wrong', async () => {
    const kader = await newcomer();
    await house.db.updateTable('account').set({ active: false }).where('person_id', '=', kader.id).execute();
    expect(await titleOf(await first(kader))).toBe('Nomor atau kode masuk salah');
  });

  test('wrong for a known person and for nobody gives the same page', async () => {
    const kader = await newcomer();
    const page = async (who: string) =>
      (await (await first({ who, code: 'ZZZZZZZZ' })).text())
        .replace(/name="_key" value="[^"]*"/, '')
        .replaceAll(who, 'X');
    expect(await page(kader.phone)).toBe(await page('0812-9999-9999'));
  });
});

describe('what is refused at the second step keeps the slip', () => {
  const refusals: [string, Record<string, string>, string][] = [
    [
      'a password of seven signs',
      { password: 'tujuh77', again: 'tujuh77' },
      'Kata sandi minimal 8 huruf atau angka.',
    ],
    [
      'a password that others guess first',
      { password: 'Bismillah', again: 'Bismillah' },
      'Kata sandi ini mudah ditebak. Pilih yang lain.',
    ],
    ['two passwords that differ', { again: 'sawah pagi lain' }, 'Kedua kata sandi tidak sama.'],
    ['no consent', { consent: '' }, 'Beri tanda bahwa Anda sudah membaca pemberitahuan data.'],
    ['no name', { name: ' ' }, 'Isi nama lengkap.'],
    [
      'the name of someone else',
      { name: 'Bustanul Arifin' },
      'Nama ini terlalu berbeda. Tulis seperti di KTP, atau hubungi panitia.',
    ],
  ];
  test.each(refusals)('%s', async (_what, wrong, sentence) => {
    const kader = await newcomer();
    const answer = await whole(kader, wrong);
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain(sentence);
    expect(page).toContain(`name="code" value="${kader.code}"`);
    const row = await person(kader.id);
    expect([(await slipRow(kader.slipId)).used_at, row.name, row.name_confirmed_at, row.consent_at]).toEqual([
      null,
      'Dewi Susanti',
      null,
      null,
    ]);
    expect((await whole(kader)).status).toBe(303);
  });

  test('the own phone number as password', async () => {
    const kader = await newcomer();
    const own = `0${kader.phone.slice(3)}`;
    expect((await whole(kader, { password: own, again: own })).status).toBe(422);
  });
});

test('a letter mended in the own name is kept and stands in the log, without names', async () => {
  const kader = await newcomer();
  await whole(kader, { name: 'Dewi Susanty' });
  expect((await person(kader.id)).name).toBe('Dewi Susanty');
  const events = await house.db
    .selectFrom('audit_event')
    .select(['act', 'detail', 'actor_id'])
    .where('subject_id', '=', kader.id)
    .orderBy('seq')
    .execute();
  expect(events.map((event) => event.act)).toEqual([
    'slip-issued',
    'person-changed',
    'name-confirmed',
    'slip-used',
    'consent-given',
    'sign-in',
  ]);
  const text = JSON.stringify(events);
  for (const secret of ['Susanty', kader.code, kader.phone, kader.participantCode, NEW, PASSWORD])
    expect(text).not.toContain(secret);
});

test('the table of repeats holds neither password, code nor session id', async () => {
  const kader = await newcomer();
  const done = await whole(kader, { _key: 'rahasia-1' });
  const session = /bekal=([^;]+)/.exec(done.headers.get('Set-Cookie') ?? '')?.[1] ?? 'none';
  const rows = JSON.stringify(
    await house.db.selectFrom('idempotency').selectAll().where('key', '=', 'rahasia-1').execute(),
  );
  expect(rows).toContain(kader.id);
  for (const secret of [session, NEW, kader.code]) expect(rows).not.toContain(secret);
});
