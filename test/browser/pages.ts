import type { DemoMoment } from '../../src/demo/index.ts';
import type { Cast } from '../fixtures/cast.ts';
import {
  certificatePages,
  dispensationPages,
  hallPages,
  importPages,
  openAttempt,
  pagesOfYulia,
  paperPages,
  sessionPages,
} from './made-pages.ts';

export type Looks = 'light' | 'dark';
export type Visit = { path: string; status?: number };

/** Who looks, by the last four digits of their phone; null is a visitor without a login. */
export const ROLES = {
  visitor: null,
  'kader Yulia': '0001',
  'kader Bustanul, suspended later': '0011',
  'kader Rahmat, below 70': '0012',
  'kader Leni, without SK': '0004',
  duta: '0101',
  'pelatih of class F': '0201',
  'korkab of Solok': '0301',
  'korkab of Pringsewu': '0302',
  panitia: '0401',
  admin: '0501',
  pemantau: '0601',
} as const;
export type Who = keyof typeof ROLES;

/** Whose pages nobody before them has shown: from their first pages the test goes on. */
export const goesOn = (who: Who): boolean => !who.includes(',') && who !== 'korkab of Pringsewu';

const visits = (...paths: string[]): Visit[] => paths.map((path) => ({ path }));

const KADER = visits(
  '/beranda',
  '/belajar',
  '/jadwal',
  '/hadir',
  '/hadir/kode',
  '/rktl',
  '/evaluasi',
  '/sertifikat',
  '/pkdd',
  '/saya',
  '/kuis/desa-cerdas.m1',
  '/kuis/desa-cerdas.pre-test',
  '/kuis/desa-cerdas.post-test',
);

/** Where each begins; the test goes on to every kind of page that these lead to. */
export async function startsOf(cast: Cast, moment: DemoMoment, who: Who): Promise<Visit[]> {
  switch (who) {
    case 'visitor':
      return [...PUBLIC, ...visits(...(await certificatePages(cast)))];
    case 'kader Yulia':
      return [...KADER, ...(moment === 'pelatihan' ? [{ path: await openAttempt(cast) }] : [])];
    case 'kader Bustanul, suspended later':
    case 'kader Rahmat, below 70':
    case 'kader Leni, without SK':
      return visits('/beranda', '/sertifikat', '/pkdd');
    case 'duta':
      return visits('/', '/belajar', '/jadwal', '/saya', '/pantau/nagari/13.02.07.2001');
    case 'pelatih of class F':
      return [
        ...visits(
          '/kelas',
          '/slip',
          '/panduan/desa-cerdas/m1',
          '/periksa',
          '/periksa/keberatan',
          '/belajar',
          '/jadwal',
          '/saya',
          `/kelas/${cast.classId('F')}/rekap`,
        ),
        ...visits(...(await sessionPages(cast)), ...(await paperPages(cast))),
        ...visits(...(await hallPages(cast)), ...(await pagesOfYulia(cast))),
      ];
    case 'korkab of Solok':
      return visits('/', ...VILLAGES.map((code) => `/pantau/nagari/${code}`));
    case 'korkab of Pringsewu':
      return [
        ...visits('/'),
        { path: '/pantau/nagari/13.02.07.2001', status: 404 },
        { path: '/kelola', status: 403 },
      ];
    case 'panitia':
      return visits(
        ...(moment === 'pelatihan' ? await importPages(cast) : []),
        ...(await dispensationPages(cast)),
        ...['', ...PARTS].map((part) => `/kelola/bimtek/${cast.bimtekId}${part}`),
        '/kelola',
        '/kelola/bimtek/baru',
        '/saya',
        '/saya/langkah-kedua',
      );
    case 'admin':
      return visits(
        '/kelola',
        '/kelola/akun',
        '/kelola/akun/baru',
        '/kelola/setelan',
        '/kelola/catatan',
        '/saya',
      );
    case 'pemantau':
      return visits('/', '/saya');
  }
}

const PUBLIC: Visit[] = [
  ...visits(
    '/',
    '/masuk',
    '/aktivasi',
    '/lupa-sandi',
    '/verifikasi',
    '/bantuan',
    '/privasi',
    '/tanpa-internet',
    '/hp-ini',
  ),
  { path: '/v/0000000000000000000000', status: 404 },
  { path: `/v/berkas/${'0'.repeat(64)}`, status: 404 },
  { path: '/hadir/kode/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', status: 404 },
  { path: '/tidak-ada', status: 404 },
];

/** Formed with sosialisasi, formed, cleared, certified, suspended, unconfirmed SK, without SK, no kader. */
const VILLAGES = [
  '13.02.10.2001',
  '13.02.07.2001',
  '13.02.12.2001',
  '13.02.06.2003',
  '13.02.08.2001',
  '13.02.07.2002',
  '13.02.05.2002',
  '13.02.03.2001',
];

const PARTS = [
  '/kelas',
  '/kelas/bagi',
  '/salin',
  '/impor',
  '/ganda',
  '/peserta',
  '/peserta/impor',
  '/jadwal',
  '/jadwal/baru',
  '/jadwal/pola',
  '/jadwal/salin',
  '/jadwal/salin?dari=2024-06-03&ke=2024-06-08',
  '/jadwal/libur',
  '/jadwal/teks',
  '/jadwal/impor',
  '/slip',
  '/slip/cetak',
  '/registrasi',
  '/registrasi/baru',
  '/registrasi/cetak',
  '/registrasi/rekap',
  '/kursus',
  '/setelan',
  '/presensi',
  '/presensi/rekap',
  '/berita-acara',
  '/presensi/impor',
  '/hasil',
  '/sertifikat',
  '/evaluasi',
];
