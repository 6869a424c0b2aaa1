import type { Evidence } from '../../src/attendance/evidence/queries.ts';
import type { EvidenceRefusal } from '../../src/attendance/evidence/keep-evidence.ts';
import type { WithdrawRefusal } from '../../src/attendance/evidence/withdraw-evidence.ts';
import type { HallSession } from '../../src/attendance/find-session.ts';
import type { Shell } from '../../src/http/page.ts';
import { EMPTY, errorSummary, field, type Filled, form, select } from '../ui/form.ts';
import { dateTime, fileSize } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { notice, refusal as refusalBox, stamp } from '../ui/notice.ts';
import { rollPath } from './row.ts';

type Reason = EvidenceRefusal['reason'] | WithdrawRefusal['reason'];
export type EvidenceList = { session: HallSession; evidence: Evidence[]; actorId: string; closed: boolean };
export type EvidenceState = EvidenceList & {
  kabar?: string | undefined;
  filled?: Filled;
  refusal?: Reason;
  /** The file whose form to take it back was sent. */
  open?: string;
};

const NEWS = {
  simpan: 'Bukti tersimpan.',
  sama: 'Berkas ini sudah ada. Tidak ada yang ditambahkan.',
  tarik: 'Bukti ditarik. Gambarnya dihapus, catatannya tetap ada.',
};
const MOST = 10;
const path = (session: { id: string }): string => `/sesi/${session.id}/bukti`;

/** Photographs and PDFs of the signed daftar hadir of a session. */
export function evidencePage(shell: Shell, state: EvidenceState): Html {
  const { session, filled = EMPTY, refusal } = state;
  const wrong = refusal !== undefined || Object.keys(filled.fields).length > 0;
  return page(
    shell,
    { title: `${wrong ? 'Perlu diperbaiki: ' : ''}Bukti daftar hadir Sesi ${session.no}` },
    main(
      backLink(rollPath(session), `Presensi Sesi ${session.no}`),
      heading('Bukti daftar hadir', {
        below: `Sesi ${session.no}: ${session.topic}. Foto atau PDF lembar yang sudah ditandatangani.`,
      }),
      notice(state.kabar, NEWS),
      errorSummary(filled, { lembar: 'Kode lembar', kelas: 'Kelas', reason: 'Alasan' }),
      refusal && refusalBox(html`<p>${refusalWords(refusal)}</p>`),
      evidenceList(shell, state),
      session.mayMark && uploadForm(shell, state),
    ),
  );
}

/** The list alone, also for the page of a sheet that came back. */
export function evidenceList(shell: Shell, state: EvidenceState): Html {
  if (state.evidence.length === 0) return html`<p class="redup">Belum ada bukti untuk sesi ini.</p>`;
  return html`<ul class="kartu tugas bukti">${state.evidence.map((one) => line(shell, state, one))}</ul>`;
}

function line(shell: Shell, state: EvidenceState, one: Evidence): Html {
  const { session } = state;
  const what = `${one.type === 'application/pdf' ? 'PDF' : 'Foto'} ${fileSize(one.size)}`;
  const of = [one.letter && `Kelas ${one.letter}`, one.sheet && `lembar ${one.sheet}`]
    .filter(Boolean)
    .join(', ');
  const who = `${one.byName}, ${dateTime(one.at, session.zone)}`;
  const sign = icon(one.type === 'application/pdf' ? 'kertas' : 'foto');
  const facts = html`<span class="mungil redup">${of && `${of}. `}${who}</span>`;
  if (one.withdrawn)
    return html`<li><div class="isi-t">${sign}<span class="rapat"><span class="tebal">${what} ${stamp('belum', 'Ditarik')}</span>${facts}<span class="mungil">Ditarik ${one.withdrawn.byName}, ${dateTime(one.withdrawn.at, session.zone)}: ${one.withdrawn.reason}</span></span></div></li>`;
  const mayTake = session.mayMark && (session.organiser || one.byId === state.actorId) && !state.closed;
  return html`<li><a href="${path(session)}/${one.id}">${sign}<span class="rapat"><span class="tebal">${what}</span>${facts}</span></a>${mayTake && takeBack(shell, state, one, what)}</li>`;
}

