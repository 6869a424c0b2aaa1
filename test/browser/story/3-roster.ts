import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { deskOf, leave, picture, press, sees, visit } from '../walk.ts';
import { at, bimtekId, personId, rows, type Told } from './told.ts';

type Upload = { name: string; mimeType: string; buffer: Buffer };

const fixture = (name: string): Upload => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: readFileSync(new URL(`../../fixtures/rosters/${name}`, import.meta.url)),
});

const ROSTERS: [file: string, people: number][] = [
  ['solok.xlsx', 25],
  ['pringsewu.xlsx', 10],
  ['bantul.csv', 7],
  ['halmahera-utara.csv', 6],
];

/** The four rosters come in: checked first, written only with Simpan, and a second time without any effect. */
export async function importRosters(told: Told): Promise<void> {
  told.house.clock.set(at('2024-05-20T14:00'));
  const page = await deskOf(told, await personId(told, '0401'));
  const people = `/kelola/bimtek/${await bimtekId(told)}/peserta`;
  await refuseWrongRow(told, page, people);
  let enrolled = 0;
  for (const [file, count] of ROSTERS) {
    await upload(page, people, fixture(file));
    await sees(
      page,
      `${count} baris. Belum ada yang disimpan.`,
      `${count} peserta baru, 0 berubah, 0 tidak berubah`,
    );
    expect(await rows(told, 'enrolment')).toBe(enrolled);
    if (enrolled === 0) await picture(page, '3-periksa');
    await press(page, `Simpan ${count} baris`);
    await sees(page, `Impor selesai: ${count} peserta baru, 0 berubah.`);
    enrolled += count;
    expect(await rows(told, 'enrolment')).toBe(enrolled);
  }
  await picture(page, '3-peserta');
  await changeNothing(told, page, people);
  await expectNumbers(told);
  await leave(page);
}

async function upload(page: Page, people: string, file: Upload): Promise<void> {
  await visit(page, `${people}/impor`);
  await page.getByLabel('Berkas Excel (.xlsx) atau CSV').setInputFiles(file);
  await press(page, 'Periksa berkas');
}

/** A NIK of 15 figures: the row, its column, what stands there, and what to do; nothing of it can be saved. */
async function refuseWrongRow(told: Told, page: Page, people: string): Promise<void> {
  const text =
    'Nama;NIK;Kode Wilayah;Nomor HP;Kelas\nSiti Contoh;130207490589000;13.02.07.2001;081200000099;F\n';
  const before = await rows(told, 'person');
  await upload(page, people, { name: 'salah.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await sees(
    page,
    'Ada 1 baris yang perlu diperbaiki',
    'Baris 2',
    'Siti Contoh',
    'NIK',
    '130207490589000',
    'NIK harus 16 angka',
    '15 angka',
  );
  await picture(page, '3-salah');
  expect(await page.getByRole('button', { name: /^Simpan/ }).count()).toBe(0);
  expect(await rows(told, 'person')).toBe(before);
}

async function changeNothing(told: Told, page: Page, people: string): Promise<void> {
  const before = [await rows(told, 'person'), await rows(told, 'enrolment'), await rows(told, 'decree')];
  await upload(page, people, fixture('solok.xlsx'));
  await sees(page, '0 peserta baru, 0 berubah, 25 tidak berubah', 'Tidak ada yang perlu disimpan.');
  expect([await rows(told, 'person'), await rows(told, 'enrolment'), await rows(told, 'decree')]).toEqual(
    before,
  );
}

/** 36 people in class F, 12 in class G, each with a stable number; three of Solok have no SK yet. */
async function expectNumbers(told: Told): Promise<void> {
  const numbers = await told.house.db
    .selectFrom('enrolment')
    .select('participant_no')
    .orderBy('participant_no')
    .execute();
  const wanted = (letter: string, count: number) =>
    Array.from({ length: count }, (_, at) => `${letter}-${String(at + 1).padStart(2, '0')}`);
  expect(numbers.map((row) => row.participant_no)).toEqual([...wanted('F', 36), ...wanted('G', 12)]);
  expect(await rows(told, 'decree')).toBe(45);
}
