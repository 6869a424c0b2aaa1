import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wib } from '../fixtures/attendance.ts';
import { newMark } from '../fixtures/new-mark.ts';
import { type Hall, openHall } from './hall.ts';

let hall: Hall;
let browser: Hall['browser'];
let house: Hall['house'];
let served: Hall['served'];
let b: Hall['b'];
let kader: Hall['kader'];
let session: string;
beforeAll(async () => {
  hall = await openHall();
  ({ browser, house, served, b, kader } = hall);
});
afterAll(() => hall?.close());
beforeEach(async () => {
  house.clock.set(wib(3, '08:41'));
  session = await b.addSession({ start: wib(3, '08:30') });
});

/** The roll call on Ratna's phone; `script: false` is a phone without JavaScript. */
async function open(more: { width?: number; script?: boolean } = {}): Promise<Page> {
  const viewport = { width: more.width ?? 360, height: 640 };
  const context = await browser.newContext({
    baseURL: served.address,
    viewport,
    javaScriptEnabled: more.script ?? true,
  });
  const cookie = await house.signInAs(b.people.ratna);
  await context.addCookies([{ name: 'bekal', value: cookie.slice('bekal='.length), url: served.address }]);
  const page = await context.newPage();
  await page.goto(`/sesi/${session}/presensi`);
  return page;
}

const who = (i: number) => kader[i]!;
const row = (page: Page, i: number) => page.locator(`#p-${who(i).enrolmentId}`);
const statuses = async (i: number) =>
  (
    await b.db
      .selectFrom('mark')
      .select('status')
      .where('session_id', '=', session)
      .where('enrolment_id', '=', who(i).enrolmentId)
      .orderBy('received_at')
      .orderBy('corrected_at')
      .execute()
  ).map((mark) => mark.status);
const counts = async (page: Page) => (await page.locator('#hitung').innerText()).replace(/\s+/g, ' ').trim();

describe('the roll call of 36 people on a phone', () => {
  test('shows six of them above the bar, in rows of at most 64 pixels', async () => {
    await b.mark(b.people.panitia, newMark(session, who(3).enrolmentId, { status: 'izin' }));
    await b.mark(b.people.ratna, newMark(session, who(3).enrolmentId));
    const page = await open();
    const bar = (await page.locator('.kaki').boundingBox())!;
    const boxes = await Promise.all(kader.map((_, i) => row(page, i).boundingBox()));
    expect(boxes.filter((box) => box!.y >= 0 && box!.y + box!.height <= bar.y).length).toBeGreaterThanOrEqual(
      6,
    );
    expect(Math.max(...boxes.map((box) => box!.height))).toBeLessThanOrEqual(64);
    await page.context().close();
  });

  test('takes one tap, once, and keeps the place and the focus', async () => {
    const page = await open();
    await row(page, 1).getByRole('button', { name: 'Hadir' }).dblclick();
    await row(page, 1).locator('[aria-pressed=true]').waitFor();
    await expect
      .poll(() => page.locator('#kabar').innerText())
      .toBe('Hadir, Kader Contoh Nomor 2. 1 dari 36 ditandai.');
    expect(await counts(page)).toBe('36 Semua 35 Belum 1 Hadir 0 Lainnya');
    expect(await page.evaluate('document.activeElement.id')).toBe(`h-${who(1).enrolmentId}`);
    expect(await statuses(1)).toEqual(['hadir']);
    await page.context().close();
  });

  test('opens the sheet over the list, keeps what is typed on a mistake, and closes on the row', async () => {
    const page = await open();
    await row(page, 2).locator('.lain').click();
    const sheet = page.locator('#lembar');
    await sheet.locator('.segmen').waitFor();
    await sheet.getByText('Terlambat', { exact: true }).click();
    await sheet.getByLabel('Menit terlambat').fill('');
    await sheet.getByLabel('Catatan').fill('Ban bocor');
    await sheet.getByRole('button', { name: 'Simpan' }).click();
    await sheet.locator('.galat-ringkas').waitFor();
    expect(await sheet.getByLabel('Catatan').inputValue()).toBe('Ban bocor');
    await sheet.getByLabel('Menit terlambat').fill('12');
    await sheet.getByRole('button', { name: 'Simpan' }).click();
    await sheet.waitFor({ state: 'hidden' });
    expect(await row(page, 2).innerText()).toContain('12 menit');
    await page.waitForFunction(`document.activeElement.closest('li')?.id === 'p-${who(2).enrolmentId}'`);
    await expect.poll(() => statuses(2)).toEqual(['terlambat']);
    await page.context().close();
  });

  test('turns a tap on a stale page into a question, and the answer settles it', async () => {
    const page = await open();
    await b.mark(b.people.panitia, newMark(session, who(4).enrolmentId, { status: 'izin' }));
    house.clock.set(wib(3, '08:42'));
    await row(page, 4).getByRole('button', { name: 'Hadir' }).click();
    await row(page, 4).getByText('Panitia Satu menandai Izin pukul 08.41').waitFor();
    await row(page, 4).getByText('Pilih', { exact: false }).first().click();
    const sheet = page.locator('#lembar');
    house.clock.set(wib(3, '08:43'));
    await sheet.getByRole('button', { name: 'Izin' }).click();
    await sheet.waitFor({ state: 'hidden' });
    await row(page, 4).locator('.tandai.z').waitFor();
    await expect.poll(() => statuses(4)).toEqual(['izin', 'hadir', 'izin']);
    expect(await b.value(session, who(4).enrolmentId)).toMatchObject({
      status: 'izin',
      heads: 1,
      open: false,
    });
    await page.context().close();
  });

  test('finds a name while it is typed', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Cari' }).click();
    await page.keyboard.type('siti');
    await page.waitForFunction(
      `[...document.querySelectorAll('.pr')].filter((row) => !row.hidden).length === 1`,
    );
    expect(await page.locator('.pr:visible').innerText()).toContain('Siti Nurjanah');
    await page.getByRole('searchbox').fill('tidak ada');
    await page.locator('#kosong').waitFor({ state: 'visible' });
    await page.context().close();
  });

  test('does all of it without script', async () => {
    const page = await open({ script: false });
    await row(page, 0).getByRole('button', { name: 'Hadir' }).click();
    expect(await page.locator('.pesan.berhasil').innerText()).toContain('Presensi tersimpan.');
    await row(page, 1).locator('.lain').click();
    await page.getByText('Sakit', { exact: true }).click();
    await page.getByRole('button', { name: 'Simpan' }).click();
    expect(await counts(page)).toBe('36 Semua 34 Belum 1 Hadir 1 Lainnya');
    await b.mark(b.people.panitia, newMark(session, who(5).enrolmentId, { status: 'alpa' }));
    await row(page, 5).getByRole('button', { name: 'Hadir' }).click();
    expect(await page.locator('h1').innerText()).toBe('Kader Contoh Nomor 6: mana yang benar?');
    await page.getByRole('button', { name: 'Hadir' }).click();
    await page.getByRole('link', { name: 'Semua hadir' }).click();
    expect(await page.locator('h1').innerText()).toBe('Tandai 33 orang yang belum ditandai sebagai Hadir?');
    await page.getByRole('button', { name: 'Tandai 33 orang Hadir' }).click();
    expect(await counts(page)).toBe('36 Semua 0 Belum 35 Hadir 1 Lainnya');
    await page.context().close();
  });
});
