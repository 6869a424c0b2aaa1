import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wib } from '../fixtures/attendance.ts';
import { newMark } from '../fixtures/new-mark.ts';
import { type Hall, openHall, PEOPLE } from './hall.ts';
import { roomsWithoutNetwork } from './offline-rooms.ts';
import { keptPages, type PhoneWish, pill, soon } from './phone.ts';

let hall: Hall;
let house: Hall['house'];
let b: Hall['b'];
let kader: Hall['kader'];
let session: string;
beforeAll(async () => {
  hall = await openHall();
  ({ house, b, kader } = hall);
});
afterAll(() => hall?.close());
beforeEach(async () => {
  session = await b.addSession({ start: wib(3, '08:30') });
});

const cookieOf = (personId: string) => hall.phones.cookieOf(personId);
const phoneOf = (personId: string, wish: PhoneWish = {}) =>
  hall.phones.phoneOf(personId, { start: `/sesi/${session}/presensi`, ...wish });
const isKept = async (page: Page) =>
  await soon(() => keptPages(page)).toContain(`pages-${b.people.ratna} /sesi/${session}/presensi`);

const row = (page: Page, i: number) => page.locator(`#p-${kader[i]!.enrolmentId}`);
const tap = (page: Page, i: number) => row(page, i).getByRole('button', { name: 'Hadir' }).click();
const counts = async (page: Page) => (await page.locator('#hitung').innerText()).replace(/\s+/g, ' ').trim();
const marks = () =>
  b.db
    .selectFrom('mark')
    .select(['enrolment_id', 'status', 'by_id'])
    .where('session_id', '=', session)
    .execute();
const marksOf = async (i: number) =>
  (await marks()).filter((mark) => mark.enrolment_id === kader[i]!.enrolmentId).map((mark) => mark.status);
const standing = async () => {
  const rows = await b.db
    .selectFrom('attendance')
    .select(['status', 'open'])
    .where('session_id', '=', session)
    .execute();
  return {
    settled: rows.filter((one) => !one.open).length,
    questions: rows.filter((one) => one.open).length,
  };
};

describe('a roll call without network', () => {
  test('is marked all day, survives a reload, and is settled when the network is back: 33 and 3 questions', async () => {
    const { page, context, heard } = await phoneOf(b.people.ratna);
    await isKept(page);
    await context.setOffline(true);
    for (let i = 0; i < PEOPLE / 2; i++) await tap(page, i);
    await soon(() => counts(page)).toBe('36 Semua 18 Belum 18 Hadir 0 Lainnya');
    await soon(() => pill(page)).toBe('Tanpa internet, 18 belum terkirim');

    await page.reload();
    await row(page, 0).getByText('di HP ini', { exact: true }).waitFor();
    expect(await page.locator('.disimpan').textContent()).toMatch(/^Disimpan .+\. Mungkin ada yang baru\.$/);
    await soon(() => counts(page)).toBe('36 Semua 18 Belum 18 Hadir 0 Lainnya');
    for (let i = PEOPLE / 2; i < PEOPLE - 1; i++) await tap(page, i);
    await row(page, 35).locator('.lain').click();
    await page.locator('#lembar').getByText('Sakit', { exact: true }).click();
    await page.locator('#lembar').getByRole('button', { name: 'Simpan' }).click();
    await page.locator('#lembar').waitFor({ state: 'hidden' });
    await soon(() => counts(page)).toBe('36 Semua 0 Belum 35 Hadir 1 Lainnya');
    await page.reload();
    await soon(() => pill(page)).toBe('Tanpa internet, 36 belum terkirim');
    expect([await counts(page), await marks()]).toEqual(['36 Semua 0 Belum 35 Hadir 1 Lainnya', []]);

    for (const [i, status] of [
      [3, 'izin'],
      [4, 'alpa'],
      [5, 'sakit'],
    ] as const)
      await b.mark(b.people.panitia, newMark(session, kader[i]!.enrolmentId, { status }));
    await context.setOffline(false);
    await soon(() => standing()).toEqual({ settled: 33, questions: 3 });
    await soon(() => page.locator('#antrean').isHidden()).toBe(true);
    await soon(() => counts(page)).toBe('36 Semua 0 Belum 32 Hadir 4 Lainnya');
    await row(page, 4).getByText('Panitia Satu menandai Alpa pukul 08.41').waitFor();
    const all = await marks();
    expect([all.length, new Set(all.map((mark) => mark.by_id)), heard]).toEqual([
      PEOPLE + 3,
      new Set([b.people.ratna, b.people.panitia]),
      [],
    ]);
    await context.close();
  });

  test('two taps on one person are two marks that follow each other, and no question', async () => {
    const { page, context } = await phoneOf(b.people.ratna);
    await context.setOffline(true);
    await tap(page, 0);
    await row(page, 0).locator('.lain').click();
    await page.locator('#lembar').getByText('Izin', { exact: true }).click();
    await page.locator('#lembar').getByRole('button', { name: 'Simpan' }).click();
    await page.locator('#lembar').waitFor({ state: 'hidden' });
    await soon(() => counts(page)).toBe('36 Semua 35 Belum 0 Hadir 1 Lainnya');
    await context.setOffline(false);
    await soon(() => marksOf(0)).toEqual(['hadir', 'izin']);
    expect(await standing()).toEqual({ settled: 1, questions: 0 });
    await context.close();
  });

  test('"Semua hadir" asks, and marks those who are unmarked', async () => {
    const { page, context } = await phoneOf(b.people.ratna);
    await context.setOffline(true);
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.message());
      void dialog.accept();
    });
    await tap(page, 0);
    await page.getByRole('link', { name: 'Semua hadir' }).click();
    await soon(() => counts(page)).toBe('36 Semua 0 Belum 36 Hadir 0 Lainnya');
    expect(asked).toEqual(['Tandai 35 orang yang belum ditandai sebagai Hadir?']);
    await context.close();
  });
});

