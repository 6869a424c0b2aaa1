import type { Draft } from '../../src/bimtek/import/draft.ts';
import type { Progress } from '../../src/bimtek/import/readings.ts';
import type { BimtekView } from '../../src/bimtek/find-bimtek.ts';
import type { Shell } from '../../src/http/page.ts';
import { count, fileSize } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { pathOf } from './words.ts';

type State = { bimtek: BimtekView; draft: Draft; progress: Progress; here: string };

/** Between step 1 and 2: a large file is being read. The browser asks again by itself (header Refresh). */
export function importProgressPage(shell: Shell, { bimtek, draft, progress, here }: State): Html {
  const percent = Math.floor(progress.share * 100);
  const { pathname, search } = new URL(here);
  return page(
    shell,
    { title: `${percent}% Membaca daftar peserta` },
    main(
      backLink(pathOf(bimtek, '/peserta/impor'), 'Pilih berkas lain'),
      heading('Membaca daftar peserta', {
        above: 'Impor dari Excel, langkah 2 dari 3',
        below: `${draft.fileName}, ${fileSize(draft.bytes.length)}. Belum ada yang disimpan.`,
      }),
      html`<div class="kartu"><div class="dalam tumpuk"><p id="kemajuan" role="status"><b>${percent}%</b> dibaca, ${count(progress.rows)} baris.</p><progress class="kemajuan" max="100" value="${percent}" aria-labelledby="kemajuan">${percent}%</progress><p class="mungil redup">Halaman ini memperbarui diri. Anda boleh menutupnya dan kembali lagi ke alamat yang sama.</p><p><a class="tombol kedua" href="${pathname}${search}">Muat ulang</a></p></div></div>`,
    ),
  );
}
