import type { CourseLoaded } from '../../src/course/load-course.ts';
import type { Problem, ProblemCode } from '../../src/course/problems.ts';
import { QUESTION_PROBLEMS } from '../quiz/problem-words.ts';

/** What is wrong and what to do, for whoever writes a course. */
const SENTENCES: Record<Exclude<ProblemCode, 'question'>, (about: string) => string> = {
  'file-missing': (about) => `Berkas ${about} tidak ada.`,
  'file-unknown': (about) =>
    `${about} tidak dipakai. Kuis modul bernama kuis.gift, bank soal ada di folder bank.`,
  encoding: () => 'Berkas ini bukan teks UTF-8. Simpan ulang sebagai UTF-8.',
  yaml: (about) => `Susunan YAML keliru (${about}). Periksa spasi, tanda kutip, dan titik dua.`,
  'field-missing': (about) => `${about || 'Isinya'} belum ditulis.`,
  'field-wrong': (about) => `Isi ${about || 'berkas ini'} tidak sesuai. Lihat courses/README.md.`,
  'field-unknown': (about) => `${about} tidak dikenal. Periksa ejaannya.`,
  'front-matter': () => 'Bagian atas pelajaran belum ada. Mulai berkas dengan --- lalu title dan minutes.',
  'id-missing': () => 'Soal ini belum punya [id:...].',
  'id-duplicate': (about) => `${about} sudah dipakai di kursus ini. Pakai yang lain.`,
  'id-form': (about) => `"${about}" bukan id. Pakai huruf kecil, angka, dan tanda hubung.`,
  'id-reserved': (about) => `"${about}" dipakai Bekal sendiri. Pakai nama lain.`,
  'folder-missing': (about) => `Folder ${about} tidak ada.`,
  'module-empty': (about) => `Belum ada pelajaran di folder ${about}.`,
  'lesson-name': (about) => `Nama berkas ${about} keliru. Pakai nomor dan nama, misalnya 01-siapa-kader.md.`,
  'lesson-unreachable': () => 'Pelajaran ini tidak termasuk modul mana pun di course.yaml.',
  'lesson-empty': () => 'Pelajaran ini belum berisi teks.',
  construct: (about) =>
    `Bentuk ini (${about}) tidak dipakai di pelajaran. Pakai judul, daftar, tebal, dan tautan.`,
  'link-broken': (about) => `Tautan ${about} tidak menuju pelajaran mana pun.`,
  'link-scheme': (about) => `Tautan ${about} tidak boleh. Pakai https atau mailto.`,
  'alt-missing': (about) => `Gambar ${about} belum punya penjelasan.`,
  'picture-missing': (about) => `Gambar ${about} tidak ada atau tidak bisa dibaca.`,
  'picture-outside': (about) => `Gambar ${about} ada di luar kursus. Simpan gambarnya di samping pelajaran.`,
  'picture-type': () => 'Isi berkas ini bukan gambar seperti namanya, atau ukurannya tidak ada.',
  'svg-unsafe': (about) => `Gambar SVG ini memuat ${about}, yang tidak boleh. Hapus bagian itu.`,
  'lesson-heavy': (about) => `Pelajaran ini ${about} bita, paling banyak 10 KB. Bagi menjadi 2 pelajaran.`,
  'pictures-heavy': (about) =>
    `Gambar di pelajaran ini ${about} bita, paling banyak 60 KB. Kecilkan gambarnya.`,
  'draw-too-large': (about) => `Soal di bank lebih sedikit daripada undian (${about}).`,
  'objective-unknown': (about) => `Tujuan ${about} tidak ada di modul ini.`,
  'objective-unasked': (about) => `Belum ada soal untuk tujuan ${about}.`,
  'sentences-long': (about) =>
    `Separuh kalimat di sini lebih dari 14 kata (tengahnya ${about}). Pecah kalimat yang panjang.`,
  'sentence-long': (about) => `Kalimat "${about}..." lebih dari 24 kata. Pecah menjadi 2 kalimat.`,
  term: (about) => `Kata ${about}.`,
  exclamation: () => 'Ada tanda seru. Ganti dengan titik.',
  'number-word': (about) => `Tulis "${about}" dengan digit. Hanya awal kalimat yang memakai kata.`,
  'number-form': (about) => `Angka ${about}.`,
};

/** The sentence of one problem; of a question it is the quiz room's. */
export const problemSentence = (problem: Problem): string =>
  problem.code === 'question' ? QUESTION_PROBLEMS[problem.reason] : SENTENCES[problem.code](problem.about);

/** What `courses load` and the start say about one course. */
export function courseSentence(course: CourseLoaded): string {
  const { id, folder, version, isNew, moved, problems } = course;
  if (version === null)
    return `Kursus ${id ?? folder} tidak dimuat. ${problems.length} hal perlu diperbaiki:`;
  if (!isNew) return `Kursus ${id} tidak berubah, versi ${version}.`;
  return `Kursus ${id} dimuat, versi ${version}.${moved > 0 ? ` ${moved} bimtek yang belum mulai belajar memakainya.` : ''}`;
}

const HELP = `bekal courses check [FOLDER] [--json]   memeriksa kursus dan bahasanya: berkas, baris, alasan
bekal courses load [FOLDER] [--json]    memuat kursus ke pangkalan data; yang tidak berubah dibiarkan

FOLDER: satu kursus, atau folder yang berisi kursus (bawaan: courses/).
Kode keluar: 0 semua baik, 1 ada yang perlu diperbaiki.`;

export const COMMAND_WORDS = {
  help: HELP,
  noFolder: (folder: string) => `Folder ${folder} tidak ada.`,
  noCourse: (folder: string) => `Tidak ada kursus di ${folder}.`,
  badArgument: `Perintah ini tidak dikenal.\n\n${HELP}`,
  checked: (courses: number, problems: number) =>
    problems === 0
      ? `${courses} kursus diperiksa, semua baik.`
      : `${courses} kursus diperiksa, ${problems} hal perlu diperbaiki.`,
};
