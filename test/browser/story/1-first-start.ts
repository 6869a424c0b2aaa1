import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { firstAdminLink } from '../../../src/account/index.ts';
import { choose, fill, leave, newDesk, newPhone, picture, press, sees, visit } from '../walk.ts';
import { at, PASSWORD, phoneNumber, type Told } from './told.ts';

/** The one-time link makes the first admin with the issuer; the admin makes the accounts of everybody but the kader. */
export async function firstStart(told: Told): Promise<void> {
  told.house.clock.set(at('2024-05-10T09:00'));
  const { pathname } = new URL((await firstAdminLink(told.house)) ?? '');
  const page = await newDesk(told);
  await visit(page, pathname);
  await picture(page, '1-mulai');
  await press(page, 'Simpan dan masuk');
  await sees(page, 'Ada yang perlu diperbaiki', 'Isi nama lengkap.');
  await fill(page, {
    'Nama lengkap': 'Arya Wicaksana',
    'Nomor HP': phoneNumber('0501'),
    'Kata sandi': PASSWORD,
    'Kata sandi, sekali lagi': PASSWORD,
    'Unit dalam nomor sertifikat': 'BPI',
    'Nama lembaga': 'Badan Pengembangan dan Informasi',
    'Kota penerbitan': 'Jakarta',
    'Nama penandatangan': 'Contoh Penandatangan, M.Si.',
    'Jabatan penandatangan': 'Kepala Pusat Pengembangan Daya Saing',
  });
  await press(page, 'Simpan dan masuk');
  await sees(page, 'Bekal siap dipakai', 'Badan Pengembangan dan Informasi', 'Contoh Penandatangan, M.Si.');
  await picture(page, '1-setelan');
  const late = await newPhone(told);
  expect(await visit(late, pathname)).toBe(404);
  await leave(late);
  await makeAccounts(told, page);
  await leave(page);
}

type Account = {
  last: string;
  name: string;
  role?: string;
  regency?: string;
  villages?: string;
  readsAll?: true;
};

const ACCOUNTS: Account[] = [
  { last: '0401', name: 'Bayu Nugroho', role: 'Panitia', readsAll: true },
  { last: '0402', name: 'Intan Permatasari' },
  { last: '0201', name: 'Ratna Wulandari', role: 'Pelatih' },
  { last: '0202', name: 'Deni Pratama', role: 'Pelatih' },
  { last: '0301', name: 'Lusi Herlina', role: 'Koordinator kabupaten (korkab)', regency: '13.02' },
  {
    last: '0302',
    name: 'Suryadi Pratomo',
    role: 'Koordinator kabupaten (korkab)',
    regency: 'Kabupaten Pringsewu',
  },
  { last: '0101', name: 'Rio Firmansyah', role: 'Duta digital', villages: '13.02.07.2001\n13.02.05.2002' },
];

async function makeAccounts(told: Told, page: Page): Promise<void> {
  for (const account of ACCOUNTS) {
    await visit(page, '/kelola/akun/baru');
    await fill(page, { 'Nama lengkap': account.name, 'Nomor HP': phoneNumber(account.last) });
    if (account.role) await choose(page, { Peran: account.role });
    if (account.readsAll) await page.getByLabel('Semua bimtek, hanya melihat (panitia, pemantau)').check();
    if (account.regency) await fill(page, { Kabupaten: account.regency });
    if (account.villages) await fill(page, { 'Kode nagari atau desa': account.villages });
    await press(page, 'Buat akun dan slip');
    await sees(page, account.name, 'Kode masuk, sekali pakai');
    const message = await page.getByLabel('Teks untuk WhatsApp').inputValue();
    told.slips.set(account.last, /https?:\S+/.exec(message)?.[0]?.replace(/,$/, '') ?? '');
  }
  await picture(page, '1-slip-akun');
  await visit(page, '/kelola/akun');
  await sees(page, ...ACCOUNTS.map(({ name }) => name), 'Koordinator kabupaten', 'Belum pernah masuk');
  await picture(page, '1-akun');
  const grants = await told.house.db
    .selectFrom('role_grant as g')
    .innerJoin('person as p', 'p.id', 'g.person_id')
    .select(['p.name', 'g.role', 'g.regency_code', 'g.village_code'])
    .orderBy('p.name')
    .orderBy('g.village_code')
    .execute();
  expect(grants.map((row) => [row.name, row.role, row.regency_code ?? row.village_code])).toEqual([
    ['Arya Wicaksana', 'admin', null],
    ['Bayu Nugroho', 'panitia', null],
    ['Deni Pratama', 'pelatih', null],
    ['Lusi Herlina', 'korkab', '13.02'],
    ['Ratna Wulandari', 'pelatih', null],
    ['Rio Firmansyah', 'duta', '13.02.05.2002'],
    ['Rio Firmansyah', 'duta', '13.02.07.2001'],
    ['Suryadi Pratomo', 'korkab', '18.10'],
  ]);
}
