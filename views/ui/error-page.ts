import type { Shell } from '../../src/http/page.ts';
import { html, type Html } from './html.ts';
import { heading, main, page } from './layout.ts';

const WORDS: Record<number, { title: string; says: string }> = {
  403: {
    title: 'Anda tidak punya akses ke halaman ini',
    says: 'Peran Anda tidak memuat halaman ini. Hubungi panitia bila seharusnya bisa.',
  },
  404: { title: 'Halaman tidak ditemukan', says: 'Alamatnya keliru, atau data itu di luar wilayah Anda.' },
  405: { title: 'Tidak bisa dilakukan dari sini', says: 'Kembali, lalu pakai tombol pada halaman.' },
  413: { title: 'Berkas terlalu besar', says: 'Kecilkan berkas itu, lalu kirim lagi.' },
  415: { title: 'Kiriman tidak dikenal', says: 'Kembali, lalu kirim lewat formulir.' },
  422: {
    title: 'Isian ini sudah pernah dikirim',
    says: 'Isian yang sama sudah dikirim dengan isi lain. Muat ulang halaman, lalu isi lagi.',
  },
  429: { title: 'Terlalu sering', says: 'Tunggu sebentar, lalu coba lagi.' },
  503: {
    title: 'Server sedang sibuk',
    says: 'Isian Anda tidak hilang. Tunggu beberapa detik, lalu muat ulang halaman ini.',
  },
  500: { title: 'Server sedang bermasalah', says: 'Isian Anda tidak hilang. Kembali, lalu coba lagi.' },
};

/** What happened, what to do, one way out, and a code that helps whoever is asked. */
export function errorPage(shell: Shell, status: number, code: string): Html {
  const words = WORDS[status] ?? {
    title: 'Permintaan tidak bisa dipenuhi',
    says: 'Kembali, lalu coba lagi.',
  };
  return page(
    shell,
    { title: words.title },
    main(
      heading(words.title, { below: words.says }),
      html`<p><a class="tombol" href="/">Ke halaman awal</a></p>`,
      html`<p class="mungil redup">Kode untuk panitia: <span class="angka">${status}-${code.slice(-8)}</span></p>`,
    ),
  );
}
