import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { TestHouse } from '../fixtures/house.ts';

/** A phone takes its time, and so does a machine at work. */
export function soon<Value>(read: () => Value | Promise<Value>) {
  return expect.poll(read, { timeout: 30_000 });
}

export type Phone = { page: Page; context: BrowserContext; heard: string[] };
export type PhoneWish = {
  /** Without service workers, as on plain http. */
  workers?: boolean;
  shared?: boolean;
  start?: string;
  /** What its clock says when it is opened; default the right time of this machine. */
  clock?: Date;
};

/** Phones of people of a house that is served at `address`. */
export function phonesOf(browser: Browser, house: TestHouse, address: string) {
  const cookieOf = async (personId: string, shared = false) => {
    const cookie = await house.signInAs(personId, shared);
    return { name: 'bekal', value: cookie.slice('bekal='.length), url: address };
  };

  /** A phone on which this person has opened `start` once, with the worker at work. */
  async function phoneOf(
    personId: string,
    { workers = true, shared = false, start = '/saya', clock }: PhoneWish = {},
  ): Promise<Phone> {
    const context = await browser.newContext({
      baseURL: address,
      viewport: { width: 360, height: 740 },
      serviceWorkers: workers ? 'allow' : 'block',
    });
    if (clock) await context.clock.install({ time: clock });
    await context.addCookies([await cookieOf(personId, shared)]);
    const heard: string[] = [];
    const page = await context.newPage();
    page.on('pageerror', (error) => heard.push(error.message));
    await page.goto(start);
    if (workers) await soon(() => page.evaluate('navigator.serviceWorker.controller !== null')).toBe(true);
    return { page, context, heard };
  }

  return { cookieOf, phoneOf };
}

/** "pages-PERSON /path" of each page that the phone keeps. */
export const keptPages = (page: Page) =>
  page.evaluate<string[]>(`(async () => {
    const found = [];
    for (const name of await caches.keys()) if (name.startsWith('pages-'))
      for (const { url } of await (await caches.open(name)).keys()) found.push(name + ' ' + new URL(url).pathname);
    return found;
  })()`);

export const pill = async (page: Page) => ((await page.locator('#antrean').textContent()) ?? '').trim();
