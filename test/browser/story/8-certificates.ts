import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import {
  called,
  deskOf,
  fill,
  follow,
  leave,
  marking,
  newPhone,
  phoneOf,
  picture,
  press,
  sees,
  seesNot,
  unfold,
  visit,
  type Walk,
} from '../walk.ts';
import { at, bimtekId, personId, rows, type Told } from './told.ts';

/** 48 people: one never came, one stays below 70, one RKTL waits, one missed too much. */
const DUE = 44;

/** Presensi is closed after what stops it is mended; the lines, the issue, the paper and its verification page. */
export async function certify(told: Told): Promise<void> {
  told.house.clock.set(at('2024-06-09T10:00'));
  const page = await deskOf(told, await personId(told, '0401'));
  await closePresensi(told, page);
  await readLines(told);
  await issue(told, page);
  const serial = await ownPaper(told);
  await verify(told, serial);
  await withdraw(told, page, {
    last: '0011',
    act: 'Tangguhkan',
    button: /^Tangguhkan/,
    news: 'Sertifikat ditangguhkan.',
    says: 'Sertifikat ini ditangguhkan sejak 9 Juni 2024.',
  });
  await withdraw(told, page, {
    last: '0007',
    act: 'Cabut',
    button: /^Cabut/,
    news: 'Sertifikat dicabut.',
    says: 'Sertifikat ini dicabut 9 Juni 2024.',
  });
  await leave(page);
}

async function closePresensi(told: Told, page: Page): Promise<void> {
  const presensi = `/kelola/bimtek/${await bimtekId(told)}/presensi`;
  await visit(page, presensi);
  await sees(page, 'Presensi belum bisa dikunci', '1 orang belum ditandai pada 1 sesi');
  await picture(page, '8-presensi');
  const forced = await page.request.post(`${presensi}/kunci`, {
    form: { _key: 'x' },
    headers: { Origin: told.address },
  });
  expect([forced.status(), (await forced.text()).includes('1 orang belum ditandai pada 1 sesi')]).toEqual([
    409,
    true,
  ]);
  await visit(page, `/sesi/${await unmarkedSession(told)}/presensi`);
  const button = page.getByRole('button', { name: called('Hadir, Bambang Sutrisno') });
  if (told.script) await marking(page, () => button.click());
  else await Promise.all([page.waitForEvent('load'), button.click()]);
  await sees(page, '0 Belum');
  await visit(page, presensi);
  await sees(page, 'Presensi siap dikunci');
  await press(page, 'Kunci presensi');
  await sees(page, 'Presensi dikunci.', 'oleh Bayu Nugroho');
}

