import type { Shell } from '../../../src/http/page.ts';
import type { QuizLine } from '../../../src/quiz/statistics/queries.ts';
import { html, type Html } from '../../ui/html.ts';
import { icon } from '../../ui/icons.ts';
import { backLink, heading, main, page } from '../../ui/layout.ts';
import { empty } from '../../ui/notice.ts';
import { quizName } from '../words.ts';

/** The quizzes of a bimtek, to look at their questions, and the way to pre-test and post-test. */
export function quizListPage(
  shell: Shell,
  { bimtek, quizzes }: { bimtek: { id: string; name: string }; quizzes: QuizLine[] },
): Html {
  const results = `/kelola/bimtek/${bimtek.id}/hasil`;
  return page(
    shell,
    { title: 'Belajar dari hasil' },
    main(
      backLink(results, 'Hasil'),
      heading('Belajar dari hasil', {
        above: bimtek.name,
        below: 'Soal mana yang perlu diperbaiki, dan apa yang belum dipahami kader.',
      }),
      html`<ul class="kartu tugas"><li><a href="${results}/kemajuan"><span class="bulat hijau">${icon('piala')}</span><span class="rapat"><span class="tebal">Kemajuan pre-test ke post-test</span><span class="mungil redup">Untuk kader yang sama, menurut tujuan, kelas, dan kabupaten</span></span>${icon('panah')}</a></li></ul>`,
      html`<section aria-labelledby="kuis" class="tumpuk"><h2 id="kuis">Mutu soal tiap kuis</h2>${
        quizzes.length === 0
          ? empty(
              'Bimtek ini belum memakai kursus yang punya kuis.',
              html`<p><a class="tombol kedua" href="/kelola/bimtek/${bimtek.id}/kursus">Pilih kursus</a></p>`,
            )
          : html`<ul class="kartu tugas">${quizzes.map((quiz) => quizRow(results, quiz))}</ul>`
      }</section>`,
    ),
  );
}

const quizRow = (results: string, { id, kind, title, people }: QuizLine): Html =>
  html`<li><a href="${results}/soal/${id}"><span class="bulat">${icon('kertas')}</span><span class="rapat"><span class="tebal">${quizName(kind, title)}</span><span class="mungil redup">${people === 0 ? 'Belum ada yang mengumpulkan' : `${people} kader sudah mengumpulkan`}</span></span>${icon('panah')}</a></li>`;
