import { beforeAll, expect, test } from 'vitest';
import { COURSES_FOLDER } from '../../src/course/index.ts';
import { checkLanguage } from '../../src/course/language.ts';
import { type Course, readCourseFiles } from '../../src/course/read-course.ts';
import { type Files, readFolder } from '../../src/course/read-folder.ts';
import { wordsOf } from '../../src/course/words.ts';

/** What product.md and courses/README.md promise of the course that comes with Bekal. */
let files: Files;
let course: Course;
beforeAll(async () => {
  files = await readFolder(`${COURSES_FOLDER}desa-cerdas`);
  course = readCourseFiles(files).course!;
});

const textOf = (path: string) => files.get(path)!.toString();
const paths = (pattern: RegExp) => [...files.keys()].filter((path) => pattern.test(path));
const plain = (html: string) => html.replace(/<[^>]+>/g, ' ');
const body = (path: string) =>
  textOf(path)
    .replace(/^---[\s\S]*?---/, '')
    .replace(/<!--[\s\S]*?-->/g, '');

test('it reads well', () => {
  expect(checkLanguage(files)).toEqual([]);
});

test('ten modules: six before the bimtek and the last one after it are required', () => {
  expect(course.modules.map(({ id, phase, required }) => [id, phase, required])).toEqual([
    ...['m1', 'm2', 'm3', 'm4', 'm5', 'm6'].map((id) => [id, 'before', true]),
    ...['m7', 'm8', 'm9'].map((id) => [id, 'after', false]),
    ['m10', 'after', true],
  ]);
});

test('each module has 3 to 6 lessons of 4 to 8 minutes, 250 to 600 words, with example, task and key points', () => {
  const counts = course.modules.map(({ lessons }) => lessons.length);
  expect(counts.filter((count) => count < 3 || count > 6)).toEqual([]);
  const odd = course.modules
    .flatMap(({ lessons }) => lessons)
    .filter(({ minutes, html }) => {
      const words = wordsOf(plain(html)).length;
      const chapters = ['contoh', 'coba', 'ingat'].every((kind) =>
        html.includes(`<section class="${kind}">`),
      );
      return minutes < 4 || minutes > 8 || words < 250 || words > 600 || !chapters;
    });
  expect(odd.map(({ id }) => id)).toEqual([]);
});

test('every objective has a lesson, and every module a quiz of at least 6 questions', () => {
  const taught = course.modules.flatMap(({ lessons }) => lessons.flatMap(({ objectives }) => objectives));
  const all = course.modules.flatMap(({ objectives }) => Object.keys(objectives));
  expect(all.filter((objective) => !taught.includes(objective))).toEqual([]);
  const quizzes = course.quizzes.filter(({ kind }) => kind === 'module');
  expect(quizzes.map(({ moduleId }) => moduleId)).toEqual(course.modules.map(({ id }) => id));
  expect(quizzes.filter(({ questions }) => questions.length < 6)).toEqual([]);
});

test('forms A and B of the bank are parallel: 60 questions each, the same objective and type in the same place', () => {
  const form = (letter: string) =>
    course.questions
      .filter(({ tags }) => tags.includes(`form-${letter}`))
      .map(({ id, tags, type }) => [id.slice(2), tags[0], tags[1], type]);
  expect(form('a').length).toBe(60);
  expect(form('b')).toEqual(form('a'));
  const perModule = course.modules.map(({ id }) => form('a').filter(([, tag]) => tag === id).length);
  expect(perModule).toEqual(course.modules.map(() => 6));
});

test('every question has an explanation, and every wrong option says why', () => {
  const silent = course.questions.filter(
    ({ key }) =>
      !key.explanation ||
      Object.entries(key.weights).some(([option, weight]) => weight <= 0 && !key.feedback[option]),
  );
  expect(silent.map(({ id }) => id)).toEqual([]);
});

test('the right option stands in each of the four places about equally often', () => {
  const places = [0, 0, 0, 0];
  for (const block of [...paths(/\.gift$/)].flatMap((path) => textOf(path).split('\n\n'))) {
    const options = block.split('\n').filter((line) => /^[=~]/.test(line) && !line.startsWith('~%'));
    const right = options.findIndex((line) => line.startsWith('='));
    if (right >= 0) places[right] = (places[right] ?? 0) + 1;
  }
  const share = places.map((count) => count / places.reduce((sum, one) => sum + one));
  expect(share.filter((one) => one < 0.18 || one > 0.32)).toEqual([]);
});

test('each module has a guide whose steps fill its JP of 45 minutes', () => {
  const minutes = course.modules.map(({ guide }) =>
    [...(guide?.html ?? '').matchAll(/<strong>(\d+) menit\./g)].reduce(
      (sum, [, figure]) => sum + Number(figure),
      0,
    ),
  );
  expect(minutes).toEqual(course.modules.map(({ guide }) => ((guide?.halfJp ?? 0) * 45) / 2));
});

test('at least 20 drawings, each shown, under 8 KB and 320 by 180', () => {
  const drawings = paths(/\.svg$/);
  expect(drawings.length).toBeGreaterThanOrEqual(20);
  expect(course.pictures.length).toBe(drawings.length);
  expect(course.pictures.filter(({ width, height }) => width !== 320 || height !== 180)).toEqual([]);
  expect(drawings.filter((path) => files.get(path)!.length >= 8 * 1024)).toEqual([]);
});

test('sources are keys, and a lesson that names a law has one', () => {
  const keys = paths(/\.md$/).flatMap((path) =>
    [...textOf(path).matchAll(/<!--([\s\S]*?)-->/g)].map(([, note]) => note!.trim()),
  );
  expect(keys.filter((note) => !/^sumber: [A-Z][A-Z0-9]+( [A-Z][A-Z0-9]+)*$/.test(note))).toEqual([]);
  const lawless = paths(/m\d+-.*\.md$/).filter(
    (path) =>
      /Permen|Kepmen|Peraturan Pemerintah|UU PDP/.test(body(path)) && !textOf(path).includes('<!-- sumber:'),
  );
  expect(lawless).toEqual([]);
});
