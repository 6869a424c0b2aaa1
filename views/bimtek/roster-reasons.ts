/** What a check of a roster found, in plain Indonesian: what is the matter and what to do. */
import type {
  RosterAsk,
  RosterProblem,
  RosterRefusal,
  VillageChoice,
} from '../../src/bimtek/roster/check.ts';
import type { Field } from '../../src/bimtek/roster/columns.ts';
import type { IgnoredLine } from '../../src/bimtek/roster/lines.ts';
import type { RosterWords } from '../../src/bimtek/roster/report.ts';
import { plainDate } from '../ui/format.ts';

const COLUMN: Readonly<Record<Field, string>> = {
  name: 'Nama',
  title_prefix: 'Gelar depan',
  title_suffix: 'Gelar belakang',
  nik: 'NIK',
  sex: 'Jenis kelamin',
  phone: 'Nomor HP',
  village_code: 'Kode wilayah',
  village: 'Nagari atau desa',
  district: 'Kecamatan',
  regency: 'Kabupaten',
  decree_no: 'Nomor SK',
  decree_date: 'Tanggal SK',
  class: 'Kelas',
  birth_date: 'Tanggal lahir',
  no: 'Nomor urut',
};

const SEX = { L: 'laki-laki', P: 'perempuan' } as const;

const place = ({ name, district, regency, code }: VillageChoice): string =>
  `${name}, Kecamatan ${district}, ${regency} (${code})`;

const orElse = (choices: readonly VillageChoice[], otherwise: string): string =>
  choices.length === 0 ? otherwise : `Mungkin: ${choices.slice(0, 3).map(place).join('; ')}.`;

const eitherDay = ([first, second]: readonly [string, string]): string =>
  `${plainDate(first)} atau ${plainDate(second)}`;

function problem(found: RosterProblem): string {
  switch (found.code) {
    case 'name-empty':
      return 'Nama kosong. Isi nama lengkap sesuai KTP.';
    case 'name-signs':
      return 'Nama berisi angka atau tanda lain. Pastikan nama ini benar.';
    case 'name-comma':
      return 'Tulisan sesudah koma bukan gelar yang dikenal. Tulis nama tanpa koma, gelar di kolom gelar.';
    case 'name-long':
      return `Nama ${found.letters} huruf, KTP memuat paling banyak 60. Pastikan ini nama satu orang.`;
    case 'row-hidden':
      return 'Baris ini tersembunyi di Excel. Pastikan ikut, atau tampilkan lalu unggah lagi.';
    case 'formula-empty':
      return 'Sel ini rumus tanpa hasil. Buka di Excel, simpan, lalu unggah lagi, atau ketik isinya.';
    case 'formula-error':
      return 'Rumus di sel ini galat. Ketik isinya.';
    case 'titles-moved':
      return `Gelar dipindah ke kolom gelar. Nama: ${found.name}. Gelar: ${found.titles}.`;
    case 'nik-empty':
      return 'NIK kosong. Isi 16 angka NIK sesuai KTP.';
    case 'nik-number':
      return 'Excel membulatkan NIK. Ubah kolom NIK menjadi Teks, lalu ketik ulang.';
    case 'nik-signs':
      return 'NIK berisi huruf atau tanda lain. Ketik 16 angka NIK saja.';
    case 'nik-length':
      return `NIK harus 16 angka. Ini ${found.digits} angka.`;
    case 'nik-date':
      return 'Angka ke-7 sampai ke-12 NIK bukan tanggal lahir. Ketik ulang sesuai KTP.';
    case 'nik-twice':
      return `NIK sama dengan baris ${found.row}. Pastikan apakah ini orang yang sama.`;
    case 'nik-elsewhere':
      return `NIK pertama kali terbit di ${found.regency}. Tidak apa-apa jika kader pindah dari sana.`;
    case 'nik-born-otherwise':
      return 'Tanggal lahir berbeda dengan NIK. Periksa KTP.';
    case 'nik-serial':
      return 'Empat angka terakhir NIK 0000, padahal nomor terbit mulai 0001. Periksa KTP.';
    case 'sex-empty':
      return 'Jenis kelamin kosong. Isi L atau P.';
    case 'sex-unknown':
      return 'Jenis kelamin tidak dikenali. Isi L atau P.';
    case 'sex-from-nik':
      return `Jenis kelamin kosong. Diisi ${SEX[found.sex]} menurut NIK.`;
    case 'sex-not-as-nik':
      return `Menurut NIK ${SEX[found.sex]}. Periksa KTP.`;
    case 'phone-empty':
      return 'Nomor HP kosong. Isi, atau pastikan kader masuk dengan kode peserta.';
    case 'phone-letters':
      return 'Nomor HP berisi huruf. Ketik angka saja, contoh 0812-3456-7890.';
    case 'phone-rounded':
      return 'Excel membulatkan nomor HP. Ubah kolomnya menjadi Teks, lalu ketik ulang.';
    case 'phone-length':
      return `Nomor HP harus 10 sampai 13 angka. Ini ${found.digits} angka.`;
    case 'phone-not-mobile':
      return 'Ini bukan nomor HP Indonesia. Isi nomor yang diawali 08.';
    case 'phone-foreign':
      return `Ini nomor luar negeri (${found.phone}). Pastikan nomor ini dipakai kader.`;
    case 'phone-two':
      return `Ada dua nomor dalam satu kolom. Pilih satu${found.phones.length > 0 ? `: ${found.phones.join(' atau ')}` : ''}.`;
    case 'phone-twice':
      return `Nomor HP sama dengan baris ${found.row}. Pastikan HP ini dipakai bergantian, atau perbaiki nomornya.`;
    default:
      return villageProblem(found);
  }
}

