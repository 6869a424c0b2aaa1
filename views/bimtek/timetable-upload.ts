import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { RosterRefusal } from '../../src/bimtek/roster/index.ts';
import type { Field } from '../../src/bimtek/timetable-file/columns.ts';
import type { Shell } from '../../src/http/page.ts';
import { form } from '../ui/form.ts';
import { count } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { refusal as refusalBox } from '../ui/notice.ts';
import { rosterWords } from './roster-reasons.ts';
import { pathOf } from './words.ts';

export type FileRefusal =
  | { reason: 'no-file' | 'no-lines' }
  | { reason: 'unreadable'; why: RosterRefusal }
  | { reason: 'columns'; missing: (Field | 'hours')[] }
  | { reason: 'too-many'; lines: number };

export const COLUMN: Readonly<Record<Field | 'hours', string>> = {
  code: 'Kode sesi',
  day: 'Tanggal',
  start: 'Mulai',
  end: 'Selesai',
  hours: 'Waktu (atau Mulai dan Selesai)',
  topic: 'Materi',
  subject: 'Mata pelatihan',
  jp: 'JP',
  counted: 'Dihitung',
  class: 'Kelas',
  trainers: 'Narasumber',
  pic: 'PIC',
  room: 'Ruang',
};

/** Choose the file; the next page tells what would happen. */
export function timetableUploadPage(
  shell: Shell,
  { bimtek, refusal }: { bimtek: BimtekView; refusal?: FileRefusal },
): Html {
  return page(
    shell,
    { title: `${refusal ? 'Perlu diperbaiki: ' : ''}Impor jadwal` },
    main(
      backLink(pathOf(bimtek, '/jadwal'), 'Jadwal'),
      heading('Impor jadwal dari Excel', {
        below: 'Berkas diperiksa dulu. Belum ada yang disimpan sebelum Anda menekan Simpan.',
      }),
      refusal && refusalBox(html`<p>${fileWords(refusal)}</p>`),
      form(
        shell,
        { action: pathOf(bimtek, '/jadwal/impor'), class: 'kartu-isian tumpuk', upload: true },
        html`<div class="isian"><label for="berkas">Berkas Excel (.xlsx) atau CSV</label><small id="berkas-petunjuk">Paling besar 2 MB dan 1.000 sesi.</small><input id="berkas" name="berkas" type="file" accept=".xlsx,.csv,.tsv,.txt" aria-describedby="berkas-petunjuk"></div><button class="tombol">Periksa berkas</button>`,
      ),
      columns(bimtek),
    ),
  );
}

function fileWords(refusal: FileRefusal): string {
  switch (refusal.reason) {
    case 'no-file':
      return 'Pilih berkas lebih dulu.';
    case 'no-lines':
      return 'Tidak ada sesi di bawah judul kolom. Isi satu baris untuk setiap sesi.';
    case 'columns':
      return `Kolom ini tidak ditemukan: ${refusal.missing.map((field) => COLUMN[field]).join(', ')}. Tambahkan judul kolomnya, lalu unggah lagi.`;
    case 'too-many':
      return `Berkas ini berisi ${count(refusal.lines)} sesi. Paling banyak 1.000 sesi sekali impor.`;
    case 'unreadable':
      return rosterWords.refused(refusal.why);
  }
}

const HELP: [Field | 'hours', string][] = [
  ['day', '30/05/2024 atau 30 Mei 2024'],
  ['hours', '08.30–10.00. Selesai yang lebih awal berarti hari berikutnya'],
  ['topic', 'Judul sesi'],
  ['jp', '2 atau 1,5'],
  ['class', 'F, atau F, G untuk pleno'],
  ['trainers', 'Boleh kosong. Beberapa nama dipisah titik koma'],
  ['subject', 'Boleh tidak ada: sama dengan materi'],
  ['counted', 'ya atau tidak. Kosong berarti ya'],
  ['pic', 'Boleh kosong'],
  ['room', 'Boleh kosong'],
  ['code', 'Dari unduhan Excel, jangan diubah. Tanpa kode, sesi dicari dari kelas dan jam mulainya'],
];

const columns = (bimtek: BimtekView): Html =>
  html`<section class="kartu" aria-labelledby="kolom"><div class="dalam tumpuk"><h2 id="kolom">Kolom yang dibaca</h2><p class="mungil redup">Urutan kolom bebas. <a href="${pathOf(bimtek, '/jadwal.xlsx')}">Unduh jadwal sekarang</a> untuk dipakai sebagai contoh.</p><dl class="pasangan">${HELP.map(
    ([field, says]) => html`<div><dt>${COLUMN[field]}</dt><dd>${says}</dd></div>`,
  )}</dl></div></section>`;
