import type { KaderFilter, KaderRow } from '../../src/board/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { placeName } from '../bimtek/words.ts';
import { jpOfPlan } from '../certification/lines.ts';
import { score } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty, stamp } from '../ui/notice.ts';

type State = {
  rows: (KaderRow & { nameKey: string })[];
  total: number;
  more: boolean;
  filter: KaderFilter;
  regencies: { code: string; name: string }[];
};
const SHOW: Record<KaderFilter['show'], string> = {
  semua: 'Semua',
  lulus: 'Bersertifikat',
  'belum-masuk': 'Belum pernah masuk',
};

export function kaderListPage(shell: Shell, state: State): Html {
  const last = state.rows.at(-1);
  return page(
    shell,
    { title: 'Kader' },
    main(
      heading('Kader', { below: `${state.total} orang` }),
      html`<div class="alat-tabel"><nav class="pilah" aria-label="Saring kader">${(
        Object.keys(SHOW) as KaderFilter['show'][]
      ).map(
        (show) =>
          html`<a href="${address(state.filter, { tampil: show })}"${show === state.filter.show && html` aria-current="true"`}>${SHOW[show]}</a>`,
      )}</nav><form class="cari" role="search" method="get" action="/pantau/kader"><label class="kasat" for="q">Cari nama, nomor, atau nagari</label>${icon('cari')}<input id="q" name="q" type="search" value="${state.filter.q}" placeholder="Cari nama, nomor, atau nagari" autocomplete="off"></form></div>`,
      html`<p class="baris"><a href="${address(state.filter, {}, '/pantau/kader.xlsx')}">Unduh Excel</a><a href="${address(state.filter, {}, '/pantau/kader.csv')}">CSV</a></p>`,
      state.rows.length === 0
        ? empty('Belum ada kader yang cocok. Ubah pencarian.')
        : html`<ul class="kartu tugas">${state.rows.map(kaderLine)}</ul>`,
      state.more &&
        last &&
        html`<p><a class="tombol kedua" href="${address(state.filter, { sesudah: last.nameKey, id: last.enrolmentId })}">Muat lagi</a></p>`,
    ),
  );
}

function kaderLine(row: KaderRow): Html {
  return html`<li><a href="/pantau/kader/${row.personId}"><span class="jam">${row.participantNo}</span><span class="rapat"><span class="tebal">${row.name}</span><span class="mungil redup">${placeName(row.term, row.village)}. Hadir ${jpOfPlan(row.halfJpAttended, row.halfJpPlanned)}. Modul ${row.modulesDone} dari ${row.modulesRequired}${
    row.postBp !== null && html`. Post-test ${score(row.postBp)}`
  }</span></span>${standStamp(row)}</a></li>`;
}

export function standStamp(row: KaderRow): Html {
  if (row.ended) return stamp('belum', 'Sudah berhenti');
  if (row.certificateStatus === 'valid' && row.certificateKind === 'sertifikat')
    return stamp('selesai', 'Bersertifikat');
  if (row.certificateStatus === 'suspended') return stamp('awas', 'Sertifikat ditangguhkan');
  if (row.certificateStatus === 'revoked') return stamp('galat', 'Sertifikat dicabut');
  if (!row.signedIn) return stamp('awas', 'Belum pernah masuk');
  if (row.l1 === 'never') return stamp('galat', 'Kehadiran kurang');
  const met = [row.l1, row.l2, row.l3, row.l4, row.l5, row.l6].filter((line) => line === 'met').length;
  return stamp(met === 6 ? 'selesai' : 'jalan', `${met} dari 6 terpenuhi`);
}

function address(filter: KaderFilter, change: Record<string, string>, path = '/pantau/kader'): string {
  const query = new URLSearchParams({
    ...(filter.show === 'semua' ? {} : { tampil: filter.show }),
    ...(filter.q ? { q: filter.q } : {}),
    ...(filter.regency ? { kabupaten: filter.regency } : {}),
    ...change,
  }).toString();
  return query ? `${path}?${query}` : path;
}
