import type { HallSession } from '../../src/attendance/find-session.ts';
import type { PlannedMark, PlannedRow } from '../../src/attendance/paper/plan-sheet.ts';
import type { TypedSheet } from '../../src/attendance/paper/typed-sheet.ts';
import type { SheetRefusal } from '../../src/attendance/paper/record-sheet.ts';
import type { SeenMark } from '../../src/attendance/roll-call.ts';
import type { Shell } from '../../src/http/page.ts';
import { field, form } from '../ui/form.ts';
import { clockTime } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { main, page } from '../ui/layout.ts';
import { refusal as refusalBox, stamp, warning } from '../ui/notice.ts';
import { sheetEntryPath } from './sheet-entry.ts';
import { refusalWords, statusWords } from './words.ts';

export type SheetCheckState = {
  session: HallSession;
  typed: TypedSheet;
  rows: PlannedRow[];
  actorId: string;
  closed: boolean;
  refusal?: SheetRefusal;
  reason?: string;
};

const of = (rows: readonly PlannedRow[], ...states: PlannedRow['state'][]): PlannedRow[] =>
  rows.filter((one) => states.includes(one.state));

/** Each row of the sheet with what is recorded and what would be: nothing is written before "Simpan". */
export function sheetCheckPage(shell: Shell, state: SheetCheckState): Html {
  const { session, rows, closed, refusal } = state;
  const changes = of(rows, 'change', 'question');
  const fresh = of(rows, 'new').length;
  return page(
    shell,
    { title: `${refusal ? 'Perlu diperbaiki: ' : ''}Periksa lembar, Sesi ${session.no}` },
    main(
      html`<div class="rapat"><h1 tabindex="-1">Periksa sebelum disimpan</h1><p class="redup">Sesi ${session.no}: ${session.topic}. Belum ada yang disimpan.</p></div>`,
      refusal && refusalBox(html`<p>${saveRefusal(refusal)}</p>`),
      closed &&
        warning(
          html`<p>Presensi sudah dikunci. Yang disimpan sekarang menjadi sesudah kunci dan belum dihitung.</p>`,
        ),
      html`<ul class="tiga"><li><a class="hijau" href="#j-baris"><b>${fresh}</b><span>Baru</span><small>orang</small></a></li><li><a class="emas" href="#j-baris"><b>${changes.length}</b><span>Berubah</span><small>orang</small></a></li><li><a href="#j-baris"><b>${rows.length - fresh - changes.length}</b><span>Tetap</span><small>orang</small></a></li></ul>`,
      changes.length > 0 &&
        html`<section aria-labelledby="j-berubah"><div class="judul-bag"><h2 id="j-berubah">Berubah (${changes.length})</h2></div>${table(state, changes, 'j-berubah')}</section>`,
      html`<section aria-labelledby="j-baris"><div class="judul-bag"><h2 id="j-baris">Semua baris (${rows.length})</h2></div>${table(state, rows, 'j-baris')}</section>`,
      finish(shell, state, fresh + changes.length),
    ),
  );
}

const HEADS = ['Baris', 'Nomor', 'Nama', 'Tercatat', 'Menjadi'];

function table(state: SheetCheckState, rows: readonly PlannedRow[], heading: string): Html {
  return html`<div class="kartu kartu-tabel"><table class="impor lembar-periksa" role="table" aria-labelledby="${heading}"><thead role="rowgroup"><tr role="row">${HEADS.map(
    (label) => html`<th role="columnheader" scope="col">${label}</th>`,
  )}</tr></thead><tbody role="rowgroup">${rows.map((one) => line(state, one))}</tbody></table></div>`;
}

function line({ session, actorId }: SheetCheckState, { place, row, mark, state }: PlannedRow): Html {
  const changing = state === 'change' || state === 'question';
  return html`<tr${changing && html` class="tanya"`} role="row"><td class="bn" role="cell" data-l="Baris">${place ?? '-'}</td><td role="cell" data-l="Nomor">${row.no}</td><th role="rowheader" scope="row">${row.name}</th><td role="cell" data-l="Tercatat">${recorded(row.heads, session.zone)}</td><td role="cell" data-l="Menjadi">${becomes(row, mark, state, session.zone, actorId)}</td></tr>`;
}

