import type { VillageFilter } from '../../src/board/village-list.ts';
import type { WeakObjective } from '../../src/board/weak-objectives.ts';
import type { Shell } from '../../src/http/page.ts';
import type { VillageReason, VillageRow } from '../../src/pkdd/index.ts';
import { slipRequestsLine } from '../account/slip-requests.ts';
import { nextOf, statusStamp, whyOf } from '../pkdd/status.ts';
import { dateTime, jp } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty } from '../ui/notice.ts';
import { weakObjectivesPart } from './weak-objectives.ts';

export type VillagesState = {
  all: VillageRow[];
  shown: VillageRow[];
  /** How many rows of `all` each filter would leave. */
  counts: Record<VillageFilter, number>;
  filter: VillageFilter;
  q: string;
  regency: string | null;
  regencies: { code: string; name: string }[];
  now: Date;
};

const FILTER_WORDS: Record<VillageFilter, string> = {
  semua: 'Semua',
  tunggu: 'Tunggu persetujuan',
  terhalang: 'Terhalang',
  bersertifikat: 'Bersertifikat',
  boleh: 'Boleh mulai PKDD',
  lokus: 'Lokus',
  'bukan-lokus': 'Bukan lokus',
};
const TABS: VillageFilter[] = ['semua', 'tunggu', 'terhalang', 'lokus', 'bukan-lokus'];

/** `forgotten`: people who wait for a new slip from a korkab; `weak`: what kader understand least. Null for others. */
export function villagesPage(
  shell: Shell,
  state: VillagesState & { forgotten: number | null; weak: WeakObjective[] | null },
): Html {
  const title = areaName(state);
  return page(
    shell,
    { title: `Ringkasan ${title}` },
    main(
      heading(title, { below: `Data per ${dateTime(state.now, 'Asia/Jakarta')}` }),
      regencyChoice(state, '/pantau'),
      threeCounts(state),
      blockedReasons(state),
      villageSection(state),
      averages(state),
      state.weak !== null && weakObjectivesPart(state.weak),
      state.forgotten !== null && slipRequestsLine(state.forgotten),
    ),
  );
}

export const areaName = (state: {
  regency: string | null;
  regencies: { code: string; name: string }[];
}): string =>
  (state.regencies.find((regency) => regency.code === state.regency) ?? state.regencies[0])?.name ??
  'Wilayah Anda';

/** "nagari" in Solok, "pekon" in Pringsewu: the word of the area's own villages. */
export const termOf = (rows: VillageRow[]): string => {
  const terms = new Set(rows.map((row) => row.term));
  return terms.size === 1 ? [...terms][0]! : 'desa';
};

export function regencyChoice(state: VillagesState, action: string): Part {
  if (state.regencies.length < 2) return '';
  return html`<form class="tumpuk kartu-isian" method="get" action="${action}"><div class="isian"><label for="kabupaten">Kabupaten atau kota</label><select id="kabupaten" name="kabupaten">${state.regencies.map(
    (regency) =>
      html`<option value="${regency.code}"${regency.code === state.regency && html` selected`}>${regency.name}</option>`,
  )}</select></div><button class="tombol kedua">Tampilkan</button></form>`;
}

function threeCounts(state: VillagesState): Html {
  const locus = state.counts.lokus;
  const one = (filter: VillageFilter, tone: string, below: string) =>
    html`<li><a class="${tone}" href="${address(state, filter)}"><b>${state.counts[filter]}</b><span>${FILTER_WORDS[filter]}</span><small>${below}</small></a></li>`;
  return html`<section aria-labelledby="hitungan" class="tumpuk"><h2 id="hitungan" class="kasat">Sudah sampai mana</h2><ul class="tiga">${one('bersertifikat', 'hijau', `dari ${locus}`)}${one('boleh', 'hijau', `dari ${locus}`)}${one('terhalang', 'emas', termOf(state.all))}</ul></section>`;
}

function blockedReasons(state: VillagesState): Part {
  const blocked = state.all.filter((row) => row.status === 'blocked');
  if (blocked.length === 0) return '';
  const groups = new Map<VillageReason, VillageRow[]>();
  for (const row of blocked) groups.set(row.reason, [...(groups.get(row.reason) ?? []), row]);
  return html`<section aria-labelledby="alasan"><div class="judul-bag"><h2 id="alasan">${blocked.length} ${termOf(state.all)} terhalang</h2></div><ul class="kartu tugas alasan">${[
    ...groups,
  ].map(
    ([reason, rows]) =>
      html`<li><a href="${address(state, 'terhalang')}#daftar"><span class="bulat emas">${icon('awas')}</span><span class="rapat"><span class="tebal">${rows.length} ${afterNumber(whyOf(reason))}</span><span class="mungil redup">${names(rows)}</span></span>${icon('panah')}</a></li>`,
  )}</ul></section>`;
}

/** "2 kader belum pernah masuk", but "3 SK belum dicatat". */
const afterNumber = (sentence: string): string =>
  (/^[A-Z]{2}/.test(sentence) ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1)).replace(
    /\.$/,
    '',
  );

const names = (rows: VillageRow[]): string => {
  const first = rows.slice(0, 3).map((row) => row.name);
  return rows.length > 3 ? `${first.join(', ')} dan ${rows.length - 3} lagi` : first.join(', ');
};

