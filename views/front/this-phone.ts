import type { Shell } from '../../src/http/page.ts';
import { html, type Html } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';

/**
 * What Bekal has on this phone: what waits to be sent (sent again, saved as a file, or left behind when signing out) and
 * the pages kept to read. It holds nobody's data itself, so that it can be kept for times without network; the script
 * lists what the phone has.
 */
export const thisPhonePage = (shell: Shell): Html =>
  page(
    shell,
    { title: 'Isi di HP ini', outbox: true, scripts: ['hp-ini.js'] },
    main(
      heading('Isi di HP ini', {
        below: 'Yang belum sampai ke server, dan yang bisa dibaca tanpa internet.',
      }),
      html`<noscript><p>Tanpa JavaScript tidak ada yang tersimpan di HP. Setiap isian langsung dikirim.</p></noscript>`,
      html`<section class="tumpuk" aria-labelledby="h-belum"><div class="judul-bag"><h2 id="h-belum">Belum terkirim</h2></div>
<p class="tebal" id="isi-jumlah" role="status"></p><ul class="daftar-ringkas kartu" id="isi-daftar" hidden></ul>
<div class="apit-aksi kiri" id="isi-aksi" hidden><button class="tombol" type="button" id="isi-kirim">Kirim sekarang</button><button class="tombol kedua" type="button" id="isi-berkas">Simpan berkas</button></div>
<p class="redup mungil" id="isi-lain"></p>
<form method="post" action="/keluar" class="selebar-isian tumpuk" id="isi-keluar" data-hapus hidden><p>Keluar akan menghapus yang belum terkirim dari HP ini.</p><button class="tombol kedua lebar">Keluar dan hapus</button></form>
<details><summary>Ambil dari berkas</summary><div class="isian selebar-isian"><label for="isi-ambil">Berkas dari HP Anda yang lain</label><small id="isi-ambil-petunjuk">Namanya bekal-belum-terkirim.json. Masuk dulu sebagai pemiliknya.</small><input id="isi-ambil" type="file" accept="application/json,.json" aria-describedby="isi-ambil-petunjuk"></div><p id="isi-ambil-kabar" role="status"></p></details></section>`,
      html`<section class="tumpuk" aria-labelledby="h-halaman"><div class="judul-bag"><h2 id="h-halaman">Bisa dibaca tanpa internet</h2></div>
<p id="isi-halaman-jumlah" role="status"></p><ul class="daftar-ringkas kartu" id="isi-halaman" hidden></ul>
<p><button class="tombol kedua" type="button" id="isi-hapus" hidden>Hapus semua halaman dari HP</button></p></section>`,
      html`<p><a href="/">Ke halaman pertama</a></p>`,
    ),
  );
