import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkPassword, findAccount } from '../../src/account/sign-in.ts';
import { addPerson, PASSWORD } from '../fixtures/account.ts';
import { MONDAY, openHouse, type TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());
beforeEach(() => house.clock.set(MONDAY));

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const later = (ms: number): void => house.clock.set(new Date(house.clock.now().getTime() + ms));

let numbers = 0;
async function kader() {
  const phone = `+62812000002${String(++numbers).padStart(2, '0')}`;
  const id = await addPerson(house, { phone });
  return { id, phone, national: `0${phone.slice(3)}` };
}

type More = { shared?: string; next?: string; resume?: string };
const signIn = (who: string, password = PASSWORD, more: More = {}) =>
  house.post('/masuk', { who, password, ...more });
const cookieOf = (response: Response): string =>
  (response.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
const signedIn = async (cookie: string): Promise<boolean> =>
  (await house.get('/saya/ringkas', { cookie })).status === 200;
const failed = async (id: string) =>
  (
    await house.db
      .selectFrom('account')
      .select('failed')
      .where('person_id', '=', id)
      .executeTakeFirstOrThrow()
  ).failed;

describe('signing in', () => {
  test('goes by phone in any usual spelling and by participant code', async () => {
    const { id, phone, national } = await kader();
    const { participant_code: code } = await house.db
      .selectFrom('account')
      .select('participant_code')
      .where('person_id', '=', id)
      .executeTakeFirstOrThrow();
    const spellings = [
      national,
      phone,
      phone.slice(1),
      `${national.slice(0, 4)}-${national.slice(4, 8)}-${national.slice(8)}`,
      code,
      code.toLowerCase(),
      `${code.slice(0, 4)} ${code.slice(4)}`,
    ];
    for (const who of spellings) {
      const answer = await signIn(who);
      expect([who, answer.status, answer.headers.get('Location')]).toEqual([who, 303, '/']);
      expect(await signedIn(cookieOf(answer))).toBe(true);
    }
  });

  test('answers an unknown person and a wrong password alike, up to the number typed', async () => {
    const { national } = await kader();
    const page = async (who: string) => {
      const answer = await signIn(who, 'salah sekali');
      return [answer.status, (await answer.text()).replaceAll(who, 'X')];
    };
    expect(await page(national)).toEqual(await page('081299999999'));
  });

  test('costs the same work for nobody as for somebody, within a third', async () => {
    const { national } = await kader();
    /** Processor time of all threads: what other programs do meanwhile does not count. */
    const work = async (who: string) => {
      const start = process.cpuUsage();
      await signIn(who, 'salah sekali');
      const { user, system } = process.cpuUsage(start);
      return user + system;
    };
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let i = 0; i < 15; i++) {
      later(HOUR);
      times.known.push(await work(national));
      times.unknown.push(await work('081299999999'));
    }
    // The least of each: collecting garbage only ever adds.
    expect(Math.abs(Math.min(...times.known) / Math.min(...times.unknown) - 1)).toBeLessThan(0.34);
  });

  test('of a person without a password, or with a deactivated account, is refused as any wrong one', async () => {
    const phones = ['+6281200000281', '+6281200000282'];
    await addPerson(house, { phone: phones[0] ?? '', password: false });
    await addPerson(house, { phone: phones[1] ?? '', active: false });
    for (const phone of phones) expect((await signIn(phone)).status).toBe(422);
  });

  test('gives a new session id each time', async () => {
    const { national } = await kader();
    expect(cookieOf(await signIn(national))).not.toBe(cookieOf(await signIn(national)));
  });
});

