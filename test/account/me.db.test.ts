import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { grantRole } from '../../src/account/index.ts';
import { addBimtek, addPerson, enrol, PASSWORD } from '../fixtures/account.ts';
import { MONDAY, openHouse, type TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(() => house.clock.set(MONDAY));

const NEW = 'hujan di sawah';
let niks = 0;

async function somebody(wish: Parameters<typeof addPerson>[1] = {}) {
  const nik = `13021041${String(30 + ++niks)}790000`;
  const id = await addPerson(house, { name: 'Ira Novita', nik, ...wish });
  return { id, nik, cookie: await house.signInAs(id) };
}

const acts = async (id: string) =>
  (
    await house.db
      .selectFrom('audit_event')
      .select('act')
      .where('subject_id', '=', id)
      .orderBy('seq')
      .execute()
  ).map(({ act }) => act);
const isIn = async (cookie: string) => (await house.get('/saya/ringkas', { cookie })).status === 200;

describe('the own page', () => {
  test('masks the NIK, shows it on demand, and each showing stands in the log without the number', async () => {
    const me = await somebody();
    const page = await (await house.get('/saya', { cookie: me.cookie })).text();
    expect([page.includes(me.nik), page.includes(`1302********0000`)]).toEqual([false, true]);
    for (let i = 0; i < 2; i++)
      expect(await (await house.post('/saya/nik', {}, { cookie: me.cookie })).text()).toContain(me.nik);
    expect((await acts(me.id)).filter((act) => act === 'nik-revealed').length).toBe(2);
    const log = JSON.stringify(
      await house.db.selectFrom('audit_event').selectAll().where('subject_id', '=', me.id).execute(),
    );
    expect(log).not.toContain(me.nik);
    expect((await house.get('/saya/nik', { cookie: me.cookie })).status).toBe(404);
  });

  test('names roles with their scope, and only those that have not ended', async () => {
    const bimtek = await addBimtek(house);
    const me = await somebody({
      grants: [
        { role: 'panitia', bimtekId: bimtek.bimtekId },
        { role: 'korkab', regencyCode: '13.02', endsAt: new Date('2024-06-30T16:59:59Z') },
      ],
    });
    const page = await (await house.get('/saya', { cookie: me.cookie })).text();
    expect(page).toContain('Bimtek Kader Digital, Gelombang II');
    expect(page).toContain('Kabupaten Solok, sampai 30 Juni 2024');
    house.clock.set(new Date('2024-06-30T17:00:00Z'));
    const fresh = await house.signInAs(me.id);
    expect(await (await house.get('/saya', { cookie: fresh })).text()).not.toContain('Kabupaten Solok');
  });

  test('lists the phones that are signed in, with this one marked, and no usable id', async () => {
    const me = await somebody();
    const second = await house.signInAs(me.id, true);
    const page = await (await house.get('/saya', { cookie: second })).text();
    expect(page.match(/Chrome, Android/g)?.length).toBe(2);
    expect(page.match(/HP ini<\/span>/g)?.length).toBe(1);
    expect(page).toContain(', HP bergantian');
    for (const cookie of [me.cookie, second]) expect(page).not.toContain(cookie.replace('bekal=', ''));
  });

  test('signs out everywhere at once', async () => {
    const me = await somebody();
    const second = await house.signInAs(me.id);
    expect((await house.post('/saya/keluar-semua', {}, { cookie: second })).headers.get('Location')).toBe(
      '/masuk',
    );
    expect([await isIn(me.cookie), await isIn(second)]).toEqual([false, false]);
  });

  test('tells the page script who is here, and answers 401 when nobody is', async () => {
    const me = await somebody();
    expect(await (await house.get('/saya/ringkas', { cookie: me.cookie })).json()).toEqual({
      user: me.id,
      signedIn: true,
    });
    const nobody = await house.get('/saya/ringkas');
    expect([nobody.status, await nobody.json()]).toEqual([401, { user: null, signedIn: false }]);
  });
});

describe('a new password', () => {
  const change = (cookie: string, current: string, password = NEW, again = password) =>
    house.post('/saya/sandi', { current, password, again }, { cookie });

  test('works from then on, the old one no more; other phones are out and this one has a new id', async () => {
    const phone = '+6281200000301';
    const me = await somebody({ phone });
    const second = await house.signInAs(me.id);
    const answer = await change(me.cookie, PASSWORD);
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/saya?kabar=sandi']);
    const fresh = (answer.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
    expect([await isIn(me.cookie), await isIn(second), await isIn(fresh)]).toEqual([false, false, true]);
    const signIn = (password: string) => house.post('/masuk', { who: phone, password });
    expect([(await signIn(PASSWORD)).status, (await signIn(NEW)).status]).toEqual([422, 303]);
  });

  test('needs the present one, with the same counting as at sign-in', async () => {
    const me = await somebody();
    for (let i = 0; i < 5; i++)
      expect(await (await change(me.cookie, 'salah sekali')).text()).toContain('Kata sandi sekarang salah.');
    await change(me.cookie, 'salah sekali');
    const right = await change(me.cookie, PASSWORD);
    expect([right.status, (await right.text()).includes('Terlalu banyak percobaan.')]).toEqual([422, true]);
  });

  test.each([
    ['tujuh77', 'tujuh77', 'Kata sandi minimal 8 huruf atau angka.'],
    ['bismillah', 'bismillah', 'Kata sandi ini mudah ditebak.'],
    [NEW, 'hujan lebat', 'Kedua kata sandi tidak sama.'],
  ])('%s, %s is refused', async (password, again, sentence) => {
    const me = await somebody();
    const answer = await change(me.cookie, PASSWORD, password, again);
    const page = await answer.text();
    expect([answer.status, page.includes(sentence)]).toEqual([422, true]);
    expect(page).not.toContain(`value="${password}"`);
  });
});

describe('the own name', () => {
  test('is confirmed once; later only the panitia change it', async () => {
    const bimtek = await addBimtek(house);
    const me = await somebody();
    await enrol(house, bimtek, me.id, { no: 'F-09' });
    const confirm = (name: string) =>
      house.post('/saya/nama', { name, titlePrefix: '', titleSuffix: 'S.E.' }, { cookie: me.cookie });
    expect(await (await house.get('/saya', { cookie: me.cookie })).text()).toContain('Sahkan nama Anda');
    expect((await confirm('Bustanul Arifin')).status).toBe(422);
    expect((await confirm('Ira Novitta')).headers.get('Location')).toBe('/saya?kabar=nama');
    expect((await confirm('Ira Novita')).status).toBe(409);
    const page = await (await house.get('/saya', { cookie: me.cookie })).text();
    expect([page.includes('Sahkan nama Anda'), page.includes('Ira Novitta, S.E.')]).toEqual([false, true]);
  });

  test('fields that a person may not set are ignored', async () => {
    const bimtek = await addBimtek(house);
    const me = await somebody();
    await enrol(house, bimtek, me.id, { no: 'F-10' });
    const before = await house.db
      .selectFrom('person')
      .selectAll()
      .where('id', '=', me.id)
      .executeTakeFirstOrThrow();
    await house.post(
      '/saya/nama',
      {
        name: 'Ira Novita',
        role: 'admin',
        personId: '00000000-0000-0000-0000-000000000000',
        nik: '1302104107000000',
        phone: '0812',
        name_confirmed_at: '2020-01-01',
      },
      { cookie: me.cookie },
    );
    const after = await house.db
      .selectFrom('person')
      .selectAll()
      .where('id', '=', me.id)
      .executeTakeFirstOrThrow();
    expect(after).toEqual({ ...before, name_confirmed_at: MONDAY });
    expect(
      await house.db.selectFrom('role_grant').select('id').where('person_id', '=', me.id).execute(),
    ).toEqual([]);
  });
});

test('a role that was taken away counts on the next request, without signing in anew', async () => {
  const me = await somebody();
  const given = await house.db
    .transaction()
    .execute((trx) => grantRole(trx, { personId: me.id, role: 'admin' }, null, MONDAY));
  if (!given.ok) throw new Error(given.refusal.reason);
  const cookie = await house.signInAs(me.id);
  expect((await house.get('/kelola/akun', { cookie })).status).toBe(200);
  const colleague = await addPerson(house, { grants: [{ role: 'admin' }] });
  await house.post(
    `/kelola/akun/${me.id}/peran/${given.value}/akhiri`,
    {},
    { cookie: await house.signInAs(colleague) },
  );
  expect((await house.get('/kelola/akun', { cookie })).status).toBe(403);
  expect(await isIn(cookie)).toBe(true);
});
