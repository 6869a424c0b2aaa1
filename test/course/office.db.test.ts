import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { learningOf, loadCourses, markRead } from '../../src/course/index.ts';
import { addPerson } from '../fixtures/account.ts';
import { addKader, type Bimtek, granted, inTransaction, makeBimtek } from '../fixtures/bimtek.ts';
import {
  type CourseFiles,
  type CourseFolder,
  courseFolder,
  lesson,
  smallCourse,
} from '../fixtures/course.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
let courses: CourseFolder;
let bimtek: Bimtek;
let kader: Awaited<ReturnType<typeof addKader>>;
let panitia: { cookie: string };
let round = 0;
let key = 0;

beforeAll(async () => {
  house = await openHouse();
  courses = courseFolder();
});
afterAll(async () => {
  courses.remove();
  await house.close();
});

/** A bimtek that has begun with one version, and a newer version beside it. */
beforeEach(async () => {
  round++;
  const files: CourseFiles = {
    ...smallCourse(),
    'a-awal/02-dua.md': lesson('Dua', 'a-satu', `Putaran ${round}.`),
  };
  courses.write(files);
  await loadCourses(house.db, courses.folder, house.clock.now());
  bimtek = await makeBimtek(house);
  kader = await addKader(house, bimtek);
  panitia = { cookie: await house.signInAs(bimtek.people.panitia) };
  const mark = {
    personId: kader.personId,
    enrolmentId: kader.enrolmentId,
    courseId: 'contoh',
    lessonIds: ['satu', 'dua'],
  };
  granted(await inTransaction(house.db, (trx) => markRead(trx, mark, house.clock.now())));
  courses.write({
    ...files,
    'course.yaml': String(files['course.yaml']).replace('required: false', 'required: true'),
    'a-awal/02-dua.md': lesson('Dua', 'a-satu', `Putaran ${round}, lebih jelas.`),
    'b-lanjut/02-empat.md': lesson('Empat', 'b-dua', 'Baru.'),
  });
  await loadCourses(house.db, courses.folder, house.clock.now());
});

const path = (of = bimtek) => `/kelola/bimtek/${of.bimtekId}/kursus`;
const adopt = (who: { cookie: string }, course = 'contoh', with_ = `k${++key}`) =>
  house.post(`${path()}/${course}`, { _key: with_ }, { cookie: who.cookie });
const used = async () =>
  (
    await house.db
      .selectFrom('bimtek_course')
      .select('version_no')
      .where('bimtek_id', '=', bimtek.bimtekId)
      .executeTakeFirstOrThrow()
  ).version_no;
const required = async () =>
  (
    await house.db
      .selectFrom('standing')
      .select('modules_required')
      .where('enrolment_id', '=', kader.enrolmentId)
      .executeTakeFirstOrThrow()
  ).modules_required;

test('panitia see what is new and move their bimtek to it; what was read stays', async () => {
  const before = await used();
  expect(await required()).toBe(1);
  const html = await (await house.get(path(), panitia)).text();
  expect(html).toContain('1 pelajaran baru, 1 pelajaran berubah. Modul wajib 1 menjadi 2.');
  expect(html).toContain(`Pakai versi ${before + 1}`);
  const moved = await adopt(panitia);
  expect([moved.status, moved.headers.get('Location')]).toEqual([303, `${path()}?kabar=dipakai`]);
  expect(await used()).toBe(before + 1);
  expect(await required()).toBe(2);
  const { modules } = await learningOf(house.db, kader.enrolmentId);
  expect(modules.map(({ lessons }) => lessons.map(({ id, read }) => [id, read]))).toEqual([
    [
      ['satu', true],
      ['dua', true],
    ],
    [
      ['tiga', false],
      ['empat', false],
    ],
  ]);
  const event = await house.db
    .selectFrom('audit_event')
    .select(['actor_id', 'detail'])
    .where('act', '=', 'course-version')
    .where('bimtek_id', '=', bimtek.bimtekId)
    .execute();
  expect(event).toEqual([
    { actor_id: bimtek.people.panitia, detail: { course: 'contoh', from: before, to: before + 1 } },
  ]);
  expect(await (await house.get(path(), panitia)).text()).toContain('Versi terbaru');
});

test('moving again is refused, the same button pressed twice is one act', async () => {
  expect((await adopt(panitia, 'contoh', 'sama')).status).toBe(303);
  expect((await adopt(panitia, 'contoh', 'sama')).status).toBe(303);
  const again = await adopt(panitia);
  expect(again.status).toBe(409);
  expect(await again.text()).toContain('Bimtek ini sudah memakai versi terbaru.');
  const none = await adopt(panitia, 'lain');
  expect([none.status, (await none.text()).includes('Kursus ini sudah tidak ada.')]).toEqual([409, true]);
});

test('a bimtek without the course can begin to use it', async () => {
  const empty = await makeBimtek(house);
  await house.db.deleteFrom('bimtek_course').where('bimtek_id', '=', empty.bimtekId).execute();
  const who = { cookie: await house.signInAs(empty.people.panitia) };
  expect(await (await house.get(path(empty), who)).text()).toContain('Pakai kursus ini');
  expect((await house.post(`${path(empty)}/contoh`, { _key: 'mulai' }, who)).status).toBe(303);
  expect(
    await house.db
      .selectFrom('bimtek_course')
      .select('course_id')
      .where('bimtek_id', '=', empty.bimtekId)
      .execute(),
  ).toEqual([{ course_id: 'contoh' }]);
});

test('only panitia of the bimtek move it: others see 404 or 403, who only reads has no button', async () => {
  const before = await used();
  const other = await makeBimtek(house);
  const stranger = { cookie: await house.signInAs(other.people.panitia) };
  const reader = {
    cookie: await house.signInAs(
      await addPerson(house, { password: false, grants: [{ role: 'panitia', allBimtek: true }] }),
    ),
  };
  const pelatih = { cookie: await house.signInAs(bimtek.people.ratna) };
  expect([(await house.get(path(), stranger)).status, (await adopt(stranger)).status]).toEqual([404, 404]);
  expect([(await house.get(path(), pelatih)).status, (await adopt(pelatih)).status]).toEqual([403, 403]);
  const read = await house.get(path(), reader);
  expect([read.status, (await read.text()).includes('<form')]).toEqual([200, false]);
  expect((await adopt(reader)).status).toBe(404);
  for (const wrong of ['/kelola/bimtek/x/kursus', `/kelola/bimtek/${kader.enrolmentId}/kursus`])
    expect((await house.get(wrong, panitia)).status).toBe(404);
  expect(await used()).toBe(before);
});