function villageSection(state: VillagesState): Html {
  return html`<section aria-labelledby="daftar" class="tumpuk"><div class="judul-bag lentur"><h2 id="daftar">${
    state.filter === 'semua' && state.q === ''
      ? `Semua ${state.all.length} ${termOf(state.all)}`
      : `${state.shown.length} dari ${state.all.length} ${termOf(state.all)}`
  }</h2><span class="baris"><a href="${exportAddress(state, 'xlsx')}">Unduh Excel</a><a href="${exportAddress(state, 'csv')}">CSV</a></span></div>
<div class="alat-tabel"><nav class="pilah" aria-label="Saring ${termOf(state.all)}">${TABS.map(
    (filter) =>
      html`<a href="${address(state, filter)}"${filter === state.filter && html` aria-current="true"`}>${FILTER_WORDS[filter]} ${state.counts[filter]}</a>`,
  )}</nav>
<form class="cari" role="search" method="get" action="/pantau"><label class="kasat" for="q">Cari ${termOf(state.all)} atau kader</label>${icon('cari')}<input id="q" name="q" type="search" value="${state.q}" placeholder="Cari ${termOf(state.all)} atau kader" autocomplete="off">${
    state.regency && html`<input type="hidden" name="kabupaten" value="${state.regency}">`
  }</form></div>
<details><summary>Arti status</summary><p class="mungil redup"><b>Terhalang</b>: ada syarat yang tidak selesai tanpa tindakan. <b>Jauh dari target</b>: 3 modul atau lebih lewat waktunya. <b>Perlu diingatkan</b>: 1 atau 2 modul lewat waktunya. <b>Sesuai target</b>: tidak ada yang lewat waktu. <b>Tunggu persetujuan</b>: sertifikat dan SK lengkap, giliran korkab. <b>Bukan lokus</b>: belum masuk program.</p></details>
${state.shown.length === 0 ? empty('Belum ada yang cocok. Ubah pencarian.') : villageTable(state.shown)}</section>`;
}

function villageTable(rows: VillageRow[]): Html {
  const districts = new Map<string, VillageRow[]>();
  for (const row of rows) districts.set(row.districtCode, [...(districts.get(row.districtCode) ?? []), row]);
  return html`<div class="kartu kartu-tabel"><table class="nagari" role="table" aria-labelledby="daftar"><thead role="rowgroup"><tr role="row">${[
    'Nagari atau desa',
    'Kader',
    'Kehadiran',
    'Status',
    'Langkah berikutnya',
  ].map((label) => html`<th role="columnheader" scope="col">${label}</th>`)}</tr></thead>${[
    ...districts.values(),
  ].map(
    (group) =>
      html`<tbody role="rowgroup"><tr class="kec" role="row"><th role="columnheader" scope="rowgroup" colspan="5">${group[0]!.district} <small>${group.length} ${termOf(group)}, ${locusWords(group)}</small></th></tr>${group.map(villageLine)}</tbody>`,
  )}</table></div>`;
}

const locusWords = (rows: VillageRow[]): string => {
  const locus = rows.filter((row) => row.locus).length;
  return locus === 0 ? 'tanpa lokus' : `${locus} lokus`;
};

function villageLine(row: VillageRow): Html {
  const link = html`<th role="rowheader" scope="row"><a href="/pantau/nagari/${row.code}">${row.name}</a></th>`;
  if (row.status === 'not-locus')
    return html`<tr class="bl" role="row">${link}<td role="cell" class="kd"></td><td role="cell" class="kh"></td><td role="cell" class="st"><span class="redup mungil">Bukan lokus</span></td><td role="cell" class="lk"><span class="redup mungil hanya-lebar-baris">Belum ada langkah</span></td></tr>`;
  return html`<tr role="row">${link}<td role="cell" class="kd">${row.personName}${row.participantNo && html`, <span class="angka utuh">${row.participantNo}</span>`}</td><td role="cell" class="kh utuh" data-l="Hadir">${
    row.personId ? `${jp(row.halfJpAttended)} dari ${jp(row.halfJpPlanned)} JP` : ''
  }</td><td role="cell" class="st">${statusStamp(row.status)}</td><td role="cell" class="lk">${row.status === 'blocked' ? `${whyOf(row.reason)} ` : ''}${nextOf(row.reason)}</td></tr>`;
}

function averages(state: VillagesState): Part {
  const people = state.all.filter((row) => row.enrolmentId);
  if (people.length === 0) return '';
  const mean = (of: (row: VillageRow) => number) =>
    (people.reduce((sum, row) => sum + of(row), 0) / people.length).toFixed(1).replace('.', ',');
  return html`<section aria-labelledby="rerata" class="tumpuk"><h2 id="rerata">Rata-rata ${people.length} kader</h2><dl class="rerata"><div><dt>Rata-rata kehadiran</dt><dd>${mean((row) => row.halfJpAttended / 2)} dari ${mean((row) => row.halfJpPlanned / 2)} JP</dd></div><div><dt>Modul wajib selesai</dt><dd>${mean((row) => row.modulesDone)} dari ${mean((row) => row.modulesRequired)}</dd></div></dl></section>`;
}

function address(state: VillagesState, filter: VillageFilter): string {
  const query = new URLSearchParams({
    ...(filter === 'semua' ? {} : { saring: filter }),
    ...(state.regency ? { kabupaten: state.regency } : {}),
  }).toString();
  return query ? `/pantau?${query}` : '/pantau';
}

function exportAddress(state: VillagesState, kind: 'xlsx' | 'csv'): string {
  const query = new URLSearchParams({
    ...(state.filter === 'semua' ? {} : { saring: state.filter }),
    ...(state.q ? { q: state.q } : {}),
    ...(state.regency ? { kabupaten: state.regency } : {}),
  }).toString();
  return `/pantau/nagari.${kind}${query ? `?${query}` : ''}`;
}
