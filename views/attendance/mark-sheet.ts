import type { HallSession } from '../../src/attendance/find-session.ts';
import type { RollRow, SeenMark } from '../../src/attendance/roll-call.ts';
import type { MarkStatus } from '../../src/database/schema.ts';
import type { Shell } from '../../src/http/page.ts';
import { clockTime, dateTime } from '../ui/format.ts';
import { EMPTY, errorSummary, field, type Filled } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, main, page } from '../ui/layout.ts';
import { notice, warning } from '../ui/notice.ts';
import { rollPath, sheetPath } from './row.ts';
import { historyLine, markedBy, SHADE, shortRegency, STATUS, statusWords } from './words.ts';

export type SheetState = {
  session: HallSession;
  row: RollRow;
  actorId: string;
  query: string;
  /** The person can be marked by this actor now. */
  markable: boolean;
  /** A change is a correction with a reason. */
  needsReason: boolean;
  dispensation: { reason: string; task: string; byName: string; at: Date } | null;
  /** The actor may grant or take back a dispensation. */
  mayExempt: boolean;
  filled?: Filled;
  /** Minutes from the start until now while the session runs: an offer in the field, nothing more. */
  minutesNow: number | null;
  kabar?: string | undefined;
};

const LABELS = {
  status: 'Presensi',
  minutes: 'Menit terlambat',
  left: 'Pulang awal pukul',
  note: 'Catatan',
  reason: 'Alasan koreksi',
};

/** The sheet of one person as a page of its own. */
export const markSheetPage = (shell: Shell, state: SheetState): Html =>
  page(
    shell,
    {
      title: `${state.filled ? 'Perlu diperbaiki: ' : ''}Presensi ${state.row.name}`,
    },
    main(
      backLink(`${rollPath(state.session)}${state.query}`, `Presensi Sesi ${state.session.no}`),
      notice(state.kabar, { dispensasi: 'Dispensasi tersimpan.', dicabut: 'Dispensasi dicabut.' }),
      html`<div class="kartu lembar-diri"><div class="dalam tumpuk">${markSheet(shell, state, 'h1')}</div></div>`,
    ),
  );

type Level = 'h1' | 'h2';

/** Inside the dialog (h2) the page script keeps and sends the form; a page of its own is plain. */
const queued = (level: Level): Part => level === 'h2' && html` data-antre`;

/** The same inside the dialog of the list. */
export function markSheet(shell: Shell, state: SheetState, level: Level = 'h2'): Html {
  const { row, session, actorId } = state;
  return html`${personHead(row, row.name, level)}
${row.open && html`<a class="tombol kedua" href="${sheetPath(session, row.enrolmentId)}/pilih${state.query}" data-lembar>Mana yang benar?</a>`}
${state.markable ? markForm(shell, state, level) : html`<p class="redup">${whyNot(state)}</p>`}
<div class="jejak"><span class="tebal">Riwayat</span>${
    row.marks.length === 0
      ? html`<span>Belum ditandai.</span>`
      : html`<ol class="rapat">${row.marks.map((mark) => historyLine(mark, session.zone, actorId))}</ol>`
  }</div>${exemption(state)}`;
}

/** The sheet without a person, for a phone without network: the page script fills in who it is. */
export const blankSheet = (shell: Shell, session: HallSession, query: string): Html => {
  const row = { ...NOBODY, status: null, minutesLate: null, heads: [], state: 'member' } as const;
  const needsReason = session.finishedAt !== null;
  return html`${personHead(NOBODY, '', 'h2')}${markForm(shell, { session, row, query, needsReason, minutesNow: null }, 'h2')}<p class="mungil redup">Riwayat terbaca lagi saat ada sinyal.</p>`;
};
const NOBODY = { enrolmentId: '', no: '', village: '', villageTerm: '', regency: '' };

type Head = Pick<RollRow, 'no' | 'village' | 'villageTerm' | 'regency'>;

function personHead(row: Head, title: string, level: Level): Html {
  const words = html`<p class="mungil redup"><b class="angka">${row.no}</b> ${row.villageTerm.replace(/^./, (c) => c.toUpperCase())} ${row.village}, ${shortRegency(row.regency)}</p>`;
  if (level === 'h1') return html`<div><h1 tabindex="-1" id="l-judul">${title}</h1>${words}</div>`;
  return html`<div class="baris apit"><div><h2 id="l-judul" tabindex="-1" autofocus>${title}</h2>${words}</div><button class="lain" type="button" data-tutup>${icon('tutup')}<span class="kasat">Tutup</span></button></div>`;
}

const whyNot = ({ row, actorId, session }: SheetState): string =>
  row.personId === actorId
    ? 'Presensi Anda sendiri ditandai oleh pelatih lain atau panitia.'
    : row.state === 'ended'
      ? 'Keikutsertaan orang ini sudah berakhir sebelum sesi.'
      : row.state === 'moved'
        ? 'Orang ini sudah di kelas lain pada sesi ini. Tandanya tetap tercatat.'
        : session.cancelledAt
          ? 'Sesi ini dibatalkan.'
          : 'Anda hanya melihat.';

type FormState = Pick<SheetState, 'session' | 'query' | 'needsReason' | 'minutesNow'> & {
  row: Pick<RollRow, 'enrolmentId' | 'status' | 'minutesLate' | 'state'> & { heads: readonly SeenMark[] };
  filled?: Filled;
};

