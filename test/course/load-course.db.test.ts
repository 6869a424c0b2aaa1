import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { COURSES_FOLDER, learningOf, loadCourses, markRead } from '../../src/course/index.ts';
import type { Database, Db } from '../../src/database/schema.ts';
import { addKader, type Bimtek, granted, inTransaction, makeBimtek } from '../fixtures/bimtek.ts';
import { type CourseFolder, courseFolder, lesson, smallCourse } from '../fixtures/course.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';

const TABLES = [
  'course',
  'course_version',
  'course_module',
  'module_guide',
  'course_lesson',
  'lesson_body',
  'course_file',
  'question_version',
  'quiz',
  'bimtek_course',
  'audit_event',
] as const satisfies (keyof Database)[];

let house: TestHouse;
let db: Db;
let courses: CourseFolder;

beforeAll(async () => {
  house = await openHouse();
  db = house.db;
});
afterAll(() => house.close());
beforeEach(async () => {
  courses = courseFolder();
});
afterEach(() => courses.remove());

/** How many rows each table has. */
async function counts(): Promise<Record<string, number>> {
  const rows: Record<string, number> = {};
  for (const table of TABLES) {
    const { n } = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    rows[table] = Number(n);
  }
  return rows;
}

const load = () => loadCourses(db, courses.folder, house.clock.now());
const brief = (loaded: Awaited<ReturnType<typeof load>>) =>
  loaded.map(({ id, version, isNew, moved, problems }) => ({
    id,
    version,
    isNew,
    moved,
    problems: problems.length,
  }));
const changed = (text: string) => ({ ...smallCourse(), 'a-awal/02-dua.md': lesson('Dua', 'a-satu', text) });
const inUse = async (bimtek: Bimtek) =>
  (
    await db
      .selectFrom('bimtek_course')
      .select('version_no')
      .where('bimtek_id', '=', bimtek.bimtekId)
      .where('course_id', '=', 'contoh')
      .executeTakeFirst()
  )?.version_no;

test('the course of Bekal loads in one go, and a second time changes no row', async () => {
  const first = await loadCourses(db, COURSES_FOLDER, house.clock.now());
  expect(brief(first)).toEqual([{ id: 'desa-cerdas', version: 1, isNew: true, moved: 0, problems: 0 }]);
  const before = await counts();
  expect(before).toMatchObject({
    course: 1,
    course_version: 1,
    course_module: 10,
    module_guide: 10,
    course_lesson: 40,
    lesson_body: 50,
    course_file: 25,
    question_version: 204,
    quiz: 12,
  });
  expect(brief(await loadCourses(db, COURSES_FOLDER, house.clock.now()))).toEqual([
    { id: 'desa-cerdas', version: 1, isNew: false, moved: 0, problems: 0 },
  ]);
  expect(await counts()).toEqual(before);
});

test('a changed lesson makes the next version; what is the same is stored once', async () => {
  expect(brief(await load())).toEqual([{ id: 'contoh', version: 1, isNew: true, moved: 0, problems: 0 }]);
  const before = await counts();
  courses.write(changed('Teks dua, lebih jelas.'));
  expect(brief(await load())).toEqual([{ id: 'contoh', version: 2, isNew: true, moved: 0, problems: 0 }]);
  const after = await counts();
  const added = Object.fromEntries(
    TABLES.map((table) => [table, (after[table] ?? 0) - (before[table] ?? 0)]),
  );
  expect(added).toEqual({
    course: 0,
    course_version: 1,
    course_module: 2,
    module_guide: 0,
    course_lesson: 3,
    lesson_body: 1,
    course_file: 0,
    question_version: 0,
    quiz: 3,
    bimtek_course: 0,
    audit_event: 0,
  });
});

test('content that returns to an older one is a version of its own, so the newest is what the folder holds', async () => {
  courses.write(changed('Teks dua, lebih jelas.'));
  expect(brief(await load())).toMatchObject([{ version: 2, isNew: false }]);
  courses.write(smallCourse());
  expect(brief(await load())).toMatchObject([{ version: 3, isNew: true }]);
  expect(brief(await load())).toMatchObject([{ version: 3, isNew: false }]);
  courses.write(changed('Teks dua, lebih jelas.'));
  expect(brief(await load())).toMatchObject([{ version: 4, isNew: true }]);
  expect(brief(await load())).toMatchObject([{ version: 4, isNew: false }]);
});

