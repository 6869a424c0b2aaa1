import type { CertificateKind, CertificateStatus } from '../../src/database/schema.ts';
import type { Html } from '../ui/html.ts';
import { stamp, type Tone } from '../ui/notice.ts';

export const KIND: Record<CertificateKind, string> = {
  sertifikat: 'Sertifikat',
  'surat-keterangan': 'Surat keterangan',
  'sertifikat-pelatih': 'Sertifikat pelatih',
};

export const STATUS: Record<CertificateStatus, string> = {
  valid: 'Sah',
  suspended: 'Ditangguhkan',
  revoked: 'Dicabut',
  replaced: 'Diganti',
};

const TONE: Record<CertificateStatus, Tone> = {
  valid: 'selesai',
  suspended: 'awas',
  revoked: 'galat',
  replaced: 'belum',
};

export const statusStamp = (status: CertificateStatus): Html => stamp(TONE[status], STATUS[status]);

/** 'nagari' -> "Nagari": the region's own word at the start of a line. */
export const capital = (word: string): string => (word[0]?.toUpperCase() ?? '') + word.slice(1);

/** "Pengganti 1"; nothing for the first issue. */
export const revisionWord = (revision: number): string => (revision === 0 ? '' : `Pengganti ${revision}`);

/** The six lines in the order of the rule, short enough for a column and long enough for a filter. */
export const LINE_NAMES = ['Kehadiran', 'Modul wajib', 'Post-test', 'RKTL', 'Evaluasi', 'Nama'] as const;

/** One sentence per refusal of the acts on certificates. */
export const REFUSALS: Record<string, string> = {
  'not-panitia': 'Hanya panitia bimtek ini yang menerbitkan.',
  'issued-elsewhere':
    'Sertifikat bimtek ini diterbitkan dari server lain, jadi tidak bisa diterbitkan di sini.',
  own: 'Sertifikat Anda sendiri diurus oleh panitia lain.',
  pattern: 'Pola nomor sertifikat pada setelan bimtek keliru. Perbaiki pola itu, lalu terbitkan lagi.',
  'not-found': 'Sertifikat tidak ditemukan.',
  'not-valid': 'Hanya sertifikat yang sah yang bisa ditangguhkan. Muat ulang halaman.',
  'not-suspended': 'Sertifikat ini tidak sedang ditangguhkan. Muat ulang halaman.',
  'not-in-force': 'Sertifikat ini sudah dicabut atau diganti. Muat ulang halaman.',
  suspended: 'Sertifikat ini sedang ditangguhkan. Cabut tangguhannya atau cabut sertifikatnya lebih dulu.',
  replaced: 'Surat keterangan ini sudah diganti sertifikat.',
  unchanged: 'Nama dan nagari pada sertifikat masih sama dengan data sekarang. Unduh saja PDF yang ada.',
  'name-open':
    'Nama belum disetujui kader. Minta kader memeriksa ejaan namanya di menu Saya, lalu terbitkan pengganti.',
  'not-met':
    'Syarat sertifikat tidak terpenuhi lagi, jadi pengganti belum bisa diterbitkan. Periksa kelulusannya.',
  unprintable:
    'Isi sertifikat tidak bisa dicetak, misalnya nama lebih dari 60 huruf. Perbaiki datanya, lalu coba lagi.',
};
