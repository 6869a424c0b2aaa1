import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { TestHouse } from '../fixtures/house.ts';

/** A walk through the house in the browser, with the page scripts or without any. */
export type Walk = {
  browser: Browser;
  house: TestHouse;
  address: string;
  script: boolean;
  /** What went wrong in any page: errors of scripts, of the policy, of the console. */
  heard: string[];
};

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 800 };
/** A 404, 409 or 422 that a chapter asks for is no fault of the page. */
const REFUSED = /the server responded with a status of 4(04|09|22)/;

/** A browser of its own that nobody is signed in on. */
export const newPhone = (walk: Walk): Promise<Page> => open(walk, PHONE);
export const newDesk = (walk: Walk): Promise<Page> => open(walk, DESK);

/** The phone of a person who has signed in before. */
export const phoneOf = async (walk: Walk, personId: string): Promise<Page> =>
  signIn(walk, await newPhone(walk), personId);
export const deskOf = async (walk: Walk, personId: string): Promise<Page> =>
  signIn(walk, await newDesk(walk), personId);

async function open({ browser, address, script, heard }: Walk, viewport: typeof PHONE): Promise<Page> {
  const context = await browser.newContext({
    baseURL: address,
    javaScriptEnabled: script,
    viewport,
    locale: 'id-ID',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => heard.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !REFUSED.test(message.text()))
      heard.push(`${page.url()}: ${message.text()}`);
  });
  return page;
}

async function signIn({ house, address }: Walk, page: Page, personId: string): Promise<Page> {
  const [name = '', value = ''] = (await house.signInAs(personId)).split('=');
  await page.context().addCookies([{ name, value, url: address }]);
  return page;
}

/** Closes the browser of a page with its cookies and what it had stored. */
export const leave = (page: Page): Promise<void> => page.context().close();

/** Goes to a path; gives the status of the answer. */
export async function visit(page: Page, path: string): Promise<number> {
  const response = await page.goto(path);
  return response?.status() ?? 0;
}

/** What the page says in one line. */
const wordsOf = async (page: Page): Promise<string> =>
  (await page.locator('main').innerText()).replace(/\s+/g, ' ');

/** Waits until the page says all of it. */
export async function sees(page: Page, ...texts: string[]): Promise<void> {
  const says = () => wordsOf(page);
  for (const text of texts) await expect.poll(says, { timeout: 15_000 }).toContain(text);
}

/** The page as it is says none of it. */
export async function seesNot(page: Page, ...texts: string[]): Promise<void> {
  const says = await wordsOf(page);
  for (const text of texts) expect(says).not.toContain(text);
}

/** Fills fields by their labels. */
export async function fill(within: Page | Locator, fields: Record<string, string>): Promise<void> {
  for (const [label, value] of Object.entries(fields))
    await within.getByLabel(label, { exact: true }).fill(value);
}

export async function choose(within: Page | Locator, fields: Record<string, string>): Promise<void> {
  for (const [label, option] of Object.entries(fields))
    await within.getByLabel(label, { exact: true }).selectOption({ label: option });
}

/** Opens what is folded away. */
export const unfold = (page: Page, summary: string): Promise<void> =>
  page.locator('summary', { hasText: summary }).first().click();

/** A name as a screen reader says it: what only it reads may be set off by a space. */
export const called = (name: string | RegExp): RegExp =>
  name instanceof RegExp ? name : new RegExp(`^${RegExp.escape(name).replace(/(\\x2c|\\x3a)/g, '\\s?$1')}$`);

/** Presses a button that sends a form, and waits for the page that answers. */
export async function press(
  page: Page,
  button: string | RegExp,
  within: Page | Locator = page,
): Promise<void> {
  const found = within.getByRole('button', { name: called(button) });
  await Promise.all([page.waitForEvent('load'), found.click()]);
}

/** Does something that marks somebody, and waits for the server's answer: the page shows it before that. */
export async function marking(page: Page, act: () => Promise<void>): Promise<void> {
  const answered = page.waitForResponse(
    (response) =>
      response.request().method() === 'POST' && new URL(response.url()).pathname.startsWith('/sesi/'),
  );
  await Promise.all([answered, act()]);
}

/** Follows a link to another page. */
export async function follow(page: Page, link: string | RegExp): Promise<void> {
  const found = page.getByRole('link', { name: called(link) }).first();
  await Promise.all([page.waitForEvent('load'), found.click()]);
}

/** Where pictures of pages go when BEKAL_PICTURES is set; git does not see it. */
const FOLDER = join(import.meta.dirname, '../../test-output/screens');

/** Keeps a picture of the page, for somebody who wants to look. Off unless BEKAL_PICTURES is set. */
export async function picture(page: Page, name: string, ...widths: number[]): Promise<void> {
  if (!process.env['BEKAL_PICTURES']) return;
  mkdirSync(FOLDER, { recursive: true });
  const size = page.viewportSize() ?? PHONE;
  for (const width of widths.length > 0 ? widths : [360, 1280]) {
    await page.setViewportSize({ width, height: size.height });
    await page.screenshot({ path: join(FOLDER, `${name}-${width}.png`), fullPage: true, caret: 'initial' });
  }
  await page.setViewportSize(size);
}
