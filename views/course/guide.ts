import type { GuideView } from '../../src/course/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { jp } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { richText } from '../ui/rich-text.ts';

/** How to run a module in the room: for pelatih and panitia. */
export function guidePage(shell: Shell, guide: GuideView): Html {
  const title = `Panduan pelatih Modul ${guide.moduleNo}`;
  return page(
    shell,
    { title, bodyClass: 'pelajaran' },
    main(
      backLink(`/belajar#modul-${guide.courseId}-${guide.moduleId}`, 'Materi'),
      heading(title, {
        below: html`${guide.moduleTitle}. Perkiraan waktu <b>${jp(guide.halfJp)} JP</b>. Jadwal bimtek yang menentukan.`,
      }),
      html`<article class="naskah"><h2>Tujuan kader</h2><ul class="butir">${guide.objectives.map(
        (sentence) => html`<li>${sentence}</li>`,
      )}</ul>${richText(guide.html)}</article>`,
    ),
  );
}