function recorded(heads: readonly SeenMark[], zone: string): Part {
  if (heads.length === 0) return 'Belum';
  const said = heads.map((head) => markWords(head, zone));
  return heads.length > 1 && new Set(heads.map((head) => head.status)).size > 1
    ? html`${stamp('awas', 'Perlu diperiksa')} ${said.join(' atau ')}`
    : (said[0] ?? '');
}

function becomes(
  row: PlannedRow['row'],
  mark: PlannedMark | null,
  state: PlannedRow['state'],
  zone: string,
  actorId: string,
): Part {
  if (state === 'same') return html`<span class="redup">Tetap</span>`;
  if (!mark) {
    const why =
      row.personId === actorId
        ? 'Tetap, ini Anda sendiri'
        : row.state === 'before-joining'
          ? 'Tetap, belum terdaftar'
          : 'Tetap';
    return html`<span class="redup">${why}</span>`;
  }
  return html`<b>${markWords(mark, zone)}</b>${state === 'question' && html` <span class="mungil redup">menjawab pertanyaan</span>`}${
    row.state === 'before-joining' && html` <span class="mungil redup">belum terdaftar, tidak dihitung</span>`
  }`;
}

const markWords = (mark: Pick<PlannedMark, 'status' | 'minutesLate' | 'leftAt'>, zone: string): string =>
  `${statusWords(mark)}${mark.leftAt ? `, pulang ${clockTime(mark.leftAt, zone)}` : ''}`;

function finish(shell: Shell, state: SheetCheckState, writes: number): Html {
  const { session, typed, rows, refusal, reason } = state;
  const asksReason = session.finishedAt !== null && of(rows, 'change', 'question').length > 0;
  const wrong: Record<string, string> = refusal?.reason === 'reason' ? { reason: 'required' } : {};
  return html`<div class="kartu"><div class="dalam tumpuk">${writes === 0 && html`<p><b>Tidak ada yang perlu disimpan.</b></p>`}${form(
    shell,
    { action: `${sheetEntryPath(session)}/simpan`, class: 'tumpuk' },
    hidden(typed),
    html`<input type="hidden" name="seen" value="${seenHeads(rows)}">`,
    asksReason &&
      field({
        name: 'reason',
        label: 'Alasan perubahan',
        hint: 'Presensi sesi ini sudah diselesaikan, jadi perubahan perlu alasan.',
        filled: { fields: wrong, values: reason === undefined ? {} : { reason } },
      }),
    writes > 0 &&
      html`<div class="apit-aksi kiri"><button class="tombol">Simpan ${writes} presensi</button></div>`,
  )}${form(
    shell,
    { action: sheetEntryPath(session), class: 'apit-aksi kiri' },
    hidden(typed),
    html`<button class="tombol kedua" name="ubah" value="1">Ubah isian</button>`,
  )}</div></div>`;
}

const hidden = (typed: TypedSheet): Html[] =>
  Object.entries(typed).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  ) as Html[];

/** What this page showed, for whoever marks meanwhile: "ENROLMENT:HEAD,HEAD ...". */
const seenHeads = (rows: readonly PlannedRow[]): string =>
  rows
    .filter((one) => one.mark !== null)
    .map(({ row }) => `${row.enrolmentId}:${row.heads.map((head) => head.id).join(',')}`)
    .join(' ');

function saveRefusal(refusal: SheetRefusal): string {
  switch (refusal.reason) {
    case 'reason':
      return 'Isi alasan perubahan. Belum ada yang disimpan.';
    case 'cancelled':
      return 'Sesi ini dibatalkan. Presensi tidak bisa diisi.';
    case 'mark':
      return `${refusalWords(refusal.mark)} Belum ada yang disimpan.`;
    case 'list':
    case 'not-found':
      return 'Daftar orang berubah sementara itu. Periksa sekali lagi. Belum ada yang disimpan.';
  }
}
