import type { Shell } from '../../src/http/page.ts';
import type { VillageRow } from '../../src/pkdd/index.ts';
import { nextOf, statusStamp } from '../pkdd/status.ts';
import { html, type Html } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty } from '../ui/notice.ts';
import { areaName, regencyChoice, termOf, type VillagesState } from './villages.ts';

/** Villages of the program that have come as far as clearance or further, then those on the way. */
export function pkddPage(shell: Shell, state: VillagesState): Html {
  const locus = state.all.filter((row) => row.locus);
  const on = locus.filter(
    (row) => ['cleared', 'formed', 'outreach'].includes(row.status) || row.clearance === 'suspended',
  );
  const waiting = locus.filter((row) => row.status === 'awaiting-clearance');
  return page(
    shell,
    { title: `PKDD ${areaName(state)}` },
    main(
      heading('PKDD (Pembentukan Komunitas Desa Digital)', {
        below: `${areaName(state)}. ${on.length} dari ${locus.length} ${termOf(locus)} lokus sudah berjalan.`,
      }),
      regencyChoice(state, '/pantau/pkdd'),
      html`<p class="baris"><a href="/pantau/pkdd.xlsx">Unduh Excel</a><a href="/pantau/pkdd.csv">CSV</a></p>`,
      section('Menunggu persetujuan korkab', waiting, 'Tidak ada yang menunggu.'),
      section('Sedang berjalan', on, 'Belum ada yang mulai PKDD.'),
    ),
  );
}

const section = (title: string, rows: VillageRow[], none: string): Html =>
  html`<section class="tumpuk"><h2>${title} (${rows.length})</h2>${
    rows.length === 0
      ? empty(none)
      : html`<ul class="kartu tugas">${rows.map(
          (row) =>
            html`<li><a href="/pantau/nagari/${row.code}"><span class="rapat"><span class="tebal">${row.name}</span><span class="mungil redup">${row.personName ?? 'Belum ada kader'}. ${nextOf(row.reason)}</span></span><span class="mungil redup">${row.trainings > 0 && `${row.trainings} pelatihan`}</span>${statusStamp(row.status)}</a></li>`,
        )}</ul>`
  }</section>`;
