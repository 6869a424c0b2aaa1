import type { PublicProofKey } from '../../src/proof-keys.ts';
import type { Shell } from '../../src/http/page.ts';
import { html, type Html } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';

/** What the script of the page needs to read a QR and to check its signature; public, and kept with the page. */
export type Known = { keys: readonly PublicProofKey[]; words: readonly string[] };

/** The words beside a paper's status: what the QR itself proves. Stays empty without script or without a proof. */
export const proofLine = (known: Known, number: string): Html =>
  html`<p id="bukti" class="pesan info" role="status" data-kunci="${JSON.stringify(known)}" data-nomor="${number}" hidden></p>`;

/** Filled by verify.js. Blue while only the signature is known: green is for what the server has said today. */
const result = (known: Known): Html =>
  html`<article id="hasil" class="kartu utama selebar-baca" aria-labelledby="hasil-kata" data-kunci="${JSON.stringify(known)}" hidden><div class="pita"></div><div class="dalam tumpuk">
<div class="status-besar"><span class="bulat biru" id="hasil-cocok">${icon('kunci')}</span><span class="bulat merah" id="hasil-gagal">${icon('tutup')}</span><h2 id="hasil-kata" class="besar-kata" tabindex="-1"></h2></div>
<p id="hasil-sebab"></p>
<p id="hasil-status" class="pesan info" role="status" hidden></p>
<div id="hasil-isi" class="tumpuk"><p class="nama-sertifikat"></p><dl class="rinci"></dl></div>
<p id="hasil-lanjut"><a class="tombol kedua">Periksa status di server</a></p>
<p class="mungil redup">Cocokkan nama dan nomor dengan yang tercetak. Tanda tangan ini milik Bekal, bukan tanda tangan elektronik tersertifikasi.</p></div></article>`;

/**
 * Reads a QR on the phone itself: kept by the worker like the page for times without network, so it belongs to nobody.
 * It also stands in for the page of a paper that cannot be reached. Without script it leads to the check by the server.
 */
export const verifyOfflinePage = (shell: Shell, known: Known): Html =>
  page(
    shell,
    { title: 'Periksa kode QR', scripts: ['verify.js'] },
    main(
      heading('Periksa kode QR', {
        below: 'Isi kode dibaca dan tanda tangannya dihitung di perangkat ini, juga tanpa internet.',
      }),
      result(known),
      html`<noscript><div class="pesan awas"><p>Pemeriksaan di perangkat perlu JavaScript. <a href="/verifikasi">Periksa di server dengan kode 12 huruf dan angka</a>.</p></div></noscript>`,
      html`<div class="dua-lajur"><form id="tempel" class="tumpuk kartu-isian" hidden><h2>Isi kode QR</h2><div class="isian"><label for="teks">Teks kode QR</label><small id="teks-petunjuk">Pindai dengan kamera HP, salin seluruh alamatnya, lalu tempel di sini.</small><textarea id="teks" rows="5" autocomplete="off" spellcheck="false" aria-describedby="teks-petunjuk"></textarea></div><button class="tombol">Periksa</button></form>
<form id="berkas" class="tumpuk kartu-isian" hidden><h2>Berkas PDF</h2><div class="isian"><label for="pdf">Pilih berkas, atau seret ke kotak ini</label><small id="pdf-petunjuk">Berkasnya tidak dikirim. Sidik jarinya (SHA-256) dihitung di sini, lalu dicocokkan di server.</small><input id="pdf" type="file" accept="application/pdf,.pdf" aria-describedby="pdf-petunjuk"></div><p id="pdf-kata" role="status"></p></form></div>`,
      html`<p><a class="tombol kedua" href="/verifikasi">Periksa dengan kode atau nomor</a></p>`,
    ),
  );

/** No PDF of ours has these bytes: a scan, a photo or a file saved again never has. */
export const unknownFilePage = (shell: Shell): Html =>
  page(
    shell,
    { title: 'Berkas tidak dikenal' },
    main(
      html`<section class="kartu utama selebar-baca" aria-labelledby="status"><div class="pita"></div><div class="dalam tumpuk"><div class="status-besar"><span class="bulat merah">${icon('tutup')}</span><h1 id="status" class="besar-kata" tabindex="-1">Berkas ini tidak sama dengan PDF yang diterbitkan</h1></div><p>Berkasnya diubah, disimpan ulang, hasil pindai, atau bukan dari sini. Sertifikatnya sendiri bisa saja sah: periksa dengan kode QR atau kode 12 huruf dan angka.</p><p class="apit-aksi kiri"><a class="tombol" href="/verifikasi">Ketik kode atau nomor</a><a class="tombol kedua" href="/v/">Pilih berkas lain</a></p></div></section>`,
    ),
  );
