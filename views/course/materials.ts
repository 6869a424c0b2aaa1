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
      courses.map(courseSection),
    ),
  );
}

function courseSection(course: CourseView): Html {
  return html`<section class="tumpuk" aria-labelledby="kursus-${course.id}"><h2 id="kursus-${course.id}">${course.title}</h2>
<ol class="kartu modul">${course.modules.map(
    (module) =>
      html`<li id="modul-${course.id}-${module.id}"><details><summary><span class="bulat">${module.no}</span><span class="rapat"><span class="tebal">${module.title}</span><span class="mungil redup">${
        module.lessons.length
      } pelajaran, ${module.phase === 'before' ? 'sebelum dan selama bimtek' : 'sesudah bimtek'}</span></span></summary><div class="dalam">${lessonList(
        module.lessons,
        {
          courseId: course.id,
          progress: false,
        },
      )}</div></details></li>`,
  )}</ol></section>`;
}
