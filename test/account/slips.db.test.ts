import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueSlips, slipCode } from '../../src/account/index.ts';
import { addBimtek, addPerson, addTrainer, enrol, type SmallBimtek } from '../fixtures/account.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';

/** Ten days before the bimtek. */
const BEFORE = new Date('2024-05-20T01:00:00Z');

let house: TestHouse;
let bimtek: SmallBimtek;
let other: SmallBimtek;
const id: Record<string, string> = {};
const cookie: Record<string, string> = {};

beforeAll(async () => {
  house = await openHouse({ at: BEFORE });
  bimtek = await addBimtek(house);
  other = await addBimtek(house);
  const kader = async (name: string, seat: Parameters<typeof enrol>[3], where = bimtek) => {
    id[name] = await addPerson(house, { name: `Kader ${name}`, password: false });
    await enrol(house, where, id[name], seat);
  };
  await kader('F1', { no: 'F-01' });
  await kader('F2', { no: 'F-02', village: '18.10.01.2001' });
  await kader('G1', { no: 'G-01', letter: 'G', village: '13.02.10.2002' });
  await kader('elsewhere', { no: 'F-01', village: '18.10.01.2002' }, other);
  const solok = { role: 'korkab', regencyCode: '13.02' } as const;
  id['pelatih'] = await addTrainer(house, bimtek, 'F');
  id['korkab'] = await addPerson(house, { name: 'Korkab Solok', grants: [solok] });
  id['panitia'] = await addPerson(house, {
    name: 'Panitia',
    grants: [{ role: 'panitia', bimtekId: bimtek.bimtekId }],
  });
  id['watching'] = await addPerson(house, {
    name: 'Panitia lain',
    grants: [{ role: 'panitia', allBimtek: true }],
  });
  id['admin'] = await addPerson(house, { name: 'Admin', grants: [{ role: 'admin' }] });
  id['pemantau'] = await addPerson(house, {
    name: 'Pemantau',
    grants: [{ role: 'pemantau', allBimtek: true }],
  });
  id['duta'] = await addPerson(house, {
    name: 'Duta',
    grants: [{ role: 'duta', villageCode: '13.02.10.2001' }],
  });
  // People of class F in Solok who hold a wider role besides.
  for (const [name, grant] of Object.entries({
    boss: { role: 'admin' } as const,
    colleague: { role: 'pelatih' } as const,
  })) {
    id[name] = await addPerson(house, { name: `Kader ${name}`, grants: [grant] });
    await enrol(house, bimtek, id[name], { no: `F-${name}` });
  }
  for (const [name, person] of Object.entries(id)) cookie[name] = await house.signInAs(person);
});
afterAll(() => house.close());

const renew = (who: string, whom: string) =>
  house.post(`/slip/${id[whom]}/baru`, {}, { cookie: cookie[who] ?? '' });
const look = (who: string, whom: string) => house.get(`/slip/${id[whom]}`, { cookie: cookie[who] ?? '' });
const slipsOf = (whom: string) =>
  house.db
    .selectFrom('slip')
    .selectAll()
    .where('person_id', '=', id[whom] ?? '')
    .orderBy('id')
    .execute();

