import type { Shell } from '../../../src/http/page.ts';
import type { StudiedQuiz } from '../../../src/quiz/statistics/queries.ts';
import type { Choices, Narrow, Study } from '../../../src/quiz/statistics/study.ts';
import { html, type Html, type Part } from '../../ui/html.ts';
import { icon } from '../../ui/icons.ts';
import { backLink, heading, main, page } from '../../ui/layout.ts';
import { empty } from '../../ui/notice.ts';
import { quizName } from '../words.ts';
import { spreadChart } from './charts.ts';
import { itemTable } from './item-table.ts';
import { narrowForm, narrowQuery } from './narrow.ts';
import { plainText } from './plain-text.ts';
import { fewNote, FIGURES, figureText, flawText, WHOLE_FIGURES } from './words.ts';

type State = {
  bimtek: { id: string; name: string };
  quiz: StudiedQuiz;
  narrow: Narrow;
  choices: Choices;
  study: Study;
};

/** The questions of a quiz: which to mend first, the figures of the whole, then every question. */
export function studyPage(shell: Shell, state: State): Html {
  const { bimtek, quiz, narrow, study } = state;
  const list = `/kelola/bimtek/${bimtek.id}/hasil/soal`;
  const here = `${list}/${quiz.id}`;
  const { people } = study.whole;
  return page(
    shell,
    { title: `Mutu soal: ${quizName(quiz.kind, quiz.title)}` },
    main(
      backLink(list, 'Belajar dari hasil'),
      heading(`Mutu soal: ${quizName(quiz.kind, quiz.title)}`, {
        above: bimtek.name,
        below: `${people} kader. Yang dihitung: percobaan pertama tiap kader${narrow.form ? ` dengan paket ${narrow.form}` : ''}.`,
      }),
      narrowForm(here, narrow, state.choices),
      fewNote(people),
      people === 0
        ? empty(
            'Belum ada kader yang mengumpulkan dan cocok dengan saringan ini.',
            html`<p><a class="tombol kedua" href="${here}">Tampilkan semua</a></p>`,
          )
        : [
            mendFirst(study),
            whole(study),
            spreadChart(study.spread),
            html`<section aria-labelledby="soal" class="tumpuk"><div class="judul-bag lentur"><h2 id="soal">Semua soal</h2><a class="tombol kedua kecil" href="${here}/unduh.xlsx${narrowQuery(narrow)}">${icon('unduh', 'kecil')}Unduh Excel</a></div>${unasked(study)}${itemTable(study)}${help()}</section>`,
          ],
    ),
  );
}

function mendFirst({ advice, items }: Study): Html {
  const at = new Map(items.map(({ question }, index) => [question.id, index]));
  return html`<section aria-labelledby="perbaiki" class="tumpuk"><h2 id="perbaiki">Soal yang perlu diperbaiki lebih dulu</h2>${
    advice.length === 0
      ? html`<p>Belum ada soal yang tampak bermasalah.</p>`
      : html`<ol class="kartu tugas">${advice.slice(0, 10).map(({ question, flaws, option }) => {
          const index = at.get(question) ?? 0;
          const body = items[index]?.question.body;
          const said = body?.options.find(({ id }) => id === option)?.html;
          return html`<li><a href="#soal-${index + 1}"><span class="nomor">${index + 1}</span><span class="rapat"><span class="tebal">${plainText(body?.text ?? '')}</span>${flaws.map(
            (flaw) =>
              html`<span class="mungil">${flawText(flaw, said === undefined ? null : plainText(said))}</span>`,
          )}</span>${icon('panah')}</a></li>`;
        })}</ol>`
  }${advice.length > 10 && html`<p class="redup">${advice.length - 10} soal lain juga diberi tanda di daftar semua soal.</p>`}</section>`;
}

function whole({ whole: figures }: Study): Html {
  return html`<section aria-labelledby="seluruh" class="tumpuk"><h2 id="seluruh">Kuis ini seluruhnya</h2><dl class="kartu angka-hasil">${WHOLE_FIGURES.map(
    ({ key, name, decimals }) =>
      html`<div><dt>${name}</dt><dd>${figureText(figures[key], decimals)}</dd></div>`,
  )}</dl>${
    figures.consistencyOf === 'parts' &&
    html`<p class="mungil redup">Soal diundi, jadi keajekan dihitung antarmodul, bukan antarsoal.</p>`
  }<details><summary>Arti angka kuis</summary><dl class="rinci">${WHOLE_FIGURES.map(({ name, help: says }) => html`<dt>${name}</dt><dd>${says}</dd>`)}</dl></details></section>`;
}

const unasked = ({ unasked: left }: Study): Part =>
  left > 0 && html`<p class="redup">${left} soal lain di bank belum pernah muncul untuk kader ini.</p>`;

const help = (): Html =>
  html`<details><summary>Arti angka soal</summary><dl class="rinci">${FIGURES.map(({ name, help: says }) => html`<dt>${name}</dt><dd>${says}</dd>`)}</dl><p class="mungil redup">Rumus sama dengan laporan statistik kuis Moodle. Kuat dan lemah: 27 persen kader dengan nilai tertinggi dan terendah.</p></details>`;
