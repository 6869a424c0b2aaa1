import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handInDue } from '../../src/quiz/index.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { CANARY, openQuizWorld, QUIZ, type QuizWorld, wib } from '../fixtures/quiz.ts';

let house: TestHouse;
let world: QuizWorld;
const before = new Date('2024-05-29T09:41:00+07:00');
beforeAll(async () => {
  house = await openHouse({ at: before });
  world = await openQuizWorld(house);
});
afterAll(() => house.close());

async function signedIn(at = before) {
  house.clock.set(at);
  const kader = await world.addKader();
  await world.readLessons(kader);
  return world.signIn(kader);
}
type Person = Awaited<ReturnType<typeof signedIn>>;

/** Answers so many questions right and the others wrong. */
async function answer(person: Person, attempt: string, right: number) {
  const good = await world.letters(attempt, true);
  const bad = await world.letters(attempt, false);
  for (const [at, letters] of good.entries())
    await person.post(`/percobaan/${attempt}/soal/${at + 1}`, { answer: at < right ? letters : bad[at]! });
}
const attemptOf = (id: string) =>
  house.db.selectFrom('attempt').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const standingOf = (person: Person) =>
  house.db
    .selectFrom('standing')
    .selectAll()
    .where('enrolment_id', '=', person.enrolmentId)
    .executeTakeFirstOrThrow();
const result = async (person: Pick<Person, 'get'>, attempt: string) =>
  (await person.get(`/percobaan/${attempt}/hasil`)).text();

describe('handing in', () => {
  test('grades in the same act and moves the standing', async () => {
    const person = await signedIn();
    const attempt = await person.start(QUIZ.m1);
    await answer(person, attempt, 2);
    expect(await standingOf(person)).toMatchObject({ modules_required: 3, modules_done: 1 }); // m10 has neither lesson nor quiz
    const response = await person.handIn(attempt);
    expect([response.status, response.headers.get('Location')]).toEqual([
      303,
      `/percobaan/${attempt}/hasil?kabar=dikumpulkan`,
    ]);
    expect(await attemptOf(attempt)).toMatchObject({
      handed_in_at: before,
      handed_in_by: 'kader',
      score_bp: 6666,
    });
    const answers = await house.db
      .selectFrom('answer')
      .select(['question_no', 'points_bp'])
      .where('attempt_id', '=', attempt)
      .orderBy('question_no')
      .execute();
    expect(answers).toEqual([
      { question_no: 1, points_bp: 10_000 },
      { question_no: 2, points_bp: 10_000 },
      { question_no: 3, points_bp: 0 },
    ]);
    expect(await standingOf(person)).toMatchObject({ modules_done: 2 });
  });

  test('with part of several right answers gives part of the points; nothing answered gives nothing', async () => {
    const person = await signedIn();
    const attempt = await person.start(QUIZ.m1);
    const [, , third] = await world.letters(attempt, true);
    await person.post(`/percobaan/${attempt}/soal/3`, { answer: third![0]! });
    await person.handIn(attempt);
    expect((await attemptOf(attempt)).score_bp).toBe(1666);
  });

  test('twice, with one key, with two keys, and both at once, is one act', async () => {
    const person = await signedIn();
    const attempt = await person.start(QUIZ.m1);
    await answer(person, attempt, 3);
    const keys = ['a', 'a', 'b', 'c'];
    const all = await Promise.all(
      keys.map((_key) => person.post(`/percobaan/${attempt}/kumpulkan`, { _key })),
    );
    expect(all.map((response) => response.headers.get('Location'))).toEqual(
      keys.map(() => `/percobaan/${attempt}/hasil?kabar=dikumpulkan`),
    );
    const events = await house.db
      .selectFrom('audit_event')
      .select(['act', 'actor_id', 'detail'])
      .where('subject_id', '=', attempt)
      .orderBy('seq')
      .execute();
    expect(events).toEqual([
      { act: 'attempt-started', actor_id: person.personId, detail: { quiz: QUIZ.m1, no: 1 } },
      {
        act: 'attempt-handed-in',
        actor_id: person.personId,
        detail: { quiz: QUIZ.m1, no: 1, by: 'kader', score_bp: 10_000 },
      },
    ]);
    expect((await person.get(`/percobaan/${attempt}`)).headers.get('Location')).toBe(
      `/percobaan/${attempt}/hasil`,
    );
  });

  test('an answer that was confirmed is always in the score, however close the hand-in', async () => {
    for (let round = 0; round < 5; round++) {
      const person = await signedIn();
      const attempt = await person.start(QUIZ.m2);
      const [[letter]] = (await world.letters(attempt, true)) as [[string]];
      const [saved] = await Promise.all([
        person.post(
          `/percobaan/${attempt}/soal/1`,
          { answer: letter, _device: 'hp', _seq: '1' },
          { 'Idempotency-Key': `dekat-${round}` },
        ),
        person.handIn(attempt),
      ]);
      expect([200, 409]).toContain(saved.status);
      expect((await attemptOf(attempt)).score_bp).toBe(saved.status === 200 ? 10_000 : 0);
    }
  });

  test('the check before it lists what is unanswered and what is doubted', async () => {
    const person = await signedIn();
    const attempt = await person.start(QUIZ.m1);
    await person.post(`/percobaan/${attempt}/soal/2`, { answer: 'A', unsure: 'ya' });
    const html = await (await person.get(`/percobaan/${attempt}/kumpulkan`)).text();
    expect([...html.matchAll(/aria-label="Soal (\d), (.*?)"/g)].map((match) => [match[1], match[2]])).toEqual(
      [
        ['1', 'belum dijawab'],
        ['3', 'belum dijawab'],
        ['2', 'masih ragu'],
      ],
    );
    expect(html).toContain('1 dijawab, 2 belum.');
  });
});

