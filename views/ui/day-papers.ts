import { dayOf } from './format.ts';
import { html, type Part } from './html.ts';

const DAY_MS = 86_400_000;
export type PaperLink = { href: string; words: string };

/** Ways to the empty daftar hadir of today and tomorrow, where there are sessions: for the day that the power fails. */
export function blankSheets(path: string, days: readonly string[], now: Date, zone: string): PaperLink[] {
  const near = [
    { day: dayOf(now, zone), word: 'hari ini' },
    { day: dayOf(new Date(now.getTime() + DAY_MS), zone), word: 'besok' },
  ];
  return near
    .filter(({ day }) => days.includes(day))
    .map(({ day, word }) => ({
      href: `${path}?hari=${day}&kosong=1`,
      words: `Cetak lembar kosong ${word}`,
    }));
}

/** What can be read as a whole or printed, one link after the other. */
export const paperLinks = (links: readonly PaperLink[]): Part =>
  html`<nav aria-label="Halaman lain dan cetakan"><ul class="tautan-lain sejajar">${links.map(({ href, words }) => html`<li><a href="${href}">${words}</a></li>`)}</ul></nav>`;
