// From an empty folder to the first open roll call, by hand: npm start, the one-time link, accounts, bimtek, class,
// timetable, roster, roll call. What a hand does is counted; what the machine takes is measured.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../engines/chromium.ts';
import { startServer } from '../faults/server.ts';
import { type Bench, goal } from './goal.ts';
import { Hand } from './hand.ts';

const ROSTER = new URL('../fixtures/rosters/solok.xlsx', import.meta.url).pathname;
const PASSWORD = 'kata-sandi-contoh';
/** Roll calls are of today: the first day of the bimtek is the day of the bench. */
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Jakarta' });
const dayAfter = (days: number) => today.format(Date.now() + days * 86_400_000);

const folder = mkdtempSync(join(tmpdir(), 'bekal-first-'));
const hand = new Hand();
const browser = await launchChromium();
const server = await startServer({
  DATABASE_URL: '',
  BEKAL_DATA: join(folder, 'data'),
  BEKAL_KEYS: join(folder, 'keys'),
  BEKAL_REQUIRE_TOTP: '0',
});
try {
  hand.step('npm start on an empty folder');
  hand.steps[0]!.seconds = server.readyAfter / 1000;
  await walk(browser);
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function walk(on: Browser): Promise<void> {
  const desk = async () => (await on.newContext({ baseURL: server.origin, locale: 'id-ID' })).newPage();
  const admin = await desk();
  await firstAdmin(admin);
  const panitia = await desk();
  await activate(panitia, await account(admin, 'Bayu Nugroho', '081200000401', 'Panitia'));
  const trainer = await account(admin, 'Ratna Wulandari', '081200000201', 'Pelatih');
  await plan(panitia);
  const phone = await desk();
  await activate(phone, trainer);
  hand.step('open the roll call');
  await hand.press(phone, /Buka presensi|Presensi/);
  await phone
    .getByRole('button', { name: 'Semua hadir' })
    .or(phone.getByRole('link', { name: 'Semua hadir' }))
    .first()
    .waitFor();
}

async function firstAdmin(page: Page): Promise<void> {
  hand.step('first admin and who issues certificates');
  await hand.goTo(page, new URL(server.invitation ?? '').pathname);
  await hand.type(page, {
    'Nama lengkap': 'Arya Wicaksana',
    'Nomor HP': '081200000501',
    'Kata sandi': PASSWORD,
    'Kata sandi, sekali lagi': PASSWORD,
    'Unit dalam nomor sertifikat': 'BPI',
    'Nama lembaga': 'Badan Pengembangan dan Informasi',
    'Kota penerbitan': 'Jakarta',
    'Nama penandatangan': 'Contoh Penandatangan, M.Si.',
    'Jabatan penandatangan': 'Kepala Pusat',
  });
  await hand.press(page, 'Simpan dan masuk');
}

/** Makes an account; gives the address on its slip. */
async function account(page: Page, name: string, phone: string, role: string): Promise<string> {
  hand.step(`account and slip of ${role}`);
  await hand.goTo(page, '/kelola/akun/baru');
  await hand.type(page, { 'Nama lengkap': name, 'Nomor HP': phone });
  await hand.choose(page, { Peran: role });
  if (role === 'Panitia') await hand.tick(page.getByLabel('Semua bimtek, hanya melihat (panitia, pemantau)'));
  await hand.press(page, 'Buat akun dan slip');
  const message = await page.getByLabel('Teks untuk WhatsApp').inputValue();
  return /https?:\S+/.exec(message)?.[0]?.replace(/,$/, '') ?? '';
}

async function activate(page: Page, address: string): Promise<void> {
  hand.step('open a slip and choose a password');
  await hand.goTo(page, address);
  await hand.press(page, 'Lanjut');
  await hand.type(page, { 'Kata sandi': PASSWORD, 'Kata sandi, sekali lagi': PASSWORD });
  await hand.tick(page.getByLabel('Saya sudah membaca dan setuju'));
  await hand.press(page, 'Simpan dan masuk');
}

async function plan(page: Page): Promise<void> {
  hand.step('bimtek');
  await hand.press(page, 'Buat bimtek');
  await hand.type(page, {
    'Nama bimtek': 'Bimbingan Teknis Kader Digital Desa Cerdas',
    'Gelombang atau angkatan': 'Gelombang II',
    Kota: 'Jakarta',
    'Tanggal mulai': dayAfter(0),
    'Tanggal selesai': dayAfter(9),
  });
  await hand.choose(page, { 'Yang menerbitkan sertifikat': 'BPI: Badan Pengembangan dan Informasi' });
  await hand.press(page, 'Buat bimtek');
  const home = new URL(page.url()).pathname;
  hand.step('class and trainer');
  await hand.goTo(page, `${home}/kelas`);
  await hand.type(page, { 'Huruf kelas': 'F, G' });
  await hand.press(page, 'Buat kelas');
  await hand.choose(page, { 'Pelatih kelas F': 'Ratna Wulandari' });
  await hand.press(page, 'Tambah');
  hand.step('timetable of ten days');
  await hand.goTo(page, `${home}/jadwal/pola`);
  await hand.press(page, 'Buat jadwal');
  hand.step('roster of 25');
  await hand.goTo(page, `${home}/peserta/impor`);
  await hand.file(page, 'Berkas Excel (.xlsx) atau CSV', ROSTER);
  await hand.press(page, 'Periksa berkas');
  await hand.press(page, /^Simpan 25 baris/);
}

const total = hand.steps.reduce((sum, { seconds }) => sum + seconds, 0);
const what = 'seconds from an empty folder to the first open roll call by hand, keystroke-level model';
process.send?.({
  goals: [goal('first-roll-call', what, 600, 300, total)],
  tables: [
    {
      title: 'From an empty folder to the first open roll call: counted by hand, waited as measured',
      heads: ['step', 'pages', 'clicks', 'keys', 'seconds'],
      rows: hand.steps.map(({ name, pages, clicks, keys, seconds }) => [
        name,
        pages,
        clicks,
        keys,
        Math.round(seconds),
      ]),
    },
  ],
} satisfies Bench);
process.disconnect?.();
