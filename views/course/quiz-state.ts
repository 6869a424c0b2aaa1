import type { LearnerQuiz } from '../../src/course/queries.ts';
import type { TimeZone } from '../../src/database/schema.ts';
import { whyNot } from '../quiz/words.ts';
import { dateTime, score } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import { icon, type IconName } from '../ui/icons.ts';
import { stamp } from '../ui/notice.ts';

/** The quiz of a module: never a lock, no pass mark, as often as one likes. */
export function moduleQuiz(quiz: LearnerQuiz, moduleNo: number): Html {
  const says =
    quiz.reason === 'running'
      ? 'Sedang Anda kerjakan'
      : quiz.bestBp === null
        ? `${quiz.questions} soal, tanpa batas waktu`
        : `Nilai terbaik ${score(quiz.bestBp)}`;
  return html`<div class="baris apit lentur"><p class="mungil redup">${says}</p><a class="tombol kedua kecil" href="/kuis/${quiz.quizId}">Kuis Modul ${moduleNo}</a></div>`;
}

/** Pre-test and post-test: where each stands, with the way to it. */
export function testRows(tests: readonly LearnerQuiz[], zone: TimeZone): Html {
  return html`<section class="tumpuk" aria-labelledby="uji"><h2 id="uji">Pre-test dan post-test</h2><ul class="kartu tugas">${tests.map(
    (quiz) => {
      const [name, tone] = look(quiz);
      return html`<li><div class="isi-t"><span class="bulat ${tone}">${icon(name)}</span><span class="rapat"><span class="tebal">${quiz.title}</span><span class="mungil redup">${testWords(
        quiz,
        zone,
      )}</span></span><span class="aksi">${action(quiz)}</span></div></li>`;
    },
  )}</ul></section>`;
}

function look(quiz: LearnerQuiz): [IconName, string] {
  if (quiz.state === 'selesai') return ['centang', 'hijau'];
  return quiz.state === 'terbuka' ? ['kertas', 'biru'] : ['kunci', ''];
}

function action(quiz: LearnerQuiz): Html {
  if (quiz.state === 'terbuka')
    return html`<a class="tombol kedua kecil" href="/kuis/${quiz.quizId}">${quiz.reason === 'running' ? 'Lanjutkan' : 'Kerjakan'}<span class="kasat"> ${quiz.title}</span></a>`;
  if (quiz.handedIn > 0)
    return html`<a class="keliru" href="/kuis/${quiz.quizId}">Lihat hasil<span class="kasat"> ${quiz.title}</span></a>`;
  return stamp('belum', quiz.state === 'belum' ? 'Belum dibuka' : 'Sudah ditutup');
}

function testWords(quiz: LearnerQuiz, zone: TimeZone): string {
  if (quiz.reason === 'running') return 'Sedang Anda kerjakan.';
  if (quiz.bestBp !== null) return `Nilai terbaik ${score(quiz.bestBp)}`;
  const why = whyNot(quiz, zone);
  if (why) return why;
  return quiz.kind === 'pre' && quiz.closesAt
    ? `${quiz.questions} soal, ditutup ${dateTime(quiz.closesAt, zone)}`
    : `${quiz.questions} soal`;
}