describe('wrong passwords', () => {
  test('five are free, the sixth makes everybody wait who tries this account, and only this one', async () => {
    const one = await kader();
    const other = await kader();
    for (let i = 0; i < 5; i++)
      expect(await (await signIn(one.national, 'salah sekali')).text()).toContain(
        'Nomor HP atau kata sandi salah',
      );
    expect((await signIn(one.national)).status).toBe(303);
    for (let i = 0; i < 6; i++) await signIn(one.national, 'salah sekali');
    const right = await signIn(one.national);
    expect([right.status, (await right.text()).includes('Tunggu 2 detik')]).toEqual([422, true]);
    expect((await signIn(other.national)).status).toBe(303);
    later(2000);
    expect((await signIn(one.national)).status).toBe(303);
    expect(await failed(one.id)).toBe(0);
  });

  test('in parallel pairs are counted to the last one', async () => {
    const one = await kader();
    for (let pair = 0; pair < 25; pair++) {
      later(HOUR);
      await Promise.all([signIn(one.national, 'salah sekali'), signIn(one.national, 'salah lagi ya')]);
    }
    expect(await failed(one.id)).toBe(50);
  });

  test('in a parallel burst leave no room for the right one behind them', async () => {
    const one = await kader();
    const account = await findAccount(house.db, one.national);
    const guess = (password: string) => checkPassword(house.db, account, password, MONDAY);
    const burst = await Promise.all([
      ...Array.from({ length: 12 }, () => guess('salah sekali')),
      guess(PASSWORD),
    ]);
    expect(burst.filter((result) => result.ok)).toEqual([]);
    expect(await failed(one.id)).toBe(12);
  });

  test('from one address on many accounts slow nobody down', async () => {
    const people = await Promise.all(Array.from({ length: 8 }, () => kader()));
    for (const { national } of people) await signIn(national, 'salah sekali');
    const answers = await Promise.all(people.map(({ national }) => signIn(national)));
    expect(answers.map((answer) => answer.status)).toEqual(people.map(() => 303));
  });
});

describe('a login session', () => {
  test('is in the database only as a hash', async () => {
    const { id, national } = await kader();
    const secret = cookieOf(await signIn(national)).replace('bekal=', '');
    const rows = await house.db.selectFrom('login_session').selectAll().where('person_id', '=', id).execute();
    expect(rows.map((row) => Buffer.from(row.id_hash).toString('hex'))).toEqual([
      createHash('sha256').update(secret).digest('hex'),
    ]);
    const dump = JSON.stringify(
      rows.map((row) => ({ ...row, id_hash: Buffer.from(row.id_hash).toString('latin1') })),
    );
    expect(dump).not.toContain(secret);
    expect(await signedIn(`bekal=${Buffer.from(rows[0]?.id_hash ?? []).toString('hex')}`)).toBe(false);
  });

  test('of the own phone ends after 14 days without use, and use moves that end on', async () => {
    const { national } = await kader();
    const cookie = cookieOf(await signIn(national));
    later(13 * DAY);
    expect(await signedIn(cookie)).toBe(true);
    later(13 * DAY);
    expect(await signedIn(cookie)).toBe(true);
    later(14 * DAY + 1000);
    expect(await signedIn(cookie)).toBe(false);
  });

  test('ends after 60 days, however much it is used', async () => {
    const { national } = await kader();
    const cookie = cookieOf(await signIn(national));
    for (let day = 0; day < 59; day += 6) {
      expect(await signedIn(cookie)).toBe(true);
      later(6 * DAY);
    }
    expect(await signedIn(cookie)).toBe(false);
  });

  test('of a shared phone ends after 2 hours and with the browser', async () => {
    const { national } = await kader();
    const answer = await signIn(national, PASSWORD, { shared: 'ya' });
    expect(answer.headers.get('Set-Cookie')).not.toMatch(/Max-Age|Expires/);
    later(2 * HOUR + 1000);
    expect(await signedIn(cookieOf(answer))).toBe(false);
  });

  test('of an admin ends after 2 hours without use', async () => {
    const phone = '+6281200000283';
    await addPerson(house, { phone, grants: [{ role: 'admin' }] });
    const cookie = cookieOf(await signIn(phone));
    later(2 * HOUR - 1000);
    expect(await signedIn(cookie)).toBe(true);
    later(2 * HOUR + 1000);
    expect(await signedIn(cookie)).toBe(false);
  });

  test('is over after signing out, which empties the phone of what was kept', async () => {
    const { national } = await kader();
    const cookie = cookieOf(await signIn(national));
    const out = await house.post('/keluar', {}, { cookie });
    expect([out.status, out.headers.get('Location'), out.headers.get('Clear-Site-Data')]).toEqual([
      303,
      '/masuk',
      '"storage"',
    ]);
    expect(await signedIn(cookie)).toBe(false);
  });

  test('of a deactivated account is dead on the next request', async () => {
    const { id, national } = await kader();
    const cookie = cookieOf(await signIn(national));
    await house.db.updateTable('account').set({ active: false }).where('person_id', '=', id).execute();
    expect(await signedIn(cookie)).toBe(false);
  });
});

