import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readWorkbook } from '../../../src/documents/sheet.ts';
import { importAttempts, type WholeAttempt } from '../../../src/quiz/index.ts';
import { openHouse, type TestHouse } from '../../fixtures/house.ts';
import { type Kader, openQuizWorld, QUIZ, type QuizWorld, wib } from '../../fixtures/quiz.ts';

let house: TestHouse;
let world: QuizWorld;
let statements = 0;
let people: Kader[];
let ids: Record<'panitia' | 'pelatih' | 'other' | 'korkab', string>;

/** Every statement of every request is counted. */
const counter: KyselyPlugin = {
  transformQuery: ({ node }) => (statements++, node),
  transformResult: ({ result }) => Promise.resolve(result),
};

beforeAll(async () => {
  house = await openHouse({ at: wib(8, '18:00') });
  world = await openQuizWorld(house);
  ids = {
    panitia: world.people.panitia,
    pelatih: world.people.ratna,
    other: world.people.deni,
    korkab: await world.person('Korkab', [{ role: 'korkab', regencyCode: '13.02' }]),
  };
  people = [];
  for (let i = 0; i < 6; i++) people.push(await world.addKader({ class: i < 5 ? 'F' : 'G' }));
  await take(people.slice(0, 5).map((kader, i) => sat(kader, QUIZ.pre, i < 2)));
  await take(people.map((kader, i) => sat(kader, QUIZ.post, i > 0)));
});
afterAll(() => house.close());

/** A whole attempt, all right or all wrong. */
const sat = (kader: Kader, quizId: string, right: boolean, no = 1): WholeAttempt => ({
  enrolmentId: kader.enrolmentId,
  personId: kader.personId,
  quizId,
  no,
  startedAt: wib(8, '13:00'),
  handedInAt: wib(8, `13:${10 + no}`),
  pick: (item, key) => {
    const chosen = item.options.filter((id) => (key.weights[id] ?? 0) > 0 === right);
    return right ? chosen : chosen.slice(0, 1);
  },
});
const take = (attempts: WholeAttempt[]) =>
  house.db.transaction().execute((trx) => importAttempts(trx, world.bimtekId, attempts, house.clock.now()));

const get = async (who: string, path: string) => house.get(path, { cookie: await house.signInAs(who) });
const page = async (who: string, path: string): Promise<string> => {
  const response = await get(who, path);
  expect([path, response.status]).toEqual([path, 200]);
  return (await response.text()).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
};
const results = () => `/kelola/bimtek/${world.bimtekId}/hasil`;
const cells = async (who: string, path: string): Promise<string[][]> => {
  const book = await readWorkbook(await (await get(who, path)).bytes());
  if (!book.ok) throw new Error(book.refusal.reason);
  return book.value[0]!.rows.map((row) => row.map(({ text }) => text));
};

describe('the questions of a quiz', () => {
  test('are listed by quiz with how many took part, from the page Hasil', async () => {
    expect(await (await get(ids.panitia, results())).text()).toContain(`href="${results()}/soal"`);
    const text = await page(ids.panitia, `${results()}/soal`);
    expect(text).toContain('Pre-test 5 kader sudah mengumpulkan');
    expect(text).toContain('Post-test 6 kader sudah mengumpulkan');
    expect(text).toContain('Kuis: Modul m1 Belum ada yang mengumpulkan');
  });

  test('show figures in words and numbers, and narrow to a class', async () => {
    const all = await page(ids.panitia, `${results()}/soal/${QUIZ.post}`);
    expect(all).toContain('6 kader. Yang dihitung: percobaan pertama tiap kader');
    expect(all).toContain('Rata-rata 83,3'); // five of six all right
    expect(all).toContain('Soal diundi, jadi keajekan dihitung antarmodul');
    const one = await page(ids.panitia, `${results()}/soal/${QUIZ.post}?kelas=G`);
    expect(one).toContain('Hanya 1 kader. Angka dari kelompok sekecil ini tidak membuktikan apa pun.');
    expect(one).toContain('Rata-rata 100,0');
    expect(await page(ids.panitia, `${results()}/soal/${QUIZ.m1}`)).toContain(
      'Belum ada kader yang mengumpulkan dan cocok',
    );
  });

  test('leave as a workbook with the same numbers and no names of kader', async () => {
    const rows = await cells(ids.panitia, `${results()}/soal/${QUIZ.post}/unduh.xlsx`);
    const mean = rows.find(([, name]) => name === 'Rata-rata');
    expect(Number(mean?.[3])).toBeCloseTo(500 / 6, 9);
    expect(rows.flat().join(' ')).not.toContain('Kader Contoh');
    expect(rows[0]).toContain('Daya beda');
  });

  test('are not there for another quiz, nor for who does not read the bimtek', async () => {
    expect((await get(ids.panitia, `${results()}/soal/tidak-ada`)).status).toBe(404);
    expect((await get(ids.pelatih, `${results()}/soal/${QUIZ.post}`)).status).toBe(403);
  });
});

