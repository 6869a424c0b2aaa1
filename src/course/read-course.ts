import { courseForm, type CourseForm } from './forms.ts';
import type { Picture } from './picture.ts';
import { inOrder, type Problem, reporter } from './problems.ts';
import { type Guide, readGuide } from './read-guide.ts';
import { contentHash, type Files, readFolder, textOf } from './read-folder.ts';
import { checkLessonFiles, type Lesson, lessonFiles, readLesson, readPictures } from './read-lessons.ts';
import { type CourseQuestions, readQuestions } from './read-questions.ts';
import { isSlug, RESERVED } from './rules.ts';
import { type LineOf, readYaml } from './yaml-text.ts';

export type Module = Omit<CourseForm['modules'][number], 'folder'> & {
  lessons: Lesson[];
  guide: Guide | null;
};
export type Course = CourseQuestions & {
  id: string;
  title: string;
  sha256: Buffer;
  modules: Module[];
  pictures: Picture[];
};
export type CourseRead = { course: Course | null; problems: Problem[] };

/** Reads a course folder (courses/README.md). A course with problems is never loaded; each names file, line and rule. */
export const readCourse = async (folder: string): Promise<CourseRead> =>
  readCourseFiles(await readFolder(folder));

export function readCourseFiles(files: Files): CourseRead {
  const problems: Problem[] = [];
  const outline = readOutline(files, problems);
  if (!outline) return { course: null, problems };
  const { form, lineOf } = outline;
  const folders = form.modules.map((module) => module.folder);
  const byModule = form.modules.map((module) => lessonFiles(files, module.folder, problems));
  const all = byModule.flat();
  checkLessonFiles(files, all, folders, problems);
  const addresses = new Map(all.map(({ path, id }) => [path, id]));
  const pictures = readPictures(files, problems);
  const shown = new Set<Picture>();
  const modules = form.modules.map((module, index): Module => {
    const own = byModule[index] ?? [];
    if (own.length === 0)
      reporter(problems, 'course.yaml')(
        lineOf('modules', index, 'folder'),
        'lesson',
        'module-empty',
        module.folder,
      );
    const around = { files, courseId: form.id, pictures, addresses, module };
    const { folder: _, ...kept } = module;
    return {
      ...kept,
      lessons: own.flatMap((file) => readLesson(file, around, shown, problems) ?? []),
      guide: readGuide(module.folder, around, shown, problems),
    };
  });
  const questions = readQuestions(files, form, lineOf, problems);
  const course: Course = {
    id: form.id,
    title: form.title,
    sha256: contentHash(files),
    modules,
    pictures: [...shown],
    ...questions,
  };
  return { course, problems: inOrder(problems) };
}

function readOutline(files: Files, problems: Problem[]): { form: CourseForm; lineOf: LineOf } | null {
  const report = reporter(problems, 'course.yaml');
  const bytes = files.get('course.yaml');
  const text = bytes && textOf(bytes);
  if (!bytes) report(1, 'shape', 'file-missing', 'course.yaml');
  else if (text === null) report(1, 'shape', 'encoding');
  if (typeof text !== 'string') return null;
  const read = readYaml(text, courseForm, report);
  if (!read) return null;
  checkIds(files, read.value, read.lineOf, problems);
  return { form: read.value, lineOf: read.lineOf };
}

function checkIds(files: Files, form: CourseForm, lineOf: LineOf, problems: Problem[]): void {
  const report = reporter(problems, 'course.yaml');
  if (!isSlug(form.id)) report(lineOf('id'), 'id', 'id-form', form.id);
  if (RESERVED.includes(form.id)) report(lineOf('id'), 'id', 'id-reserved', form.id);
  const ids = new Set<string>();
  const folders = new Set<string>();
  for (const [index, { id, folder, objectives }] of form.modules.entries()) {
    const line = lineOf('modules', index, 'id');
    if (!isSlug(id)) report(line, 'id', 'id-form', id);
    if (ids.has(id) || id in form.tests) report(line, 'id', 'id-duplicate', id);
    ids.add(id);
    const there = [...files.keys()].some((path) => path.startsWith(`${folder}/`));
    if (!there) report(lineOf('modules', index, 'folder'), 'shape', 'folder-missing', folder);
    if (folders.has(folder)) report(lineOf('modules', index, 'folder'), 'id', 'id-duplicate', folder);
    folders.add(folder);
    for (const objective of Object.keys(objectives)) {
      const at = lineOf('modules', index, 'objectives', objective);
      if (!isSlug(objective)) report(at, 'id', 'id-form', objective);
      if (ids.has(`objective ${objective}`)) report(at, 'id', 'id-duplicate', objective);
      ids.add(`objective ${objective}`);
    }
  }
}
