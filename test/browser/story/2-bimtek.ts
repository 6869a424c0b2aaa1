import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import {
  choose,
  deskOf,
  fill,
  follow,
  leave,
  newDesk,
  picture,
  press,
  sees,
  unfold,
  visit,
  type Walk,
} from '../walk.ts';
import { at, bimtekId, PASSWORD, personId, type Told } from './told.ts';

/** The panitia activate their slip, make the bimtek with classes, trainers and a timetable of ten days. */
export async function planBimtek(told: Told): Promise<void> {
  told.house.clock.set(at('2024-05-11T10:00'));
  const page = await newDesk(told);
  await visit(page, told.slips.get('0401') ?? '');
  await press(page, 'Lanjut');
  await sees(page, 'Selamat datang, Bayu Nugroho');
  await fill(page, { 'Kata sandi': PASSWORD, 'Kata sandi, sekali lagi': PASSWORD });
  await page.getByLabel('Saya sudah membaca dan setuju').check();
  await press(page, 'Simpan dan masuk');
  await sees(page, 'Belum ada bimtek.');
  await makeBimtek(page);
  await addColleague(told, page);
  await makeClasses(page, await bimtekId(told));
  await makeTimetable(told, page);
  await leave(page);
}

async function makeBimtek(page: Page): Promise<void> {
  await follow(page, 'Buat bimtek');
  await picture(page, '2-bimtek-baru');
  await fill(page, {
    'Nama bimtek': 'Bimbingan Teknis Kader Digital Desa Cerdas',
    'Gelombang atau angkatan': 'Gelombang II',
    Kota: 'Jakarta',
    'Tanggal mulai': '2024-06-08',
    'Tanggal selesai': '2024-05-30',
  });
  await press(page, 'Buat bimtek');
  await sees(page, 'Tanggal selesai harus sesudah tanggal mulai.');
  await fill(page, { 'Tanggal mulai': '2024-05-30', 'Tanggal selesai': '2024-06-08' });
  await choose(page, { 'Yang menerbitkan sertifikat': 'BPI: Badan Pengembangan dan Informasi' });
  await press(page, 'Buat bimtek');
  await sees(
    page,
    'Bimtek dibuat.',
    'Gelombang II. Jakarta, 30 Mei s.d. 8 Juni 2024',
    'Belum ada kelas',
    'Belum ada peserta',
  );
}

/** The admin makes a second person panitia of this bimtek: reopening needs two. */
async function addColleague(told: Told, bayu: Page): Promise<void> {
  const page = await deskOf(told, await personId(told, '0501'));
  await visit(page, `/kelola/akun/${await personId(told, '0402')}`);
  await unfold(page, 'Beri peran');
  await choose(page, {
    Peran: 'Panitia',
    Bimtek: 'Bimbingan Teknis Kader Digital Desa Cerdas, Gelombang II',
  });
  await press(page, 'Beri peran');
  await sees(page, 'Peran diberikan.');
  await leave(page);
  await visit(bayu, '/kelola');
  await sees(bayu, 'Bayu Nugroho, Intan Permatasari');
}

async function makeClasses(page: Page, bimtek: string): Promise<void> {
  await visit(page, `/kelola/bimtek/${bimtek}/kelas`);
  await fill(page, { 'Huruf kelas': 'F, G' });
  await press(page, 'Buat kelas');
  await sees(page, 'Kelas dibuat.', 'Kelas F', 'Kelas G', 'Belum punya pelatih');
  for (const [letter, trainer] of [
    ['F', 'Ratna Wulandari'],
    ['F', 'Deni Pratama'],
    ['G', 'Deni Pratama'],
  ] as const) {
    await choose(page, { [`Pelatih kelas ${letter}`]: trainer });
    await press(page, 'Tambah', page.locator(`#kelas-${letter}`));
    await sees(page, 'Pelatih ditambahkan.');
  }
  await picture(page, '2-kelas');
}

/** Two sessions of 2 JP each day in each class, an opening pleno of 1,5 JP, a last pleno of 2 JP, and a closing. */
async function makeTimetable(told: Walk, page: Page): Promise<void> {
  const timetable = `/kelola/bimtek/${await bimtekId(told)}/jadwal`;
  await visit(page, `${timetable}/pola`);
  await picture(page, '2-pola');
  for (const row of [3, 4])
    for (const label of ['Mulai', 'Selesai', 'JP', 'Topik'])
      await line(page, row).getByLabel(label, { exact: true }).fill('');
  await line(page, 1).getByLabel('Topik').fill('Literasi digital');
  await line(page, 2).getByLabel('Topik').fill('Latihan kelompok');
  await press(page, 'Buat jadwal');
  await sees(page, '40 sesi dibuat.');
  await addSession(page, timetable, {
    Topik: 'Pembukaan',
    Tanggal: '2024-05-30',
    'Jam mulai (WIB)': '07:30',
    'Jam selesai (WIB)': '08:15',
    JP: '1,5',
  });
  await addSession(page, timetable, {
    Topik: 'Post-test dan evaluasi',
    Tanggal: '2024-06-08',
    'Jam mulai (WIB)': '13:00',
    'Jam selesai (WIB)': '14:30',
    JP: '2',
  });
  await addSession(
    page,
    timetable,
    {
      Topik: 'Penutupan',
      Tanggal: '2024-06-08',
      'Jam mulai (WIB)': '15:00',
      'Jam selesai (WIB)': '16:00',
      JP: '0',
    },
    false,
  );
  await visit(page, `${timetable}?hari=2024-06-01`);
  await sees(page, 'Sabtu, 1 Juni 2024', 'Kelas F', '43,5 JP', 'Literasi digital');
  await picture(page, '2-jadwal');
  const sessions = await told.house.db.selectFrom('session').select(['no', 'half_jp', 'counted']).execute();
  expect(sessions.length).toBe(43);
  expect(sessions.filter(({ counted }) => counted).reduce((sum, row) => sum + row.half_jp, 0)).toBe(
    40 * 4 + 3 + 4,
  );
}

const line = (page: Page, no: number) => page.getByRole('group', { name: `Baris ${no}`, exact: true });

async function addSession(
  page: Page,
  timetable: string,
  fields: Record<string, string>,
  counted = true,
): Promise<void> {
  await visit(page, `${timetable}/baru?hari=${fields['Tanggal']}`);
  await fill(page, { ...fields, Ruang: 'Ballroom Batavia' });
  for (const letter of ['F', 'G']) await page.getByLabel(`Kelas ${letter}`, { exact: true }).check();
  await page.getByLabel('Dihitung dalam kehadiran').setChecked(counted);
  await press(page, 'Tambah sesi');
  await sees(page, 'Sesi ditambahkan.', fields['Topik'] ?? '');
}
