import type { Shell } from '../../src/http/page.ts';
import { html, type Html } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';

const ANSWERS: [string, Html][] = [
  [
    'Pertama kali masuk',
    html`<p>Siapkan slip masuk dari panitia. Buka <a href="/aktivasi">Masuk pertama kali</a>, ketik nomor HP dan kode masuk, lalu buat kata sandi.</p>`,
  ],
  [
    'Lupa kata sandi',
    html`<p>Minta slip baru kepada pelatih, korkab, atau panitia. <a href="/lupa-sandi">Caranya</a></p>`,
  ],
  [
    'HP dipakai bergantian',
    html`<p>Saat masuk, beri tanda "HP ini dipakai bergantian". Bekal keluar sendiri. Bila nomor HP-nya juga bersama, masuk dengan kode peserta di slip.</p>`,
  ],
  [
    'Sinyal hilang saat mengisi',
    html`<p>Jawaban dan presensi disimpan di HP dulu, lalu dikirim sendiri saat ada sinyal. Jangan hapus data peramban sebelum terkirim.</p>`,
  ],
  [
    'Presensi saya keliru',
    html`<p>Buka Beranda, tekan "Ini keliru" di sesi itu, lalu tulis alasannya. Pelatih atau panitia menjawab, dan jawabannya tercatat.</p>`,
  ],
  [
    'Nama di sertifikat',
    html`<p>Periksa nama di halaman Saya, lalu sahkan. Sesudah disahkan, perubahan lewat panitia.</p>`,
  ],
  [
    'Sertifikat belum ada',
    html`<p>Buka Beranda, lihat Syarat sertifikat. Tiap baris menunjukkan apa yang kurang dan tautan untuk melengkapinya.</p>`,
  ],
  [
    'Memeriksa sertifikat orang lain',
    html`<p>Buka <a href="/verifikasi">Periksa keaslian</a>. Tidak perlu masuk.</p>`,
  ],
];

/** Short answers to what people ask first. */
export const helpPage = (shell: Shell): Html =>
  page(
    shell,
    { title: 'Bantuan' },
    main(
      heading('Bantuan', { below: 'Tidak ada jawabannya di sini? Tanya pelatih kelas atau panitia.' }),
      html`<div class="kartu selebar-bacaan"><div class="dalam">${ANSWERS.map(
        ([question, answer]) =>
          html`<details class="tanya-jawab"><summary>${question}</summary>${answer}</details>`,
      )}</div></div>`,
      html`<p class="tautan-lain"><a href="/privasi">Data pribadi dan hak Anda</a></p>`,
    ),
  );
