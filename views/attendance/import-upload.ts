import type { PresensiBimtek } from '../../src/attendance/overview.ts';
import type { RosterRefusal } from '../../src/bimtek/index.ts';
import type { Shell } from '../../src/http/page.ts';
import { rosterWords } from '../bimtek/roster-reasons.ts';
import { form } from '../ui/form.ts';
import { count } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { refusal as refusalBox, warning } from '../ui/notice.ts';

export type FileRefusal =
  | { reason: 'no-file' | 'no-cells' }
  | { reason: 'unreadable'; why: RosterRefusal }
  | { reason: 'columns'; missing: 'participant' | 'sessions' }
  | { reason: 'column-twice'; no: number }
  | { reason: 'too-many'; cells: number };

export const importPath = ({ bimtekId }: { bimtekId: string }): string =>
  `/kelola/bimtek/${bimtekId}/presensi/impor`;

/** Choose the file; the next page tells what would happen. */
export function importUploadPage(
  shell: Shell,
  { bimtek, refusal }: { bimtek: PresensiBimtek; refusal?: FileRefusal },
): Html {
  return page(
    shell,
    { title: `${refusal ? 'Perlu diperbaiki: ' : ''}Impor presensi` },
    main(
      backLink(`/kelola/bimtek/${bimtek.bimtekId}/presensi`, 'Presensi'),
      heading('Impor presensi dari Excel', {
        below: 'Berkas diperiksa dulu. Belum ada yang disimpan sebelum Anda menekan Simpan.',
      }),
      refusal && refusalBox(html`<p>${fileWords(refusal)}</p>`),
      bimtek.closing &&
        warning(
          html`<p>Presensi sudah dikunci. Isi berkas disimpan sebagai sesudah kunci dan belum dihitung.</p>`,
        ),
      form(
        shell,
        { action: importPath(bimtek), class: 'kartu-isian tumpuk', upload: true },
        html`<div class="isian"><label for="berkas">Berkas Excel (.xlsx) atau CSV</label><small id="berkas-petunjuk">Paling besar 2 MB dan 30.000 isian.</small><input id="berkas" name="berkas" type="file" accept=".xlsx,.csv,.tsv,.txt" aria-describedby="berkas-petunjuk"></div><button class="tombol">Periksa berkas</button>`,
      ),
      html`<section class="kartu" aria-labelledby="contoh"><div class="dalam tumpuk"><h2 id="contoh">Unduh untuk diisi</h2><p class="mungil redup">Peserta dan sesi yang dihitung sudah ada di dalamnya.</p><div class="apit-aksi kiri"><a class="tombol kedua" href="${importPath(bimtek)}/contoh.xlsx?kosong=1">Unduh Excel kosong</a><a class="tombol kedua" href="${importPath(bimtek)}/contoh.xlsx">Unduh dengan presensi sekarang</a></div></div></section>`,
      HELP,
    ),
  );
}

function fileWords(refusal: FileRefusal): string {
  switch (refusal.reason) {
    case 'no-file':
      return 'Pilih berkas lebih dulu.';
    case 'no-cells':
      return 'Tidak ada presensi di berkas ini. Isi H, T, I, S, atau A di bawah kolom sesi.';
    case 'columns':
      return refusal.missing === 'participant'
        ? 'Kolom Nomor peserta tidak ditemukan. Tambahkan judul kolomnya, lalu unggah lagi.'
        : 'Kolom sesi tidak ditemukan. Tambahkan kolom Sesi dan Status, atau satu kolom untuk setiap sesi (S3), lalu unggah lagi.';
    case 'column-twice':
      return `Kolom Sesi ${refusal.no} ada dua kali. Hapus salah satu, lalu unggah lagi.`;
    case 'too-many':
      return `Berkas ini berisi ${count(refusal.cells)} isian. Paling banyak 30.000 sekali impor.`;
    case 'unreadable':
      return rosterWords.refused(refusal.why);
  }
}

const pairs = (all: [string, string][]): Html =>
  html`<dl class="pasangan">${all.map(([term, says]) => html`<div><dt>${term}</dt><dd>${says}</dd></div>`)}</dl>`;

const HELP = html`<section class="kartu" aria-labelledby="kolom"><div class="dalam tumpuk"><h2 id="kolom">Kolom yang dibaca</h2><p class="mungil redup">Dua bentuk, urutan kolom bebas.</p><h3>Satu baris satu orang</h3>${pairs(
  [
    ['Nomor peserta', 'F-07'],
    ['S3, S4, ...', 'Satu kolom satu sesi, dengan nomor sesinya'],
  ],
)}<h3>Satu baris satu presensi</h3>${pairs([
  ['Nomor peserta', 'F-07'],
  ['Sesi', '3'],
  ['Status', 'Lihat di bawah'],
  ['Menit', 'Untuk terlambat'],
  ['Catatan', 'Boleh tidak ada'],
])}<h3>Isi kotak</h3>${pairs([
  ['H, hadir, v, √', 'Hadir'],
  ['T 10, terlambat 10', 'Terlambat 10 menit'],
  ['I, izin', 'Izin'],
  ['S, sakit', 'Sakit'],
  ['A, alpa', 'Alpa'],
  ['Kosong atau -', 'Tidak ada yang dikatakan. Presensi yang ada tetap'],
])}</div></section>`;
