/** Words that several pages of the room share. */
import type { TimeZone } from '../../src/database/schema.ts';
import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { backLink } from '../ui/layout.ts';
import { dateRange } from '../ui/format.ts';
import type { Choice } from '../ui/form.ts';

export const ZONES: Choice[] = [
  { value: 'Asia/Jakarta', label: 'WIB (Jakarta)' },
  { value: 'Asia/Makassar', label: 'WITA (Makassar)' },
  { value: 'Asia/Jayapura', label: 'WIT (Jayapura)' },
] satisfies { value: TimeZone; label: string }[];

export const pathOf = (bimtek: { id: string }, rest = ''): string => `/kelola/bimtek/${bimtek.id}${rest}`;

/** "nagari" -> "Nagari Cupak"; a kelurahan keeps its own word. */
export const placeName = (term: string, name: string): string =>
  `${term.charAt(0).toUpperCase()}${term.slice(1)} ${name}`;

/** Name, label and days of a bimtek on one quiet line. */
export const bimtekLine = (
  bimtek: Pick<BimtekView, 'name' | 'label' | 'place' | 'startsOn' | 'endsOn'>,
): string => `${bimtek.name}, ${bimtek.label}. ${bimtek.place}, ${dateRange(bimtek.startsOn, bimtek.endsOn)}`;

/** Above the title of every page inside a bimtek. */
export const toBimtek = (bimtek: BimtekView): Html => backLink(pathOf(bimtek), bimtek.label);

/** Said under the title to a panitia who may only look. */
export const readOnly = (bimtek: BimtekView): Part =>
  !bimtek.writable && html`<p class="mungil redup">Hanya melihat.</p>`;

const GENERAL: Record<string, string> = {
  gone: 'Data ini sudah tidak ada atau sudah berubah. Muat ulang halaman ini.',
  closed: 'Presensi bimtek ini sudah dikunci. Buka kembali presensi lebih dulu.',
  self: 'Anda tidak bisa melakukan ini untuk diri sendiri. Minta panitia lain.',
  times: 'Jam selesai harus sesudah jam mulai, paling lama 24 jam.',
  jp: 'JP diisi dengan kelipatan setengah, paling banyak 20.',
  'no-class': 'Pilih paling sedikit satu kelas dari bimtek ini.',
  'no-trainer': 'Orang ini belum punya peran pelatih. Minta admin memberi peran itu.',
  'outside-days':
    'Tanggal sesi di luar tanggal bimtek. Ubah tanggalnya, atau ubah tanggal bimtek di Setelan.',
  'has-marks': 'Sudah ada presensi di sesi ini. Batalkan sesi, jangan dihapus.',
  'marked-class':
    'Kelas yang dikeluarkan sudah punya presensi di sesi ini. Ubah sesi ini di halamannya, lalu simpan sekali lagi.',
  'same-day': 'Pilih dua hari yang berbeda.',
  meanwhile: 'Jadwal berubah sejak pratinjau dibuka. Lihat lagi daftar di bawah, lalu simpan.',
  'nothing-to-save': 'Tidak ada yang perlu disimpan.',
  'nothing-new': 'Tidak ada perubahan sejak teks terakhir.',
  nothing: 'Tidak ada sesi yang bisa disalin ke hari itu.',
  already: 'Pelatih ini sudah mengajar di kelas itu.',
  taken: 'Kelas dengan huruf itu sudah ada.',
  letters: 'Tulis huruf kelas saja, misalnya F, G. Paling banyak empat huruf atau angka.',
  same: 'Tidak ada yang berubah.',
  ended: 'Peserta ini sudah berhenti. Lanjutkan keikutsertaannya lebih dulu.',
  'not-ended': 'Peserta ini masih ikut.',
  'before-last-change': 'Waktu pindah harus sesudah perpindahan terakhir.',
  'after-change': 'Waktu mulai ikut harus sebelum pindah kelas yang pertama dan sebelum berhenti.',
  'no-village': 'Kode wilayah ini tidak ada. Contoh kode: 13.02.07.2001.',
  dates: 'Tanggal selesai harus sesudah tanggal mulai.',
  'no-issuer': 'Pilih penyelenggara dari daftar.',
  'no-panitia': 'Pilih panitia dari daftar.',
  'unit-taken': 'Singkatan unit ini sudah dipakai penyelenggara lain.',
  'sessions-outside': 'Ada sesi di luar tanggal itu. Pindahkan sesi lebih dulu.',
  zone: 'Zona waktu tidak bisa diubah karena jadwal sudah dibuat.',
  pattern:
    'Pola nomor harus memuat {seq} dan {year}, dan hanya tanda yang dikenal: {seq:0000}, {unit}, {class}, {month}, {romanMonth}, {year}.',
  'pattern-shared':
    'Pola nomor sertifikat dan surat keterangan harus berbeda, juga dengan bimtek lain dari penyelenggara ini.',
  bands: 'Urutkan predikat dari nilai tertinggi ke terendah.',
  'village-taken': 'Nagari atau desa ini sudah punya kader aktif. Akhiri penugasan itu lebih dulu.',
  confirmed: 'SK ini sudah disahkan, jadi tidak bisa diubah.',
};

/** One sentence for a refusal of the room: what is the matter and what to do. */
export const refusalWords = (reason: string): string =>
  GENERAL[reason] ?? 'Belum bisa disimpan. Muat ulang halaman ini, lalu coba lagi.';
