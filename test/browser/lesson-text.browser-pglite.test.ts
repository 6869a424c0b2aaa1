import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPicture } from '../../src/course/picture.ts';
import { render } from '../../src/course/render.ts';
import { launchChromium } from '../engines/chromium.ts';
import { SVG } from '../fixtures/course.ts';
import { HOSTILE } from '../fixtures/hostile-text.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Shows HTML without any Content-Security-Policy; tells what acted: scripts, requests to other places, form posts. */
async function acts(html: string): Promise<string[]> {
  const page = await browser.newPage();
  const seen: string[] = [];
  await page.exposeFunction('tell', (what: string) => void seen.push(what));
  await page.addInitScript('window.alert = () => window.tell("alert")');
  await page.route('**/*', (route) => {
    const { host, pathname } = new URL(route.request().url());
    if (host !== 'bekal.example') seen.push(host);
    return pathname === '/'
      ? route.fulfill({ contentType: 'text/html', body: html })
      : route.fulfill({ status: 404, body: '' });
  });
  await page.goto('https://bekal.example/');
  for (const link of await page.locator('a').all()) await link.hover();
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  await page.close();
  return seen;
}

test('a browser without any policy runs nothing of what someone wrote into lessons', async () => {
  const picture = readPicture('kotak.svg', Buffer.from(SVG), () => {});
  const around = { lesson: () => null, picture: () => picture };
  const pages = HOSTILE.map((text) => render(`${text}\n\n- ${text}`, around, () => {}).html);
  expect(await acts(`<!doctype html><title>x</title>${pages.join('')}`)).toEqual([]);
});

test('the same browser does run what was not rendered by us', async () => {
  expect(await acts('<!doctype html><title>x</title><img src="x" onerror="alert(1)">')).toEqual(['alert']);
  expect(await acts('<!doctype html><title>x</title><img src="https://jahat.example/x.png">')).toEqual([
    'jahat.example',
  ]);
});
