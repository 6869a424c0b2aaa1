import { html, type Html } from '../ui/html.ts';
import { countWords } from './words.ts';

export type Mark = { answered: boolean; unsure: boolean };

/** A shoot for each question: green answered, gold heart unsure, a line below the open one (`now` from 1; 0: none). */
export function shoots(marks: readonly Mark[], now: number): Html {
  const answered = marks.filter((mark) => mark.answered).length;
  const label = `${answered} dari ${marks.length} soal sudah dijawab${now > 0 ? `, soal ${now} sedang dibuka` : ''}`;
  return html`<svg class="pucuk soal-soal" viewBox="0 0 ${marks.length * 16} 22" preserveAspectRatio="xMinYMid meet" role="img" aria-label="${label}">${marks.map(
    (mark, at) =>
      html`<g class="${shootClass(mark, at + 1 === now)}" transform="translate(${at * 16})"><path d="M1 17l7-16 7 16z"/><path class="t" d="M5.5 17l2.500-6 2.500 6z"/><path class="g" d="M1 19h14v3H1z"/></g>`,
  )}</svg>`;
}

const shootClass = (mark: Mark, now: boolean): string =>
  ['s', mark.answered ? 'ada' : '', mark.unsure ? 'ragu' : '', now ? 'kini' : ''].filter(Boolean).join(' ');

/** All questions as numbers that lead to them. */
export function overview(
  attemptId: string,
  marks: readonly Mark[],
  hrefOf: (n: number) => string,
  now: number,
): Html {
  const answered = marks.filter((mark) => mark.answered).length;
  const unsure = marks.filter((mark) => mark.unsure).length;
  return html`<nav class="kotak-soal" aria-label="Semua soal">${marks.map((mark, at) => numberLink(mark, at + 1, hrefOf(at + 1), at + 1 === now))}</nav>
<p class="mungil"><b class="hitung-soal">${countWords(answered, marks.length)}, ${unsure} masih ragu.</b></p>
<a class="tombol kedua kumpul" href="/percobaan/${attemptId}/kumpulkan">Periksa dan kumpulkan</a>`;
}

function numberLink(mark: Mark, n: number, href: string, now: boolean): Html {
  const label = `Soal ${n}, ${mark.answered ? 'sudah' : 'belum'} dijawab${mark.unsure ? ', ditandai ragu' : ''}${now ? ', sedang dibuka' : ''}`;
  const classes = [mark.answered ? 'isi-j' : '', mark.unsure ? 'ragu' : '', now ? 'kini' : '']
    .filter(Boolean)
    .join(' ');
  return html`<a href="${href}" data-n="${n}" class="${classes}"${now && html` aria-current="step"`} aria-label="${label}">${n}</a>`;
}
