import type { RollQuery } from '../../src/attendance/forms.ts';
import type { MarkRefusal } from '../../src/attendance/judge-mark.ts';
import type { RollCounts, RollRow } from '../../src/attendance/roll-call.ts';
import type { Shell } from '../../src/http/page.ts';
import { dayOf, longDate, timeRange } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { page } from '../ui/layout.ts';
import { info, notice, refusal, warning } from '../ui/notice.ts';
import { blankSheet } from './mark-sheet.ts';
import { attendanceRow, rollPath, type RollView } from './row.ts';
import { refusalWords } from './words.ts';

export type RollState = {
  view: RollView;
  rows: RollRow[];
  counts: RollCounts;
  filter: RollQuery;
  closed: boolean;
  late: number;
  kabar?: string | undefined;
  refusal?: MarkRefusal;
};

const NEWS = {
  tersimpan: 'Presensi tersimpan.',
  semua: 'Semua yang belum ditandai sekarang Hadir.',
  selesai: 'Presensi sesi ini selesai. Anda masih bisa mengoreksi.',
  sesudah: 'Presensi tersimpan sebagai sesudah kunci. Belum dihitung.',
  lembar: 'Presensi dari daftar hadir kertas tersimpan.',
  'lembar-tanya':
    'Presensi dari daftar hadir kertas tersimpan. Ada yang ditandai orang lain sementara itu: pilih yang benar.',
  'lembar-sama': 'Semua isi lembar sudah tercatat. Tidak ada yang berubah.',
};

/** The roll call of a session: who is here. */
export function rollCallPage(shell: Shell, state: RollState): Html {
  const { view, filter } = state;
  const { session } = view;
  return page(
    shell,
    {
      title: `Presensi Sesi ${session.no}, ${classNames(state)}`,
      foot: view.writable,
      scripts: ['attendance.js'],
    },
    html`<main id="utama"><div class="isi presensi">
<div class="atas"><h1 tabindex="-1"><span class="kasat">Presensi </span>Sesi ${session.no}: ${session.topic}</h1><a class="tombol polos hanya-hp" href="#cari">${icon(
      'cari',
      'kecil',
    )}Cari</a><p class="redup mungil">${classNames(state)}. ${longDate(dayOf(session.startsAt, session.zone))}, <span class="utuh">${timeRange(
      session.startsAt,
      session.endsAt,
      session.zone,
    )}</span></p></div>
<div id="warta">${notice(state.kabar, NEWS)}${state.refusal && refused(state.refusal)}</div>${banners(state)}${lentPhones(state.rows)}${classTabs(state)}
<div class="alat">${counters(state)}<form class="cari${filter.cari && ' tampil'}" id="cari" role="search" action="${rollPath(session)}">${icon('cari')}<label class="kasat" for="q">Cari nama, nomor, atau nagari</label><input id="q" name="cari" type="search" value="${
      filter.cari ?? ''
    }" placeholder="Cari nama, nomor, atau nagari" autocomplete="off" maxlength="60">${hiddenFilter(filter)}</form></div>
<ol class="daftar-presensi" role="list" id="daftar">${state.rows.map((row) => attendanceRow(view, row))}</ol>
<p class="redup" id="kosong"${state.rows.length > 0 && html` hidden`}>Tidak ada yang cocok. Ubah pencarian atau saringan.</p>
${footNotes(state)}</div>
${view.writable && foot(state)}<dialog class="lembar-hp" id="lembar" aria-labelledby="l-judul"><div id="lembar-isi"></div></dialog><p id="kabar" class="kasat" role="status" aria-live="polite"></p>${view.writable && html`<template id="lembar-kosong">${blankSheet(shell, session, view.query)}</template>`}</main>`,
  );
}

const refused = (reason: MarkRefusal): Html => refusal(html`<p>${refusalWords(reason)}</p>`);

const classNames = ({ view: { session }, filter }: RollState): string => {
  const shown = session.classes.filter((one) => !filter.kelas || one.id === filter.kelas);
  return `Kelas ${shown.map((one) => one.letter).join(', ')}`;
};

function banners({ view: { session }, closed }: RollState): Part {
  if (session.cancelledAt)
    return warning(
      html`<p>Sesi ini dibatalkan: ${session.cancelReason}. Presensi yang ada tetap tercatat dan tidak dihitung.</p>`,
    );
  return closed && warning(html`<p>Presensi sudah dikunci. Tanda baru disimpan, tetapi belum dihitung.</p>`);
}