function markForm(shell: Shell, state: FormState, level: Level): Html {
  const { row, session } = state;
  const filled = state.filled ?? EMPTY;
  const chosen = filled.values['status'] ?? row.status ?? 'hadir';
  const action = html`${rollPath(session)}${state.query}`;
  const minutes = row.minutesLate ?? state.minutesNow;
  return html`<form class="tumpuk isian-presensi" method="post" action="${action}" novalidate${queued(level)}><input type="hidden" name="_key" value="${shell.formKey()}"><input type="hidden" name="via" value="lembar"><input type="hidden" name="enrolment" value="${row.enrolmentId}"><input type="hidden" name="bases" value="${
    filled.values['bases'] ?? row.heads.map((head) => head.id).join(' ')
  }">
${errorSummary(filled, LABELS)}${row.state === 'before-joining' && html`<p class="mungil redup">Belum terdaftar saat sesi ini. Tandanya dicatat dan tidak dihitung.</p>`}
<fieldset class="segmen"><legend class="kasat">Presensi</legend>${Object.entries(STATUS).map(
    ([value, word]) =>
      html`<label class="${SHADE[value as MarkStatus]}"><input type="radio" name="status" value="${value}"${value === chosen && html` checked`}><span>${icon('centang')}${word}</span></label>`,
  )}</fieldset>
<div class="hanya-terlambat">${field({ name: 'minutes', label: LABELS.minutes, inputmode: 'numeric', value: minutes, filled })}</div>
<div class="hanya-datang">${field({ name: 'left', label: LABELS.left, type: 'time', hint: 'Boleh kosong.', filled, value: leftOf(row, session.zone) })}</div>
${field({ name: 'note', label: LABELS.note, hint: 'Boleh kosong. Terbaca panitia dan korkab. Jangan tulis nama penyakit.', rows: 2, filled, value: row.heads[0]?.note ?? '' })}
${state.needsReason && field({ name: 'reason', label: LABELS.reason, hint: 'Presensi sesi ini sudah selesai. Tulis mengapa diubah.', filled })}
<button class="tombol lebar">Simpan</button></form>`;
}

function leftOf(row: FormState['row'], zone: string): string {
  const left = row.heads[0]?.leftAt;
  return left ? clockTime(left, zone).replace('.', ':') : '';
}

/** Dispensation: only for izin and sakit, only by panitia. */
function exemption({ session, row, dispensation, mayExempt }: SheetState): Part {
  if (!dispensation && !(mayExempt && (row.status === 'izin' || row.status === 'sakit'))) return '';
  const path = html`${sheetPath(session, row.enrolmentId)}/dispensasi`;
  if (!dispensation)
    return html`<p class="tautan-lain"><a href="${path}">Beri dispensasi, agar dihitung</a></p>`;
  return html`<div class="jejak"><span class="tebal">Dispensasi: dihitung hadir</span><span>${dispensation.reason}. Tugas pengganti: ${dispensation.task}.</span><span>Oleh ${dispensation.byName}, ${dateTime(
    dispensation.at,
    session.zone,
  )}</span>${mayExempt && html`<p class="tautan-lain"><a href="${path}">Cabut dispensasi</a></p>`}</div>`;
}

export type QuestionState = Pick<SheetState, 'session' | 'row' | 'actorId' | 'query' | 'markable'>;

export const questionPage = (shell: Shell, state: QuestionState & { justSent: boolean }): Html =>
  page(
    shell,
    { title: `Mana yang benar? ${state.row.name}` },
    main(
      backLink(`${rollPath(state.session)}${state.query}`, `Presensi Sesi ${state.session.no}`),
      state.justSent && warning(html`<p>Presensi Anda tersimpan, tetapi berbeda dengan yang sudah ada.</p>`),
      html`<div class="kartu lembar-diri"><div class="dalam tumpuk">${questionSheet(shell, state, 'h1')}</div></div>`,
    ),
  );

/** "Mana yang benar?": resolving is one more mark that names every head. */
export function questionSheet(
  shell: Shell,
  { session, row, actorId, query, markable }: QuestionState,
  level: Level = 'h2',
): Html {
  const action = html`${rollPath(session)}${query}`;
  const choices = [...new Map(row.heads.map((head) => [head.status, head])).values()];
  const head = html`${personHead(row, `${row.name}: mana yang benar?`, level)}<ul class="jejak">${row.heads.map((mark) => html`<li>${markedBy(mark, session.zone, actorId)}${mark.note && `. Catatan: ${mark.note}`}</li>`)}</ul>`;
  if (choices.length < 2) return html`${head}<p>Sudah sepakat. Tidak ada yang perlu dipilih.</p>`;
  if (!markable) return html`${head}<p class="redup">Orang lain yang menjawab pertanyaan ini.</p>`;
  return html`${head}<div class="apit-aksi">${choices.map(
    (mark) =>
      html`<form method="post" action="${action}"${queued(level)}><input type="hidden" name="_key" value="${shell.formKey()}"><input type="hidden" name="via" value="pilih"><input type="hidden" name="enrolment" value="${row.enrolmentId}"><input type="hidden" name="bases" value="${row.heads.map((one) => one.id).join(' ')}"><input type="hidden" name="minutes" value="${mark.minutesLate ?? ''}"><button class="tombol kedua" name="status" value="${mark.status}">${statusWords(mark)}</button></form>`,
  )}</div><p class="mungil redup">Semua presensi tetap tercatat.</p>`;
}
