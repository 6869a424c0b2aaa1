import type { Shell } from '../../src/http/page.ts';
import { html, type Html } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';

/** Kept on the phone for times without network. */
export const offlinePage = (shell: Shell): Html =>
  page(
    shell,
    { title: 'Tanpa internet', outbox: true },
    main(
      heading('HP ini tidak tersambung internet', { below: 'Halaman ini belum disimpan di HP.' }),
      html`<div class="tumpuk selebar-isian"><p>Jawaban dan presensi yang sudah diisi tetap ada di HP ini. Dikirim sendiri saat ada sinyal.</p><p>Halaman yang ada di HP masih bisa dibaca.</p><div class="apit-aksi kiri"><a class="tombol" href="/hp-ini">Isi di HP ini</a><a class="tombol kedua" href="/">Coba lagi</a></div></div>`,
    ),
  );
