import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { deskOf, fill, leave, phoneOf, picture, press, sees, seesNot, unfold, visit } from '../walk.ts';
import { at, personId, type Told } from './told.ts';

/** Of the 25 of Solok: four without a certificate, one suspended, one revoked. */
const CERTIFIED = 19;
const YULIA = '13.02.07.2001';

/** The korkab sees all 74 nagari, clears one kader and is refused another; the step in the nagari is agreed. */
export async function clearAndBegin(told: Told): Promise<void> {
  told.house.clock.set(at('2024-06-18T09:00'));
  const page = await deskOf(told, await personId(told, '0301'));
  await board(page);
  await exports(page);
  await clear(page);
  await recordStep(told, page);
  await leave(page);
  await otherKorkab(told);
}

const villages = (page: Page) => page.locator('table.nagari tbody tr:not(.kec)');
const figure = (page: Page, word: string) => page.locator('.tiga li', { hasText: word }).locator('b');

async function board(page: Page): Promise<void> {
  await visit(page, '/pantau');
  await sees(page, 'Kabupaten Solok', 'Semua 74 nagari', 'dari 25', 'Bukan lokus');
  expect(await villages(page).count()).toBe(74);
  expect(await figure(page, 'Bersertifikat').innerText()).toBe(String(CERTIFIED));
  expect(await figure(page, 'Boleh mulai PKDD').innerText()).toBe('0');
  await picture(page, '9-pantau');
  await visit(page, '/pantau?saring=tunggu');
  await sees(page, '2 dari 74 nagari', 'Yulia Rahmawati', 'Leni Marlina');
  await page.getByLabel('Cari nagari atau kader').fill('Afrida');
  await Promise.all([page.waitForEvent('load'), page.getByLabel('Cari nagari atau kader').press('Enter')]);
  await sees(page, '1 dari 74 nagari', 'Koto Baru', 'Afrida Yenti');
  await visit(page, '/pantau/kader');
  await sees(
    page,
    '25 orang',
    'Yulia Rahmawati',
    'Bersertifikat',
    'Sertifikat ditangguhkan',
    'Sertifikat dicabut',
  );
  await seesNot(page, 'Ahmad Fauzan');
  await picture(page, '9-kader');
}

async function exports(page: Page): Promise<void> {
  const csv = await page.request.get('/pantau/nagari.csv');
  const lines = (await csv.text()).trim().split(/\r?\n/);
  expect(lines.length).toBe(75);
  expect(lines.filter((line) => line.includes(YULIA)).length).toBe(1);
  const sheet = await page.request.get('/pantau/nagari.xlsx');
  expect((await sheet.body()).subarray(0, 2).toString()).toBe('PK');
}

async function clear(page: Page): Promise<void> {
  await visit(page, `/pantau/nagari/${YULIA}`);
  await sees(page, 'Nagari Cupak', 'Setujui mulai PKDD.', 'Sertifikat dan SK lengkap.');
  await picture(page, '9-nagari');
  await press(page, 'Setujui mulai PKDD');
  await sees(page, 'Kader boleh mulai PKDD.');
  await visit(page, '/pantau/nagari/13.02.07.2003');
  await press(page, 'Setujui mulai PKDD');
  await sees(page, 'Kader belum bersertifikat.');
  await visit(page, '/pantau/nagari/13.02.07.2002');
  await press(page, 'Setujui mulai PKDD');
  await sees(page, 'SK kader belum disahkan. Sahkan SK dulu.');
  await picture(page, '9-ditolak');
  await visit(page, '/pantau');
  expect(await figure(page, 'Boleh mulai PKDD').innerText()).toBe('1');
}

/** The kader may begin, records the SK of the team, and the korkab agrees. */
async function recordStep(told: Told, korkab: Page): Promise<void> {
  const page = await phoneOf(told, await personId(told, '0001'));
  await visit(page, '/pkdd');
  await sees(page, 'Anda boleh mulai PKDD', 'SK tim RKDD');
  await unfold(page, 'Catat langkah PKDD');
  await picture(page, '9-langkah');
  const step = {
    Tanggal: '2024-06-20',
    Tempat: 'Kantor wali nagari',
    'Laki-laki': '11',
    Perempuan: '14',
    Bukti: 'SK tim RKDD 188.47/40/2024',
  };
  await fill(page, step);
  await press(page, 'Simpan langkah');
  await sees(page, 'Tanggalnya belum lewat.');
  expect(await page.getByLabel('Bukti', { exact: true }).inputValue()).toBe(step.Bukti);
  told.house.clock.set(at('2024-06-20T16:00'));
  await press(page, 'Simpan langkah');
  await sees(
    page,
    'Langkah tersimpan.',
    '20 Juni 2024, Kantor wali nagari. 11 laki-laki, 14 perempuan.',
    'Menunggu disetujui',
  );
  await visit(korkab, `/pantau/nagari/${YULIA}`);
  await press(korkab, 'Setujui SK tim RKDD');
  await sees(korkab, 'Langkah disetujui.', 'PKDD terbentuk', 'Disetujui Lusi Herlina');
  await visit(page, '/pkdd');
  await sees(page, 'Disetujui Lusi Herlina');
  await picture(page, '9-pkdd');
  await leave(page);
}

/** The korkab of Pringsewu meets nothing of Solok: not on the board, not in lists, not in files, not by address. */
async function otherKorkab(told: Told): Promise<void> {
  const page = await deskOf(told, await personId(told, '0302'));
  await visit(page, '/pantau');
  await sees(page, 'Kabupaten Pringsewu');
  await visit(page, '/pantau/kader');
  await sees(page, '10 orang', 'Ahmad Fauzan');
  for (const path of [
    '/pantau',
    '/pantau/pkdd',
    '/pantau/kader',
    '/pantau/nagari.csv',
    '/pantau/pkdd.csv',
    '/pantau/kader.csv',
    '/pantau/kader?q=Yulia',
  ]) {
    const text = await (await page.request.get(path)).text();
    for (const ofSolok of ['13.02.', 'Solok', 'Rahmawati', 'Cupak'])
      expect(text, `${path} says ${ofSolok}`).not.toContain(ofSolok);
  }
  for (const path of [`/pantau/nagari/${YULIA}`, `/pantau/kader/${await personId(told, '0001')}`])
    expect(await visit(page, path)).toBe(404);
  const forced = await page.request.post(`/pantau/nagari/${YULIA}/boleh`, {
    form: { _key: 'x' },
    headers: { Origin: told.address },
  });
  expect(forced.status()).toBe(404);
  await leave(page);
}
