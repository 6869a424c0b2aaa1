import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../src/database/schema.ts';
import { homeOf } from '../../src/front/rules.ts';
import { addBimtek, addPerson, enrol } from '../fixtures/account.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

describe('the first page', () => {
  test('is a page for visitors, without htmx, small enough for one flight', async () => {
    const answer = await house.get('/', { headers: { 'Accept-Encoding': 'br' } });
    expect([answer.status, answer.headers.get('Content-Encoding')]).toEqual([200, 'br']);
    expect((await answer.arrayBuffer()).byteLength).toBeLessThan(3000);
    const page = await (await house.get('/')).text();
    expect(page).not.toContain('<script');
    for (const way of ['/masuk', '/aktivasi', '/verifikasi', '/bantuan', '/privasi'])
      expect(page).toContain(`href="${way}"`);
  });

  test('leads each role to its own', () => {
    const home = (...roles: Role[]) => homeOf(new Set(roles));
    expect([
      home('kader'),
      home('duta'),
      home('pelatih'),
      home('korkab'),
      home('panitia'),
      home('admin'),
      home('pemantau'),
    ]).toEqual(['/beranda', '/pantau', '/kelas', '/pantau', '/kelola', '/kelola', '/pantau']);
    expect([home('kader', 'pelatih'), home('kader', 'admin'), home()]).toEqual([
      '/kelas',
      '/beranda',
      '/saya',
    ]);
  });

  test('leads a signed-in kader on', async () => {
    const bimtek = await addBimtek(house);
    const person = await addPerson(house);
    await enrol(house, bimtek, person, { no: 'F-01' });
    const answer = await house.get('/', { cookie: await house.signInAs(person) });
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/beranda']);
  });
});

test.each(['/bantuan', '/privasi', '/tanpa-internet', '/lupa-sandi', '/masuk', '/aktivasi'])(
  '%s is open to everybody',
  async (path) => {
    const answer = await house.get(path);
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, 'text/html; charset=UTF-8']);
  },
);

test('health needs no database, readiness does', async () => {
  const closed = await openHouse();
  expect([(await closed.get('/healthz')).status, (await closed.get('/readyz')).status]).toEqual([200, 200]);
  await closed.close();
  expect(await (await closed.get('/healthz')).text()).toBe('ok');
  expect((await closed.get('/readyz')).status).toBe(503);
});
