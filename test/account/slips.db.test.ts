import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { issueSlips, slipCode } from '../../src/account/index.ts';
import { addBimtek, addPerson, addTrainer, enrol, type SmallBimtek } from '../fixtures/account.ts';
import { readPdf } from '../documents/read-pdf.ts';
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

  test('prints the chosen numbers only, and says so when there is nothing to print', async () => {
    const to = async (fields: Record<string, string | string[]>) =>
      (await house.post(path('/cetak'), fields, at)).headers.get('Location') ?? '';
    const two = await to({ no: ['F-05', 'G-45', 'x'] });
    expect(two).toContain('no=F-05&no=G-45');
    expect((await (await house.get(two, at)).text()).match(/class="slip-satu"/g)).toHaveLength(2);
    const file = await house.get(two.replace('/cetak?', '/cetak.pdf?'), at);
    expect(file.headers.get('Content-Type')).toBe('application/pdf');
    expect(readPdf(new Uint8Array(await file.arrayBuffer())).pages).toHaveLength(1);
    const none = await house.get(await to({ no: 'F-01' }), at);
    expect([none.status, none.headers.get('Location')]).toEqual([303, `${path()}?status=all&kabar=kosong`]);
  }, 60_000);

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

describe('who forgot the password', () => {
  const ask = (who: string) => house.post('/lupa-sandi', { who });
  const phoneOf = async (name: string) =>
    (
      await house.db
        .selectFrom('person')
        .select('phone_e164')
        .where('id', '=', id[name] ?? '')
        .executeTakeFirstOrThrow()
    ).phone_e164 ?? '';
  const open = () =>
    house.db.selectFrom('slip_request').select('person_id').where('settled_at', 'is', null).execute();
  /** The names that this person sees waiting. */
  const waits = async (who: string) => {
    const page = await (await house.get('/slip', { cookie: cookie[who] ?? '' })).text();
    const asked = page.slice(page.indexOf('id="minta"'), page.indexOf('id="belum"'));
    return [...asked.matchAll(/class="tebal">([^<]+)</g)].map(([, name]) => name);
  };

  test('asks by phone or participant code; whoever may renew the slip sees it, and nobody else', async () => {
    expect((await ask(await phoneOf('F1'))).headers.get('Location')).toBe('/lupa-sandi?kabar=diminta');
    expect(await waits('pelatih')).toEqual(['Kader F1']);
    expect(await waits('korkab')).toEqual(['Kader F1']);
    expect(await waits('panitia')).toEqual(['Kader F1']);
    expect(await waits('admin')).toEqual(['Kader F1']);
    expect(await waits('watching')).toEqual([]);
    const { participant_code: code } = await house.db
      .selectFrom('account')
      .select('participant_code')
      .where('person_id', '=', id['G1'] ?? '')
      .executeTakeFirstOrThrow();
    await ask(code.toLowerCase());
    expect(await waits('pelatih')).toEqual(['Kader F1']);
    expect(await waits('korkab')).toEqual(['Kader F1', 'Kader G1']);
    for (const who of ['F1', 'pemantau', 'duta'])
      expect((await house.get('/slip', { cookie: cookie[who] ?? '' })).status).toBe(403);
  });

  test('is told on the first pages of those who can help', async () => {
    const shown: Record<string, string> = {
      pelatih: '/kelas',
      korkab: '/pantau',
      panitia: '/kelola',
      admin: '/kelola',
    };
    const says = async (who: string) =>
      /(\d+) orang lupa kata sandi/.exec(
        await (await house.get(shown[who] ?? '', { cookie: cookie[who] ?? '' })).text(),
      )?.[1];
    expect([await says('pelatih'), await says('korkab'), await says('panitia'), await says('admin')]).toEqual(
      ['1', '2', '2', '2'],
    );
  });

  test('is asked for once however often, and learns nothing about strangers', async () => {
    const before = await open();
    for (const who of [await phoneOf('F1'), '081299998888', 'AAAAAAAA', 'bukan apa-apa', '%'])
      expect((await ask(who)).headers.get('Location')).toBe('/lupa-sandi?kabar=diminta');
    expect(await open()).toEqual(before);
    expect((await ask('')).status).toBe(422);
  });

  test('has an answer with one tap: a new code, and the wait is over for everyone', async () => {
    const answer = await renew('pelatih', 'F1');
    expect(answer.headers.get('Location')).toBe(`/slip/${id['F1']}?kabar=baru`);
    expect([await waits('pelatih'), await waits('korkab')]).toEqual([[], ['Kader G1']]);
    const act = await house.db
      .selectFrom('audit_event')
      .select('act')
      .where('subject_id', '=', id['F1'] ?? '')
      .where('act', '=', 'slip-asked')
      .execute();
    expect(act).toHaveLength(1);
  });

  test('with a phone of two people that signs neither in is asked for the participant code', async () => {
    const phone = '+6281200000778';
    const pair = [await addPerson(house, { phone: null }), await addPerson(house, { phone: null })];
    await house.db.updateTable('person').set({ phone_e164: phone }).where('id', 'in', pair).execute();
    const before = await open();
    await ask('081200000778');
    expect(await open()).toEqual(before);
    await house.db
      .updateTable('person')
      .set({ phone_e164: null })
      .where('id', '=', pair[1] ?? '')
      .execute();
    await ask('081200000778');
    expect((await open()).length).toBe(before.length + 1);
  });

  test('and has a closed account asks for nothing', async () => {
    const closed = await addPerson(house, { phone: '+6281200000779', active: false });
    await ask('081200000779');
    expect((await open()).some((row) => row.person_id === closed)).toBe(false);
  });
});