describe('a slip is renewed', () => {
  const people = [
    'F1',
    'F2',
    'G1',
    'elsewhere',
    'duta',
    'colleague',
    'boss',
    'pelatih',
    'korkab',
    'panitia',
    'admin',
  ];
  const allowed: Record<string, string[]> = {
    pelatih: ['F1', 'F2'],
    korkab: ['F1', 'G1', 'duta'],
    panitia: ['F1', 'F2', 'G1', 'colleague', 'pelatih'],
    watching: [],
    admin: ['F1', 'F2', 'G1', 'elsewhere', 'duta', 'colleague', 'boss', 'pelatih', 'korkab', 'panitia'],
  };
  test.each(Object.keys(allowed))('by %s for the people in scope, and for nobody else', async (who) => {
    const outcome = async (whom: string) => [
      whom,
      (await look(who, whom)).status,
      (await renew(who, whom)).status,
    ];
    const outcomes = [];
    for (const whom of people) outcomes.push(await outcome(whom));
    expect(outcomes).toEqual(
      people.map((whom) => (allowed[who]?.includes(whom) ? [whom, 200, 303] : [whom, 404, 404])),
    );
  });

  test.each(['pemantau', 'F1', 'duta'])('never by %s', async (who) => {
    expect([(await look(who, 'F2')).status, (await renew(who, 'F2')).status]).toEqual([403, 403]);
  });

  test('never for oneself, and not for an address that is no person', async () => {
    expect((await renew('admin', 'admin')).status).toBe(404);
    expect((await house.get('/slip/bukan-orang', { cookie: cookie['admin'] ?? '' })).status).toBe(404);
  });

  test('the old one is dead, the new one lives to the end of day 1, and who did it stands in the log without the code', async () => {
    const before = await slipsOf('F2');
    await renew('pelatih', 'F2');
    const after = await slipsOf('F2');
    const [old, fresh] = [after.at(-2), after.at(-1)];
    expect([after.length, old?.void_at, fresh?.void_at]).toEqual([before.length + 1, BEFORE, null]);
    expect(fresh?.expires_at.toISOString()).toBe('2024-05-30T16:59:59.000Z');
    expect(fresh?.by_id).toBe(id['pelatih']);
    const event = await house.db
      .selectFrom('audit_event')
      .selectAll()
      .where('subject_id', '=', id['F2'] ?? '')
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect([event.act, event.actor_id]).toEqual(['slip-issued', id['pelatih']]);
    expect(JSON.stringify(event.detail)).not.toContain(slipCode(house.keys, fresh?.id ?? ''));
  });

  test('ends no login and no password', async () => {
    await renew('admin', 'F1');
    expect((await house.get('/saya/ringkas', { cookie: cookie['F1'] ?? '' })).status).toBe(200);
  });

  test('not for a deactivated account: the page says who can help', async () => {
    const person = await addPerson(house, { name: 'Sudah keluar', active: false });
    const answer = await house.post(`/slip/${person}/baru`, {}, { cookie: cookie['admin'] ?? '' });
    expect([answer.status, (await answer.text()).includes('Akun ini dinonaktifkan.')]).toEqual([409, true]);
  });

  test('once for a form that is sent twice', async () => {
    const before = (await slipsOf('G1')).length;
    for (let i = 0; i < 2; i++)
      await house.post(`/slip/${id['G1']}/baru`, { _key: 'sekali' }, { cookie: cookie['admin'] ?? '' });
    expect((await slipsOf('G1')).length).toBe(before + 1);
  });
});

describe('the page of a slip', () => {
  test('shows the code, the message with its link to WhatsApp, and marks it sent only when told', async () => {
    await renew('panitia', 'F1');
    const slip = (await slipsOf('F1')).at(-1);
    const code = slipCode(house.keys, slip?.id ?? '');
    const shown = `${code.slice(0, 4)}-${code.slice(4)}`;
    const page = await (await look('panitia', 'F1')).text();
    expect(page).toContain(`<p class="kode-besar">${shown}</p>`);
    expect(page).toContain(
      `Assalamualaikum/Salam, Kader F1. Ini kode masuk Bekal untuk bimtek di Jakarta: ${shown}. Buka http://localhost/aktivasi?k=`,
    );
    const { phone_e164: phone } = await house.db
      .selectFrom('person')
      .select('phone_e164')
      .where('id', '=', id['F1'] ?? '')
      .executeTakeFirstOrThrow();
    expect(page).toContain(`href="https://wa.me/${phone?.slice(1)}?text=Assalamualaikum`);
    expect(page).toContain('Berlaku sampai 30 Mei 2024. Jangan dibagikan.');
    expect((await slipsOf('F1')).at(-1)?.sent_at).toBeNull();
    expect(
      (await house.post(`/slip/${id['F1']}/dikirim`, {}, { cookie: cookie['panitia'] ?? '' })).status,
    ).toBe(303);
    expect((await slipsOf('F1')).at(-1)?.sent_at).toEqual(BEFORE);
  });

  test('prints one slip, and keeps who printed it', async () => {
    const at = { cookie: cookie['korkab'] ?? '' };
    expect((await house.post(`/slip/${id['F1']}/cetak`, {}, at)).headers.get('Location')).toBe(
      `/slip/${id['F1']}/cetak`,
    );
    const sheet = await (await house.get(`/slip/${id['F1']}/cetak`, at)).text();
    expect(sheet.match(/class="slip-satu"/g)?.length).toBe(1);
    const event = await house.db
      .selectFrom('audit_event')
      .selectAll()
      .where('act', '=', 'slips-printed')
      .executeTakeFirstOrThrow();
    expect([event.actor_id, event.subject_id, event.detail]).toEqual([id['korkab'], id['F1'], { count: 1 }]);
  });
});

