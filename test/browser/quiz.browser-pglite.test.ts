import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadQuestions, poolOf, type Question } from '../../src/quiz/index.ts';
import { renderInline } from '../../src/quiz/render.ts';
import { launchChromium } from '../engines/chromium.ts';
import { HOSTILE } from '../fixtures/hostile-text.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { openQuizWorld, QUIZ, type QuizWorld } from '../fixtures/quiz.ts';
import { serve, type Served } from './house.ts';

let browser: Browser;
let house: TestHouse;
let world: QuizWorld;
let served: Served;
const now = new Date('2024-05-29T09:41:00+07:00');
beforeAll(async () => {
  browser = await launchChromium();
  house = await openHouse({ at: now });
  world = await openQuizWorld(house);
  served = await serve(house);
});
afterAll(async () => {
  await served?.stop();
  await house?.close();
  await browser?.close();
});

type Phone = { context: BrowserContext; page: Page };

/** A phone of a kader who has begun a quiz, with the attempt open. */
async function begin(quiz = QUIZ.m1) {
  const person = await world.signIn(await world.addKader());
  const attempt = await person.start(quiz);
  return { person, attempt, ...(await phoneOf(person.cookie, `/percobaan/${attempt}`)) };
}

async function phoneOf(cookie: string, path: string, width = 360): Promise<Phone> {
  const context = await browser.newContext({ baseURL: served.address, viewport: { width, height: 740 } });
  await context.addCookies([{ name: 'bekal', value: cookie.slice('bekal='.length), url: served.address }]);
  const page = await context.newPage();
  await page.goto(path);
  return { context, page };
}

const choose = (page: Page, letter: string) =>
  page.locator('.soal-satu.kini .pilih label').nth('ABCD'.indexOf(letter)).click();
const status = (page: Page) => page.locator('.soal-satu.kini .status');
const events = (attempt: string) =>
  house.db
    .selectFrom('answer_event')
    .select(['question_no', 'response', 'device', 'seq'])
    .where('attempt_id', '=', attempt)
    .orderBy('received_at')
    .orderBy('seq')
    .execute();
const saved = async (attempt: string) =>
  (await events(attempt)).map(({ question_no, response }) => [
    question_no,
    (response as { picked: number[] }).picked,
  ]);
const shows = (page: Page, selector: string, text: string) =>
  page.locator(selector, { hasText: text }).first().waitFor({ state: 'visible' });

