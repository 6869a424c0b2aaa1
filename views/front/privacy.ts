import type { Shell } from '../../src/http/page.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';

const DATA: [string, string][] = [
  ['Nama, gelar, jenis kelamin', 'Daftar peserta, kelas, sertifikat.'],
  ['NIK', 'Memastikan orang yang sama tidak terdaftar dua kali. Disimpan tersandi.'],
  ['Nomor HP', 'Masuk, dan dihubungi panitia.'],
  ['Desa dan SK', 'Mencocokkan kader dengan desanya, syarat mulai PKDD.'],
  [
    'Kehadiran',
    'Syarat sertifikat. Untuk sakit hanya kata "sakit", tanpa surat dokter. Foto daftar hadir yang ditandatangani disimpan sebagai bukti.',
  ],
  ['Jawaban dan nilai kuis', 'Belajar, dan syarat sertifikat.'],
  ['RKTL dan langkah PKDD', 'Pendampingan sesudah bimtek.'],
  ['Evaluasi', 'Memperbaiki bimtek. Dicampur tanpa nama sebelum dibaca.'],
  ['Catatan kegiatan', 'Membuktikan siapa mengubah apa. Tanpa NIK, nomor HP, dan isi jawaban.'],
];

const SEES: [string, string][] = [
  ['Anda', 'Semua data sendiri.'],
  ['Pelatih', 'Peserta kelasnya: nama, kehadiran, nilai, RKTL.'],
  ['Korkab dan duta', 'Kader di wilayahnya: kemajuan, SK, PKDD.'],
  ['Panitia', 'Peserta bimteknya, termasuk NIK dan nomor HP. Tiap kali dibuka, tercatat.'],
  ['Pemantau', 'Kemajuan di wilayahnya, tanpa NIK, nomor HP, dan jawaban.'],
  ['Siapa saja', 'Hanya keaslian sertifikat: nama, bimtek, tanggal, status.'],
];

/** The notice of UU 27/2022: which data, why, how long, who sees, how to ask. Change it with NOTICE_VERSION. */
export const privacyPage = (shell: Shell): Html =>
  page(
    shell,
    { title: 'Data pribadi' },
    main(
      heading('Data pribadi dan hak Anda', {
        below: 'Sesuai UU 27/2022 tentang Pelindungan Data Pribadi. Berlaku sejak 1 Mei 2024.',
      }),
      html`<div class="tumpuk longgar selebar-bacaan">${[
        part('Data apa, untuk apa', list(DATA)),
        part('Siapa yang melihat', list(SEES)),
        part(
          'Dasar dan berapa lama',
          html`<p>Bimtek adalah tugas pelayanan publik penyelenggara. Anda menyetujui pemberitahuan ini saat pertama kali masuk; versi dan waktunya dicatat.</p><p>Data disimpan selama program berjalan, lalu dihapus menurut jadwal retensi arsip penyelenggara. Data sertifikat disimpan selama sertifikat berlaku, agar bisa diperiksa.</p>`,
        ),
        part(
          'Hak Anda',
          html`<ul class="butir"><li>Melihat data sendiri di halaman Saya, dan meminta salinannya.</li><li>Meminta data yang keliru dibetulkan.</li><li>Meminta pemakaian data dibatasi atau dihentikan.</li><li>Meminta data dihapus. Nomor dan isi sertifikat yang sudah terbit tetap disimpan.</li><li>Menarik persetujuan, dan mengadu bila hak Anda dilanggar.</li></ul>`,
        ),
        part(
          'Cara meminta',
          html`<p>Sampaikan kepada panitia bimtek. Jawaban paling lambat 3 x 24 jam. Bila data bocor, Anda diberi tahu tertulis dalam 3 x 24 jam: data apa, kapan, dan apa yang dilakukan.</p>`,
        ),
        part(
          'Di HP Anda',
          html`<p>Bekal memakai satu cookie untuk tetap masuk, dan saat kode hadir dipakai satu lagi agar dua orang yang hadir dengan HP yang sama terlihat oleh pelatih. Tanpa iklan dan tanpa pelacak. Pelajaran dan jawaban yang belum terkirim disimpan di HP, dan dihapus saat Anda keluar.</p>`,
        ),
      ]}</div>`,
    ),
  );

const part = (title: string, ...body: Part[]): Html =>
  html`<section class="kartu"><div class="dalam tumpuk"><h2>${title}</h2>${body}</div></section>`;

const list = (pairs: [string, string][]): Html =>
  html`<dl class="pasangan">${pairs.map(([term, says]) => html`<div><dt>${term}</dt><dd>${says}</dd></div>`)}</dl>`;
