import type { Shell } from '../../src/http/page.ts';
import { form } from '../ui/form.ts';
import { html, type Html } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, page } from '../ui/layout.ts';
import { info, warning } from '../ui/notice.ts';
import { type AttemptView, marksOf } from './attempt.ts';
import { narrow } from './narrow.ts';
import { countWords, quizName } from './words.ts';

/** Before handing in: what is unanswered first, then what is marked unsure. */
export function checkPage(shell: Shell, view: AttemptView): Html {
  const { attempt } = view;
  const marks = marksOf(view);
  const numbered = marks.map((mark, at) => ({ ...mark, n: at + 1 }));
  const open = numbered.filter((mark) => !mark.answered);
  const unsure = numbered.filter((mark) => mark.unsure && mark.answered);
  const links = (list: { n: number }[], label: string) =>
    html`<nav class="kotak-soal" aria-label="${label}">${list.map(({ n }) => html`<a href="/percobaan/${attempt.id}/soal/${n}" aria-label="Soal ${n}, ${label.toLowerCase()}">${n}</a>`)}</nav>`;
  return page(
    shell,
    { title: `Periksa jawaban, ${quizName(attempt.kind, attempt.title)}`, foot: true, scripts: ['quiz.js'] },
    narrow(
      backLink(`/percobaan/${attempt.id}`, 'Kembali ke soal'),
      heading('Periksa jawaban', {
        above: `${quizName(attempt.kind, attempt.title)}, percobaan ${attempt.no}`,
        below: `${countWords(marks.length - open.length, marks.length)}.`,
      }),
      open.length > 0 &&
        html`<section class="kartu" aria-labelledby="belum"><div class="dalam tumpuk"><h2 id="belum">Belum dijawab</h2>${links(open, 'Belum dijawab')}</div></section>`,
      unsure.length > 0 &&
        html`<section class="kartu" aria-labelledby="ragu"><div class="dalam tumpuk"><h2 id="ragu">Masih ragu</h2>${links(unsure, 'Masih ragu')}</div></section>`,
      open.length > 0
        ? warning(html`<p>Soal yang belum dijawab bernilai 0.</p>`)
        : info(html`<p>Semua soal sudah dijawab.</p>`),
      html`<p class="status galat" role="alert" id="belum-terkirim"></p>`,
      html`<div class="kaki"><div><p class="kaki-ket mungil">Kumpulkan sekarang? Jawaban tidak bisa diubah lagi.</p>${form(
        shell,
        {
          action: `/percobaan/${attempt.id}/kumpulkan`,
          class: 'ujung pas',
          id: 'kumpulkan',
          waits: `Kumpulkan ${quizName(attempt.kind, attempt.title)}`,
        },
        html`<button class="tombol" data-percobaan="${attempt.id}">Kumpulkan ${icon('panah')}</button>`,
      )}</div></div>`,
    ),
  );
}