/** The counted session in which Bambang has no mark. */
async function unmarkedSession(walk: Walk): Promise<string> {
  const bambang = await walk.house.db
    .selectFrom('enrolment')
    .selectAll()
    .where('person_id', '=', await personId(walk, '0037'))
    .executeTakeFirstOrThrow();
  const row = await walk.house.db
    .selectFrom('session as s')
    .innerJoin('session_class as sc', 'sc.session_id', 's.id')
    .select('s.id')
    .where('sc.class_id', '=', bambang.class_id)
    .where('s.counted', '=', true)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('mark as m')
            .select('m.id')
            .whereRef('m.session_id', '=', 's.id')
            .where('m.enrolment_id', '=', bambang.id),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Each kader sees each line as met or not, with its reason. */
async function readLines(told: Told): Promise<void> {
  const lines: [last: string, ...says: string[]][] = [
    [
      '0001',
      'Semua terpenuhi',
      'Sertifikat Anda siap diterbitkan panitia.',
      'Hadir 43,5 dari 43,5 JP (100%) seluruh jadwal.',
      '7 dari 7 selesai.',
      'Nilai terbaik Anda 100.',
      'Sudah diterima pelatih.',
      'Terima kasih, sudah dikirim.',
    ],
    ['0012', '5 dari 6 terpenuhi, masih bisa lulus', 'Belum mencapai 70. Anda boleh mencoba lagi.'],
    [
      '0009',
      '5 dari 6 terpenuhi, tidak bisa lagi mendapat sertifikat',
      'Tidak bisa lagi mencapai 80%. Hubungi panitia.',
    ],
    [
      '0015',
      '1 dari 6 terpenuhi, masih bisa lulus',
      '0 dari 7 selesai. Perlu 7 modul lagi.',
      'Periksa ejaan nama Anda, lalu setujui.',
    ],
  ];
  for (const [last, ...says] of lines) {
    const page = await phoneOf(told, await personId(told, last));
    await visit(page, '/sertifikat');
    await sees(page, ...says);
    await picture(page, `8-syarat-${last}`);
    await leave(page);
  }
}

/** One act issues all that are due, with numbers without a gap. */
async function issue(told: Told, page: Page): Promise<void> {
  const bimtek = `/kelola/bimtek/${await bimtekId(told)}`;
  await visit(page, `${bimtek}/hasil`);
  await sees(page, `48 peserta. ${DUE} siap mendapat sertifikat, 0 sertifikat sudah terbit.`);
  await picture(page, '8-hasil');
  await visit(page, `${bimtek}/sertifikat`);
  await picture(page, '8-siap-terbit');
  await press(page, `Terbitkan semua yang layak (${DUE})`);
  await sees(page, `${DUE} sertifikat dan surat keterangan diterbitkan.`, 'Buku register', 'Yulia Rahmawati');
  await picture(page, '8-register');
  expect(await rows(told, 'certificate')).toBe(DUE);
  const numbers = await told.house.db.selectFrom('certificate').select('number').orderBy('seq').execute();
  expect(numbers.map((row) => row.number)).toEqual(
    Array.from({ length: DUE }, (_, no) => `${String(no + 1).padStart(4, '0')}/BIMTEK-KDD/BPI/VI/2024`),
  );
}

/** The kader's own page has the paper; gives the address of its verification page. */
async function ownPaper(told: Told): Promise<string> {
  const page = await phoneOf(told, await personId(told, '0001'));
  await visit(page, '/sertifikat');
  await sees(page, 'Sah', 'Yulia Rahmawati', '/BIMTEK-KDD/BPI/VI/2024', '9 Juni 2024');
  await picture(page, '8-sertifikat');
  const download = await page.getByRole('link', { name: 'Unduh sertifikat (PDF)' }).getAttribute('href');
  const pdf = await page.request.get(download ?? '');
  expect([pdf.status(), pdf.headers()['content-type'], (await pdf.body()).subarray(0, 4).toString()]).toEqual(
    [200, 'application/pdf', '%PDF'],
  );
  const verification = await page
    .getByRole('link', { name: 'Lihat halaman pemeriksaan untuk orang lain' })
    .getAttribute('href');
  await leave(page);
  return verification ?? '';
}

/** Anybody may look: by the address of the QR code, by the printed code; an address that no paper has. */
async function verify(told: Told, address: string): Promise<void> {
  const page = await newPhone(told);
  expect(await visit(page, address)).toBe(200);
  await sees(page, 'Sertifikat ini sah, terbit 9 Juni 2024.', 'Yulia Rahmawati', '43,5 JP');
  await seesNot(page, '0812', '1302');
  await picture(page, '8-sah');
  const serial = Buffer.from(address.split('/').at(-1) ?? '', 'base64url');
  const { code } = await told.house.db
    .selectFrom('certificate_revision')
    .select('code')
    .where('serial', '=', serial)
    .executeTakeFirstOrThrow();
  await visit(page, '/verifikasi');
  await fill(page, {
    'Kode 12 huruf dan angka': `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`.toLowerCase(),
  });
  await press(page, 'Periksa kode');
  expect(new URL(page.url()).pathname).toBe(address);
  expect(await visit(page, '/v/AAAAAAAAAAAAAAAAAAAAAA')).toBe(404);
  await sees(page, 'Kode tidak ditemukan');
  await leave(page);
}

type Withdrawal = { last: string; act: string; button: RegExp; news: string; says: string };

/** Suspended or revoked with a reason: the page of the paper says so from then on. */
async function withdraw(
  told: Told,
  page: Page,
  { last, act, button, news, says }: Withdrawal,
): Promise<void> {
  const person = await personId(told, last);
  const paper = await told.house.db
    .selectFrom('certificate as c')
    .innerJoin('certificate_revision as r', 'r.certificate_id', 'c.id')
    .select(['c.id', 'r.serial'])
    .where('c.person_id', '=', person)
    .executeTakeFirstOrThrow();
  await visit(page, `/kelola/bimtek/${await bimtekId(told)}/sertifikat/${paper.id}`);
  const folded = page.locator('details', { has: page.locator('summary', { hasText: act }) }).first();
  await unfold(page, act);
  await press(page, button, folded);
  await sees(page, 'Isi alasan.');
  await fill(folded, { Alasan: 'Nama pada SK berbeda dengan nama pada KTP.' });
  await press(page, button, folded);
  await sees(page, news, 'Nama pada SK berbeda dengan nama pada KTP.');
  await picture(page, `8-${act.toLowerCase()}`);
  const anybody = await newPhone(told);
  await visit(anybody, `/v/${Buffer.from(paper.serial).toString('base64url')}`);
  await sees(anybody, says);
  await leave(anybody);
  const own = await phoneOf(told, person);
  await visit(own, '/sertifikat');
  await sees(own, 'Alasan: Nama pada SK berbeda dengan nama pada KTP.');
  await leave(own);
  await follow(page, /Buku register/);
}
