import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { issueSlips, slipCode } from '../../src/account/index.ts';
import { hotp, stepAt } from '../../src/account/second-step/otp.ts';
import { openSecret } from '../../src/account/second-step/secret.ts';
import { addPerson, PASSWORD } from '../fixtures/account.ts';
import { MONDAY, openHouse, TEST_KEYS, type TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
/** The same database where BEKAL_REQUIRE_TOTP is on. */
let strict: TestHouse;
beforeAll(async () => {
  house = await openHouse();
  strict = await openHouse({
    env: { BEKAL_REQUIRE_TOTP: 'on' },
    database: { db: house.db, close: async () => {} },
  });
});
afterAll(() => house.close());
beforeEach(() => house.clock.set(MONDAY));

const own = '/saya/langkah-kedua';
const hidden = (page: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1] ?? '';
const later = (seconds: number) => house.clock.set(new Date(house.clock.now().getTime() + seconds * 1000));
const cookieOf = (answer: Response) => answer.headers.get('Set-Cookie')?.split(';')[0] ?? '';
const isIn = async (cookie: string) => (await house.get('/saya/ringkas', { cookie })).status === 200;

const sealedOf = async (id: string) =>
  house.db.selectFrom('second_step').select('sealed').where('person_id', '=', id).executeTakeFirstOrThrow();
/** What the app on the phone shows now. */
async function code(id: string): Promise<string> {
  const secret = openSecret(TEST_KEYS, id, (await sealedOf(id)).sealed);
  return hotp(secret ?? Buffer.alloc(20), stepAt(house.clock.now()));
}
const acts = async (id: string) =>
  (
    await house.db
      .selectFrom('audit_event')
      .select(['act', 'actor_id', 'detail'])
      .where('subject_id', '=', id)
      .orderBy('seq')
      .execute()
  ).filter(({ act }) => act.startsWith('second') || act.startsWith('spare'));

/** A pelatih who set it up in the way people do; the next time step has begun. */
async function somebody() {
  const id = await addPerson(house, { name: 'Ratna Contoh', grants: [{ role: 'pelatih' }] });
  const { login_phone: phone } = await house.db
    .selectFrom('account')
    .select('login_phone')
    .where('person_id', '=', id)
    .executeTakeFirstOrThrow();
  const cookie = await house.signInAs(id);
  const sealed = hidden(await (await house.get(own, { cookie })).text(), 'sealed');
  const secret = openSecret(TEST_KEYS, id, Buffer.from(sealed, 'base64url')) ?? Buffer.alloc(20);
  const answer = await house.post(own, { sealed, code: hotp(secret, stepAt(house.clock.now())) }, { cookie });
  const spare = [...(await answer.text()).matchAll(/<li>(\w{5}-\w{5})<\/li>/g)].map(([, one]) => one ?? '');
  later(30);
  return { id, phone: phone ?? '', cookie, spare, used: hotp(secret, stepAt(MONDAY)) };
}

const password = (phone: string, more: Record<string, string> = {}) =>
  house.post('/masuk', { who: phone, password: PASSWORD, ...more });
const half = async (phone: string, more: Record<string, string> = {}) =>
  hidden(await (await password(phone, more)).text(), 'half');
const second = (fields: Record<string, string>) => house.post('/masuk/kode', fields);

describe('setting it up', () => {
  test('shows a QR and a key to type, stores nothing before a code proves it, then shows ten spare codes once', async () => {
    const id = await addPerson(house, { grants: [{ role: 'pelatih' }] });
    const cookie = await house.signInAs(id);
    const page = await (await house.get(own, { cookie })).text();
    expect(page).toMatch(/otpauth:\/\/totp\/Bekal/);
    expect(page).toContain('<svg');
    const wrong = await house.post(own, { sealed: hidden(page, 'sealed'), code: '000000' }, { cookie });
    expect(wrong.status).toBe(422);
    const again = await wrong.text();
    expect(/class="kunci-ketik">([^<]+)/.exec(again)?.[1]).toBe(
      /class="kunci-ketik">([^<]+)/.exec(page)?.[1],
    );
    expect(
      await house.db.selectFrom('second_step').selectAll().where('person_id', '=', id).execute(),
    ).toEqual([]);
    const forged = await house.post(own, { sealed: 'AAAA', code: '000000' }, { cookie });
    expect(forged.status).toBe(422);
  });

  test('ends other logins, keeps this one, and the database holds neither secret nor spare codes', async () => {
    const id = await addPerson(house, { grants: [{ role: 'pelatih' }] });
    const other = await house.signInAs(id);
    const cookie = await house.signInAs(id);
    const sealed = hidden(await (await house.get(own, { cookie })).text(), 'sealed');
    const secret = openSecret(TEST_KEYS, id, Buffer.from(sealed, 'base64url')) ?? Buffer.alloc(20);
    const answer = await house.post(
      own,
      { sealed, code: hotp(secret, stepAt(house.clock.now())) },
      { cookie },
    );
    const page = await answer.text();
    expect(page.match(/<li>\w{5}-\w{5}<\/li>/g)).toHaveLength(10);
    expect([await isIn(other), await isIn(cookie)]).toEqual([false, true]);
    const row = await sealedOf(id);
    expect(Buffer.from(row.sealed).includes(secret)).toBe(false);
    expect(await (await house.get(own, { cookie })).text()).not.toMatch(/\w{5}-\w{5}<\/li>/);
    expect((await acts(id)).map(({ act }) => act)).toEqual(['second-step-on']);
  });
});

describe('signing in', () => {
  test('takes password and code, and goes where it was asked to', async () => {
    const one = await somebody();
    const first = await password(one.phone, { next: '/kelas' });
    expect([first.status, first.headers.get('Set-Cookie')]).toEqual([200, null]);
    const page = await first.text();
    const answer = await second({
      half: hidden(page, 'half'),
      next: hidden(page, 'next'),
      code: await code(one.id),
    });
    expect([answer.status, answer.headers.get('Location'), await isIn(cookieOf(answer))]).toEqual([
      303,
      '/kelas',
      true,
    ]);
  });

  test('refuses a code a second time, also that of the setting up, and one that is old', async () => {
    const one = await somebody();
    const used = await code(one.id);
    expect((await second({ half: await half(one.phone), code: used })).status).toBe(303);
    expect((await second({ half: await half(one.phone), code: used })).status).toBe(422);
    expect((await second({ half: await half(one.phone), code: one.used })).status).toBe(422);
    later(30);
    expect((await second({ half: await half(one.phone), code: await code(one.id) })).status).toBe(303);
  });

  test('takes one code once, however many requests carry it at once', async () => {
    const one = await somebody();
    const fields = { half: await half(one.phone), code: await code(one.id) };
    const answers = await Promise.all([second(fields), second(fields), second(fields)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 422, 422]);
  });

  test('takes each spare code once', async () => {
    const one = await somebody();
    const [spare = ''] = one.spare;
    expect((await second({ half: await half(one.phone), code: spare.toLowerCase() })).status).toBe(303);
    expect((await second({ half: await half(one.phone), code: spare })).status).toBe(422);
    expect((await second({ half: await half(one.phone), code: one.spare[9] ?? '' })).status).toBe(303);
    expect((await acts(one.id)).map(({ detail }) => detail).slice(1)).toEqual([{ no: 1 }, { no: 10 }]);
  });

  test('makes guessers wait, also those who guess in parallel, and lets the owner in afterwards', async () => {
    const one = await somebody();
    const open = await half(one.phone);
    const wrong = (await code(one.id)) === '000000' ? '111111' : '000000';
    const answers = await Promise.all(Array.from({ length: 9 }, () => second({ half: open, code: wrong })));
    const texts = await Promise.all(answers.map((answer) => answer.text()));
    expect(texts.filter((text) => text.includes('Terlalu banyak percobaan'))).toHaveLength(3);
    const early = await second({ half: open, code: await code(one.id) });
    expect([early.status, (await early.text()).includes('Tunggu 2 detik')]).toEqual([422, true]);
    later(3);
    expect((await second({ half: open, code: await code(one.id) })).status).toBe(303);
  });

  test('forgets the half login after ten minutes, a new password or a closed account, and takes no forged one', async () => {
    const one = await somebody();
    const open = await half(one.phone);
    const [body = ''] = open.split('.');
    for (const text of ['', 'x', `${body}.`, `${body}.AAAA`, open.slice(0, -1), `${open}A`]) {
      const answer = await second({ half: text, code: await code(one.id) });
      expect([answer.status, (await answer.text()).includes('sudah habis')]).toEqual([422, true]);
    }
    later(601);
    expect((await second({ half: open, code: await code(one.id) })).status).toBe(422);
    const fresh = await half(one.phone);
    await house.db.updateTable('account').set({ active: false }).where('person_id', '=', one.id).execute();
    expect((await second({ half: fresh, code: await code(one.id) })).status).toBe(422);
    await house.db
      .updateTable('account')
      .set({ active: true, password_hash: 'lain' })
      .where('person_id', '=', one.id)
      .execute();
    expect((await second({ half: fresh, code: await code(one.id) })).status).toBe(422);
  });

  test('with a slip is a first step only', async () => {
    const one = await somebody();
    const [slip] = await house.db
      .transaction()
      .execute((trx) =>
        issueSlips(
          trx,
          [one.id],
          { expiresAt: new Date(MONDAY.getTime() + 86_400_000), byId: null },
          house.clock.now(),
        ),
      );
    const answer = await house.post('/aktivasi', {
      who: one.phone,
      code: slipCode(TEST_KEYS, slip?.slipId ?? ''),
      password: 'hujan di sawah',
      again: 'hujan di sawah',
      name: 'Ratna Contoh',
      consent: 'ya',
    });
    expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([200, null]);
    const entered = await second({ half: hidden(await answer.text(), 'half'), code: await code(one.id) });
    expect(entered.status).toBe(303);
  });

  test('on a shared phone keeps its shorter life', async () => {
    const one = await somebody();
    const answer = await second({ half: await half(one.phone, { shared: 'ya' }), code: await code(one.id) });
    expect(answer.headers.get('Set-Cookie')).not.toContain('Max-Age');
  });
});

describe('turning it off', () => {
  test('takes password and code; without either it stays on', async () => {
    const one = await somebody();
    const { cookie } = one;
    const off = (current: string, typed: string) =>
      house.post(`${own}/matikan`, { current, code: typed }, { cookie });
    expect((await off('salah sekali', await code(one.id))).status).toBe(422);
    expect((await off(PASSWORD, '000000')).status).toBe(422);
    expect((await off('', '')).status).toBe(422);
    expect((await off(PASSWORD, await code(one.id))).headers.get('Location')).toBe(`${own}?kabar=mati`);
    expect((await password(one.phone)).status).toBe(303);
    expect((await acts(one.id)).map(({ act }) => act)).toEqual(['second-step-on', 'second-step-off']);
  });

  test('new spare codes make the old ones worthless', async () => {
    const one = await somebody();
    const answer = await house.post(
      `${own}/cadangan`,
      { current: PASSWORD, code: await code(one.id) },
      { cookie: one.cookie },
    );
    const [fresh = ''] = [...(await answer.text()).matchAll(/<li>(\w{5}-\w{5})<\/li>/g)].map(
      ([, text]) => text ?? '',
    );
    expect(one.spare).not.toContain(fresh);
    expect((await second({ half: await half(one.phone), code: one.spare[0] ?? '' })).status).toBe(422);
    expect((await second({ half: await half(one.phone), code: fresh })).status).toBe(303);
  });

  test('an admin does it for another person, with a reason that stays; never for themselves', async () => {
    const one = await somebody();
    const admin = await addPerson(house, { grants: [{ role: 'admin' }] });
    const cookie = await house.signInAs(admin);
    const reset = (whom: string, reason: string) =>
      house.post(`/kelola/akun/${whom}/langkah-kedua`, { reason }, { cookie });
    expect((await reset(one.id, '')).status).toBe(422);
    expect((await reset(admin, 'HP hilang')).status).toBe(403);
    expect((await reset(one.id, 'HP hilang di jalan')).status).toBe(303);
    expect(await isIn(one.cookie)).toBe(false);
    expect((await password(one.phone)).status).toBe(303);
    expect((await acts(one.id)).at(-1)).toEqual({
      act: 'second-step-reset',
      actor_id: admin,
      detail: { reason: 'HP hilang di jalan' },
    });
  });
});

describe('BEKAL_REQUIRE_TOTP', () => {
  test('leads pelatih, korkab, panitia and admin to set it up before anything else; others go on', async () => {
    const admin = await strict.signInAs(await addPerson(house, { grants: [{ role: 'admin' }] }));
    const asked = await strict.get('/kelola/akun', { cookie: admin });
    expect([asked.status, asked.headers.get('Location')]).toEqual([303, own]);
    expect((await strict.post('/saya/keluar-semua', {}, { cookie: admin })).status).toBe(403);
    expect(await (await strict.get(own, { cookie: admin })).text()).toContain('mewajibkan langkah kedua');
    for (const path of ['/bantuan', '/saya/ringkas', '/verifikasi'])
      expect((await strict.get(path, { cookie: admin })).status).toBe(200);
    const plain = await strict.signInAs(await addPerson(house));
    expect((await strict.get('/saya', { cookie: plain })).status).toBe(200);
  });

  test('lets them go on once it is on, and asks again after a reset', async () => {
    const one = await somebody();
    expect((await strict.get('/kelas', { cookie: one.cookie })).status).toBe(200);
    await house.db.deleteFrom('second_step').where('person_id', '=', one.id).execute();
    expect((await strict.get('/kelas', { cookie: one.cookie })).headers.get('Location')).toBe(own);
  });

  test('off asks nobody, and a person who has it is asked all the same', async () => {
    const one = await somebody();
    expect((await house.get('/kelas', { cookie: await house.signInAs(one.id) })).status).toBe(200);
    expect((await password(one.phone)).status).toBe(200);
  });
});
