import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../engines/chromium.ts';
import { type Cast, openCast } from '../fixtures/cast.ts';
import { serve, type Served } from './house.ts';

let browser: Browser;
let cast: Cast;
let served: Served;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
  cast = await openCast('pelatihan');
  served = await serve(cast);
  const context = await browser.newContext({ baseURL: served.address, locale: 'id-ID' });
  const [name = '', value = ''] = (await cast.as('0401')).split('=');
  await context.addCookies([{ name, value, url: served.address }]);
  page = await context.newPage();
});
afterAll(async () => {
  await browser?.close();
  await served?.stop();
  await cast?.close();
});

/** What has the cursor: the id or the words of the element. */
const focused = () =>
  page.evaluate('document.activeElement.id || document.activeElement.textContent.trim()') as Promise<string>;
const arrived = async () => {
  const row = await cast.db
    .selectFrom('arrival')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('undone_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.n);
};

/** Seconds by the keystroke-level model (Card, Moran and Newell 1980): 0.28 a key, 1.35 for each thought. */
const byHand = (keys: number, thoughts: number) => keys * 0.28 + thoughts * 1.35;

test('people arrive by keyboard alone, each with under 30 keys, and the cursor is back for the next one', async () => {
  await page.goto(`/kelola/bimtek/${cast.bimtekId}/registrasi`);
  const before = await arrived();
  const typed = ['yulia rahm', 'f14', 'F-20'];
  for (const words of typed) {
    expect(await focused()).toBe('q');
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await page.waitForURL(/registrasi\/[0-9a-f-]{36}/);
    expect(await focused()).toBe('Sudah datang');
    await page.keyboard.press('Enter');
    await page.waitForURL(/kabar=datang/);
  }
  expect(await arrived()).toBe(before + typed.length);
  // To find the person on the paper, to look whether it is the right one, and to hand over the badge.
  expect(byHand(Math.max(...typed.map((words) => words.length)) + 2, 3)).toBeLessThan(20);
});