describe('the gain', () => {
  test('of the bimtek counts the same people only', async () => {
    const text = await page(ids.panitia, `${results()}/kemajuan`);
    expect(text).toContain('5 kader yang mengerjakan keduanya');
    expect(text).toContain('1 kader tidak mengerjakan pre-test');
    expect(text).toContain('Pre-test, rata-rata 40,0');
    expect(text).toContain('Post-test, rata-rata 80,0');
    expect(text).toContain('Kemajuan kelompok 0,67');
    const rows = await cells(ids.panitia, `${results()}/kemajuan.xlsx`);
    expect(rows[1]?.slice(0, 5)).toEqual(['Semua', '', '5', '40', '80']);
  });

  test('of a class is for its trainer: others get nothing', async () => {
    const path = `/kelas/${world.classes.F}/kemajuan`;
    expect(await page(ids.pelatih, path)).toContain('5 kader yang mengerjakan keduanya');
    expect(await (await get(ids.pelatih, `/kelas/${world.classes.F}`)).text()).toContain(`href="${path}"`);
    expect((await cells(ids.pelatih, `${path}.xlsx`))[1]?.[2]).toBe('5');
    expect((await get(ids.other, path)).status).toBe(404);
    expect((await get(ids.other, `${path}.xlsx`)).status).toBe(404);
  });
});

test('the korkab is told what their kader understand least, without names', async () => {
  const text = await page(ids.korkab, '/pantau');
  expect(text).toContain('Yang paling belum dipahami kader Anda');
  expect(text).toMatch(/\d+% Menjelaskan arti m[12]\./);
});

test('a page has the same number of statements for few and for many attempts', async () => {
  const paths = [
    [ids.panitia, `${results()}/soal`],
    [ids.panitia, `${results()}/soal/${QUIZ.post}`],
    [ids.panitia, `${results()}/kemajuan`],
    [ids.pelatih, `/kelas/${world.classes.F}/kemajuan`],
    [ids.korkab, '/pantau'],
  ] as const;
  const counting = await openHouse({
    at: house.clock.now(),
    database: { db: house.db.withPlugin(counter), close: async () => {} },
  });
  const count = async () => {
    const counts: number[] = [];
    for (const [who, path] of paths) {
      const cookie = await house.signInAs(who);
      statements = 0;
      expect((await counting.get(path, { cookie })).status).toBe(200);
      counts.push(statements);
    }
    return counts;
  };
  const few = await count();
  const more: Kader[] = [];
  for (let i = 0; i < 4; i++) more.push(await world.addKader());
  await take(
    more.flatMap((kader) => [
      sat(kader, QUIZ.pre, false),
      sat(kader, QUIZ.post, false),
      sat(kader, QUIZ.post, true, 2),
    ]),
  );
  expect(await count()).toEqual(few);
  // Beyond the login, the bimtek and one more for the list: the quiz or the objectives, the attempts, the questions.
  expect(few.slice(1, 3).map((all) => all - (few[0]! - 2))).toEqual([4, 4]);
});
