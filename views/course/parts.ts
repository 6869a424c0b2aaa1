import type { LessonLink } from '../../src/course/queries.ts';
import { html, type Html, type Part } from '../ui/html.ts';
import { icon } from '../ui/icons.ts';

export const lessonAddress = (courseId: string, lessonId: string): string =>
  `/belajar/${courseId}/${lessonId}`;

/** "3 dari 6 pelajaran selesai" */
export const readWords = (lessons: readonly { read: boolean }[]): string =>
  `${lessons.filter((lesson) => lesson.read).length} dari ${lessons.length} pelajaran selesai`;

type ListOptions = {
  courseId: string;
  /** The lesson that is open: its title stands without a link. */
  here?: string;
  /** False for whoever reads without progress. */
  progress: boolean;
};

/** The lessons of a module: what was read, what is open, what is left, each in a word for screen readers too. */
export function lessonList(lessons: readonly LessonLink[], options: ListOptions): Html {
  return html`<ul class="syarat pelajaran-modul">${lessons.map((lesson, index) => lessonRow(lesson, index + 1, options))}</ul>`;
}

function lessonRow(lesson: LessonLink, no: number, { courseId, here, progress }: ListOptions): Html {
  const open = lesson.id === here;
  const done = progress && lesson.read;
  const title = `${no}. ${lesson.title}`;
  const right: Part = open ? 'dibaca' : `${lesson.minutes} menit`;
  return html`<li class="${done && 'ok'}">${icon(done ? 'centang' : open ? 'buku' : progress ? 'jam' : 'kertas')}${
    open
      ? html`<span class="tebal" aria-current="page">${title}</span>`
      : html`<a href="${lessonAddress(courseId, lesson.id)}">${title}${done && html`<span class="kasat">, selesai</span>`}</a>`
  }<span class="mungil redup">${right}</span></li>`;
}