describe('by the clock', () => {
  test('each attempt whose time is over is handed in once, at its own end, however late the work runs', async () => {
    await world.setRules({ time_limit_minutes: 60 });
    const people: { person: Person; attempt: string }[] = [];
    for (let i = 0; i < 3; i++) {
      const person = await signedIn(wib(8, `13:0${i}`));
      for (const quiz of [QUIZ.m1, QUIZ.m2]) await person.handIn(await person.start(quiz));
      people.push({ person, attempt: await person.start(QUIZ.post) });
    }
    const open = await (await signedIn(wib(8, '13:00'))).start(QUIZ.m1);
    await answer(people[0]!.person, people[0]!.attempt, 4);
    expect(await handInDue(house.db, wib(8, '13:59'))).toBe(0);
    const twice = await Promise.all([
      handInDue(house.db, wib(8, '14:01')),
      handInDue(house.db, wib(8, '14:01')),
    ]);
    expect(twice[0]! + twice[1]!).toBe(2);
    expect(await handInDue(house.db, wib(8, '20:00'))).toBe(1);
    expect(await handInDue(house.db, wib(9, '20:00'))).toBe(0);
    const rows = await Promise.all(people.map(({ attempt }) => attemptOf(attempt)));
    expect(rows.map((row) => [row.handed_in_by, row.handed_in_at, row.score_bp])).toEqual([
      ['clock', wib(8, '14:00'), 10_000],
      ['clock', wib(8, '14:01'), 0],
      ['clock', wib(8, '14:02'), 0],
    ]);
    expect((await attemptOf(open)).handed_in_at).toBeNull();
    expect(await standingOf(people[0]!.person)).toMatchObject({ post_bp: 10_000, l3: 'met' });
    await world.setRules({ time_limit_minutes: null });
  });

  test('pressing the button too late hands in at the end and says so', async () => {
    const person = await signedIn(before);
    const attempt = await person.start(QUIZ.pre);
    await answer(person, attempt, 1);
    house.clock.set(wib(30, '15:00'));
    expect((await person.handIn(attempt)).headers.get('Location')).toBe(
      `/percobaan/${attempt}/hasil?kabar=waktu-habis`,
    );
    expect(await attemptOf(attempt)).toMatchObject({
      handed_in_by: 'clock',
      handed_in_at: wib(30, '13:00'),
      score_bp: 2500,
    });
    expect(await result(person, attempt)).toContain('Nilai Anda 25');
  });
});