describe('what waits on the phone', () => {
  test('is sent once when the answer is lost after the server has taken it', async () => {
    const { page, context } = await phoneOf(b.people.ratna, { workers: false });
    let lost = 0;
    await page.route('**/presensi', async (route) => {
      if (route.request().method() !== 'POST' || lost++ > 0) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await tap(page, 0);
    await soon(() => lost).toBe(2);
    await row(page, 0).getByText('di HP ini', { exact: true }).waitFor({ state: 'detached' });
    expect(await marksOf(0)).toEqual(['hadir']);
    await context.close();
  });

  test('survives an expired login and goes out after the next one', async () => {
    const { page, context } = await phoneOf(b.people.ratna);
    await house.db.deleteFrom('login_session').where('person_id', '=', b.people.ratna).execute();
    await tap(page, 0);
    await soon(() => pill(page)).toBe('Silakan masuk lagi, 1 belum terkirim');
    await page.locator('#antrean').click();
    expect(new URL(page.url()).pathname).toBe('/masuk');
    await soon(() => pill(page)).toContain('1 belum terkirim');
    await context.addCookies([await cookieOf(b.people.ratna)]);
    await page.goto(`/sesi/${session}/presensi`);
    await soon(() => marksOf(0)).toEqual(['hadir']);
    await context.close();
  });

  test('is never sent as the next person of the phone, and waits for its own', async () => {
    const { page, context } = await phoneOf(b.people.ratna);
    await isKept(page);
    await context.setOffline(true);
    await tap(page, 0);
    await row(page, 0).getByText('di HP ini', { exact: true }).waitFor();
    const second = await context.newPage();
    await context.addCookies([await cookieOf(b.people.panitia)]);
    await context.setOffline(false);
    await soon(() => pill(page)).toContain('Silakan masuk lagi');
    await second.goto('/saya');
    await soon(() => pill(second)).toBe('1 isian pemakai lain');
    expect([await keptPages(second), await marks()]).toEqual([[], []]);
    await second.getByRole('button', { name: 'Keluar', exact: true }).click();
    await second.waitForURL('**/masuk');
    await context.addCookies([await cookieOf(b.people.ratna)]);
    await second.goto(`/sesi/${session}/presensi`);
    await soon(() => marks()).toMatchObject([{ status: 'hadir', by_id: b.people.ratna }]);
    await context.close();
  });

  test('is shown before signing out, which sends, saves or deletes it', async () => {
    const { page, context } = await phoneOf(b.people.ratna);
    await page.goto('/saya');
    await page.goto(`/sesi/${session}/presensi`);
    await page.route('**/presensi', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await tap(page, 0);
    await row(page, 0).getByText('di HP ini', { exact: true }).waitFor();
    await page.goto('/saya');
    await page.getByRole('button', { name: 'Keluar', exact: true }).click();
    await page.waitForURL('**/hp-ini');
    await page.getByText('Presensi Hadir, Kader Contoh Nomor 1').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Simpan berkas' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('bekal-belum-terkirim.json');
    await page.getByRole('button', { name: 'Keluar dan hapus' }).click();
    await page.waitForURL('**/masuk');
    await soon(() => page.locator('#antrean').isHidden()).toBe(true);
    expect([await keptPages(page), await marks()]).toEqual([[], []]);
    await context.close();
  });

  test('on plain http, without worker and locks, is queued and sent by the open page', async () => {
    const { page, context } = await phoneOf(b.people.ratna, { workers: false });
    await context.addInitScript(`
      Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
      Object.defineProperty(navigator, 'locks', { value: undefined });
      Object.defineProperty(globalThis, 'caches', { value: undefined });
      Object.defineProperty(crypto, 'randomUUID', { value: undefined });
      Object.defineProperty(crypto, 'subtle', { value: undefined });`);
    await page.reload();
    await context.setOffline(true);
    await tap(page, 0);
    await tap(page, 1);
    await soon(() => pill(page)).toBe('Tanpa internet, 2 belum terkirim');
    await context.setOffline(false);
    await soon(async () => (await marks()).length).toBe(2);
    await soon(() => page.locator('#antrean').isHidden()).toBe(true);
    await context.close();
  });
});

test('a phone that several people use keeps no page', async () => {
  const { page, context } = await phoneOf(b.people.ratna, { shared: true });
  await page.reload();
  expect(await keptPages(page)).toEqual([]);
  await context.setOffline(true);
  await page.reload();
  expect(await page.locator('h1').textContent()).toBe('HP ini tidak tersambung internet');
  await context.close();
});

test('a phone that gets its first version is not told of a new one', async () => {
  const phone = await phoneOf(b.people.ratna, { start: '/kelas' });
  expect(await phone.page.locator('.nav a').first().getAttribute('href')).toBe('/kelas');
  expect(await phone.page.locator('.versi-baru').count()).toBe(0);
  expect(phone.heard).toEqual([]);
  await phone.context.close();
});

roomsWithoutNetwork(() => hall);
