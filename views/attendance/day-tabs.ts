import type { PresensiBimtek } from '../../src/attendance/overview.ts';
import { plainDate } from '../ui/format.ts';
import { html, type Html, type Part } from '../ui/html.ts';

/** "3 Juni": a day within a bimtek, whose year is known. */
export const shortDay = (day: string): string => plainDate(day).replace(/ \d{4}$/, '');

/** The days of a bimtek with sessions; `hrefOf` leads to one, `note` stands behind its name. */
export const dayTabs = (
  { days }: PresensiBimtek,
  current: string,
  hrefOf: (day: string) => string,
  note: (day: string) => Part = () => '',
): Html =>
  html`<nav class="pilah" aria-label="Hari">${days.map(
    (day) =>
      html`<a href="${hrefOf(day)}"${day === current && html` aria-current="true"`}>${shortDay(day)}${note(day)}</a>`,
  )}</nav>`;
