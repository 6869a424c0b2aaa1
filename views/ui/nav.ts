import type { Role } from '../../src/database/schema.ts';
import type { Shell } from '../../src/http/page.ts';
import type { IconName } from './icons.ts';

type Entry = { href: string; label: string; icon: IconName };
type Area = { role: Role; prefixes: string[]; entries: Entry[] };

const saya: Entry = { href: '/saya', label: 'Saya', icon: 'saya' };
const learner: Entry[] = [
  { href: '/beranda', label: 'Beranda', icon: 'rumah' },
  { href: '/belajar', label: 'Belajar', icon: 'buku' },
  { href: '/jadwal', label: 'Jadwal', icon: 'jadwal' },
  saya,
];
const coordinator: Entry[] = [
  { href: '/pantau', label: 'Ringkasan', icon: 'rumah' },
  { href: '/pantau/kader', label: 'Kader', icon: 'orang2' },
  { href: '/pantau/pkdd', label: 'PKDD', icon: 'bendera' },
  saya,
];

/** Four words per role; a person with several roles sees those of the part they are in. */
const AREAS: Area[] = [
  {
    role: 'panitia',
    prefixes: ['/kelola'],
    entries: [
      { href: '/kelola', label: 'Ringkasan', icon: 'rumah' },
      { href: '/belajar', label: 'Materi', icon: 'buku' },
      saya,
    ],
  },
  {
    role: 'pelatih',
    prefixes: ['/kelas', '/sesi', '/periksa'],
    entries: [
      { href: '/kelas', label: 'Kelas', icon: 'rumah' },
      { href: '/periksa', label: 'Periksa', icon: 'kertas' },
      { href: '/belajar', label: 'Materi', icon: 'buku' },
      saya,
    ],
  },
  { role: 'korkab', prefixes: ['/pantau'], entries: coordinator },
  { role: 'duta', prefixes: ['/pantau'], entries: coordinator },
  { role: 'pemantau', prefixes: ['/pantau'], entries: coordinator },
  {
    role: 'kader',
    prefixes: [
      '/beranda',
      '/belajar',
      '/jadwal',
      '/kuis',
      '/percobaan',
      '/rktl',
      '/evaluasi',
      '/sertifikat',
      '/pkdd',
      '/hadir',
    ],
    entries: learner,
  },
  {
    role: 'admin',
    prefixes: ['/kelola'],
    entries: [
      { href: '/kelola', label: 'Ringkasan', icon: 'rumah' },
      { href: '/kelola/akun', label: 'Akun', icon: 'orang2' },
      { href: '/kelola/catatan', label: 'Catatan', icon: 'kertas' },
      saya,
    ],
  },
];

/** Inside a bimtek the panitia's words are its own parts. */
const BIMTEK = /^\/kelola\/bimtek\/[0-9a-f-]{36}(?=\/|$)/;
const partsOf = (bimtek: string): Entry[] => [
  { href: bimtek, label: 'Ringkasan', icon: 'rumah' },
  { href: `${bimtek}/peserta`, label: 'Peserta', icon: 'orang2' },
  { href: `${bimtek}/jadwal`, label: 'Jadwal', icon: 'jadwal' },
  { href: `${bimtek}/hasil`, label: 'Hasil', icon: 'piala' },
];

export function navOf(shell: Shell): (Entry & { current: boolean })[] {
  const roles = shell.person?.roles;
  if (!roles) return [];
  const mine = AREAS.filter((area) => roles.has(area.role));
  const here = mine.find((area) => area.prefixes.some((prefix) => under(shell.path, prefix))) ?? mine[0];
  if (!here) return [];
  const [bimtek] = (here.role === 'panitia' && BIMTEK.exec(shell.path)) || [];
  const entries = bimtek ? partsOf(bimtek) : here.entries;
  const best = entries
    .filter((entry) => under(shell.path, entry.href))
    .sort((a, b) => b.href.length - a.href.length)[0];
  return entries.map((entry) => ({ ...entry, current: entry === best }));
}

const under = (path: string, prefix: string): boolean => path === prefix || path.startsWith(`${prefix}/`);
