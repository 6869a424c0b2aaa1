import { posix } from 'node:path';
import { type CourseForm, lessonForm } from './forms.ts';
import { type HeadAndText, readHeadAndText } from './front-matter.ts';
import { readPicture, type Picture } from './picture.ts';
import { type Problem, type Report, reporter } from './problems.ts';
import { type Files, sha256, textOf } from './read-folder.ts';
import { render, type Surroundings } from './render.ts';
import { GUIDE_FILE } from './rules.ts';

/** One lesson as it is stored. `html` is safe to show; `bytes` its size. */
export type Lesson = {
  id: string;
  title: string;
  minutes: number;
  objectives: string[];
  html: string;
  sha256: Buffer;
  bytes: number;
};
export type LessonFile = { id: string; path: string };

/** What a page may weigh on a weak line (ux.md section 3): text as HTML, and its pictures together. */
const HTML_LIMIT = 10 * 1024;
const PICTURES_LIMIT = 60 * 1024;

const NAME = /^(\d{2,3})-([a-z0-9]+(?:-[a-z0-9]+)*)\.md$/;
const PICTURES = /\.(svg|png|jpe?g|webp)$/;

/** The lesson files of a module's folder in order. The id is the name without its number, so renumbering keeps what was read. */
export function lessonFiles(files: Files, folder: string, problems: Problem[]): LessonFile[] {
  const found: (LessonFile & { number: number })[] = [];
  for (const path of files.keys()) {
    if (posix.dirname(path) !== folder || !path.endsWith('.md')) continue;
    if (posix.basename(path) === GUIDE_FILE) continue;
    const name = NAME.exec(posix.basename(path));
    if (name) found.push({ id: name[2] ?? '', number: Number(name[1]), path });
    else reporter(problems, path)(1, 'lesson', 'lesson-name', posix.basename(path));
  }
  return found
    .toSorted((a, b) => a.number - b.number || (a.path < b.path ? -1 : 1))
    .map(({ id, path }) => ({ id, path }));
}

/** Lessons that no module leads to, and ids that two lessons share. */
export function checkLessonFiles(
  files: Files,
  lessons: LessonFile[],
  folders: string[],
  problems: Problem[],
): void {
  const seen = new Map<string, string>();
  for (const { id, path } of lessons) {
    const first = seen.get(id);
    if (first !== undefined) reporter(problems, path)(1, 'id', 'id-duplicate', `${id} (${first})`);
    else seen.set(id, path);
  }
  for (const path of files.keys())
    if (path.endsWith('.md') && !folders.includes(posix.dirname(path)))
      reporter(problems, path)(1, 'lesson', 'lesson-unreachable', path);
}

export type Pictures = ReadonlyMap<string, Picture>;

export function readPictures(files: Files, problems: Problem[]): Pictures {
  const pictures = new Map<string, Picture>();
  for (const [path, bytes] of files) {
    if (!PICTURES.test(path)) continue;
    const picture = readPicture(path, bytes, reporter(problems, path));
    if (picture) pictures.set(path, picture);
  }
  return pictures;
}

/** What a text may point at, and where it stands. */
export type Around = {
  files: Files;
  courseId: string;
  pictures: Pictures;
  addresses: ReadonlyMap<string, string>;
  module: CourseForm['modules'][number];
};

/** Reads and renders one lesson; null when its head does not fit. Adds the pictures it shows to `shown`. */
export function readLesson(
  file: LessonFile,
  around: Around,
  shown: Set<Picture>,
  problems: Problem[],
): Lesson | null {
  const report = reporter(problems, file.path);
  const text = textOf(around.files.get(file.path) ?? Buffer.alloc(0));
  if (text === null) {
    report(1, 'shape', 'encoding');
    return null;
  }
  const read = readHeadAndText(text, lessonForm, report);
  if (!read) return null;
  for (const [index, objective] of read.head.objectives.entries())
    if (!Object.hasOwn(around.module.objectives, objective))
      report(read.lineOf('objectives', index), 'objective', 'objective-unknown', objective);
  const { html, weight } = renderText(file.path, read, around, shown, report);
  return { id: file.id, ...read.head, html, sha256: sha256(html), bytes: weight };
}

/** Renders a text and weighs it with its pictures, which it adds to `shown`. */
export function renderText(
  path: string,
  { markdown, firstLine }: Pick<HeadAndText<unknown>, 'markdown' | 'firstLine'>,
  around: Around,
  shown: Set<Picture>,
  report: Report,
): { html: string; weight: number } {
  if (markdown.trim() === '') report(firstLine, 'lesson', 'lesson-empty');
  const { html, pictures } = render(markdown, surroundings(path, around), report, firstLine);
  const weight = Buffer.byteLength(html);
  const drawn = pictures.reduce((sum, picture) => sum + picture.content.length, 0);
  if (weight > HTML_LIMIT) report(1, 'weight', 'lesson-heavy', String(weight));
  if (drawn > PICTURES_LIMIT) report(1, 'weight', 'pictures-heavy', String(drawn));
  for (const picture of pictures) shown.add(picture);
  return { html, weight };
}

function surroundings(path: string, around: Around): Surroundings {
  const beside = (href: string) => posix.normalize(posix.join(posix.dirname(path), href));
  return {
    lesson: (href) => {
      const id = around.addresses.get(beside(href));
      return id === undefined ? null : `/belajar/${around.courseId}/${id}`;
    },
    picture: (href) => around.pictures.get(beside(href)) ?? null,
  };
}
