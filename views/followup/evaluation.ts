import type { EvaluationRefusal } from '../../src/followup/hand-in-evaluation.ts';
import type { Shell } from '../../src/http/page.ts';
import { dayOf, longDate } from '../ui/format.ts';
import { EMPTY, errorSummary, field, type Filled } from '../ui/form.ts';
import { html, type Html } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty, info, notice, refusal } from '../ui/notice.ts';

export const QUESTIONS: { name: string; label: string }[] = [
  { name: 'material', label: 'Materi mudah dipahami' },
  { name: 'trainers', label: 'Pelatih mengajar dengan jelas' },
  { name: 'room', label: 'Ruang dan sarana mendukung' },
  { name: 'organisers', label: 'Panitia membantu' },
  { name: 'usefulness', label: 'Berguna untuk pekerjaan saya' },
];
const GRADES = ['Kurang', 'Cukup', 'Baik', 'Sangat baik'];
const LABELS = Object.fromEntries([
  ...QUESTIONS.map((q) => [q.name, q.label]),
  ['advice', 'Saran'],
]) as Record<string, string>;

type State = {
  own: { opens_at: Date | null; pass_deadline: Date | null; time_zone: string } | null;
  sent: boolean;
  now: Date;
  kabar: string | undefined;
  filled?: Filled | undefined;
  refusal?: EvaluationRefusal;
};

export function evaluationPage(shell: Shell, state: State): Html {
  const { own } = state;
  const open =
    own?.opens_at != null &&
    state.now >= own.opens_at &&
    !(own.pass_deadline && state.now >= own.pass_deadline);
  return page(
    shell,
    { title: state.filled ? 'Perlu diperbaiki: Evaluasi' : 'Evaluasi' },
    main(
      heading('Evaluasi', {
        below: 'Tanpa nama. Jawaban dicampur dengan jawaban teman sekelas sebelum dibaca.',
      }),
      notice(state.kabar, { terkirim: 'Terima kasih. Evaluasi Anda terkirim.' }),
      state.refusal &&
        refusal(
          html`<p>${state.refusal.reason === 'over' ? 'Evaluasi sudah ditutup.' : 'Evaluasi belum dibuka.'}</p>`,
        ),
      errorSummary(state.filled ?? EMPTY, LABELS),
      !own
        ? empty('Anda belum terdaftar di bimtek.')
        : state.sent
          ? info(html`<p>Evaluasi Anda sudah terkirim. Terima kasih.</p>`)
          : open
            ? evaluationForm(state.filled ?? EMPTY)
            : info(html`<p>${opensSays(own, state.now)}</p>`),
    ),
  );
}

function opensSays(own: NonNullable<State['own']>, now: Date): string {
  if (own.pass_deadline && now >= own.pass_deadline) return 'Evaluasi sudah ditutup.';
  return own.opens_at
    ? `Dibuka pada sesi terakhir, ${longDate(dayOf(own.opens_at, own.time_zone))}.`
    : 'Dibuka pada sesi terakhir kelas Anda.';
}

/** No key field: that an evaluation was sent is known by itself, and no row may carry a hash of its answers. */
const evaluationForm = (filled: Filled): Html =>
  html`<form method="post" action="/evaluasi" class="tumpuk" data-tunggu="Evaluasi" data-rahasia novalidate>${QUESTIONS.map((question) => gradeField(question, filled))}${field(
    {
      name: 'advice',
      label: 'Saran',
      hint: 'Boleh kosong. Jangan tulis nama Anda.',
      rows: 3,
      filled,
    },
  )}<button class="tombol">Kirim</button></form>`;

const gradeField = (question: { name: string; label: string }, filled: Filled): Html =>
  html`<fieldset class="kartu" id="${question.name}"><div class="dalam tumpuk"><legend class="tebal">${question.label}</legend>${
    filled.fields[question.name] && html`<p class="galat-isian">Pilih satu jawaban.</p>`
  }<div class="segmen dua-kolom">${GRADES.map(
    (grade, at) =>
      html`<label><input type="radio" name="${question.name}" value="${at + 1}"${filled.values[question.name] === String(at + 1) && html` checked`}><span>${icon('centang')}${grade}</span></label>`,
  )}</div></div></fieldset>`;
