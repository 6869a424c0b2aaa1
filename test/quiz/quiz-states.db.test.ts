import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/database/schema.ts';
import { quizStates } from '../../src/quiz/index.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { openQuizWorld, QUIZ, type QuizWorld, wib } from '../fixtures/quiz.ts';

let house: TestHouse;
let world: QuizWorld;
const before = new Date('2024-05-29T09:00:00+07:00');
beforeAll(async () => {
  house = await openHouse({ at: before });
  world = await openQuizWorld(house);
});
afterAll(() => house.close());

/** The database with a counter of statements. */
function counted(db: Db): { db: Db; count(): number } {
  let statements = 0;
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => (statements++, node),
    transformResult: ({ result }) => Promise.resolve(result),
  };
  return { db: db.withPlugin(counter), count: () => statements };
}

test('every quiz of the course stands in its order with what a list needs', async () => {
  const kader = await world.addKader();
  const states = await quizStates(house.db, kader.enrolmentId, before);
  expect(
    states.map(
      ({ quizId, kind, moduleId, title, state, reason, opensAt, closesAt, attempts, bestBp, questions }) => ({
        quizId,
        kind,
        moduleId,
        title,
        state,
        reason,
        opensAt,
        closesAt,
        attempts,
        bestBp,
        questions,
      }),
    ),
  ).toEqual([
    {
      quizId: QUIZ.pre,
      kind: 'pre',
      moduleId: null,
      title: 'Pre-test',
      state: 'terbuka',
      reason: 'open',
      opensAt: null,
      closesAt: wib(30, '13:00'),
      attempts: 0,
      bestBp: null,
      questions: 4,
    },
    {
      quizId: QUIZ.m1,
      kind: 'module',
      moduleId: 'm1',
      title: 'Modul m1',
      state: 'terbuka',
      reason: 'open',
      opensAt: null,
      closesAt: null,
      attempts: 0,
      bestBp: null,
      questions: 3,
    },
    {
      quizId: QUIZ.m2,
      kind: 'module',
      moduleId: 'm2',
      title: 'Modul m2',
      state: 'terbuka',
      reason: 'open',
      opensAt: null,
      closesAt: null,
      attempts: 0,
      bestBp: null,
      questions: 1,
    },
    {
      quizId: QUIZ.post,
      kind: 'post',
      moduleId: null,
      title: 'Post-test',
      state: 'belum',
      reason: 'not-yet',
      opensAt: wib(8, '13:00'),
      closesAt: new Date('2024-07-08T14:30:00+07:00'),
      attempts: 0,
      bestBp: null,
      questions: 4,
    },
  ]);
});

test('the states need five statements, however much was done', async () => {
  const kader = await world.addKader();
  const person = await world.signIn(kader);
  const fresh = counted(house.db);
  await quizStates(fresh.db, kader.enrolmentId, before);
  for (let i = 0; i < 3; i++) await person.handIn(await person.start(QUIZ.m1));
  const later = counted(house.db);
  const states = await quizStates(later.db, kader.enrolmentId, before);
  expect([fresh.count(), later.count()]).toEqual([5, 5]);
  expect(states.find(({ quizId }) => quizId === QUIZ.m1)).toMatchObject({
    attempts: 3,
    handedIn: 3,
    bestBp: 0,
    state: 'selesai',
  });
});

test('what a merged enrolment did counts for the one that stays, and its attempt is found by that person', async () => {
  const [kept, merged] = [await world.addKader(), await world.addKader()];
  const old = await world.signIn(merged);
  const attempt = await old.start(QUIZ.m2);
  const [[letter]] = (await world.letters(attempt, true)) as [[string]];
  await old.post(`/percobaan/${attempt}/soal/1`, { answer: letter });
  await old.handIn(attempt);
  await house.db
    .updateTable('enrolment')
    .set({ root_id: kept.enrolmentId })
    .where('id', '=', merged.enrolmentId)
    .execute();
  const states = await quizStates(house.db, kept.enrolmentId, before);
  expect(states.find(({ quizId }) => quizId === QUIZ.m2)).toMatchObject({
    attempts: 1,
    bestBp: 10_000,
    state: 'selesai',
  });
  expect(await quizStates(house.db, merged.enrolmentId, before)).toEqual([]);
  const person = await world.signIn(kept);
  expect((await person.get(`/percobaan/${attempt}/hasil`)).status).toBe(200);
  const second = await person.start(QUIZ.m2);
  const rows = await house.db
    .selectFrom('attempt')
    .select(['no', 'enrolment_id'])
    .where('id', '=', second)
    .execute();
  expect(rows).toEqual([{ no: 2, enrolment_id: kept.enrolmentId }]);
});

test('someone whose enrolment has ended starts nothing new', async () => {
  const kader = await world.addKader({ ended: before });
  const states = await quizStates(house.db, kader.enrolmentId, before);
  expect(states.map(({ state, reason, canStart }) => [state, reason, canStart])).toEqual([
    ['ditutup', 'ended', false],
    ['ditutup', 'ended', false],
    ['ditutup', 'ended', false],
    ['ditutup', 'ended', false],
  ]);
});
