import type { Advice } from '../../../src/quiz/statistics/advice.ts';
import type { Study, StudiedItem } from '../../../src/quiz/statistics/study.ts';
import { html, type Html, type Part } from '../../ui/html.ts';
import { stamp } from '../../ui/notice.ts';
import { richLine } from '../../ui/rich-text.ts';
import { fewNote, FIGURES, figureText, verdict } from './words.ts';

/** A figure that no question can have here (weights of drawn questions) gets no column. */
const shownOf = (items: readonly StudiedItem[]) =>
  FIGURES.filter(({ key }) => items.some(({ figures }) => figures[key].reason !== 'drawn'));

/** Every question with its verdict in words, its figures, and who chose what, folded. */
export function itemTable({ items, advice, whole }: Study): Html {
  const shown = shownOf(items);
  const flawed = new Map(advice.map((one) => [one.question, one]));
  return html`<div class="kartu kartu-tabel"><table class="soal-angka"><caption class="kasat">Angka tiap soal</caption><thead><tr><th scope="col">Soal</th><th scope="col">Kader</th>${shown.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead>${items.map(
    (item, at) => itemRows(item, at + 1, flawed.get(item.question.id), whole.people, shown),
  )}</table></div>`;
}

function itemRows(
  { question, figures, table }: StudiedItem,
  n: number,
  advice: Advice | undefined,
  all: number,
  shown: typeof FIGURES,
): Html {
  const few = figures.people < all ? fewNote(figures.people) : '';
  return html`<tbody id="soal-${n}"><tr><th scope="row"><span class="angka">${n}.</span> ${richLine(question.body.text)}<small>${verdict(figures)}</small>${advice && (advice.urgent ? stamp('awas', 'Perlu diperbaiki') : stamp('belum', 'Boleh ditinjau'))}</th><td data-l="Kader">${figures.people}</td>${shown.map(
    ({ key, name }) => html`<td data-l="${name}">${figureText(figures[key])}</td>`,
  )}</tr><tr class="pilihan-soal"><td colspan="${shown.length + 2}">${few}<details><summary>Siapa memilih apa<span class="kasat">: soal ${n}</span></summary>${optionRows({ question, figures, table }, n)}</details></td></tr></tbody>`;
}

function optionRows({ question, table }: StudiedItem, n: number): Html {
  const right = (id: string): boolean => (question.key.weights[id] ?? 0) > 0;
  const counts = ({ all, strong, weak }: { all: number; strong: number; weak: number }): Part[] => [
    html`<td>${all}</td>`,
    table.groups && html`<td>${strong}</td><td>${weak}</td>`,
  ];
  const says = new Map(question.body.options.map(({ id, html: markup }) => [id, markup]));
  return html`<table class="rata"><caption class="kasat">Pilihan pada soal ${n}</caption><thead><tr><th scope="col">Pilihan</th><th scope="col">Semua (${table.people})</th>${
    table.groups &&
    html`<th scope="col">Kuat (${table.groups.strong})</th><th scope="col">Lemah (${table.groups.weak})</th>`
  }</tr></thead><tbody>${table.options.map(
    (one) =>
      html`<tr><th scope="row">${richLine(says.get(one.option) ?? '')}${right(one.option) && html` ${stamp('selesai', 'Benar')}`}</th>${counts(one)}</tr>`,
  )}${table.empty.all > 0 && html`<tr><th scope="row">Tidak dijawab</th>${counts(table.empty)}</tr>`}</tbody></table>${
    table.groups === null &&
    html`<p class="mungil redup">Nilai kader terlalu sama untuk membedakan yang kuat dan yang lemah.</p>`
  }`;
}
