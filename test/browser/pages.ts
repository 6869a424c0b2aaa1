import type { DemoMoment } from '../../src/demo/index.ts';
import { startAttempt } from '../../src/quiz/index.ts';
import type { Cast } from '../fixtures/cast.ts';

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
      return [...PUBLIC, ...(await certificatePages(cast))];
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
        ),
        ...(await sessionPages(cast)),
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
    '/isi-hp',
  ),
  { path: '/v/0000000000000000000000', status: 404 },
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
  '/slip',
  '/slip/cetak',
  '/registrasi',
  '/registrasi/baru',
  '/registrasi/cetak',
  '/registrasi/rekap',
  '/kursus',
  '/setelan',
  '/presensi',
  '/hasil',
  '/sertifikat',
  '/evaluasi',
];

/** The session with the open question, a pleno and the one that is next. */
async function sessionPages({ db, classId }: Cast): Promise<Visit[]> {
  const rows = await db
    .selectFrom('session as s')
    .innerJoin('session_class as sc', 'sc.session_id', 's.id')
    .select('s.id')
    .where('sc.class_id', '=', classId('F'))
    .where('s.no', 'in', [1, 11, 12])
    .orderBy('s.no')
    .execute();
  return visits(...rows.map(({ id }) => `/sesi/${id}/presensi`));
}

/** Verification pages: one of each state that certificates are in. */
async function certificatePages({ db }: Cast): Promise<Visit[]> {
  const rows = await db
    .selectFrom('certificate as c')
    .innerJoin('certificate_revision as r', 'r.certificate_id', 'c.id')
    .select(['c.status', 'c.kind', 'r.serial'])
    .distinctOn(['c.status', 'c.kind'])
    .orderBy('c.status')
    .orderBy('c.kind')
    .execute();
  return visits(...rows.map(({ serial }) => `/v/${Buffer.from(serial).toString('base64url')}`));
}

/** Yulia begins the quiz of module six. */
async function openAttempt(cast: Cast): Promise<string> {
  const wish = {
    personId: cast.person('0001'),
    enrolmentId: cast.enrolment('0001'),
    bimtekId: cast.bimtekId,
    quizId: 'desa-cerdas.m6',
  };
  const started = await cast.db.transaction().execute((trx) => startAttempt(trx, wish, cast.clock.now()));
  if (!started.ok) throw new Error(`the quiz did not begin: ${started.refusal.reason}`);
  return `/percobaan/${started.value}`;
}

/** A file to keep, an act by address, or a place outside: nothing that is looked at as a page. */
const NO_PAGE =
  /\.(pdf|csv|xlsx|ics|svg|png)$|\/pdf\/|^\/s\/|^\/belajar\/(berkas|lanjut)|^\/kredensial|^\/api|^\/sertifikat\/./;

/** The kind of a page: its path with what differs from one to the next taken out. */
export function kindOf(path: string): string {
  return path
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\/nagari\/[\d.]+/, '/nagari/:code')
    .replace(/^\/v\/.+/, '/v/:serial')
    .replace(/^\/belajar\/[^/]+\/.+/, '/belajar/:lesson')
    .replace(/\/soal\/\d+/, '/soal/:n');
}

/** Pages that nothing leads to while people are at work, each with the test that opens it. */
const SHOWN_ELSEWHERE = [
  '/healthz', // for machines
  '/readyz',
  '/sw.js',
  '/masuk/kode', // account/second-step
  '/mulai/:token', // browser/story
];

/** Which pages of a router are none of the paths that somebody has looked at. */
export function neverSeen(routes: string[], seen: ReadonlySet<string>): string[] {
  return routes
    .filter((route) => route.startsWith('GET '))
    .map((route) => route.slice('GET '.length))
    .filter((path) => !NO_PAGE.test(path) && !SHOWN_ELSEWHERE.includes(path))
    .filter((path) => {
      const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+(\{[^/]*\})?/g, '[^/]+')}$`);
      return !seen.values().some((one) => pattern.test(one));
    });
}

/** The path of a link that leads to a page of Bekal; undefined for every other. */
export function pageBehind(href: string, address: string): string | undefined {
  const url = new URL(href, address);
  return url.origin === address && !NO_PAGE.test(url.pathname) ? url.pathname : undefined;
}