describe('the result', () => {
  test('of a module quiz shows every answer with what was right and why', async () => {
    const person = await signedIn();
    const attempt = await person.start(QUIZ.m1);
    await answer(person, attempt, 1);
    await person.handIn(attempt);
    const html = await result(person, attempt);
    expect(html).toContain('Nilai Anda 33,3');
    expect(html.match(/class="cap (?:selesai|galat)"/g)).toEqual([
      'class="cap selesai"',
      'class="cap galat"',
      'class="cap galat"',
    ]);
    for (const said of [
      'memang tiga',
      'penjelasan satu',
      'saat salah',
      'penjelasan dua',
      'bukan buah',
      'penjelasan tiga',
    ])
      expect(html).toContain(`${CANARY} ${said}`);
    for (const hidden of ['bukan satu', 'saat benar', 'mangga'])
      expect(html).not.toContain(`${CANARY} ${hidden}`);
    expect(html).toContain('Menjelaskan arti m1.');
    expect(html).toContain('href="/belajar/kursus-contoh/m1-01"');
  });

  test('of a pre-test is only the score until it is closed for all', async () => {
    const person = await signedIn();
    const attempt = await person.start(QUIZ.pre);
    await answer(person, attempt, 2);
    await person.handIn(attempt);
    house.clock.set(new Date(wib(30, '13:00').getTime() - 1));
    const early = await result(person, attempt);
    expect(early).toContain('Nilai Anda 50');
    expect(early).toContain(
      'Jawaban benar dan pembahasan bisa dilihat mulai Kamis, 30 Mei 2024 pukul 13.00 WIB.',
    );
    expect(early).not.toMatch(new RegExp(`${CANARY}|Bank|Menjelaskan`));
    house.clock.set(wib(30, '13:00'));
    expect((await result(person, attempt)).match(new RegExp(`${CANARY} bank`, 'g'))).toHaveLength(4);
  });

  test('of a post-test tells score, limit, gain and what to read again, and no key until the batas kelulusan', async () => {
    const person = await signedIn();
    const pre = await person.start(QUIZ.pre);
    await answer(person, pre, 1);
    await person.handIn(pre);
    for (const quiz of [QUIZ.m1, QUIZ.m2]) await person.handIn(await person.start(quiz));
    house.clock.set(wib(8, '13:00'));
    const attempt = await person.start(QUIZ.post);
    await answer(person, attempt, 2);
    await person.handIn(attempt);
    const html = await result(person, attempt);
    for (const said of [
      'Nilai Anda 50',
      'Belum lulus. Batas lulus 70.',
      'Naik 25 poin dari pre-test.',
      'Percobaan 1 dari 3.',
      'mulai Senin, 8 Juli 2024 pukul 14.30 WIB',
      'Baca lagi',
    ])
      expect(html).toContain(said);
    expect(html).not.toMatch(new RegExp(`${CANARY}|Bank a|jawaban benar\\)`));
    house.clock.set(new Date('2024-07-08T14:30:00+07:00'));
    const later = {
      ...person,
      get: async (path: string) => house.get(path, { cookie: await house.signInAs(person.personId) }),
    };
    expect((await result(later, attempt)).match(new RegExp(`${CANARY} bank`, 'g'))).toHaveLength(4);
  });

  test('of an attempt under way is not there yet', async () => {
    const person = await signedIn();
    const attempt = await person.start(QUIZ.m1);
    expect((await person.get(`/percobaan/${attempt}/hasil`)).headers.get('Location')).toBe(
      `/percobaan/${attempt}`,
    );
  });
});
