import type { Shell } from '../../src/http/page.ts';
import { html, type Html } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty } from '../ui/notice.ts';
import { QUESTIONS } from './evaluation.ts';

type Results = {
  bimtek: { bimtek_id: string; name: string; label: string };
  answers: { letter: string; answers: unknown }[];
  sealed: number;
};
type Answers = Record<string, number> & { advice: string };

export function evaluationResultsPage(shell: Shell, results: Results): Html {
  const all = results.answers.map((row) => row.answers as Answers);
  const advice = all.flatMap((answers) => (answers.advice ? [answers.advice] : []));
  return page(
    shell,
    { title: 'Hasil evaluasi' },
    main(
      backLink(`/kelola/bimtek/${results.bimtek.bimtek_id}`, results.bimtek.label),
      heading('Hasil evaluasi', {
        below: `${all.length} jawaban terbuka, ${results.sealed} masih tersegel. Jawaban dibuka setelah paling sedikit 5 dari satu kelas terkumpul.`,
      }),
      all.length === 0
        ? empty('Belum ada jawaban yang terbuka.')
        : html`<div class="kartu kartu-tabel"><table class="rata"><caption class="kasat">Rata-rata jawaban, 1 kurang sampai 4 sangat baik</caption><thead><tr><th scope="col">Pernyataan</th><th scope="col">Rata-rata</th></tr></thead><tbody>${QUESTIONS.map(
            (question) =>
              html`<tr><th scope="row">${question.label}</th><td class="angka">${mean(all, question.name)} dari 4</td></tr>`,
          )}</tbody></table></div>`,
      advice.length > 0 &&
        html`<section class="tumpuk" aria-labelledby="saran"><h2 id="saran">Saran</h2><ul class="tumpuk">${advice.map((says) => html`<li class="kartu"><p class="dalam">${says}</p></li>`)}</ul></section>`,
    ),
  );
}

const mean = (all: Answers[], name: string): string =>
  (all.reduce((sum, answers) => sum + (answers[name] ?? 0), 0) / all.length).toFixed(2).replace('.', ',');
