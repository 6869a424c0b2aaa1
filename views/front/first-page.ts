import type { Shell } from '../../src/http/page.ts';
import { html, type Html } from '../ui/html.ts';
import { icon, type IconName } from '../ui/icons.ts';
import { page } from '../ui/layout.ts';

const PARTS: { icon: IconName; title: string; says: string }[] = [
  { icon: 'buku', title: 'Belajar di HP', says: 'Modul pendek, hemat kuota, lanjut dari HP mana pun.' },
  { icon: 'centang', title: 'Hadir di Jakarta', says: 'Presensi terlihat hari itu juga.' },
  { icon: 'piala', title: 'Bersertifikat', says: 'Syaratnya jelas, sertifikatnya bisa diperiksa.' },
  { icon: 'bendera', title: 'Mulai PKDD', says: 'Korkab tahu siapa yang sudah siap di desa.' },
];

/** For visitors: what Bekal is, and the three ways on. */
export const firstPage = (shell: Shell): Html =>
  page(
    shell,
    { title: 'Bimtek Kader Digital Desa Cerdas', bodyClass: 'depan' },
    html`<main id="utama"><section class="sampul"><div class="sampul-isi"><p class="sampul-atas">Program Desa Cerdas</p><h1 tabindex="-1">Bekal untuk kader digital, dari Jakarta sampai kembali ke desa</h1><p class="sampul-kata">Belajar, hadir, dan dapatkan sertifikat bimtek Desa Cerdas di satu tempat.</p><div class="apit-aksi kiri"><a class="tombol terang" href="/masuk">Masuk</a><a class="tombol garis-terang" href="/aktivasi">Pertama kali masuk</a></div></div></section><div class="isi"><ul class="empat">${PARTS.map(
      (part) =>
        html`<li class="kartu"><div class="dalam tumpuk"><span class="bulat hijau">${icon(part.icon)}</span><div><h2>${part.title}</h2><p class="redup">${part.says}</p></div></div></li>`,
    )}</ul><section class="kartu"><div class="dalam baris apit lentur"><div class="rapat"><h2>Punya sertifikat di tangan?</h2><p class="redup">Pindai kodenya, atau ketik 12 huruf dan angka.</p></div><a class="tombol kedua" href="/verifikasi">Periksa keaslian</a></div></section><p class="tautan-lain baris"><a href="/bantuan">Bantuan</a><a href="/privasi">Data pribadi</a></p></div></main>`,
  );
