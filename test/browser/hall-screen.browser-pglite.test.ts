import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/id.ts';
import { launchChromium } from '../engines/chromium.ts';
import { type Bimtek, openBimtek, wib } from '../fixtures/attendance.ts';
import { allowCheckIn, wallOf } from '../fixtures/check-in.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { newMark } from '../fixtures/new-mark.ts';
import { serve, type Served } from './house.ts';

let browser: Awaited<ReturnType<typeof launchChromium>>;
let house: TestHouse;
let served: Served;
let b: Bimtek;
beforeAll(async () => {
  browser = await launchChromium();
  house = await openHouse({ at: wib(3, '08:31') });
  served = await serve(house);
  b = await openBimtek(house);
  await allowCheckIn(b);
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
  await house?.close();
});

const shown = async (page: Page): Promise<string> =>
  (await page.locator('.aula-angka').innerText()).replace(' ', '');

test('the wall moves on to the next code and count by itself, and a number being typed stays', async () => {
  const session = await b.addSession({ start: wib(3, '08:30') });
  const kader = await b.addKader();
  const cookie = await house.signInAs(b.people.ratna);
  await house.post(`/sesi/${session}/layar/buka`, { _key: newId() }, { cookie });
  const code = await wallOf(b, session);
  const context = await browser.newContext({
    baseURL: served.address,
    viewport: { width: 1280, height: 720 },
  });
  await context.addCookies([{ name: 'bekal', value: cookie.slice('bekal='.length), url: served.address }]);
  const page = await context.newPage();
  await page.goto(`/sesi/${session}/layar`);
  expect(await shown(page)).toBe(code.digits());
  await page.getByLabel('Hitung kepala').fill('17');
  house.clock.set(new Date(house.clock.now().getTime() + 15_000));
  await b.mark(b.people.ratna, newMark(session, kader.enrolmentId));
  await page.getByText('1 dari 1 hadir').waitFor();
  expect(await shown(page)).toBe(code.digits());
  expect(await page.getByLabel('Hitung kepala').inputValue()).toBe('17');
  expect(await page.evaluate('document.documentElement.scrollHeight')).toBe(720);
  await context.close();
});
