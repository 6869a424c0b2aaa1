import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { provenAddress } from '../../src/certification/proof/make-proof.ts';
import { exampleContent } from '../certification/example.ts';
import { launchChromium } from '../engines/chromium.ts';
import { openHouse, TEST_KEYS, type TestHouse } from '../fixtures/house.ts';
import { serve, type Served } from './house.ts';

let browser: Browser;
let house: TestHouse;
let served: Served;
let context: BrowserContext;
let page: Page;
let heard: string[];
beforeAll(async () => {
  browser = await launchChromium();
  house = await openHouse();
  served = await serve(house);
});
afterAll(async () => {
  await served?.stop();
  await house?.close();
  await browser?.close();
});
beforeEach(async () => {
  await context?.close();
  context = await browser.newContext({ baseURL: served.address, viewport: { width: 360, height: 740 } });
  page = await context.newPage();
  heard = [];
  page.on('pageerror', (error) => heard.push(error.message));
});

/** The text of a QR that this house has printed. */
const qrOf = (changes = {}) => {
  const { serial } = exampleContent();
  const content = exampleContent({ verifyUrl: `${served.address}/v/${serial}`, ...changes });
  return provenAddress(content, TEST_KEYS.proof.signer);
};
const forged = () => qrOf().replace(/.{9}$/, 'AAAAAAAAA');
function soon<Value>(read: () => Promise<Value>) {
  return expect.poll(read, { timeout: 30_000 });
}
const says = (id: string) => page.locator(`#hasil-${id}`).innerText();
const paste = async (text: string) => {
  await page.getByLabel('Teks kode QR').fill(text);
  await page.getByRole('button', { name: 'Periksa', exact: true }).click();
};

describe('a scanned QR', () => {
  test('is checked without network once the page was open, and is never called valid there', async () => {
    await page.goto('/v/');
    await soon(() => page.evaluate('navigator.serviceWorker.controller !== null')).toBe(true);
    await context.setOffline(true);
    await page.goto(qrOf());
    expect(await says('kata')).toBe('Tanda tangan cocok; status terakhir belum diperiksa');
    await soon(() => says('status')).toMatch(
      /^Server tidak terjangkau\..* dicabut, ditangguhkan, atau diganti/,
    );
    expect((await says('isi')).split(/\n+/)).toEqual(
      [
        'Yulia Rahmawati',
        ['Jenis', 'Sertifikat'],
        ['Kegiatan', 'Bimbingan Teknis Kader Digital Desa Cerdas'],
        ['Tempat', 'Jakarta'],
        ['Waktu', '30 Mei 2024 s.d. 8 Juni 2024'],
        ['Jam pelajaran', '72 JP'],
        ['Peserta', 'F-35, Kabupaten Solok'],
        ['Penerbit', 'Nama instansi penyelenggara'],
        ['Nomor', '0021/BIMTEK-KDD/BPI/VI/2024'],
        ['Terbit', '10 Juni 2024'],
      ].flat(),
    );
    expect(await page.locator('main').innerText()).not.toMatch(/\bsah\b/i);
    await page.goto(forged());
    await soon(() => says('kata')).toBe('Tanda tangan tidak cocok');
    expect(await page.locator('.nama-sertifikat').isVisible()).toBe(false);
    await page.goto(`/v/berkas/${'a'.repeat(64)}`);
    expect(await page.locator('#pdf-kata').innerText()).toMatch(/^Server tidak terjangkau/);
    expect(heard).toEqual([]);
  });

  test('of a paper that the server does not know says so, whatever its signature says', async () => {
    await page.goto(qrOf());
    await soon(() => page.locator('#bukti').innerText()).toMatch(
      /^Kode QR: tanda tangannya cocok, tetapi server/,
    );
    expect(await page.locator('h1').innerText()).toBe('Kode tidak ditemukan');
    await page.goto(`${forged()}`);
    await page.reload();
    expect(await page.locator('#bukti').innerText()).toMatch(/^Kode QR: Tanda tangan tidak cocok/);
    expect(heard).toEqual([]);
  });
});

describe('the page for a QR', () => {
  test('reads pasted text, asks the server for the status, and tells what is no QR of ours', async () => {
    await page.goto('/v/');
    await paste(qrOf());
    await soon(() => says('status')).toBe('Server tidak mengenal sertifikat ini. Tanyakan kepada penerbit.');
    expect(await says('kata')).toBe('Tanda tangan cocok, tetapi baca kata server');
    await paste('halo');
    expect(await says('kata')).toBe('Ini bukan isi kode QR sertifikat');
    await paste(qrOf().replace(served.address, 'https://palsu.example'));
    expect(await says('sebab')).toContain('Alamat di kode ini palsu.example');
    expect(heard).toEqual([]);
  });

  test('sends the hash of a file and not the file', async () => {
    await page.goto('/v/');
    const sent: string[] = [];
    page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await page
      .locator('#pdf')
      .setInputFiles({ name: 's.pdf', mimeType: 'application/pdf', buffer: Buffer.from('abc') });
    await page.waitForURL('**/v/berkas/*');
    // SHA-256 of "abc": FIPS 180-4, example.
    const hash = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(sent[0]).toBe(`GET /v/berkas/${hash}`);
    expect(sent.filter((line) => !line.startsWith('GET '))).toEqual([]);
    expect(await page.locator('h1').innerText()).toBe('Berkas ini tidak sama dengan PDF yang diterbitkan');
  });

  test('without script leads to the check by the server', async () => {
    const plain = await browser.newContext({ baseURL: served.address, javaScriptEnabled: false });
    const still = await plain.newPage();
    await still.goto('/v/');
    await still.getByRole('link', { name: 'Periksa di server' }).click();
    expect(new URL(still.url()).pathname).toBe('/verifikasi');
    await plain.close();
  });
});
