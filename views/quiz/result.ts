import type { Shell } from '../../src/http/page.ts';
import type { OwnAttempt } from '../../src/quiz/queries.ts';
import type { QuizStanding } from '../../src/quiz/quiz-states.ts';
import type { ReadAgain, Reviewed } from '../../src/quiz/result.ts';
import { dateTime, score } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, page } from '../ui/layout.ts';
import { info, notice, stamp } from '../ui/notice.ts';
import { richLine } from '../ui/rich-text.ts';
import { narrow } from './narrow.ts';
import { LETTERS } from './question.ts';
import { quizName, whyNot } from './words.ts';

export type ResultView = {
  attempt: OwnAttempt & { score_bp: number };
  /** Null when the quiz is no longer part of the bimtek. */
  quiz: QuizStanding | null;
  preBp: number | null;
  readAgain: ReadAgain[];
  /** Null: right answers are not to be seen yet. */
  reviewed: Reviewed[] | null;
  late: number;
  kabar?: string | undefined;
};

const NEWS = {
  'waktu-habis': 'Waktu habis. Jawaban Anda sudah dikumpulkan.',
  dikumpulkan: 'Jawaban Anda sudah dikumpulkan.',
  belakangan: 'Jawaban Anda terkirim belakangan. Pelatih memutuskan apakah dihitung.',
};

export function resultPage(shell: Shell, view: ResultView): Html {
  const { attempt } = view;
  const name = quizName(attempt.kind, attempt.title);
  return page(
    shell,
    { title: `Hasil ${name}` },
    narrow(
      backLink(`/kuis/${attempt.quiz_id}`, name),
      heading(`Hasil ${name}`, {
        below: `Percobaan ${attempt.no}${attempt.handed_in_at && `, dikumpulkan ${dateTime(attempt.handed_in_at, attempt.time_zone)}`}`,
      }),
      notice(view.kabar, NEWS),
      scoreCard(view),
      lateNews(view),
      view.readAgain.length > 0 &&
        html`<section aria-labelledby="lagi"><div class="judul-bag"><h2 id="lagi">Baca lagi</h2></div><ul class="kartu tugas">${view.readAgain.map(again)}</ul></section>`,
      view.reviewed ? review(view.reviewed) : info(html`<p>${whenKeysOpen(attempt)}</p>`),
    ),
  );
}

function scoreCard({ attempt, quiz, preBp }: ResultView): Html {
  const limit = attempt.rules.post_test_bp;
  const passed = attempt.score_bp >= limit;
  const post = attempt.kind === 'post';
  const gain = preBp === null ? null : attempt.score_bp - preBp;
  return html`<section class="kartu utama" aria-label="Nilai"><div class="pita"></div><div class="dalam tumpuk"><div class="status-besar"><span class="bulat ${!post || passed ? 'hijau' : 'emas'}">${icon(!post || passed ? 'centang' : 'ulang')}</span><div class="rapat"><p class="besar-kata">Nilai Anda ${score(attempt.score_bp)}</p>${
    post && html`<p>${passed ? 'Lulus.' : 'Belum lulus.'} Batas lulus ${score(limit)}.</p>`
  }${gain !== null && html`<p class="tebal">${gainWords(gain)}</p>`}</div></div>${nextStep(quiz, attempt)}</div></section>`;
}

const gainWords = (gain: number): string =>
  gain > 0
    ? `Naik ${score(gain)} poin dari pre-test.`
    : gain < 0
      ? `Turun ${score(-gain)} poin dari pre-test.`
      : 'Sama dengan nilai pre-test.';

function nextStep(quiz: QuizStanding | null, attempt: OwnAttempt): Part {
  if (!quiz) return '';
  const why = quiz.kind === 'post' && quiz.state !== 'selesai' ? whyNot(quiz, attempt.time_zone) : '';
  const used =
    quiz.allowed !== null && quiz.kind === 'post' ? `Percobaan ${quiz.attempts} dari ${quiz.allowed}.` : '';
  const go = quiz.canStart || quiz.runningId;
  return html`${(used || why) && html`<p>${used} ${why}</p>`}<div class="apit-aksi kiri">${
    quiz.kind !== 'post' && html`<a class="tombol" href="/belajar">Lanjutkan belajar ${icon('panah')}</a>`
  }${go && html`<a class="tombol kedua" href="/kuis/${quiz.quizId}">Kerjakan lagi</a>`}</div>`;
}

function lateNews({ late, attempt }: ResultView): Part {
  if (late === 0) return '';
  const words = { accepted: 'sudah diterima pelatih dan ikut dihitung', refused: 'tidak dihitung' };
  const says = attempt.late_decision
    ? words[attempt.late_decision]
    : 'menunggu keputusan pelatih dan belum dihitung';
  return info(html`<p>${late} jawaban terkirim belakangan, ${says}.</p>`);
}

const again = ({ says, module, lesson }: ReadAgain): Html =>
  html`<li>${
    lesson
      ? html`<a href="/belajar/${lesson.courseId}/${lesson.id}"><span class="bulat biru">${icon('buku')}</span><span class="rapat"><span class="tebal">${says}</span><span class="mungil redup">${module}: ${lesson.title}</span></span>${icon('panah', 'kecil')}</a>`
      : html`<div class="isi-t"><span class="bulat biru">${icon('buku')}</span><span class="rapat"><span class="tebal">${says}</span><span class="mungil redup">${module}</span></span></div>`
  }</li>`;

function whenKeysOpen({ kind, second_at, pass_deadline, time_zone }: OwnAttempt): string {
  const at = kind === 'pre' ? second_at : pass_deadline;
  const when = at
    ? `${dateTime(at, time_zone)}`
    : kind === 'pre'
      ? 'sesudah pre-test ditutup'
      : 'sesudah batas kelulusan';
  return `Jawaban benar dan pembahasan bisa dilihat ${at ? 'mulai ' : ''}${when}.`;
}

const review = (reviewed: readonly Reviewed[]): Html =>
  html`<section aria-labelledby="bahas"><div class="judul-bag"><h2 id="bahas">Jawaban dan pembahasan</h2></div><ol class="tumpuk bahas">${reviewed.map(
    (one) =>
      html`<li class="kartu"><div class="dalam tumpuk"><div class="baris apit"><h3>Soal ${one.n}</h3>${verdict(one)}</div><p class="tebal">${richLine(one.text)}</p><ul class="tumpuk pilihan">${one.options.map(option)}</ul>${
        one.explanation && html`<p><span class="tebal">Pembahasan.</span> ${richLine(one.explanation)}</p>`
      }</div></li>`,
  )}</ol></section>`;

function verdict({ points, answered }: Reviewed): Html {
  if (!answered) return stamp('belum', 'Tidak dijawab');
  if (points === 10_000) return stamp('selesai', icon('centang'), 'Benar');
  return points > 0
    ? stamp('awas', `Benar sebagian, ${score(points)}`)
    : stamp('galat', icon('tutup'), 'Salah');
}

function option(one: Reviewed['options'][number], at: number): Html {
  const tags = [one.picked ? 'pilihan Anda' : '', one.right ? 'jawaban benar' : '']
    .filter(Boolean)
    .join(', ');
  return html`<li class="${one.right ? 'benar' : one.picked ? 'salah' : ''}"><span class="huruf" aria-hidden="true">${LETTERS[at] ?? ''}</span><span class="rapat"><span>${richLine(one.html)}${tags && html` <b class="mungil">(${tags})</b>`}</span>${
    one.feedback && html`<span class="mungil">${richLine(one.feedback)}</span>`
  }</span></li>`;
}