describe('the quiz on a phone', () => {
  test('shows one question at a time and keeps each choice as it is made', async () => {
    const { page, attempt, context } = await begin();
    expect([await page.locator('.soal-satu:visible').count(), await page.textContent('h1')]).toEqual([
      1,
      'Soal 1 dari 3',
    ]);
    await choose(page, 'C');
    await shows(page, '.soal-satu.kini .status', 'Tersimpan. 1 dari 3, 09.41 WIB');
    await page.click('.maju');
    expect(await page.textContent('h1')).toBe('Soal 2 dari 3');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
    await choose(page, 'A');
    await choose(page, 'B');
    await shows(page, '.soal-satu.kini .status', 'Tersimpan. 2 dari 3');
    await page.getByLabel('Masih ragu').locator('visible=true').check();
    expect(await page.locator('.hitung-soal').first().textContent()).toBe(
      '2 dijawab, 1 belum, 1 masih ragu.',
    );
    expect(await page.locator('.hitung-kepala').textContent()).toBe('2 dijawab, 1 belum');
    await expect.poll(async () => (await saved(attempt)).length).toBe(4);
    expect(await saved(attempt)).toEqual([
      [1, [2]],
      [2, [0]],
      [2, [1]],
      [2, [1]],
    ]);
    await context.close();
  });

  test('opened on another phone shows what was chosen, and a reload stays at its question', async () => {
    const { page, person, attempt, context } = await begin();
    await page.click('.maju');
    await choose(page, 'B');
    await shows(page, '.soal-satu.kini .status', 'Tersimpan. 1 dari 3');
    await page.reload();
    expect([await page.textContent('h1'), await status(page).textContent()]).toEqual([
      'Soal 2 dari 3',
      'Tersimpan',
    ]);
    const other = await phoneOf(await house.signInAs(person.personId), `/percobaan/${attempt}#soal-2`, 1280);
    expect(await other.page.locator('.soal-satu.kini input[value=B]').isChecked()).toBe(true);
    await choose(other.page, 'A');
    await shows(other.page, '.soal-satu.kini .status', 'Tersimpan. 1 dari 3');
    expect(new Set((await events(attempt)).map(({ device }) => device)).size).toBe(2);
    await Promise.all([context.close(), other.context.close()]);
  });

  test('without a network keeps the choices over a reload, hands in behind them, and sends all when it is back', async () => {
    const { page, attempt, context } = await begin();
    await page.route('**/soal/*', (route) => route.abort());
    await choose(page, 'D');
    await shows(page, '.soal-satu.kini .status', 'Belum terkirim. Dicoba lagi.');
    await page.reload();
    expect(await page.locator('.soal-satu.kini input[value=D]').isChecked()).toBe(true);
    await shows(page, '.soal-satu.kini .status', 'Belum terkirim. Dicoba lagi.');
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.accept();
    });
    await page.click('details.hanya-hp summary');
    await page.click('details.hanya-hp .kumpul');
    await shows(page, '.soal-satu.kini .status', 'Menunggu sinyal untuk mengirim.');
    await page.reload();
    await shows(page, '.soal-satu.kini .status', 'Menunggu sinyal untuk mengirim.');
    expect([await saved(attempt), await page.locator('.soal-satu.kini input[value=A]').isDisabled()]).toEqual(
      [[], true],
    );
    expect(asked).toEqual([
      '2 soal belum dijawab. Boleh dikumpulkan sekarang. Dikirim otomatis saat ada sinyal. Jawaban tidak bisa diubah lagi. Kumpulkan?',
    ]);
    await page.unroute('**/soal/*');
    await page.evaluate('dispatchEvent(new Event("online"))');
    await shows(page, 'h1', 'Hasil Kuis: Modul m1');
    expect(await saved(attempt)).toEqual([[1, [3]]]);
    await context.close();
  });

  test('takes a confirmation lost on the way for no confirmation, and the answer is kept once', async () => {
    const { page, attempt, context } = await begin();
    let lost = 0;
    await page.route('**/soal/*', async (route) => {
      if (lost++ > 0) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await choose(page, 'A');
    await shows(page, '.soal-satu.kini .status', 'Tersimpan. 1 dari 3');
    expect([lost, await saved(attempt)]).toEqual([2, [[1, [0]]]]);
    await context.close();
  });

  test('says so when the server does not take an answer any more', async () => {
    const { page, person, attempt, context } = await begin();
    await person.handIn(attempt);
    await choose(page, 'A');
    await shows(page, '.soal-satu.kini .status.galat', 'Percobaan ini sudah dikumpulkan');
    expect(await saved(attempt)).toEqual([]);
    await context.close();
  });

  test('asks for a new login and loses nothing', async () => {
    const { page, person, attempt, context } = await begin();
    await house.db.deleteFrom('login_session').where('person_id', '=', person.personId).execute();
    await choose(page, 'B');
    await shows(page, '.soal-satu.kini .status.galat', 'Silakan masuk lagi. Jawaban Anda aman.');
    const cookie = await house.signInAs(person.personId);
    await context.addCookies([{ name: 'bekal', value: cookie.slice('bekal='.length), url: served.address }]);
    await page.evaluate('dispatchEvent(new Event("online"))');
    await expect.poll(() => saved(attempt)).toEqual([[1, [1]]]);
    await context.close();
  });
});

test('without script the whole way can be gone by forms', async () => {
  const person = await world.signIn(await world.addKader());
  const context = await browser.newContext({
    baseURL: served.address,
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  });
  await context.addCookies([
    { name: 'bekal', value: person.cookie.slice('bekal='.length), url: served.address },
  ]);
  const page = await context.newPage();
  await page.goto(`/kuis/${QUIZ.m1}`);
  await page.getByRole('button', { name: 'Mulai' }).click();
  expect(await page.locator('fieldset:visible').count()).toBe(3);
  await page.locator('#soal-1 .pilih label').first().click();
  await page.locator('#soal-1').getByRole('button', { name: 'Simpan jawaban' }).click();
  for (const n of [2, 3]) {
    expect(new URL(page.url()).pathname).toMatch(new RegExp(`/soal/${n}$`));
    await page.locator('.pilih label').first().click();
    await page.getByRole('button', { name: /^Simpan dan/ }).click();
  }
  expect(await page.textContent('h1')).toBe('Periksa jawaban');
  await page.getByRole('button', { name: 'Kumpulkan' }).click();
  expect([await page.textContent('h1'), await page.locator('.bahas > li').count()]).toEqual([
    'Hasil Kuis: Modul m1',
    3,
  ]);
  await context.close();
});

