import type { BimtekRow } from '../../src/bimtek/office/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { slipRequestsLine } from '../account/slip-requests.ts';
import { count, dateRange } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon, type IconName } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty, notice } from '../ui/notice.ts';
import { pathOf } from './words.ts';

type State = { rows: BimtekRow[]; forgotten: number; kabar?: string | undefined };

/** First page of panitia and admin: every bimtek, and for an admin the rooms of the house. */
export function bimtekListPage(shell: Shell, { rows, forgotten, kabar }: State): Html {
  const admin = shell.person?.roles.has('admin') ?? false;
  const create = html`<a class="tombol" href="/kelola/bimtek/baru">Buat bimtek</a>`;
  return page(
    shell,
    { title: 'Bimtek' },
    main(
      heading('Bimtek', { below: 'Peserta, kelas, jadwal, presensi, dan sertifikat diatur per bimtek.' }),
      notice(kabar, { dibuat: 'Bimtek dibuat. Panitianya sekarang bisa mengisi kelas dan peserta.' }),
      rows.length === 0
        ? empty('Belum ada bimtek.', create)
        : html`<ul class="kartu tugas">${rows.map(row)}</ul><p>${create}</p>`,
      slipRequestsLine(forgotten),
      admin && adminLinks(),
    ),
  );
}

function row(bimtek: BimtekRow): Html {
  const words = html`<span class="rapat"><span class="tebal">${bimtek.name}</span><span class="mungil redup">${bimtek.label}, ${bimtek.place}, ${dateRange(bimtek.startsOn, bimtek.endsOn)}</span><span class="mungil redup">${count(bimtek.people)} peserta. Panitia: ${bimtek.panitia.join(', ') || 'belum ada'}</span></span>`;
  const mark = html`<span class="bulat emas">${icon('jadwal')}</span>`;
  return bimtek.open
    ? html`<li><a href="${pathOf(bimtek)}">${mark}${words}${icon('panah', 'kecil')}</a></li>`
    : html`<li><div class="isi-t">${mark}${words}</div></li>`;
}

function adminLinks(): Part {
  const links: [string, IconName, string, string][] = [
    ['/kelola/akun', 'orang2', 'Akun dan peran', 'Orang, peran dengan wilayah dan tanggal, slip masuk'],
    ['/kelola/setelan', 'kertas', 'Setelan', 'Penyelenggara, penandatangan, motif'],
    ['/kelola/catatan', 'kunci', 'Catatan kegiatan', 'Siapa melakukan apa, kapan'],
  ];
  return html`<section aria-labelledby="rumah"><div class="judul-bag"><h2 id="rumah">Untuk admin</h2></div><ul class="kartu tugas">${links.map(
    ([href, drawing, title, below]) =>
      html`<li><a href="${href}"><span class="bulat">${icon(drawing)}</span><span class="rapat"><span class="tebal">${title}</span><span class="mungil redup">${below}</span></span>${icon('panah', 'kecil')}</a></li>`,
  )}</ul></section>`;
}
