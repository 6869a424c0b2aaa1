import type { WeakObjective } from '../../src/board/weak-objectives.ts';
import { html, type Html } from '../ui/html.ts';

const percent = new Intl.NumberFormat('id-ID', { maximumFractionDigits: 0 });
/** Below this number of kader a share proves nothing. */
const FEW = 5;

/** What the kader of the area understand least, for who plans the next visit. */
export function weakObjectivesPart(objectives: readonly WeakObjective[]): Html {
  const few = objectives.some(({ people }) => people < FEW);
  return html`<section aria-labelledby="kurang-paham" class="tumpuk"><h2 id="kurang-paham">Yang paling belum dipahami kader Anda</h2>${
    objectives.length === 0
      ? html`<p class="redup">Belum ada kader yang mengumpulkan post-test.</p>`
      : html`<ol class="kartu tugas">${objectives.map(
          ({ says, module, people, percent: share }) =>
            html`<li><div class="isi-t"><span class="nomor">${percent.format(Math.floor(share))}%</span><span class="rapat"><span class="tebal">${says}</span><span class="mungil redup">${module}. Rata-rata jawaban ${people} kader di post-test terakhir.</span></span></div></li>`,
        )}</ol>${few && html`<p class="mungil redup">Kelompok yang kurang dari ${FEW} kader tidak membuktikan apa pun.</p>`}`
  }</section>`;
}