type Rest = Exclude<
  RosterProblem,
  {
    code:
      | `name-${string}`
      | `nik-${string}`
      | `sex-${string}`
      | `phone-${string}`
      | `formula-${string}`
      | 'titles-moved'
      | 'row-hidden';
  }
>;

function villageProblem(found: Rest): string {
  switch (found.code) {
    case 'village-empty':
      return 'Nagari atau desa kosong. Isi namanya atau kode wilayahnya.';
    case 'village-bad-code':
      return `Kode wilayah harus 10 angka, contoh 13.02.07.2001. ${orElse(found.choices, '')}`.trim();
    case 'village-unknown-code':
      return `Kode wilayah ini tidak ada. ${orElse(found.choices, 'Periksa kode Kemendagri nagari atau desa ini.')}`;
    case 'village-unknown-name':
      return `Nama ini tidak ada dalam daftar wilayah. ${orElse(found.choices, 'Periksa ejaannya, atau isi kode wilayah.')}`;
    case 'village-ambiguous':
      return `Ada ${found.choices.length} ${found.choices[0]?.term ?? 'desa'} bernama ini. Pilih kecamatannya: ${found.choices.map(place).join('; ')}.`;
    case 'district-differs':
      return `Tidak ada di kecamatan ini. Mungkin: ${found.choices.map(place).join('; ')}.`;
    case 'village-name-differs':
      return `Kode wilayah menunjuk ${place(found.official)}. Pilih yang benar: kode atau nama.`;
    case 'village-outside':
      return `${place(found.official)} di luar kabupaten yang dipilih (${found.allowed.join(', ')}).`;
    case 'village-like-others':
      return `Dibaca sebagai ${place(found.found)}, sekabupaten dengan baris lain.`;
    case 'regency-unknown':
      return 'Kabupaten ini tidak dikenal, atau tidak termasuk yang dipilih. Periksa ejaannya.';
    case 'village-twice':
      return `Sudah ada kader dari sini di baris ${found.row}. Satu nagari atau desa hanya satu kader aktif.`;
    case 'decree-missing':
      return 'SK belum lengkap. Boleh menyusul, tetapi PKDD belum bisa dimulai tanpa SK.';
    case 'date-unreadable':
      return 'Tanggal tidak terbaca. Tulis seperti 30 Mei 2024.';
    case 'date-impossible':
      return 'Tanggal ini tidak ada di kalender. Periksa lagi.';
    case 'date-ambiguous':
      return `Tanggal bisa dibaca dua cara: ${eitherDay(found.days)}. Pilih satu.`;
    case 'date-swapped':
      return `Excel mungkin menukar hari dan bulan: ${eitherDay(found.days)}. Pilih satu.`;
  }
}

function ignored({ code, text }: IgnoredLine): string {
  const said = text.length > 40 ? `${text.slice(0, 40)}...` : text;
  switch (code) {
    case 'title':
      return `Judul di atas tabel: ${said}`;
    case 'column-numbers':
      return 'Nomor kolom di bawah kepala tabel.';
    case 'only-number':
      return `Hanya nomor urut ${said}, tanpa isi.`;
    case 'repeated-header':
      return 'Kepala tabel yang diulang.';
    case 'heading':
      return `Judul kelompok: ${said}`;
    case 'footer':
      return `Kaki tabel: ${said}`;
  }
}

