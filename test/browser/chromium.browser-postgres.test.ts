import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../engines/chromium.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

test('the browser of the tests opens a page and runs its script', async () => {
  const page = await browser.newPage();
  await page.setContent('<p>Halo</p><script>document.querySelector("p").append(", dunia")</script>');
  expect(await page.textContent('p')).toBe('Halo, dunia');
});
