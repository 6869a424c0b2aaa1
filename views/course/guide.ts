import type { GuideView } from '../../src/course/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { jp } from '../ui/format.ts';
import { html, type Html } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
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
      guide.objectives.length > 0 && objectives(guide.objectives),
      html`<article class="naskah">${richText(guide.html)}</article>`,
    ),
  );
}

const objectives = (sentences: readonly string[]): Html =>
  html`<div class="pesan info">${icon('bendera')}<div class="rapat"><p><b>Tujuan kader</b></p><ul class="butir">${sentences.map(
    (sentence) => html`<li>${sentence}</li>`,
  )}</ul></div></div>`;