test('the cookie is HttpOnly, SameSite=Lax, without a domain; over https also __Host- and Secure', async () => {
  const { national } = await kader();
  const flags = (await signIn(national)).headers.get('Set-Cookie') ?? '';
  expect(flags.split('; ').slice(1).toSorted()).toEqual([
    'HttpOnly',
    'Max-Age=5184000',
    'Path=/',
    'SameSite=Lax',
  ]);
  const https = await openHouse({ env: { BEKAL_ORIGIN: 'https://bekal.example' } });
  await addPerson(https, { phone: '+6281200000284' });
  const headers = { Origin: 'https://bekal.example' };
  const answer = await https.post('/masuk', { who: '081200000284', password: PASSWORD }, { headers });
  await https.close();
  const secure = answer.headers.get('Set-Cookie') ?? '';
  expect(secure.startsWith('__Host-bekal=')).toBe(true);
  expect(secure.split('; ').slice(1).toSorted()).toEqual([
    'HttpOnly',
    'Max-Age=5184000',
    'Path=/',
    'SameSite=Lax',
    'Secure',
  ]);
});

describe('the way back after signing in', () => {
  test('leads to a page of Bekal', async () => {
    const { national } = await kader();
    expect((await signIn(national, PASSWORD, { next: '/saya?kabar=sandi' })).headers.get('Location')).toBe(
      '/saya?kabar=sandi',
    );
  });

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https:evil.example',
    'https://evil.example',
    '/%2f%2fevil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '\n//evil.example',
    '/%5cevil.example',
  ])('never leads to %j', async (next) => {
    const { id, national } = await kader();
    expect((await signIn(national, PASSWORD, { next })).headers.get('Location')).toBe('/');
    const cookie = await house.signInAs(id);
    expect(
      (await house.get(`/masuk?next=${encodeURIComponent(next)}`, { cookie })).headers.get('Location'),
    ).toBe('/');
  });

  test('a page without a login asks to sign in and remembers where to', async () => {
    const answer = await house.get('/saya?kabar=sandi');
    expect([answer.status, answer.headers.get('Location')]).toEqual([
      303,
      `/masuk?next=${encodeURIComponent('/saya?kabar=sandi')}`,
    ]);
  });
});

test('a form that was sent without a login keeps what was typed, and goes on after signing in', async () => {
  const { national } = await kader();
  const interrupted = await house.post('/saya/nama', {
    name: 'Dewi "Ayu" Susanti',
    titlePrefix: '',
    titleSuffix: 'S.Pd.',
    _key: 'k1',
  });
  expect(interrupted.status).toBe(401);
  const page = await interrupted.text();
  const value = (name: string) =>
    (new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '')
      .replaceAll('&amp;', '&')
      .replaceAll('&quot;', '"');
  const resumed = await signIn(national, PASSWORD, { next: value('next'), resume: value('resume') });
  expect(resumed.status).toBe(200);
  const form = await resumed.text();
  expect(form).toContain('action="/saya/nama"');
  expect(form).toContain('name="name" value="Dewi &quot;Ayu&quot; Susanti"');
  expect(form).toContain('name="titleSuffix" value="S.Pd."');
});

test('a page of another site cannot make a browser sign in, sign out or write', async () => {
  const { id } = await kader();
  const cookie = await house.signInAs(id);
  for (const path of ['/masuk', '/keluar', '/saya/nik', '/saya/keluar-semua'])
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ] as Record<string, string>[])
      expect([path, (await house.post(path, {}, { cookie, headers })).status]).toEqual([path, 403]);
  expect(await signedIn(cookie)).toBe(true);
});
