import type { Shell } from '../../src/http/page.ts';
import { html, type Html } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';

/**
 * What waits on this phone, for its owner: sent again, saved as a file, or left behind when signing out. The page
 * holds nobody's data, so that it can be kept for times without network; the script lists what the phone has.
 */
export const unsentPage = (shell: Shell): Html =>
  page(
    shell,
    { title: 'Isi di HP ini', outbox: true, scripts: ['unsent.js'] },
    main(
      heading('Isi di HP ini', { below: 'Yang sudah Anda isi dan belum sampai ke server.' }),
      html`<noscript><p>Tanpa JavaScript tidak ada yang tersimpan di HP. Setiap isian langsung dikirim.</p></noscript>
<p class="tebal" id="isi-jumlah" role="status"></p><ul class="daftar-ringkas kartu" id="isi-daftar" hidden></ul>
<div class="apit-aksi kiri" id="isi-aksi" hidden><button class="tombol" type="button" id="isi-kirim">Kirim sekarang</button><button class="tombol kedua" type="button" id="isi-berkas">Simpan berkas</button></div>
<p class="redup mungil" id="isi-lain"></p>
<form method="post" action="/keluar" class="selebar-isian tumpuk" id="isi-keluar" data-hapus hidden><p>Keluar akan menghapus yang belum terkirim dari HP ini.</p><button class="tombol kedua lebar">Keluar dan hapus</button></form>
<p><a href="/">Ke halaman pertama</a></p>`,
    ),
  );
