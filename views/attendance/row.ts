import type { HallSession } from '../../src/attendance/find-session.ts';
import type { RollRow } from '../../src/attendance/roll-call.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { markedBy, SHADE, shortRegency, STATUS } from './words.ts';

/** What a row needs to know of its list. */
export type RollView = {
  session: HallSession;
  actorId: string;
  /** The query part of the list's address ("?kelas=..."), kept on the way through a write. */
  query: string;
  /** False: nothing can be marked here (read only, or a cancelled session). */
  writable: boolean;
  formKey(): string;
};

export const rollPath = (session: { id: string }): string => `/sesi/${session.id}/presensi`;
export const sheetPath = (session: { id: string }, enrolmentId: string): string =>
  `${rollPath(session)}/${enrolmentId}`;

/** One person: at most 64 px high, one tap "Hadir", everything else behind the three dots. */
export function attendanceRow(view: RollView, row: RollRow): Html {
  const sheet = html`${sheetPath(view.session, row.enrolmentId)}${view.query}`;
  return html`<li class="pr${row.open && ' bentrok'}" id="p-${row.enrolmentId}" data-hitung="${row.filter}" data-dasar="${headIds(row)}"><span class="pr-nama"><b>${row.name}</b>${details(view, row)}</span>${mainAct(
    view,
    row,
  )}<a class="lain" href="${sheet}" data-lembar>${icon('titik')}<span class="kasat">Pilihan lain untuk ${row.name}</span></a></li>`;
}

function details(view: RollView, row: RollRow): Html {
  const others = row.heads.filter((head) => head.byId !== view.actorId);
  const rival = row.open && (others.at(-1) ?? row.heads.at(-1));
  if (rival)
    return html`<span class="pr-ket"><span>${markedBy(rival, view.session.zone, view.actorId)}</span></span>`;
  return html`<span class="pr-ket"><span class="angka">${row.no}</span><span class="n">${row.village}<span class="hanya-lebar-baris">, ${shortRegency(
    row.regency,
  )}</span></span>${label(view, row)}</span>`;
}

function label(view: RollView, row: RollRow): Part {
  const words =
    row.personId === view.actorId
      ? 'Anda'
      : row.marks.some((mark) => mark.afterClosing)
        ? 'sesudah kunci'
        : row.objection
          ? 'keberatan'
          : row.state === 'before-joining'
            ? 'belum terdaftar'
            : row.state === 'ended'
              ? 'sudah berhenti'
              : row.state === 'moved'
                ? 'pindah kelas'
                : row.status === 'terlambat'
                  ? `${row.minutesLate} menit`
                  : '';
  return words && html`<span class="hp">${words}</span>`;
}

function mainAct(view: RollView, row: RollRow): Html {
  const { session, query } = view;
  const mayMark =
    view.writable && row.personId !== view.actorId && row.state !== 'ended' && row.state !== 'moved';
  if (!mayMark) return still(row);
  if (row.open)
    return html`<a class="tandai tanya" href="${sheetPath(session, row.enrolmentId)}/pilih${query}" data-lembar>Pilih<span class="kasat"> yang benar untuk ${row.name}</span></a>`;
  if (row.status === null) return hadirForm(view, row);
  if (row.status === 'hadir')
    return html`<button type="button" class="tandai" id="h-${row.enrolmentId}" aria-pressed="true">${icon('centang')}Hadir<span class="kasat">, ${row.name}</span></button>`;
  return html`<a class="tandai ${SHADE[row.status]}" href="${sheetPath(session, row.enrolmentId)}${query}" data-lembar>${STATUS[row.status]}<span class="kasat">, ${row.name}. Ubah</span></a>`;
}

/** The form of one tap. Its key is the mark's id; its bases are what this page shows, so a stale page opens a question. */
function hadirForm(view: RollView, row: RollRow): Html {
  const action = html`${rollPath(view.session)}${view.query}`;
  return html`<form method="post" action="${action}" data-antre><input type="hidden" name="_key" value="${view.formKey()}"><input type="hidden" name="enrolment" value="${row.enrolmentId}"><input type="hidden" name="bases" value="${headIds(row)}"><button class="tandai" id="h-${row.enrolmentId}" name="status" value="hadir" aria-pressed="false">Hadir<span class="kasat">, ${row.name}</span></button></form>`;
}

const headIds = (row: RollRow): string => row.heads.map((head) => head.id).join(' ');

/** The value without an act: own row, ended enrolment, read-only page. */
const still = (row: RollRow): Html =>
  row.open
    ? html`<span class="tandai tetap">Perlu diperiksa</span>`
    : html`<span class="tandai tetap ${row.status ? SHADE[row.status] : ''}">${row.status ? STATUS[row.status] : 'Belum'}</span>`;
