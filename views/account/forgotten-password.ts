import type { Shell } from '../../src/http/page.ts';
import { html, type Html } from '../ui/html.ts';
import { icon, type IconName } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';

const WHO: { icon: IconName; title: string; says: string }[] = [
  { icon: 'orang2', title: 'Sedang di kelas', says: 'Minta kepada pelatih kelas Anda.' },
  { icon: 'rumah', title: 'Sudah di rumah', says: 'Minta kepada koordinator kabupaten (korkab).' },
  { icon: 'kertas', title: 'Peran lain, atau tidak tahu siapa', says: 'Minta kepada panitia bimtek.' },
];

/** There is no e-mail: a person renews the slip. */
export const forgottenPasswordPage = (shell: Shell): Html =>
  page(
    shell,
    { title: 'Lupa kata sandi' },
    main(
      heading('Lupa kata sandi', { below: 'Minta slip masuk baru, lalu buat kata sandi lagi.' }),
      html`<section class="kartu selebar-isian"><ul class="daftar-ikon">${WHO.map(
        (who) =>
          html`<li><span class="bulat hijau">${icon(who.icon)}</span><div><b>${who.title}</b><p class="redup">${who.says}</p></div></li>`,
      )}</ul></section>`,
      html`<p class="redup">Kemajuan belajar, kehadiran, dan nilai Anda tetap ada.</p>`,
      html`<ul class="tautan-lain"><li><a href="/aktivasi">Sudah punya slip baru</a></li><li><a href="/masuk">Kembali ke Masuk</a></li></ul>`,
    ),
  );
