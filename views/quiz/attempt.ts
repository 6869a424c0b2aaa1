import type { Shell } from '../../src/http/page.ts';
import type { CurrentAnswer } from '../../src/quiz/current-answers.ts';
import type { OwnAttempt, ShownQuestion } from '../../src/quiz/queries.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { page } from '../ui/layout.ts';
import { type Mark, overview, shoots } from './overview.ts';
import { chosenOf, type Chosen, questionForm } from './question.ts';
import { countWords, quizName } from './words.ts';

export type AttemptView = {
  attempt: OwnAttempt;
  questions: ShownQuestion[];
  answers: ReadonlyMap<number, CurrentAnswer>;
};

/** The whole attempt on one page, without any key. The page script shows one question at a time. */
export function attemptPage(shell: Shell, view: AttemptView): Html {
  const { attempt, questions, answers } = view;
  const marks = marksOf(view);
  const key = shell.formKey();
  const map = overview(attempt.id, marks, (n) => `#soal-${n}`, 0);
  const save = html`<p class="tanpa-skrip"><button class="tombol kedua kecil">Simpan jawaban</button></p>`;
  return page(
    shell,
    {
      title: `${questions.length} soal, ${quizName(attempt.kind, attempt.title)}`,
      foot: true,
      scripts: ['quiz.js'],
    },
    html`<main id="utama" class="kuis-isi" data-percobaan="${attempt.id}" data-jumlah="${questions.length}" data-nama="${quizName(attempt.kind, attempt.title)}"${remaining(shell, attempt)}>${head(html`${questions.length} soal`, view, marks, 0)}
<div class="isi dua kuis"><div class="tumpuk longgar">${questions.map((question) =>
      questionForm({
        attemptId: attempt.id,
        question,
        chosen: chosenOf(answers.get(question.n)),
        key: `${key}.${question.n}`,
        status: answers.has(question.n) ? 'Tersimpan' : '',
        button: save,
      }),
    )}<details class="hanya-hp"><summary>Lihat semua soal</summary><div class="tumpuk">${map}</div></details></div>
<aside class="tumpuk hanya-lebar" aria-labelledby="peta"><section class="kartu"><div class="dalam tumpuk"><h2 id="peta">Semua soal</h2>${map}</div></section></aside></div>
<div class="kaki"><div><button class="tombol kedua mundur" type="button" hidden>${icon('kiri')}Sebelumnya</button><button class="tombol ujung maju" type="button" hidden>Berikutnya ${icon('panah')}</button><a class="tombol ujung kumpul terakhir" href="/percobaan/${attempt.id}/kumpulkan">Periksa dan kumpulkan</a></div></div>
<template id="dengar"><p class="dengar"><button class="tombol polos" type="button">${icon('suara')}Dengarkan soal</button></p></template></main>`,
  );
}

/** One question a page: the way through an attempt without script. */
export function questionPage(
  shell: Shell,
  view: AttemptView,
  n: number,
  more: { chosen?: Chosen; refusal?: string; kabar?: string | undefined } = {},
): Html {
  const { attempt, questions, answers } = view;
  const question = questions[n - 1];
  if (!question) throw new Error(`attempt ${attempt.id} has no question ${n}`);
  const marks = marksOf(view);
  const map = overview(attempt.id, marks, (other) => `/percobaan/${attempt.id}/soal/${other}`, n);
  const title = `Soal ${n} dari ${questions.length}, ${quizName(attempt.kind, attempt.title)}`;
  const last = n === questions.length;
  return page(
    shell,
    { title: more.refusal ? `Perlu diperbaiki: ${title}` : title, foot: true },
    html`<main id="utama" class="kuis-isi">${head(html`Soal ${n} <span class="redup">dari ${questions.length}</span>`, view, marks, n)}
<div class="isi dua kuis"><div class="tumpuk">${more.refusal && html`<div class="galat-ringkas" role="alert" tabindex="-1" autofocus><h2>Belum tersimpan</h2><p>${more.refusal}</p></div>`}${questionForm(
      {
        attemptId: attempt.id,
        question,
        chosen: more.chosen ?? chosenOf(answers.get(n)),
        key: shell.formKey(),
        status: answers.has(n) ? 'Tersimpan' : '',
        button: '',
      },
    )}<details class="hanya-hp"><summary>Lihat semua soal</summary><div class="tumpuk">${map}</div></details></div>
<aside class="tumpuk hanya-lebar" aria-labelledby="peta"><section class="kartu"><div class="dalam tumpuk"><h2 id="peta">Semua soal</h2>${map}</div></section></aside></div>
<div class="kaki"><div>${n > 1 && html`<a class="tombol kedua" href="/percobaan/${attempt.id}/soal/${n - 1}">Sebelumnya</a>`}<button class="tombol ujung bungkus" form="soal-${n}">${last ? 'Simpan dan periksa' : 'Simpan dan lanjut'}</button></div></div></main>`,
  );
}

export const marksOf = ({ questions, answers }: AttemptView): Mark[] =>
  questions.map(({ n }) => {
    const { picked, unsure } = chosenOf(answers.get(n));
    return { answered: picked.length > 0, unsure };
  });

function head(title: Part, { attempt, questions }: AttemptView, marks: readonly Mark[], now: number): Html {
  const answered = marks.filter((mark) => mark.answered).length;
  return html`<div class="kuis-kepala"><div>
<div class="baris apit"><h1 class="soal-ke" tabindex="-1">${title}</h1>${
    attempt.layout.minutes === null
      ? html`<p class="mungil redup satu-baris">${quizName(attempt.kind, attempt.title)}, percobaan ${attempt.no}</p>`
      : html`<p class="mungil tebal angka"><span class="sisa">${attempt.layout.minutes} menit</span><span class="kasat" id="sisa-kabar" role="status"></span></p>`
  }</div>
<div class="baris apit">${shoots(marks, now)}<p class="mungil tebal angka"><span class="hitung-kepala">${countWords(answered, questions.length)}</span></p></div>
</div></div>`;
}

/** Seconds left on the server's clock, for the page script; only with a time limit. */
function remaining(shell: Shell, attempt: OwnAttempt): Part {
  if (attempt.layout.minutes === null || !attempt.ends_at) return '';
  const seconds = Math.max(0, Math.floor((attempt.ends_at.getTime() - shell.now.getTime()) / 1000));
  return html` data-sisa="${seconds}"`;
}
