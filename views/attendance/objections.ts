import type { AnswerRefusal } from '../../src/attendance/answer-objection.ts';
import type { ObjectionRow, QuestionRow } from '../../src/attendance/objections.ts';
import type { RollRow } from '../../src/attendance/roll-call.ts';
import type { MarkStatus } from '../../src/database/schema.ts';
import type { Shell } from '../../src/http/page.ts';
import { clockTime, dayOf, plainDate } from '../ui/format.ts';
import { EMPTY, errorSummary, field, type Filled, form } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, notice, refusal, stamp, warning } from '../ui/notice.ts';
import { rollPath } from './row.ts';
import { historyLine, refusalWords, SHADE, STATUS, statusWords } from './words.ts';

const NEWS = {
  terima: 'Keberatan diterima. Presensi sudah dibetulkan.',
  tanya: 'Keberatan diterima, tetapi orang lain menandai berbeda. Pilih mana yang benar.',
  sesudah: 'Keberatan diterima. Presensi sudah dikunci, jadi perubahan belum dihitung.',
  tolak: 'Keberatan ditolak. Kader membaca alasannya.',
};

type ListState = {
  waiting: ObjectionRow[];
  answered: ObjectionRow[];
  questions: QuestionRow[];
  kabar: string | undefined;
};

/** Open questions and objections of the visitor's sessions. */
export const objectionListPage = (shell: Shell, state: ListState): Html =>
  page(
    shell,
    { title: 'Keberatan presensi' },
    main(
      heading('Keberatan presensi', { below: 'Yang paling lama menunggu ada di atas.' }),
      notice(state.kabar, NEWS),
      state.questions.length > 0 &&
        html`<section aria-labelledby="tanya"><div class="judul-bag"><h2 id="tanya">Mana yang benar?</h2></div>${questionList(state.questions)}</section>`,
      state.waiting.length === 0
        ? empty(
            'Semua sudah beres. Tidak ada keberatan yang menunggu.',
            html`<a href="/kelas">Buka kelas</a>`,
          )
        : html`<section aria-labelledby="tunggu"><div class="judul-bag"><h2 id="tunggu">Menunggu jawaban</h2></div>${objectionList(state.waiting)}</section>`,
      state.answered.length > 0 &&
        html`<section aria-labelledby="jawab"><div class="judul-bag"><h2 id="jawab">Sudah dijawab</h2></div>${objectionList(state.answered)}</section>`,
    ),
  );

export const questionList = (rows: readonly QuestionRow[]): Html =>
  html`<ul class="kartu tugas">${rows.map(
    (row) =>
      html`<li><a href="${rollPath({ id: row.sessionId })}/${row.enrolmentId}/pilih"><span class="bulat emas">${icon('awas')}</span><span class="rapat"><span class="tebal">${row.name}</span><span class="mungil redup">${row.no}, Sesi ${row.sessionNo}: ${row.topic}, ${plainDate(dayOf(row.startsAt, row.zone))}</span></span><span class="mungil tebal">Pilih</span></a></li>`,
  )}</ul>`;

export const objectionList = (rows: readonly ObjectionRow[]): Html =>
  html`<ul class="kartu tugas">${rows.map(
    (row) =>
      html`<li><a href="/periksa/keberatan/${row.id}"><span class="jam">${row.no}</span><span class="rapat"><span class="tebal">${row.name}</span><span class="mungil redup">Sesi ${row.sessionNo}, ${aboutWords(row)}</span><span class="mungil">${row.says}</span></span>${answerStamp(row)}</a></li>`,
  )}</ul>`;

const aboutWords = (row: ObjectionRow): string =>
  row.about
    ? `ditandai ${statusWords({ status: row.about, minutesLate: row.aboutMinutes })}`
    : 'belum ditandai';

function answerStamp(row: ObjectionRow): Html {
  if (row.outcome === 'accepted') return stamp('selesai', icon('centang'), 'Diterima');
  if (row.outcome === 'refused') return stamp('belum', 'Ditolak');
  return row.afterClosing ? stamp('awas', 'Sesudah kunci') : stamp('awas', icon('jam'), 'Menunggu');
}

export type AnswerState = {
  objection: ObjectionRow;
  row: RollRow | undefined;
  actorId: string;
  filled?: Filled;
  refusal?: AnswerRefusal;
};

