import { html, type Part } from './html.ts';
import { icon } from './icons.ts';
import { dayOf } from './format.ts';

const DAY_MS = 86_400_000;

/** Ways to the empty daftar hadir of today and tomorrow, where there are sessions: for the day that the power fails. */
export function blankSheets(path: string, days: readonly string[], now: Date, zone: string): Part {
  const near = [
    { day: dayOf(now, zone), word: 'hari ini' },
    { day: dayOf(new Date(now.getTime() + DAY_MS), zone), word: 'besok' },
  ].filter(({ day }) => days.includes(day));
  return near.map(
    ({ day, word }) =>
      html`<a class="tombol kedua kecil" href="${path}?hari=${day}&amp;kosong=1">${icon('kertas', 'kecil')}Cetak lembar kosong ${word}</a>`,
  );
}

/** The filled daftar hadir of a day. */
export const filledSheet = (path: string, day: string, words: string): Part =>
  html`<a class="tombol kedua kecil" href="${path}?hari=${day}">${icon('unduh', 'kecil')}${words}</a>`;
