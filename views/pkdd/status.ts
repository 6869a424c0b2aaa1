import type { VillageReason, VillageStatus } from '../../src/pkdd/rules.ts';
import type { Html } from '../ui/html.ts';
import { stamp, type Tone } from '../ui/notice.ts';

const STATUS: Record<VillageStatus, { word: string; tone: Tone }> = {
  'not-locus': { word: 'Bukan lokus', tone: 'belum' },
  'no-kader': { word: 'Belum ada kader', tone: 'awas' },
  blocked: { word: 'Terhalang', tone: 'galat' },
  'far-off': { word: 'Jauh dari target', tone: 'galat' },
  remind: { word: 'Perlu diingatkan', tone: 'awas' },
  'on-target': { word: 'Sesuai target', tone: 'selesai' },
  'awaiting-clearance': { word: 'Tunggu persetujuan', tone: 'awas' },
  cleared: { word: 'Boleh mulai PKDD', tone: 'selesai' },
  formed: { word: 'PKDD terbentuk', tone: 'selesai' },
  outreach: { word: 'Sosialisasi selesai', tone: 'selesai' },
};

/** Why, and whose turn it is: `why` for the reason column, `next` for the step to take. */
const REASON: Record<VillageReason, { why: string; next: string }> = {
  none: { why: '', next: '' },
  recruit: { why: 'Belum ada kader aktif.', next: 'Wali nagari menunjuk kader dengan SK.' },
  suspended: { why: 'Izin PKDD ditangguhkan.', next: 'Baca alasannya, lalu setujui lagi bila sudah beres.' },
  'decree-missing': { why: 'SK belum dicatat.', next: 'Minta foto SK, lalu catat nomor dan tanggalnya.' },
  'decree-unconfirmed': { why: 'SK belum disahkan.', next: 'Periksa SK, lalu sahkan.' },
  'never-signed-in': { why: 'Kader belum pernah masuk.', next: 'Beri slip masuk baru.' },
  'attendance-unreachable': { why: 'Kehadiran tidak bisa lagi mencapai batas.', next: 'Hubungi panitia.' },
  'not-enrolled': { why: 'Kader belum terdaftar di bimtek.', next: 'Hubungi panitia.' },
  'certificate-revoked': { why: 'Sertifikat dicabut.', next: 'Hubungi panitia.' },
  'certificate-suspended': { why: 'Sertifikat ditangguhkan.', next: 'Hubungi panitia.' },
  'statement-only': { why: 'Hanya surat keterangan, belum lulus.', next: 'Kader ikut bimtek berikutnya.' },
  'not-passed': { why: 'Belum lulus sampai batas kelulusan.', next: 'Hubungi panitia.' },
  'await-certificate': { why: 'Semua syarat terpenuhi.', next: 'Panitia menerbitkan sertifikat.' },
  'clear-now': { why: 'Sertifikat dan SK lengkap.', next: 'Setujui mulai PKDD.' },
  'confirm-step': { why: 'Ada langkah yang belum disetujui.', next: 'Periksa dan setujui langkah itu.' },
  'form-team': { why: '', next: 'Bentuk tim RKDD, catat SK timnya.' },
  'hold-outreach': { why: '', next: 'Adakan sosialisasi.' },
  propose: { why: '', next: 'Catat proposal dan pelatihan.' },
  'modules-late': { why: 'Modul sebelum bimtek belum selesai.', next: 'Ingatkan kader menyelesaikan modul.' },
  'keep-going': { why: '', next: 'Lanjutkan bimtek.' },
};

export const statusWord = (status: VillageStatus): string => STATUS[status].word;
export const statusStamp = (status: VillageStatus): Html => stamp(STATUS[status].tone, STATUS[status].word);
export const whyOf = (reason: VillageReason): string => REASON[reason].why;
export const nextOf = (reason: VillageReason): string => REASON[reason].next;

const REFUSALS: Record<string, string> = {
  self: 'Tidak bisa untuk diri sendiri. Minta orang lain yang berwenang.',
  'no-assignment': 'Nagari ini belum punya kader aktif.',
  'decree-missing': 'SK kader belum dicatat. Catat SK dulu.',
  'decree-unconfirmed': 'SK kader belum disahkan. Sahkan SK dulu.',
  'statement-only': 'Kader hanya punya surat keterangan. Untuk PKDD perlu sertifikat.',
  'no-certificate': 'Kader belum bersertifikat.',
  'certificate-suspended': 'Sertifikat kader sedang ditangguhkan.',
  'certificate-revoked': 'Sertifikat kader sudah dicabut.',
  'not-for-pkdd': 'Sertifikat kader tidak berlaku untuk PKDD.',
  'not-cleared': 'Langkah dicatat setelah kader boleh mulai PKDD.',
  'too-many': 'Pelatihan dicatat paling banyak 4 kali.',
  confirmed: 'Sudah disetujui, tidak bisa diubah lagi.',
  'sk-confirmed': 'SK ini sudah disahkan, tidak bisa diubah.',
  future: 'Tanggalnya belum lewat. Catat setelah kegiatan selesai.',
  'other-content': 'Langkah ini sudah pernah dikirim. Muat ulang halaman.',
  gone: 'SK ini sudah tidak berlaku. Muat ulang halaman.',
  form: 'Ada isian yang perlu diperbaiki.',
};
/** One sentence for a refused act on a village. */
export const refusalSays = (reason: string): string =>
  REFUSALS[reason] ?? 'Belum bisa. Muat ulang halaman, lalu coba lagi.';
