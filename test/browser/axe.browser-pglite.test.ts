import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { router, routesOf } from '../access/routes.ts';
import type { DemoMoment } from '../../src/demo/index.ts';
import { launchChromium } from '../engines/chromium.ts';
import { type Cast, openCast } from '../fixtures/cast.ts';
import { kindOf, neverSeen, pageBehind } from './addresses.ts';
import { serve, type Served } from './house.ts';
import { goesOn, type Looks, ROLES, startsOf, type Visit, type Who } from './pages.ts';
import { picture } from './walk.ts';

/** Pages do not depend on the engine; `npm run axe` looks at every page at every moment, the short form at the first. */
const FULL = process.env['BEKAL_TEST_FORM'] === 'full';
/** Small cheap phones and a laptop. */
const WIDTHS = [360, 1280] as const;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

// Every page of somebody, twice: minutes on a machine at work.
if (FULL) vi.setConfig({ testTimeout: 600_000 });

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** Every path that was opened, of whoever. */
const seen = new Set<string>();

/** What somebody meets on a page that nobody should: one line for each. */
async function faultsOf(page: Page, { path, status = 200 }: Visit, looks: Looks): Promise<string[]> {
  const heard: string[] = [];
  const expected = `the server responded with a status of ${status}`;
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes(expected)) heard.push(message.text());
  });
  page.on('pageerror', (error) => heard.push(error.message));
  await page.setViewportSize({ width: WIDTHS[0], height: 740 });
  const response = await page.goto(path);
  seen.add(path);
  if (response?.status() !== status) heard.push(`answers ${response?.status()}`);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 740 });
    const wide = Number(await page.evaluate('document.documentElement.scrollWidth'));
    if (wide > width) heard.push(`${wide} pixels wide at ${width}`);
    if (!FULL && width !== WIDTHS[0]) continue;
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(RULES).analyze();
    for (const { id, help, nodes } of violations)
      heard.push(`${id} at ${width}: ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
    await picture(page, `axe-${looks}-${path.replaceAll('/', '_')}`, width);
  }
  page.removeAllListeners();
  return heard.map((what) => `${path}: ${what}`);
}

const WHO: Who[] = FULL ? (Object.keys(ROLES) as Who[]) : ['kader Yulia', 'pelatih of class F'];

/** Every kind of page that the starts lead to; or only the starts, where few pages are new. */
const MOMENTS: [DemoMoment, Looks, 'every page' | 'the first pages'][] = !FULL
  ? [['pelatihan', 'light', 'the first pages']]
  : [
      ['pelatihan', 'light', 'every page'],
      ['selesai', 'light', 'the first pages'],
      ['pkdd', 'light', 'every page'],
      ['pkdd', 'dark', 'the first pages'],
    ];

describe.each(MOMENTS)('at the moment %s, %s, %s', (moment, looks, reach) => {
  let cast: Cast;
  let served: Served;
  beforeAll(async () => {
    cast = await openCast(moment);
    served = await serve(cast);
  });
  afterAll(async () => {
    await served?.stop();
    await cast?.close();
  });

  async function contextOf(last: string | null): Promise<BrowserContext> {
    const context = await browser.newContext({
      baseURL: served.address,
      colorScheme: looks,
      locale: 'id-ID',
    });
    if (last) {
      const [name = '', value = ''] = (await cast.as(last)).split('=');
      await context.addCookies([{ name, value, url: served.address }]);
    }
    return context;
  }

  test.each(WHO)('nothing on the pages of %s is in the way of anybody', async (who) => {
    const context = await contextOf(ROLES[who]);
    const page = await context.newPage();
    const faults: string[] = [];
    const next = await startsOf(cast, moment, who);
    const kinds = new Set(next.map(({ path }) => kindOf(path)));
    for (let visit = next.shift(); visit; visit = next.shift()) {
      faults.push(...(await faultsOf(page, visit, looks)));
      for (const path of reach === 'every page' && goesOn(who)
        ? await pagesBehind(page, served.address)
        : []) {
        if (kinds.has(kindOf(path))) continue;
        kinds.add(kindOf(path));
        next.push({ path });
      }
    }
    await context.close();
    expect(faults).toEqual([]);
    expect(cast.logged).toEqual([]);
  });
});

// The short form does not reach every page.
test.each(FULL ? [seen] : [])('no page of the router has been left out', (paths) => {
  expect(neverSeen(routesOf(router()), paths)).toEqual([]);
});

/** Pages of Bekal that the page shown leads to. */
async function pagesBehind(page: Page, address: string): Promise<string[]> {
  const links: string[] = await page
    .locator('a[href]')
    .evaluateAll((all) => all.map((link) => (link as unknown as { href: string }).href));
  return links.map((href) => pageBehind(href, address)).filter((path) => path !== undefined);
}