/** Opens an attempt whose questions, options and explanations are this markup; tells what acted on its pages. */
async function actsOf(markup: readonly string[]): Promise<string[]> {
  const questions = markup.map((html, at): Question => ({
    id: `jahat-${at}`,
    type: 'single',
    body: { text: html, options: ['a', 'b'].map((id) => ({ id, html })) },
    key: { weights: { a: 10_000, b: 0 }, feedback: { a: html, b: html }, explanation: html },
    tags: ['m2'],
  }));
  const versions = await house.db
    .transaction()
    .execute((trx) => loadQuestions(trx, 'kursus-contoh', questions, now));
  await house.db
    .updateTable('quiz')
    .set({ pool: JSON.stringify(poolOf(questions, versions)) })
    .where('id', '=', QUIZ.m2)
    .execute();
  const person = await world.signIn(await world.addKader());
  const attempt = await person.start(QUIZ.m2);
  await person.post(`/percobaan/${attempt}/soal/1`, { answer: 'A' });
  const acted: string[] = [];
  const { context, page } = await phoneOf(person.cookie, '/healthz');
  await page.exposeFunction('tell', (what: string) => void acted.push(what));
  await context.addInitScript('window.alert = () => window.tell("alert")');
  page.on('request', (request) => {
    if (!request.url().startsWith(served.address) && !request.url().startsWith('data:'))
      acted.push(request.url());
  });
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) acted.push('policy');
  });
  await page.goto(`/percobaan/${attempt}`);
  expect(await page.locator('.soal-satu').count()).toBe(markup.length);
  await page.goto(`/percobaan/${attempt}/soal/1`);
  await person.handIn(attempt);
  await page.goto(`/percobaan/${attempt}/hasil`);
  expect(await page.locator('.bahas > li').count()).toBe(markup.length);
  await context.close();
  return acted;
}

test('nothing that an author wrote into a question acts, while it is taken and when it is looked back at', async () => {
  const rendered = HOSTILE.map((text) =>
    (['markdown', 'html', 'plain'] as const).map((format) => renderInline(text, format)).join(' '),
  );
  expect(await actsOf(rendered)).toEqual([]);
});

test('the same pages do notice markup that was not rendered by us', async () => {
  expect(new Set(await actsOf(['<img src="x" onerror="alert(1)">']))).toEqual(new Set(['policy']));
});

const LOOKS = [
  ['dark', 360],
  ['light', 360],
  ['light', 1280],
] as const;
test.each(LOOKS.slice(0, process.env['BEKAL_TEST_FORM'] === 'full' ? LOOKS.length : 1))(
  'the pages of an attempt have no fault that axe finds (%s, %i)',
  async (colorScheme, width) => {
    const person = await world.signIn(await world.addKader());
    const attempt = await person.start(QUIZ.m1);
    await person.post(`/percobaan/${attempt}/soal/2`, { answer: 'A', unsure: 'ya' });
    const context = await browser.newContext({
      baseURL: served.address,
      colorScheme,
      viewport: { width, height: 740 },
    });
    await context.addCookies([
      { name: 'bekal', value: person.cookie.slice('bekal='.length), url: served.address },
    ]);
    const page = await context.newPage();
    const look = async (path: string) => {
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      return [
        ...violations.map(({ id, nodes }) => `${path} ${id} ${nodes[0]?.html}`),
        ...((await page.evaluate('document.documentElement.scrollWidth')) === width
          ? []
          : [`${path} is too wide`]),
      ];
    };
    const faults: string[] = [];
    for (const path of ['', '/soal/2', '/soal/3', '/kumpulkan'])
      faults.push(...(await look(`/percobaan/${attempt}${path}`)));
    await person.handIn(attempt);
    for (const path of [`/percobaan/${attempt}/hasil`, `/kuis/${QUIZ.m1}`, `/kuis/${QUIZ.post}`])
      faults.push(...(await look(path)));
    expect(faults).toEqual([]);
    await context.close();
  },
);