/** A phone that several kader checked in with: told, never held against anybody. */
function lentPhones(rows: RollRow[]): Part {
  const groups = rows.flatMap((row) => {
    const others = row.marks.flatMap((mark) => mark.samePhone);
    return others.length > 0 ? [[...new Set([row.no, ...others])].toSorted().join(' dan ')] : [];
  });
  if (groups.length === 0) return '';
  const each = [...new Set(groups)].map(
    (group, i) => html`${i > 0 && '; '}<span class="utuh">${group}</span>`,
  );
  return info(html`<p>HP yang sama dipakai untuk ${each}. Meminjam HP boleh; pastikan orangnya ada.</p>`);
}

/** Sessions of several classes can be read class by class. */
function classTabs({ view: { session }, filter }: RollState): Part {
  if (session.classes.length < 2) return '';
  const tab = (id: string | undefined, label: string) =>
    html`<a href="${rollPath(session)}${queryOf({ ...filter, kelas: id })}"${filter.kelas === id && html` aria-current="true"`}>${label}</a>`;
  return html`<nav class="pilah" aria-label="Kelas">${session.classes.map((one) => tab(one.id, `Kelas ${one.letter}`))}${tab(undefined, 'Semua')}</nav>`;
}

const FILTERS = [
  [undefined, 'all', 'Semua', ''],
  ['belum', 'unmarked', 'Belum', 'b'],
  ['hadir', 'present', 'Hadir', 'h'],
  ['lainnya', 'other', 'Lainnya', ''],
] as const;

/** Four counts, each of them a filter of the list. */
function counters({
  view: { session },
  counts,
  filter,
}: Pick<RollState, 'view' | 'counts' | 'filter'>): Html {
  return html`<nav class="hitung" id="hitung" aria-label="Saring daftar">${FILTERS.map(
    ([value, count, word, shade]) =>
      html`<a class="${shade}" href="${rollPath(session)}${queryOf({ ...filter, saring: value })}"${filter.saring === value && html` aria-current="true"`}><b>${counts[count]}</b> ${word}</a>`,
  )}</nav>`;
}

/** "?kelas=...&saring=belum", or nothing. */
export function queryOf(filter: RollQuery): string {
  const query = new URLSearchParams();
  for (const name of ['kelas', 'saring', 'cari'] as const) if (filter[name]) query.set(name, filter[name]);
  return query.size > 0 ? `?${query.toString()}` : '';
}

const hiddenFilter = (filter: RollQuery): Part =>
  (['kelas', 'saring'] as const).map(
    (name) => filter[name] && html`<input type="hidden" name="${name}" value="${filter[name]}">`,
  ) as Html[];

const markedWords = (counts: RollCounts): string =>
  `${counts.marked} dari ${counts.marked + counts.unmarked} ditandai`;

function foot({ view, counts, filter }: RollState): Html {
  const { session } = view;
  const finished = session.finishedAt !== null;
  const rest = html`<a class="tombol kedua pas" href="${rollPath(session)}/semua-hadir${queryOf({ kelas: filter.kelas })}">Semua hadir</a>`;
  return html`<div class="kaki"><div><p class="mungil kaki-ket hanya-lebar" id="ditandai">${markedWords(counts)}</p>${counts.unmarked > 0 && rest}${
    finished
      ? html`<p class="mungil kaki-ket ujung">Selesai ditandai oleh ${session.finishedByName}</p>`
      : html`<a class="tombol ujung" href="${rollPath(session)}/selesai">Selesaikan presensi</a>`
  }</div></div>`;
}

const footNotes = ({
  view: { session },
  late,
}: RollState): Html => html`<p class="mungil redup">Terlambat: dari pindai kode ${late} menit setelah mulai, atau Anda pilih sendiri.</p>
<p class="tautan-lain"><a href="/sesi/${session.id}/daftar-hadir.pdf">Cetak daftar hadir</a> <a href="/sesi/${session.id}/daftar-hadir.pdf?kosong=1">Cetak daftar hadir kosong</a>${session.mayMark && html` <a href="/sesi/${session.id}/lembar">Isi dari daftar hadir kertas</a>`} <a href="/sesi/${session.id}/bukti">Bukti daftar hadir</a>${session.mayMark && html` <a href="/sesi/${session.id}/layar">Layar kode hadir</a> <a href="/sesi/${session.id}/pindai" data-simpan>Pindai kode peserta</a> <a href="/sesi/${session.id}/tamu">Ada yang tidak di daftar</a>`}</p>`;

/** What the page script gets after a tap: the row, and the counts and the news where they stand. */
export function rowFragment(
  state: Pick<RollState, 'view' | 'counts' | 'filter'>,
  row: RollRow,
  news: string,
  reason?: MarkRefusal,
): Html {
  return html`${attendanceRow(state.view, row)}<template data-ganti="hitung">${counters(state)}</template><template data-ganti="ditandai">${markedWords(
    state.counts,
  )}</template><template data-ganti="kabar">${news} ${markedWords(state.counts)}.</template><template data-ganti="warta">${reason && refused(reason)}</template>`;
}