describe('the list of slips of a bimtek', () => {
  let big: SmallBimtek;
  const path = (rest = '') => `/kelola/bimtek/${big.bimtekId}/slip${rest}`;
  let at: { cookie: string };
  const people: string[] = [];

  beforeAll(async () => {
    big = await addBimtek(house);
    const panitia = await addPerson(house, {
      name: 'Panitia besar',
      grants: [{ role: 'panitia', bimtekId: big.bimtekId }],
    });
    at = { cookie: await house.signInAs(panitia) };
    for (let i = 1; i <= 60; i++) {
      const person = await addPerson(house, {
        name: `Peserta ${String(i).padStart(2, '0')}`,
        password: i <= 3,
        active: i !== 60,
      });
      people.push(person);
      await enrol(house, big, person, {
        no: `${i <= 40 ? 'F' : 'G'}-${String(i).padStart(2, '0')}`,
        letter: i <= 40 ? 'F' : 'G',
        village: i % 2 === 0 ? '18.10.01.2001' : '13.02.10.2001',
      });
    }
  });

  const figures = (page: string) => [...page.matchAll(/<b>([\d.]+)<\/b><span>/g)].map(([, n]) => Number(n));
  const numbers = (page: string) => [...page.matchAll(/<span class="jam">([^<]+)</g)].map(([, no]) => no);

  test('is for the panitia of that bimtek only', async () => {
    for (const who of ['panitia', 'watching']) {
      expect((await house.get(path(), { cookie: cookie[who] ?? '' })).status).toBe(404);
      expect((await house.post(path(), {}, { cookie: cookie[who] ?? '' })).status).toBe(404);
      expect((await house.get(path('/cetak'), { cookie: cookie[who] ?? '' })).status).toBe(404);
    }
    for (const who of ['admin', 'pelatih', 'korkab', 'F1'])
      expect((await house.get(path(), { cookie: cookie[who] ?? '' })).status).toBe(403);
  });

  test('pages by fifty in the order of the numbers', async () => {
    const first = await (await house.get(path(), at)).text();
    expect(numbers(first)).toEqual(
      Array.from({ length: 50 }, (_, i) => `${i < 40 ? 'F' : 'G'}-${String(i + 1).padStart(2, '0')}`),
    );
    const next = /href="([^"]*sesudah=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    expect(numbers(await (await house.get(next, at)).text())).toEqual(
      Array.from({ length: 10 }, (_, i) => `G-${51 + i}`),
    );
  });

  test('makes slips for everybody who has no password and an open account, once', async () => {
    const make = (fields: Record<string, string> = {}) => house.post(path(), fields, at);
    expect((await make()).headers.get('Location')).toContain('n=56');
    expect((await make()).headers.get('Location')).toContain('n=0');
    const page = await (await house.get(path(), at)).text();
    expect(figures(page)).toEqual([56, 0, 3]);
  });

  test('filters by class, kabupaten, state and words', async () => {
    const count = async (query: string) =>
      numbers(await (await house.get(path(`?${query}`), at)).text()).length;
    expect(await count(`kelas=${big.classes.G}`)).toBe(20);
    expect(await count(`kelas=${big.classes.G}&kabupaten=18.10`)).toBe(10);
    expect(await count('status=active')).toBe(3);
    expect(await count(`status=waiting&kelas=${big.classes.F}`)).toBe(37);
    expect(await count('q=peserta 07')).toBe(1);
    expect(await count('q=g-4')).toBe(9);
    expect(await count('q=tidak ada')).toBe(0);
    expect(await count('kelas=apa-saja&status=lain&kabupaten=x')).toBe(50);
  });

  test('prints eight a sheet and marks what was printed', async () => {
    const printing = await house.post(path('/cetak'), { kelas: big.classes.G }, at);
    const address = printing.headers.get('Location') ?? '';
    const sheets = await (await house.get(address, at)).text();
    const perSheet = sheets
      .split('class="lembar tegak slip"')
      .slice(1)
      .map((sheet) => sheet.match(/class="slip-satu"/g)?.length);
    expect(perSheet).toEqual([8, 8, 3]);
    const rows = await house.db
      .selectFrom('slip')
      .select(['printed_at'])
      .where('person_id', 'in', people)
      .where('printed_at', 'is not', null)
      .execute();
    expect(rows.length).toBe(19);
    expect(figures(await (await house.get(path(), at)).text())).toEqual([56, 19, 3]);
  });

  test('counts dead and expired slips as needing a new one', async () => {
    await house.db
      .updateTable('slip')
      .set({ tries: 5 })
      .where('person_id', '=', people[10] ?? '')
      .execute();
    await house.db
      .updateTable('slip')
      .set({ expires_at: BEFORE })
      .where('person_id', '=', people[11] ?? '')
      .execute();
    expect(numbers(await (await house.get(path('?status=none'), at)).text())).toEqual(['F-11', 'F-12']);
    expect((await house.post(path(), {}, at)).headers.get('Location')).toContain('n=2');
  });
});

test('a slip for a person whose phone signs someone else in tells to use the participant code', async () => {
  const phone = '+6281200000777';
  await addPerson(house, { phone });
  const second = await addPerson(house, { name: 'Nomor Bersama', phone, password: false });
  await house.db
    .transaction()
    .execute((trx) =>
      issueSlips(trx, [second], { expiresAt: new Date('2024-05-25T00:00:00Z'), byId: null }, BEFORE),
    );
  const page = await (await house.get(`/slip/${second}`, { cookie: cookie['admin'] ?? '' })).text();
  expect(page).toMatch(/ketik kode peserta [0-9A-Z]{4}-[0-9A-Z]{4} dan kode itu/);
});
