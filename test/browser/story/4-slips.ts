import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { deskOf, fill, leave, newPhone, picture, press, sees, visit } from '../walk.ts';
import { at, bimtekId, PASSWORD, personId, phoneNumber, rows, type Told } from './told.ts';

/** Slips are made, printed and sent; two kader of Solok and one of Pringsewu come in with theirs. */
export async function handOutSlips(told: Told): Promise<void> {
  told.house.clock.set(at('2024-05-21T09:00'));
  const page = await deskOf(told, await personId(told, '0401'));
  const before = await rows(told, 'slip');
  await visit(page, `/kelola/bimtek/${await bimtekId(told)}/slip`);
  await press(page, 'Buat slip untuk 48 orang');
  await sees(page, '48 slip dibuat.');
  await picture(page, '4-slip');
  expect(await rows(told, 'slip')).toBe(before + 48);
  await press(page, 'Cetak 48 slip');
  await expectSheets(page);
  for (const last of ['0001', '0002', '0026']) told.slips.set(last, await messageOf(told, page, last));
  await leave(page);
  await activate(told, '0001', 'Yulia Rahmawati', 'Kader Digital Nagari Cupak, Kabupaten Solok.');
  await activate(told, '0002', 'Afrida Yenti', 'Kader Digital Nagari Koto Baru, Kabupaten Solok.');
  await activateByHand(told);
}

async function expectSheets(page: Page): Promise<void> {
  await sees(page, 'Slip masuk: 48 orang, 6 lembar');
  const perSheet = await page
    .locator('.lembar.slip')
    .evaluateAll((sheets) =>
      sheets.map((sheet) => (sheet as unknown as { children: { length: number } }).children.length),
    );
  expect(perSheet).toEqual([8, 8, 8, 8, 8, 8]);
  await picture(page, '4-cetak', 1280);
}

/** The WhatsApp text of a person: greeting, code, address that opens the form. */
async function messageOf(told: Told, page: Page, last: string): Promise<string> {
  await visit(page, `/slip/${await personId(told, last)}`);
  const message = await page.getByLabel('Teks untuk WhatsApp').inputValue();
  expect(message).toMatch(
    /^Assalamualaikum\/Salam, .+ Ini kode masuk Bekal untuk bimtek di Jakarta: \w{4}-\w{4}\. Buka http.+ Jangan dibagikan\.$/,
  );
  expect(await page.getByRole('link', { name: 'Kirim lewat WA' }).getAttribute('href')).toContain(
    `https://wa.me/628120000${last}?text=`,
  );
  await press(page, 'Tandai sudah dikirim');
  await sees(page, 'Dicatat: slip sudah dikirim.');
  if (last === '0001') await picture(page, '4-slip-orang');
  return /http\S+(?=,)/.exec(message)?.[0] ?? '';
}

async function isUsed(told: Told, last: string): Promise<boolean> {
  const slip = await told.house.db
    .selectFrom('slip')
    .select('used_at')
    .where('person_id', '=', await personId(told, last))
    .executeTakeFirstOrThrow();
  return slip.used_at !== null;
}

/** By the address of the message: looking at it uses nothing, the button does, and then it is used up. */
async function activate(told: Told, last: string, name: string, place: string): Promise<void> {
  const link = told.slips.get(last) ?? '';
  const robot = await newPhone(told);
  expect([await visit(robot, link), await visit(robot, link)]).toEqual([200, 200]);
  await leave(robot);
  expect(await isUsed(told, last)).toBe(false);
  const page = await newPhone(told);
  await visit(page, link);
  await press(page, 'Lanjut');
  await sees(page, `Selamat datang, ${name}`, place);
  if (last === '0001') await picture(page, '4-aktivasi');
  expect(await isUsed(told, last)).toBe(false);
  await setUp(page);
  await sees(page, `, ${name.split(' ')[0]}`, 'Tugas saya', 'Syarat sertifikat');
  expect(await isUsed(told, last)).toBe(true);
  await visit(page, '/saya');
  await sees(page, name);
  await leave(page);
  const again = await newPhone(told);
  await visit(again, link);
  await press(again, 'Lanjut');
  await sees(again, 'Kode masuk ini sudah dipakai');
  await leave(again);
}

/** A password that is too short first; then what the page asks for. */
async function setUp(page: Page): Promise<void> {
  await fill(page, { 'Kata sandi': 'pendek', 'Kata sandi, sekali lagi': 'pendek' });
  await press(page, 'Simpan dan masuk');
  await sees(
    page,
    'Kata sandi minimal 8 huruf atau angka.',
    'Beri tanda bahwa Anda sudah membaca pemberitahuan data.',
  );
  await fill(page, { 'Kata sandi': PASSWORD, 'Kata sandi, sekali lagi': PASSWORD });
  await page.getByLabel('Saya sudah membaca dan setuju').check();
  await press(page, 'Simpan dan masuk');
}

/** From paper, typed, with a wrong code before the right one. */
async function activateByHand(told: Told): Promise<void> {
  const code = new URL(told.slips.get('0026') ?? '').searchParams.get('c') ?? '';
  const page = await newPhone(told);
  await visit(page, '/aktivasi');
  await fill(page, {
    'Nomor HP atau kode peserta': phoneNumber('0026'),
    'Kode masuk': code.replace(/.$/, (last) => (last === '7' ? '8' : '7')),
  });
  await press(page, 'Lanjut');
  await sees(page, 'Nomor atau kode masuk salah');
  await fill(page, { 'Kode masuk': `${code.slice(0, 4).toLowerCase()}-${code.slice(4)}` });
  await press(page, 'Lanjut');
  await sees(page, 'Selamat datang, Ahmad Fauzan', 'Kader Digital Pekon');
  await setUp(page);
  await sees(page, ', Ahmad');
  await leave(page);
}
