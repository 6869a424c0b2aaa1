import type { Shell } from '../../src/http/page.ts';
import { html, type Html } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';
import { refusal } from '../ui/notice.ts';

export const CLOSED =
  'Percobaan ini sudah dikumpulkan atau waktunya sudah lewat. Jawaban yang tersimpan tidak berubah.';
export const CHOICE = 'Pilih jawaban dari daftar, lalu simpan lagi.';
export const OTHER = 'Dari halaman ini sudah tersimpan jawaban lain. Periksa pilihan Anda, lalu simpan lagi.';
export const LATE = 'Terkirim belakangan. Pelatih memutuskan apakah dihitung.';

/** A write that came too late or to an attempt that is handed in: what happened and where to go. */
export function closedPage(shell: Shell, attemptId: string): Html {
  return page(
    shell,
    { title: 'Jawaban tidak tersimpan' },
    main(
      heading('Jawaban tidak tersimpan'),
      refusal(html`<p>${CLOSED}</p>`),
      html`<p><a class="tombol" href="/percobaan/${attemptId}/hasil">Lihat hasil</a></p>`,
    ),
  );
}
