import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addBimtek, addPerson, addRegions, enrol, PASSWORD } from '../fixtures/account.ts';
import { MONDAY, openHouse, type TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
let admin: string;
let at: { cookie: string };

beforeAll(async () => {
  house = await openHouse();
  await addRegions(house);
  admin = await addPerson(house, {
    name: 'Admin Satu',
    phone: '+6281200000501',
    grants: [{ role: 'admin' }],
  });
});
afterAll(() => house.close());
beforeEach(async () => {
  house.clock.set(MONDAY);
  at = { cookie: await house.signInAs(admin) };
});

const grantsOf = (personId: string) =>
  house.db
    .selectFrom('role_grant')
    .select([
      'role',
      'bimtek_id',
      'province_code',
      'regency_code',
      'village_code',
      'all_bimtek',
      'audit',
      'starts_at',
      'ends_at',
      'by_id',
    ])
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute();
const grant = (personId: string, fields: Record<string, string>) =>
  house.post(`/kelola/akun/${personId}/peran`, fields, at);

describe('every page of accounts', () => {
  test.each(['/kelola/akun', '/kelola/akun/baru', '/kelola/setelan', '/kelola/setelan/penerbit/baru'])(
    '%s is for admins',
    async (path) => {
      const bimtek = await addBimtek(house);
      const panitia = await addPerson(house, { grants: [{ role: 'panitia', bimtekId: bimtek.bimtekId }] });
      const pemantau = await addPerson(house, {
        grants: [{ role: 'pemantau', allBimtek: true, audit: true }],
      });
      for (const who of [panitia, pemantau, await addPerson(house)])
        expect((await house.get(path, { cookie: await house.signInAs(who) })).status).toBe(403);
      expect((await house.get(path, at)).status).toBe(200);
      expect((await house.get(path)).status).toBe(303);
    },
  );
});

describe('a role is given', () => {
  const cases: [string, Record<string, string>, object][] = [
    ['korkab by code', { role: 'korkab', regency: '13.02' }, { role: 'korkab', regency_code: '13.02' }],
    [
      'korkab by name',
      { role: 'korkab', regency: 'kabupaten solok' },
      { role: 'korkab', regency_code: '13.02' },
    ],
    [
      'pemantau of a province, with the log',
      { role: 'pemantau', province: '13', audit: 'ya' },
      { role: 'pemantau', province_code: '13', audit: true },
    ],
    ['pelatih', { role: 'pelatih', audit: 'ya' }, { role: 'pelatih' }],
    ['panitia that only reads', { role: 'panitia', allBimtek: 'ya' }, { role: 'panitia', all_bimtek: true }],
    [
      'from a day to a day, both of them whole',
      { role: 'admin', from: '2024-06-05', until: '2024-06-07' },
      {
        role: 'admin',
        starts_at: new Date('2024-06-04T17:00:00Z'),
        ends_at: new Date('2024-06-07T16:59:59Z'),
      },
    ],
  ];
  test.each(cases)('%s', async (_what, fields, expected) => {
    const person = await addPerson(house);
    expect((await grant(person, fields)).headers.get('Location')).toBe(`/kelola/akun/${person}?kabar=peran`);
    const plain = {
      bimtek_id: null,
      province_code: null,
      regency_code: null,
      village_code: null,
      all_bimtek: false,
      audit: false,
      starts_at: MONDAY,
      ends_at: null,
      by_id: admin,
    };
    expect(await grantsOf(person)).toEqual([{ ...plain, ...expected }]);
  });

  test('for a bimtek', async () => {
    const { bimtekId } = await addBimtek(house);
    const person = await addPerson(house);
    await grant(person, { role: 'panitia', bimtek: bimtekId });
    expect((await grantsOf(person)).map((row) => row.bimtek_id)).toEqual([bimtekId]);
  });

  test('for five villages at once', async () => {
    const person = await addPerson(house);
    await grant(person, {
      role: 'duta',
      villages: '13.02.10.2001, 13.02.10.2002\n1302102003 13.02.10.2004;13.02.10.2005',
    });
    expect((await grantsOf(person)).map((row) => row.village_code)).toEqual(
      [1, 2, 3, 4, 5].map((n) => `13.02.10.200${n}`),
    );
  });

  const wrong: [string, Record<string, string>, string][] = [
    ['without a role', {}, 'Pilih peran dari daftar.'],
    ['with a role that is none', { role: 'kader' }, 'Pilih peran dari daftar.'],
    ['korkab of nowhere', { role: 'korkab' }, 'Lengkapi wilayah atau bimtek untuk peran ini.'],
    [
      'korkab of an unknown place',
      { role: 'korkab', regency: '99.99' },
      'Kabupaten tidak ditemukan. Tulis kode resminya.',
    ],
    [
      'duta with one wrong code',
      { role: 'duta', villages: '13.02.10.2001 13.02.10.2999' },
      'Kode nagari atau desa tidak ditemukan.',
    ],
    [
      'panitia of a bimtek that is not there',
      { role: 'panitia', bimtek: '01890000-0000-7000-8000-000000000000' },
      'Pilih bimtek dari daftar.',
    ],
    [
      'ending before it starts',
      { role: 'admin', from: '2024-06-07', until: '2024-06-05' },
      'Tanggal selesai harus sesudah tanggal mulai.',
    ],
    ['on a day that is none', { role: 'admin', until: '2024-02-31' }, 'Sampai harus berupa tanggal'],
  ];
  test.each(wrong)('not %s', async (_what, fields, sentence) => {
    const person = await addPerson(house);
    const answer = await grant(person, fields);
    expect([answer.status, (await answer.text()).includes(sentence)]).toEqual([422, true]);
    expect(await grantsOf(person)).toEqual([]);
  });

  test('never to oneself, nor ended for oneself', async () => {
    const before = await grantsOf(admin);
    expect((await grant(admin, { role: 'panitia', allBimtek: 'ya' })).status).toBe(403);
    const own = await house.db
      .selectFrom('role_grant')
      .select('id')
      .where('person_id', '=', admin)
      .executeTakeFirstOrThrow();
    expect((await house.post(`/kelola/akun/${admin}/peran/${own.id}/akhiri`, {}, at)).status).toBe(403);
    expect(await grantsOf(admin)).toEqual(before);
  });

  test('is ended on the page of its own person only', async () => {
    const [one, two] = [await addPerson(house, { grants: [{ role: 'pelatih' }] }), await addPerson(house)];
    const { id } = await house.db
      .selectFrom('role_grant')
      .select('id')
      .where('person_id', '=', one)
      .executeTakeFirstOrThrow();
    expect((await house.post(`/kelola/akun/${two}/peran/${id}/akhiri`, {}, at)).status).toBe(404);
    expect((await house.post(`/kelola/akun/${one}/peran/${id}/akhiri`, {}, at)).status).toBe(303);
    expect((await grantsOf(one)).map((row) => row.ends_at)).toEqual([MONDAY]);
  });
});

describe('an account', () => {
  test('made by an admin comes with its role and a slip', async () => {
    const answer = await house.post(
      '/kelola/akun',
      { name: 'Korkab Baru', phone: '0812-0000-0561', role: 'korkab', regency: '13.02' },
      at,
    );
    const person = /^\/slip\/([^?]+)\?kabar=akun$/.exec(answer.headers.get('Location') ?? '')?.[1] ?? '';
    expect((await grantsOf(person)).map((row) => row.role)).toEqual(['korkab']);
    expect((await house.get(`/slip/${person}`, at)).status).toBe(200);
    const account = await house.db
      .selectFrom('account')
      .selectAll()
      .where('person_id', '=', person)
      .executeTakeFirstOrThrow();
    expect([account.login_phone, account.password_hash, account.active]).toEqual([
      '+6281200000561',
      null,
      true,
    ]);
  });

  test('is not made in part when its role is wrong', async () => {
    const people = () => house.db.selectFrom('person').select('id').execute();
    const before = (await people()).length;
    const answer = await house.post('/kelola/akun', { name: 'Setengah Jadi', role: 'korkab' }, at);
    expect([answer.status, (await answer.text()).includes('value="Setengah Jadi"')]).toEqual([422, true]);
    expect((await people()).length).toBe(before);
    expect((await house.post('/kelola/akun', { name: 'Nomor Aneh', phone: '12345' }, at)).status).toBe(422);
  });

  test('that is closed is out at once on every phone, cannot come back by any way in, and can be opened again', async () => {
    const phone = '+6281200000562';
    const person = await addPerson(house, { phone });
    const cookies = [await house.signInAs(person), await house.signInAs(person)];
    await house.post(`/slip/${person}/baru`, {}, at);
    expect((await house.post(`/kelola/akun/${person}/nonaktif`, {}, at)).headers.get('Location')).toBe(
      `/kelola/akun/${person}?kabar=nonaktif`,
    );
    for (const cookie of cookies) expect((await house.get('/saya', { cookie })).status).toBe(303);
    expect(
      await house.db.selectFrom('login_session').select('label').where('person_id', '=', person).execute(),
    ).toEqual([]);
    expect((await house.post('/masuk', { who: phone, password: PASSWORD })).status).toBe(422);
    const live = await house.db
      .selectFrom('slip')
      .select('id')
      .where('person_id', '=', person)
      .where('void_at', 'is', null)
      .execute();
    expect(live).toEqual([]);
    await house.post(`/kelola/akun/${person}/aktif`, {}, at);
    expect((await house.post('/masuk', { who: phone, password: PASSWORD })).status).toBe(303);
  });

  test('opened again leaves its number to who has it now', async () => {
    const phone = '+6281200000563';
    const person = await addPerson(house, { phone });
    await house.post(`/kelola/akun/${person}/nonaktif`, {}, at);
    await addPerson(house, { phone });
    expect((await house.post(`/kelola/akun/${person}/aktif`, {}, at)).status).toBe(303);
    expect(await (await house.get(`/kelola/akun/${person}`, at)).text()).toContain(
      'Nomor HP ini dipakai orang lain.',
    );
  });

  test('of oneself cannot be closed', async () => {
    expect((await house.post(`/kelola/akun/${admin}/nonaktif`, {}, at)).status).toBe(403);
    expect((await house.get('/saya/ringkas', at)).status).toBe(200);
  });

  test('that waits after wrong passwords is let in again', async () => {
    const phone = '+6281200000564';
    const person = await addPerson(house, { phone });
    for (let i = 0; i < 6; i++) await house.post('/masuk', { who: phone, password: 'salah sekali' });
    expect((await house.post('/masuk', { who: phone, password: PASSWORD })).status).toBe(422);
    await house.post(`/kelola/akun/${person}/buka`, {}, at);
    expect((await house.post('/masuk', { who: phone, password: PASSWORD })).status).toBe(303);
  });

  test('shows its number masked, and in full when asked, which stands in the log', async () => {
    const person = await addPerson(house, { phone: '+6281200000565' });
    const page = await (await house.get(`/kelola/akun/${person}`, at)).text();
    expect([page.includes('0812-****-0565'), page.includes('0812-0000-0565')]).toEqual([true, false]);
    expect(await (await house.post(`/kelola/akun/${person}/tampilkan`, {}, at)).text()).toContain(
      '0812-0000-0565',
    );
    const event = await house.db
      .selectFrom('audit_event')
      .select(['act', 'actor_id', 'detail'])
      .where('subject_id', '=', person)
      .orderBy('seq', 'desc')
      .executeTakeFirst();
    expect(event).toEqual({ act: 'phone-revealed', actor_id: admin, detail: {} });
  });

  test('takes another number', async () => {
    const person = await addPerson(house);
    expect((await house.post(`/kelola/akun/${person}/nomor`, { phone: '0812 0000 0566' }, at)).status).toBe(
      303,
    );
    expect((await house.post('/masuk', { who: '081200000566', password: PASSWORD })).status).toBe(303);
    expect((await house.post(`/kelola/akun/${person}/nomor`, { phone: 'nomor' }, at)).status).toBe(422);
  });

  test('that is not there is not found', async () => {
    for (const path of ['bukan-orang', '01890000-0000-7000-8000-000000000000'])
      expect((await house.get(`/kelola/akun/${path}`, at)).status).toBe(404);
  });
});

describe('the list of accounts', () => {
  const names = (page: string) =>
    [...page.matchAll(/<span class="tebal">([^<]+)<\/span>/g)].map(([, name]) => name ?? '');
  const search = async (q: string) =>
    names(await (await house.get(`/kelola/akun?q=${encodeURIComponent(q)}`, at)).text());

  test('finds by part of a name, by number in any spelling and by participant code', async () => {
    const person = await addPerson(house, { name: "Nu'man Zulkarnain", phone: '+6281200000571' });
    const { participant_code: code } = await house.db
      .selectFrom('account')
      .select('participant_code')
      .where('person_id', '=', person)
      .executeTakeFirstOrThrow();
    for (const q of [
      'numan z',
      'ZULKAR',
      '0812-0000-0571',
      '+62 812 0000 0571',
      code,
      `${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase(),
    ])
      expect([q, await search(q)]).toEqual([q, ['Nu&#39;man Zulkarnain']]);
    expect(await search('zzzz tidak ada')).toEqual([]);
  });

  test('pages through everybody once, by name', async () => {
    const bimtek = await addBimtek(house);
    for (let i = 0; i < 60; i++) {
      const person = await addPerson(house, {
        name: `Halaman ${String(i % 20).padStart(2, '0')}`,
        phone: null,
      });
      if (i === 0) await enrol(house, bimtek, person, { no: 'F-77' });
    }
    let path: string | undefined = '/kelola/akun?q=halaman';
    const seen: string[] = [];
    const ids: string[] = [];
    while (path) {
      const page: string = await (await house.get(path, at)).text();
      seen.push(...names(page));
      ids.push(...[...page.matchAll(/href="\/kelola\/akun\/([0-9a-f-]{36})"/g)].map(([, id]) => id ?? ''));
      path = /href="([^"]*sesudah=[^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    }
    expect([seen.length, new Set(ids).size]).toEqual([60, 60]);
    expect(seen).toEqual(seen.toSorted());
  });
});
