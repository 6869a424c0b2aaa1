import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { RosterRefusal } from '../../src/bimtek/roster/index.ts';
import type { Shell } from '../../src/http/page.ts';
import { form } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { refusal as refusalBox, warning } from '../ui/notice.ts';
import { rosterWords } from './roster-reasons.ts';
import { pathOf } from './words.ts';

export type UploadRefusal = { reason: 'no-file' } | { reason: 'unreadable'; refusal: RosterRefusal };

type State = { bimtek: BimtekView; gone?: boolean; refusal?: UploadRefusal };

/** Step 1 of 3: choose the file. */
export function importUploadPage(shell: Shell, { bimtek, gone, refusal }: State): Html {
  return page(
    shell,
    { title: `${refusal ? 'Perlu diperbaiki: ' : ''}Impor peserta` },
    main(
      backLink(pathOf(bimtek, '/peserta'), 'Peserta'),
      heading('Impor peserta dari Excel', {
        above: 'Impor dari Excel, langkah 1 dari 3',
        below: 'Berkas diperiksa dulu. Belum ada yang disimpan sebelum Anda menekan Simpan.',
      }),
      gone &&
        warning(html`<p>Berkas itu sudah disimpan, atau sudah lewat 7 hari. Unggah lagi jika perlu.</p>`),
      refusal && refusalBox(html`<p>${uploadWords(refusal)}</p>`),
      form(
        shell,
        { action: pathOf(bimtek, '/peserta/impor'), class: 'kartu-isian tumpuk', upload: true },
        html`<div class="isian"><label for="berkas">Berkas Excel (.xlsx) atau CSV</label><small id="berkas-petunjuk">Paling besar 20 MB. Lebih dari 2.000 baris disimpan per kabupaten.</small><input id="berkas" name="berkas" type="file" accept=".xlsx,.csv,.tsv,.txt" aria-describedby="berkas-petunjuk"></div><button class="tombol">Periksa berkas</button>`,
      ),
      columns(),
    ),
  );
}

function uploadWords(refusal: UploadRefusal): string {
  if (refusal.reason === 'no-file') return 'Pilih berkas lebih dulu.';
  return rosterWords.refused(refusal.refusal);
}

const COLUMNS: [string, string][] = [
  ['Nama', 'Gelar boleh ikut, nanti dipisah'],
  ['NIK', '16 angka, kolomnya berjenis Teks'],
  ['Jenis kelamin', 'L atau P'],
  ['Nomor HP', '0812..., 62812... atau +62812...'],
  ['Kode wilayah, atau nagari dan kecamatan', 'Kode Kemendagri lebih pasti'],
  ['Nomor SK dan tanggal SK', 'Boleh menyusul'],
  ['Kelas', 'Boleh dipilih sesudah ini'],
];

const columns = (): Part =>
  html`<section class="kartu" aria-labelledby="kolom"><div class="dalam tumpuk"><h2 id="kolom">Kolom yang dibaca</h2><p class="mungil redup">Urutan dan judul kolom bebas. Judul di atas tabel dan tanda tangan di bawahnya dilewati.</p><ul class="rapat">${COLUMNS.map(([name, hint]) => html`<li><b>${name}</b> <span class="mungil redup">${hint}</span></li>`)}</ul></div></section>`;
