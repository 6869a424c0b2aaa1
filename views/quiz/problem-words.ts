import type { ConvertWords } from '../../src/quiz/command.ts';
import type { ProblemReason } from '../../src/quiz/exchange/gift.ts';

/** Why something in a GIFT file could not be read, and what its author can do. */
export const QUESTION_PROBLEMS: Record<ProblemReason, string> = {
  syntax:
    'Bentuk soal ini tidak bisa dibaca. Periksa tanda ~ = # { } dan beri \\ di depannya bila termasuk teks.',
  unclosed: 'Kurung { tidak ditutup dengan }. Jangan ada baris kosong di dalam soal.',
  'not-supported':
    'Jenis soal ini belum bisa dipakai. Pakai pilihan ganda, benar atau salah, atau jawaban lebih dari satu.',
  category: 'Kategori tidak dipakai. Pakai tag, misalnya [tag:m1].',
  'no-question': 'Ada [id:...] tanpa soal di bawahnya. Hapus baris kosong di antara id dan soal.',
  'two-ids': 'Soal ini punya lebih dari satu [id:...]. Sisakan satu.',
  'no-id': 'Soal ini belum punya [id:...].',
  'id-taken': 'Id ini sudah dipakai soal lain di kursus ini.',
  empty: 'Teks soal atau salah satu pilihannya kosong.',
  'few-options': 'Soal ini perlu paling sedikit 2 pilihan.',
  'same-options': 'Ada 2 pilihan yang sama.',
  'no-right-answer': 'Tidak ada jawaban benar. Beri tanda = pada jawaban benar.',
  weights: 'Nilai jawaban benar harus berjumlah 100%.',
  markup: 'Soal ini memuat gambar, tabel, atau daftar yang tidak bisa ditampilkan. Tulis sebagai teks.',
};

export const CONVERT_WORDS: ConvertWords = {
  help: `Cara pakai: bekal questions convert BERKAS --to json

Membaca berkas soal GIFT dan menuliskan isinya sebagai JSON.
Kode keluar: 0 semua soal terbaca, 2 sebagian tidak terbaca, 1 berkas ditolak.`,
  noFile: (file) => `Berkas ${file} tidak ada atau tidak bisa dibuka.`,
  badArgument: (argument) => `Tidak dikenal: ${argument}`,
  notText: (file) => `Berkas ${file} kosong atau bukan teks UTF-8.`,
  reason: QUESTION_PROBLEMS,
};
