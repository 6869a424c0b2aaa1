import type { Shell } from '../../src/http/page.ts';
import { EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { html, type Html } from '../ui/html.ts';
import { icon, type IconName } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';
import { notice } from '../ui/notice.ts';

const WHO: { icon: IconName; title: string; says: string }[] = [
  { icon: 'orang2', title: 'Sedang di kelas', says: 'Pelatih kelas Anda.' },
  { icon: 'rumah', title: 'Sudah di rumah', says: 'Koordinator kabupaten (korkab).' },
  { icon: 'kertas', title: 'Peran lain, atau tidak tahu siapa', says: 'Panitia bimtek.' },
];
const LABELS = { who: 'Nomor HP atau kode peserta' };
const NOTICES = {
  diminta:
    'Permintaan diteruskan bila nomor atau kode itu terdaftar. Temui atau hubungi pelatih, korkab, atau panitia: mereka memberi kode baru.',
};

/** There is no e-mail: a person renews the slip. The request stands on the list of those who may. */
export function forgottenPasswordPage(
  shell: Shell,
  { filled = EMPTY, kabar }: { filled?: Filled; kabar?: string | undefined } = {},
): Html {
  const wrong = Object.keys(filled.fields).length > 0;
  return page(
    shell,
    { title: wrong ? 'Perlu diperbaiki: Lupa kata sandi' : 'Lupa kata sandi' },
    main(
      heading('Lupa kata sandi', { below: 'Minta kode masuk baru, lalu buat kata sandi lagi.' }),
      notice(kabar, NOTICES),
      errorSummary(filled, LABELS),
      form(
        shell,
        { action: '/lupa-sandi', class: 'tumpuk kartu-isian' },
        field({
          name: 'who',
          label: LABELS.who,
          autocomplete: 'username',
          filled,
          hint: 'HP dipakai bergantian? Pakai kode peserta di slip.',
        }),
        html`<button class="tombol lebar">Minta kode baru</button>`,
      ),
      html`<section class="kartu selebar-isian"><div class="dalam"><h2>Yang memberi kode baru</h2></div><ul class="daftar-ikon">${WHO.map(
        (who) =>
          html`<li><span class="bulat hijau">${icon(who.icon)}</span><div><b>${who.title}</b><p class="redup">${who.says}</p></div></li>`,
      )}</ul></section>`,
      html`<p class="redup">Kemajuan belajar, kehadiran, dan nilai Anda tetap ada.</p>`,
      html`<ul class="tautan-lain"><li><a href="/aktivasi">Sudah punya kode baru</a></li><li><a href="/masuk">Kembali ke Masuk</a></li></ul>`,
    ),
  );
}