const takeBack = (
  shell: Shell,
  { session, open, filled = EMPTY }: EvidenceState,
  one: Evidence,
  what: string,
): Html =>
  html`<details${open === one.id && html` open`}><summary>Tarik bukti ini<span class="kasat">: ${what}, ${dateTime(one.at, session.zone)}</span></summary>${form(
    shell,
    { action: `${path(session)}/${one.id}/tarik` },
    html`<p class="mungil redup">Gambarnya dihapus. Catatan bahwa bukti ini pernah ada tetap tersimpan.</p>`,
    reasonField(one.id, open === one.id ? filled : EMPTY),
    html`<button class="tombol bahaya">Tarik bukti</button>`,
  )}</details>`;

/** Several of these stand on one page, so each has an id of its own. */
function reasonField(id: string, filled: Filled): Html {
  const wrong = filled.fields['reason'];
  const own = wrong ? 'reason' : `r-${id}`;
  return html`<div class="isian${wrong && ' salah'}"><label for="${own}">Alasan</label>${wrong && html`<p class="galat-isian" id="${own}-galat">Isi alasan, paling panjang 300 huruf.</p>`}<input id="${own}" name="reason" value="${filled.values['reason'] ?? ''}" maxlength="300"${wrong && html` aria-invalid="true" aria-describedby="${own}-galat"`}></div>`;
}

/** `sheet` is the code that was typed beside it on the page of a sheet. */
export function uploadForm(shell: Shell, state: EvidenceState, sheet = ''): Part {
  const { session, filled = EMPTY } = state;
  const live = state.evidence.filter((one) => !one.withdrawn).length;
  if (live >= MOST)
    return html`<p class="redup">Sudah ada ${MOST} bukti. Tarik salah satu untuk menambah.</p>`;
  const classes = [
    { value: '', label: 'Semua kelas sesi ini' },
    ...session.classes.map(({ id, letter }) => ({ value: id, label: `Kelas ${letter}` })),
  ];
  return html`<section class="tumpuk" aria-labelledby="unggah"><h2 id="unggah">Unggah bukti</h2>${form(
    shell,
    { action: `${path(session)}/berkas`, class: 'kartu-isian tumpuk', upload: true },
    html`<div class="isian"><label for="berkas">Foto atau PDF lembar</label><small id="berkas-petunjuk">JPEG, PNG, WebP, atau PDF. Paling besar 5 MB satu berkas, 15 MB sekali kirim, ${MOST} berkas satu sesi.</small><input id="berkas" name="berkas" type="file" multiple accept="image/jpeg,image/png,image/webp,application/pdf" aria-describedby="berkas-petunjuk"></div>`,
    session.classes.length > 1 && select({ name: 'kelas', label: 'Kelas', filled, choices: classes }),
    field({
      name: 'lembar',
      label: 'Kode lembar dan versi (boleh kosong)',
      filled,
      value: sheet,
      hint: 'Ada di kaki lembar, misalnya DH-F-S12-00-7KQ3, versi 1.',
      autocomplete: 'off',
    }),
    html`<button class="tombol">Unggah</button>`,
  )}</section>`;
}

function refusalWords(reason: Reason): string {
  switch (reason) {
    case 'no-file':
      return 'Pilih foto atau PDF lebih dulu.';
    case 'file-type':
      return 'Salah satu berkas bukan JPEG, PNG, WebP, atau PDF. Foto ulang lembarnya, atau simpan sebagai PDF. Belum ada yang disimpan.';
    case 'file-large':
      return 'Foto lebih dari 5 MB. Pilih yang lain. Belum ada yang disimpan.';
    case 'too-many':
      return `Satu sesi paling banyak ${MOST} bukti. Tarik yang tidak perlu, atau gabungkan foto menjadi satu PDF.`;
    case 'class':
      return 'Kelas ini bukan kelas sesi ini. Pilih dari daftar.';
    case 'not-yours':
      return 'Bukti ini diunggah orang lain. Yang mengunggah atau panitia bisa menariknya.';
    case 'gone':
      return 'Bukti ini sudah ditarik. Muat ulang halaman.';
    case 'closed':
      return 'Presensi sudah dikunci, jadi buktinya tidak bisa ditarik. Panitia bisa membuka kembali presensi.';
    case 'not-found':
      return 'Sesi ini tidak bisa Anda tandai.';
  }
}