function refused(refusal: RosterRefusal): string {
  switch (refusal.reason) {
    case 'empty-file':
      return 'Berkas kosong. Pilih berkas yang berisi daftar peserta.';
    case 'not-a-workbook':
      return 'Ini bukan buku kerja Excel. Simpan daftar sebagai .xlsx atau .csv, lalu coba lagi.';
    case 'old-workbook':
      return 'Ini Excel lama (.xls). Buka di Excel, simpan sebagai .xlsx, lalu coba lagi.';
    case 'encrypted':
      return 'Berkas dikunci dengan kata sandi. Buka kuncinya di Excel, simpan, lalu coba lagi.';
    case 'corrupt':
      return 'Berkas rusak. Buka di Excel, simpan sebagai berkas baru, lalu coba lagi.';
    case 'no-cells':
      return 'Buku kerja ini tidak berisi apa pun.';
    case 'too-large':
      return `Isi berkas lebih dari ${Math.floor(refusal.limitBytes / 1_048_576)} MB. Kirim daftar peserta saja, tanpa gambar.`;
    case 'too-many-cells':
      return 'Lembar terlalu luas: ada isi jauh di bawah atau di kanan. Hapus baris dan kolom kosong di luar tabel.';
    case 'not-text':
      return 'Ini bukan berkas CSV. Simpan daftar sebagai .xlsx atau .csv, lalu coba lagi.';
    case 'unknown-encoding':
      return 'Huruf dalam berkas tidak terbaca. Simpan sebagai CSV UTF-8, lalu coba lagi.';
    case 'broken-quotes':
      return 'Tanda kutip dalam berkas CSV tidak lengkap. Simpan ulang dari Excel, lalu coba lagi.';
    case 'too-many-rows':
      return `Lebih dari ${refusal.limitRows} baris. Bagi menjadi beberapa berkas.`;
    case 'no-people':
      return 'Tidak ada baris peserta di bawah kepala tabel.';
  }
}

function ask(asked: RosterAsk): { question: string; choices: string[] } {
  switch (asked.about) {
    case 'columns': {
      const choices = asked.choices.map(({ letters, header }) => `${letters}: ${header}`);
      const option = `--columns ${asked.field}=HURUF`;
      const column = COLUMN[asked.field];
      return asked.code === 'missing'
        ? {
            question: `Kolom mana yang berisi ${column}? Jawab dengan ${option} (${asked.field}=- bila tidak ada).`,
            choices,
          }
        : {
            question: `Ada ${choices.length} kolom untuk ${column}. Yang mana? Jawab dengan ${option}.`,
            choices,
          };
    }
    case 'sheet':
      return asked.code === 'which'
        ? {
            question: 'Lembar mana yang berisi daftar peserta? Jawab dengan --sheet NAMA.',
            choices: asked.choices,
          }
        : { question: 'Lembar itu tidak ada. Pilih salah satu dengan --sheet NAMA.', choices: asked.choices };
    case 'encoding':
      return {
        question: 'Pengodean huruf berkas ini apa? Jawab dengan --encoding NAMA.',
        choices: asked.choices,
      };
  }
}

const HELP = `Pemakaian: bekal roster check BERKAS [pilihan]

Memeriksa daftar peserta (.xlsx atau .csv). Tidak ada yang disimpan, basis data tidak diperlukan.

  --json                   hasil untuk mesin
  --regencies 13.02,18.10  hanya kabupaten dengan kode ini
  --sheet NAMA             lembar yang dibaca
  --columns name=E,nik=J   huruf kolom; "-" bila tidak ada. Kolom: ${Object.keys(COLUMN).join(', ')}
  --encoding NAMA          pengodean CSV: utf-8, windows-1252, utf-16le, utf-16be
  --help                   bantuan ini

Kode keluar: 0 semua baris siap, 2 ada yang belum, 1 berkas ditolak.`;

/** The sentences of the roster check. */
export const rosterWords: RosterWords = {
  problem,
  ignored,
  refused,
  ask,
  column: (field) => COLUMN[field],
  summary: ({ ok, question, wrong }) =>
    `${ok + question + wrong} baris: ${ok} siap, ${question} perlu dipastikan, ${wrong} perlu diperbaiki.`,
  help: HELP,
  noFile: (file) => `Berkas ${file} tidak ditemukan.`,
  badArgument: (argument) => `Tidak dipahami: ${argument}`,
};