test('a course with something wrong is not loaded and leaves no row', async () => {
  const before = await counts();
  courses.write(changed('[Tautan](javascript:alert(1))'));
  const loaded = await load();
  expect(brief(loaded)).toEqual([{ id: 'contoh', version: null, isNew: false, moved: 0, problems: 1 }]);
  expect(loaded[0]?.problems).toEqual([
    { file: 'a-awal/02-dua.md', line: 6, rule: 'link', code: 'link-scheme', about: 'javascript:alert(1)' },
  ]);
  expect(await counts()).toEqual(before);
});

test('a bimtek that nobody has begun moves to a new version, one that was begun stays', async () => {
  const begun = await makeBimtek(house);
  const kader = await addKader(house, begun, { name: 'Yulia Contoh' });
  const fresh = await makeBimtek(house);
  const version = await inUse(begun);
  const mark = {
    personId: kader.personId,
    enrolmentId: kader.enrolmentId,
    courseId: 'contoh',
    lessonIds: ['satu', 'dua'],
  };
  granted(await inTransaction(db, (trx) => markRead(trx, mark, house.clock.now())));
  courses.write(changed('Teks dua, ditulis ulang.'));
  const next = (version ?? 0) + 1;
  expect(brief(await load())).toEqual([{ id: 'contoh', version: next, isNew: true, moved: 1, problems: 0 }]);
  expect([await inUse(begun), await inUse(fresh)]).toEqual([version, next]);
  const events = await db
    .selectFrom('audit_event')
    .select(['subject_id', 'detail', 'actor_id'])
    .where('act', '=', 'course-version')
    .execute();
  expect(events).toEqual([
    { subject_id: fresh.bimtekId, actor_id: null, detail: { course: 'contoh', from: version, to: next } },
  ]);
});

test('what was read stays read in the next version, with the version that was shown', async () => {
  const bimtek = await makeBimtek(house);
  const kader = await addKader(house, bimtek, { name: 'Rani Contoh' });
  const version = (await inUse(bimtek)) ?? 0;
  const mark = {
    personId: kader.personId,
    enrolmentId: kader.enrolmentId,
    courseId: 'contoh',
    lessonIds: ['satu', 'dua'],
  };
  granted(await inTransaction(db, (trx) => markRead(trx, mark, house.clock.now())));
  courses.write({
    ...changed('Teks dua, versi baru.'),
    'a-awal/03-empat.md': lesson('Empat', 'a-satu', 'Baru.'),
  });
  expect(brief(await load())).toMatchObject([{ version: version + 1, isNew: true }]);
  await db
    .updateTable('bimtek_course')
    .set({ version_no: version + 1 })
    .where('bimtek_id', '=', bimtek.bimtekId)
    .where('course_id', '=', 'contoh')
    .execute();
  const { modules } = await learningOf(db, kader.enrolmentId);
  const own = modules.filter((module) => module.courseId === 'contoh');
  expect(own.map(({ id, lessons, done }) => [id, lessons.map((one) => [one.id, one.read]), done])).toEqual([
    [
      'a',
      [
        ['satu', true],
        ['dua', true],
        ['empat', false],
      ],
      false,
    ],
    ['b', [['tiga', false]], false],
  ]);
  const rows = await db
    .selectFrom('lesson_read')
    .select(['lesson_id', 'version_no'])
    .where('enrolment_id', '=', kader.enrolmentId)
    .orderBy('lesson_id')
    .execute();
  expect(rows).toEqual([
    { lesson_id: 'dua', version_no: version },
    { lesson_id: 'satu', version_no: version },
  ]);
});

test('two that load at the same time make one version', async () => {
  courses.write(changed('Teks dua, sekali lagi.'));
  const [one, two] = await Promise.all([load(), load()]);
  expect(one[0]?.version).toBe(two[0]?.version);
  expect([one[0]?.isNew, two[0]?.isNew].filter(Boolean)).toEqual([true]);
});
