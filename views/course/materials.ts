import type { CourseView } from '../../src/course/queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { html, type Html } from '../ui/html.ts';
import { heading, main, page } from '../ui/layout.ts';
import { empty } from '../ui/notice.ts';
import { lessonList } from './parts.ts';

/** Every course for whoever reads without progress: duta, pelatih, korkab, panitia. */
export function materialsPage(shell: Shell, courses: readonly CourseView[]): Html {
  return page(
    shell,
    { title: 'Materi' },
    main(
      heading('Materi', { below: 'Pelajaran yang dibaca kader sebelum dan sesudah bimtek.' }),
      courses.length === 0 &&
        empty(
          'Belum ada materi. Muat kursus lebih dulu.',
          html`<a class="tombol kedua" href="/bantuan">Bantuan</a>`,
        ),
      courses.map((course) => courseSection(course, teaches(shell))),
    ),
  );
}

/** Whoever teaches or organises finds the page for the trainer under each module. */
const teaches = ({ person }: Shell): boolean =>
  person !== null && (person.roles.has('pelatih') || person.roles.has('panitia'));

function courseSection(course: CourseView, teaching: boolean): Html {
  return html`<section class="tumpuk" aria-labelledby="kursus-${course.id}"><h2 id="kursus-${course.id}">${course.title}</h2>
<ol class="kartu modul">${course.modules.map(
    (module) =>
      html`<li id="modul-${course.id}-${module.id}"><details><summary><span class="bulat">${module.no}</span><span class="rapat"><span class="tebal">${module.title}</span><span class="mungil redup">${
        module.lessons.length
      } pelajaran, ${module.phase === 'before' ? 'sebelum dan selama bimtek' : 'sesudah bimtek'}</span></span></summary><div class="dalam tumpuk">${lessonList(
        module.lessons,
        {
          courseId: course.id,
          progress: false,
        },
      )}${teaching && module.hasGuide && guideLink(course.id, module)}</div></details></li>`,
  )}</ol></section>`;
}

const guideLink = (courseId: string, module: { id: string; no: number }): Html =>
  html`<p><a class="tombol kedua" href="/panduan/${courseId}/${module.id}">Panduan pelatih Modul ${module.no}</a></p>`;
