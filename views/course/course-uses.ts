import type { CourseUse, OfficeBimtek } from '../../src/course/office-queries.ts';
import type { Shell } from '../../src/http/page.ts';
import { dayOf, plainDate } from '../ui/format.ts';
import { actButton } from '../ui/form.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';
import { backLink, heading, main, page } from '../ui/layout.ts';
import { empty, notice, refusal, stamp } from '../ui/notice.ts';

type State = {
  bimtek: OfficeBimtek;
  courses: readonly CourseUse[];
  kabar: string | undefined;
  refused?: 'gone' | 'same';
};

const REFUSED = {
  gone: 'Kursus ini sudah tidak ada. Muat ulang halaman ini.',
  same: 'Bimtek ini sudah memakai versi terbaru.',
};

/** Which courses a bimtek uses and in which version; panitia move it to the newest by an act. */
export function courseUsesPage(shell: Shell, { bimtek, courses, kabar, refused }: State): Html {
  return page(
    shell,
    { title: `Materi, ${bimtek.label}` },
    main(
      backLink(`/kelola/bimtek/${bimtek.id}`, bimtek.label),
      heading('Materi bimtek', { below: 'Kader belajar dari versi yang dipakai bimtek ini.' }),
      !bimtek.writable && html`<p class="mungil redup">Hanya melihat.</p>`,
      notice(kabar, { dipakai: 'Versi terbaru sudah dipakai.' }),
      refused && refusal(html`<p>${REFUSED[refused]}</p>`),
      courses.length === 0
        ? empty('Belum ada kursus. Muat kursus dengan perintah bekal courses load.')
        : html`<ul class="tumpuk">${courses.map((course) => courseCard(shell, bimtek, course))}</ul>`,
      html`<p><a href="/belajar">Baca semua materi</a></p>`,
    ),
  );
}

function courseCard(shell: Shell, bimtek: OfficeBimtek, course: CourseUse): Html {
  const { used, newest } = course;
  const to = `/kelola/bimtek/${bimtek.id}/kursus/${course.id}`;
  const act =
    bimtek.writable &&
    used !== newest &&
    actButton(shell, to, used === null ? 'Pakai kursus ini' : `Pakai versi ${newest}`, { class: '' });
  return html`<li class="kartu"><div class="dalam tumpuk"><div class="baris apit lentur"><h2>${course.title}</h2>${
    used === null
      ? stamp('belum', 'Tidak dipakai')
      : used === newest
        ? stamp('selesai', icon('centang'), 'Versi terbaru')
        : stamp('awas', icon('ulang'), 'Ada versi baru')
  }</div>${versions(course, bimtek)}${act}</div></li>`;
}

function versions(course: CourseUse, bimtek: OfficeBimtek): Part {
  const day = (at: Date) => plainDate(dayOf(at, bimtek.zone));
  if (course.used === null)
    return html`<p class="redup">Versi ${course.newest}, dimuat ${day(course.newestAt)}.</p>`;
  const using = `Dipakai versi ${course.used}, dimuat ${day(course.usedAt ?? course.newestAt)}.`;
  if (course.used === course.newest) return html`<p class="redup">${using}</p>`;
  return html`<div class="rapat"><p class="redup">${using} Versi ${course.newest} dimuat ${day(course.newestAt)}.</p><p>${differences(course)}</p><p class="mungil redup">Yang sudah dibaca dan dijawab kader tetap tercatat. Syarat modul dihitung dari versi baru.</p></div>`;
}

/** "1 pelajaran baru, 2 berubah, 1 hilang. Modul wajib 6 menjadi 7." */
function differences({ added, changed, removed, requiredUsed, requiredNewest }: CourseUse): string {
  const parts = [
    added > 0 && `${added} pelajaran baru`,
    changed > 0 && `${changed} pelajaran berubah`,
    removed > 0 && `${removed} pelajaran hilang`,
  ].filter(Boolean);
  const lessons =
    parts.length > 0 ? `${parts.join(', ')}.` : 'Pelajarannya sama. Yang berubah kuis atau susunannya.';
  return requiredUsed === requiredNewest
    ? lessons
    : `${lessons} Modul wajib ${requiredUsed} menjadi ${requiredNewest}.`;
}
