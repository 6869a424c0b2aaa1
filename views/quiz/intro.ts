import type { Shell } from '../../src/http/page.ts';
import type { QuizRules } from '../../src/quiz/rules.ts';
import type { QuizStanding } from '../../src/quiz/quiz-states.ts';
import type { TimeZone } from '../../src/database/schema.ts';
import { form } from '../ui/form.ts';
import { count, dateTime, score } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, page } from '../ui/layout.ts';
import { refusal, stamp } from '../ui/notice.ts';
import { narrow } from './narrow.ts';
import { quizName, whyNot } from './words.ts';

export type IntroView = {
  quiz: QuizStanding;
  rules: QuizRules;
  zone: TimeZone;
  minutes: number | null;
  refused?: boolean;
};

/** What a quiz is before one begins: state, rules in a few lines, attempts, and the button. */
export function introPage(shell: Shell, view: IntroView): Html {
  const { quiz, zone } = view;
  const name = quizName(quiz.kind, quiz.title);
  const why = whyNot(quiz, zone);
  return page(
    shell,
    { title: name },
    narrow(
      backLink('/belajar', 'Belajar'),
      heading(name, {
        below: `${count(quiz.questions)} soal, ${view.minutes === null ? 'tanpa batas waktu' : `${view.minutes} menit`}`,
      }),
      view.refused && refusal(html`<p>${why || 'Muat ulang halaman ini, lalu coba lagi.'}</p>`),
      html`<section class="kartu utama" aria-label="Keadaan"><div class="pita"></div><div class="dalam tumpuk"><p>${stateStamp(quiz)}</p>${
        why && !view.refused && html`<p>${why}</p>`
      }${facts(view)}${startButton(shell, quiz)}${
        quiz.lastHandedInId &&
        html`<p><a class="tombol kedua lebar" href="/percobaan/${quiz.lastHandedInId}/hasil">Lihat hasil</a></p>`
      }</div></section>`,
      html`<section aria-labelledby="aturan"><div class="judul-bag"><h2 id="aturan">Aturan</h2></div><ul class="aturan">${ruleLines(
        view,
      ).map((line) => html`<li>${icon('centang', 'kecil')}<span>${line}</span></li>`)}</ul></section>`,
    ),
  );
}

function stateStamp(quiz: QuizStanding): Html {
  if (quiz.reason === 'running') return stamp('jalan', icon('jam'), 'Sedang dikerjakan');
  switch (quiz.state) {
    case 'belum':
      return stamp('belum', icon('kunci'), 'Belum dibuka');
    case 'terbuka':
      return stamp('jalan', icon('kertas'), 'Sudah dibuka');
    case 'selesai':
      return stamp('selesai', icon('centang'), 'Selesai');
    case 'ditutup':
      return stamp('belum', icon('kunci'), 'Ditutup');
  }
}

function facts({ quiz, rules, zone }: IntroView): Html {
  const attempts = quiz.allowed === null ? `${quiz.attempts}` : `${quiz.attempts} dari ${quiz.allowed}`;
  return html`<dl class="rinci"><dt>Percobaan</dt><dd>${attempts}</dd>${
    quiz.bestBp !== null &&
    html`<dt>Nilai ${quiz.attempts > 1 && 'terbaik'}</dt><dd>${score(quiz.bestBp)}</dd>`
  }${quiz.kind === 'post' && html`<dt>Batas lulus</dt><dd>${score(rules.post_test_bp)}</dd>`}${
    quiz.closesAt &&
    quiz.reason !== 'closed' &&
    html`<dt>Ditutup</dt><dd>${dateTime(quiz.closesAt, zone)}</dd>`
  }</dl>`;
}

function startButton(shell: Shell, quiz: QuizStanding): Part {
  if (quiz.runningId)
    return html`<a class="tombol lebar" href="/percobaan/${quiz.runningId}">Lanjutkan ${icon('panah')}</a>`;
  if (!quiz.canStart) return '';
  const label = quiz.attempts > 0 ? 'Kerjakan lagi' : 'Mulai';
  return form(
    shell,
    { action: `/kuis/${quiz.quizId}/mulai` },
    html`<button class="tombol lebar">${label} ${icon('panah')}</button>`,
  );
}

function ruleLines({ quiz, rules, minutes }: IntroView): string[] {
  const saved =
    'Jawaban tersimpan setiap kali Anda memilih. Anda boleh berhenti dan melanjutkan, juga dari HP lain.';
  const limit =
    minutes === null
      ? 'Tanpa batas waktu.'
      : `Waktunya ${minutes} menit sejak tombol Mulai. Saat habis, jawaban Anda dikumpulkan.`;
  switch (quiz.kind) {
    case 'pre':
      return [
        'Pre-test mengukur yang sudah Anda tahu. Nilainya tidak menentukan kelulusan.',
        limit,
        'Dikerjakan 1 kali. Ditutup saat sesi kedua dimulai.',
        saved,
      ];
    case 'module':
      return [
        limit,
        'Tidak ada batas lulus. Kuis boleh diulang.',
        'Pembahasan muncul setelah jawaban dikumpulkan.',
        saved,
      ];
    case 'post':
      return [
        `Batas lulus ${score(rules.post_test_bp)}. Nilai terbaik yang dipakai.`,
        `${quiz.allowed ?? rules.post_attempts} percobaan. Setelah hari pembukaan, jarak antarpercobaan 12 jam.`,
        limit,
        saved,
      ];
  }
}