/** One objection: what the kader says, what is recorded, Terima with the mark or Tolak with a sentence. */
export function objectionPage(shell: Shell, state: AnswerState): Html {
  const { objection, row, actorId } = state;
  return page(
    shell,
    { title: `${state.filled ? 'Perlu diperbaiki: ' : ''}Keberatan ${objection.name}` },
    main(
      backLink('/periksa/keberatan', 'Semua keberatan'),
      heading(`Keberatan ${objection.name}`, {
        above: `${objection.no}. ${plainDate(dayOf(objection.startsAt, objection.zone))}`,
        below: `Sesi ${objection.sessionNo}: ${objection.topic}, ${aboutWords(objection)}.`,
      }),
      state.refusal && refusal(html`<p>${answerRefusal(state.refusal)}</p>`),
      errorSummary(state.filled ?? EMPTY, LABELS),
      html`<blockquote class="kutipan"><p>${objection.says}</p><footer class="mungil redup">${objection.name}, ${plainDate(dayOf(objection.at, objection.zone))} pukul ${clockTime(objection.at, objection.zone)}</footer></blockquote>`,
      objection.afterClosing &&
        warning(
          html`<p>Keberatan ini masuk sesudah presensi dikunci. Jawaban tersimpan, perubahan dihitung setelah presensi dibuka kembali.</p>`,
        ),
      html`<div class="jejak"><span class="tebal">Riwayat presensi</span>${
        row && row.marks.length > 0
          ? html`<ol class="rapat">${row.marks.map((mark) => historyLine(mark, objection.zone, actorId))}</ol>`
          : html`<span>Belum ditandai.</span>`
      }</div>`,
      objection.outcome ? answered(objection) : waiting(shell, state),
    ),
  );
}

const LABELS = {
  status: 'Presensi',
  minutes: 'Menit terlambat',
  reason: 'Kalimat untuk kader',
  outcome: 'Jawaban',
};

function answered(objection: ObjectionRow): Html {
  const at =
    objection.answeredAt &&
    `${plainDate(dayOf(objection.answeredAt, objection.zone))} pukul ${clockTime(objection.answeredAt, objection.zone)}`;
  return html`<div class="kartu"><div class="dalam rapat"><p class="tebal">${objection.outcome === 'accepted' ? 'Diterima' : 'Ditolak'}: ${objection.reason}</p><p class="mungil redup">Oleh ${objection.answeredBy}, ${at}</p></div></div>`;
}

function waiting(shell: Shell, state: AnswerState): Html {
  if (state.objection.personId === state.actorId)
    return html`<p>Keberatan Anda sendiri dijawab oleh orang lain.</p>`;
  return state.objection.mayAnswer
    ? answerForms(shell, state)
    : html`<p>Menunggu jawaban. Anda hanya melihat.</p>`;
}

function answerForms(shell: Shell, { objection, row, filled = EMPTY }: AnswerState): Html {
  const action = `/periksa/keberatan/${objection.id}`;
  const chosen = filled.values['status'] ?? 'hadir';
  const accepting = filled.values['outcome'] !== 'refused';
  const bases = html`<input type="hidden" name="bases" value="${filled.values['bases'] ?? (row?.heads ?? []).map((head) => head.id).join(' ')}">`;
  const only = (part: 'accepted' | 'refused'): Filled =>
    (part === 'accepted') === accepting ? filled : EMPTY;
  return html`<div class="deret"><section class="kartu-isian tumpuk" aria-labelledby="terima"><h2 id="terima">Terima</h2>${form(
    shell,
    { action, class: 'tumpuk isian-presensi' },
    bases,
    html`<input type="hidden" name="outcome" value="accepted"><fieldset class="segmen"><legend class="kasat">Presensi yang benar</legend>${Object.entries(
      STATUS,
    ).map(
      ([value, word]) =>
        html`<label class="${SHADE[value as MarkStatus]}"><input type="radio" name="status" value="${value}"${value === chosen && html` checked`}><span>${icon('centang')}${word}</span></label>`,
    )}</fieldset><div class="hanya-terlambat">${field({ name: 'minutes', label: LABELS.minutes, inputmode: 'numeric', filled: only('accepted') })}</div><button class="tombol lebar">Terima dan betulkan</button>`,
  )}</section><section class="kartu-isian tumpuk" aria-labelledby="tolak"><h2 id="tolak">Tolak</h2>${form(
    shell,
    { action },
    html`<input type="hidden" name="outcome" value="refused">`,
    field({
      name: 'reason',
      label: LABELS.reason,
      hint: 'Mengapa presensi tetap begitu.',
      rows: 3,
      filled: only('refused'),
    }),
    html`<button class="tombol kedua lebar">Tolak</button>`,
  )}</section></div>`;
}

function answerRefusal(refused: AnswerRefusal): Part {
  switch (refused.reason) {
    case 'own':
      return 'Keberatan Anda sendiri dijawab oleh orang lain.';
    case 'answered':
      return 'Keberatan ini sudah dijawab orang lain. Muat ulang halaman untuk membacanya.';
    case 'reason':
      return 'Tulis satu kalimat untuk kader.';
    case 'mark':
      return refusalWords(refused.mark);
    case 'not-found':
      return 'Keberatan ini tidak ada di sesi Anda.';
  }
}
