import type { ObjectiveGain } from '../../../src/quiz/statistics/progress.ts';
import { html, type Html, type Part } from '../../ui/html.ts';

const BAND = (at: number): string => (at === 9 ? '90–100' : `${at * 10}–${at * 10 + 9}`);

/** How many people have which score, as columns; the same numbers stand in a table under it. */
export function spreadChart(spread: readonly number[]): Html {
  const most = Math.max(1, ...spread);
  const columns = spread.map((people, at) => {
    const height = Math.round((110 * people) / most);
    return html`<rect class="n" x="${at * 32 + 4}" y="${130 - height}" width="24" height="${height}"/>${
      people > 0 && html`<text x="${at * 32 + 16}" y="${125 - height}" text-anchor="middle">${people}</text>`
    }<text class="r" x="${at * 32 + 16}" y="147" text-anchor="middle">${at * 10}</text>`;
  });
  return html`<figure class="kartu grafik"><svg viewBox="0 0 320 152" role="img" aria-label="Banyaknya kader menurut nilai. Angkanya ada di tabel di bawah gambar."><path class="g" d="M0 130.500h320"/>${columns}</svg><figcaption class="mungil redup">Banyaknya kader menurut nilai, 0 sampai 100</figcaption>
<details><summary>Angka di balik gambar</summary><table class="rata"><caption class="kasat">Banyaknya kader menurut nilai</caption><thead><tr><th scope="col">Nilai</th><th scope="col">Kader</th></tr></thead><tbody>${spread.map((people, at) => html`<tr><th scope="row">${BAND(at)}</th><td>${people}</td></tr>`)}</tbody></table></details></figure>`;
}

const ROW = 22;
const LEFT = 24;
const WIDTH = 280;
const across = (score: number): number => LEFT + Math.round((WIDTH * score) / 100);

/** From pre-test (ring) to post-test (dot) for each objective, numbered as in the table under it. */
export function gainChart(objectives: readonly ObjectiveGain[]): Part {
  if (objectives.length === 0) return '';
  const height = objectives.length * ROW + 24;
  const lines = objectives.map(({ gain }, at) => {
    const [from, to] = [across(gain.before.mean.value ?? 0), across(gain.after.mean.value ?? 0)];
    const y = at * ROW + 12;
    return html`<g class="${to < from ? 'turun' : 'naik'}"><text class="r" x="0" y="${y + 4}">${at + 1}</text><path d="M${from} ${y}H${to}"/><circle class="awal" cx="${from}" cy="${y}" r="5"/><circle class="akhir" cx="${to}" cy="${y}" r="5"/></g>`;
  });
  const grid = [0, 25, 50, 75, 100].map(
    (score) =>
      html`<path class="g" d="M${across(score)} 0V${height - 20}"/><text class="r" x="${across(score)}" y="${height - 6}" text-anchor="middle">${score}</text>`,
  );
  return html`<figure class="kartu grafik"><svg viewBox="0 0 320 ${height}" role="img" aria-label="Nilai tiap tujuan dari pre-test ke post-test. Angkanya ada di tabel di bawah gambar.">${grid}${lines}</svg><figcaption class="mungil redup">Lingkaran kosong: pre-test. Lingkaran penuh: post-test. Merah: turun. Nomor sama dengan di tabel.</figcaption></figure>`;
}
