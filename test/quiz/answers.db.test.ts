import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { currentAnswers } from '../../src/quiz/current-answers.ts';
import { type AnswerWish, saveAnswer } from '../../src/quiz/save-answer.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { openQuizWorld, QUIZ, type QuizWorld, wib } from '../fixtures/quiz.ts';

let house: TestHouse;
let world: QuizWorld;
const before = new Date('2024-05-29T09:41:00+07:00');
beforeAll(async () => {
  house = await openHouse({ at: before });
  world = await openQuizWorld(house);
});
afterAll(() => house.close());

async function running(quiz = QUIZ.m1) {
  house.clock.set(before);
  const person = await world.signIn(await world.addKader());
  return { person, attempt: await person.start(quiz) };
}

const eventsOf = (attempt: string) =>
  house.db
    .selectFrom('answer_event')
    .selectAll()
    .where('attempt_id', '=', attempt)
    .orderBy('question_no')
    .orderBy('received_at')
    .orderBy('seq')
    .execute();
const currentOf = async (attempt: string, withLate = false) => {
  const answers = await currentAnswers(house.db, { id: attempt, bimtek_id: world.bimtekId }, withLate);
  return Object.fromEntries([...answers].map(([n, { response }]) => [n, response.picked]));
};

let keys = 0;
/** Headers of the page script with a key of its own. */
const script = (key = `kunci-${++keys}`, sentAt?: Date) => ({
  'Idempotency-Key': key,
  ...(sentAt ? { 'X-Bekal-Sent': sentAt.toISOString() } : {}),
});
const phone = (seq: number, answer: string | string[], more: Record<string, string> = {}) => ({
  answer,
  _device: 'hp-1',
  _seq: String(seq),
  ...more,
});

describe('an answer', () => {
  test('without script is stamped by the server and leads to the next question, the last one to the check', async () => {
    const { person, attempt } = await running();
    const to = async (n: number, answer: string) =>
      (await person.post(`/percobaan/${attempt}/soal/${n}`, { answer, _key: `k${n}${answer}` })).headers.get(
        'Location',
      );
    expect(await to(1, 'B')).toBe(`/percobaan/${attempt}/soal/2`);
    expect(await to(1, 'C')).toBe(`/percobaan/${attempt}/soal/2`);
    expect(await to(3, 'A')).toBe(`/percobaan/${attempt}/kumpulkan`);
    expect(
      (await eventsOf(attempt)).map(({ question_no, device, seq, response }) => [
        question_no,
        device,
        seq,
        response,
      ]),
    ).toEqual([
      [1, 'server', 1, { picked: [1], unsure: false }],
      [1, 'server', 2, { picked: [2], unsure: false }],
      [3, 'server', 1, { picked: [0], unsure: false }],
    ]);
    expect(await currentOf(attempt)).toEqual({ 1: [2], 3: [0] });
  });

  test('of the page script is answered 200 with its key and a line that counts', async () => {
    const { person, attempt } = await running();
    const response = await person.post(`/percobaan/${attempt}/soal/2`, phone(1, 'A'), script('kunci-a'));
    expect([response.status, response.headers.get('X-Bekal-Key')]).toEqual([200, 'kunci-a']);
    expect(await response.text()).toBe('<p class="status" role="status">Tersimpan. 1 dari 3, 09.41 WIB</p>');
    const taken = await person.post(`/percobaan/${attempt}/soal/2`, phone(2, []), script());
    expect(await taken.text()).toContain('Tersimpan. 0 dari 3');
  });

  test('is there again when the attempt is opened on another phone, with the mark of doubt', async () => {
    const { person, attempt } = await running();
    await person.post(`/percobaan/${attempt}/soal/3`, { answer: ['A', 'C'], unsure: 'ya' });
    const cookie = await house.signInAs(person.personId);
    const html = await (await house.get(`/percobaan/${attempt}`, { cookie })).text();
    const third = /id="soal-3".*?<\/form>/s.exec(html)![0];
    expect([...third.matchAll(/value="(\w+)" checked/g)].map((match) => match[1])).toEqual(['A', 'C', 'ya']);
    expect(html).toContain('1 dijawab, 2 belum, 1 masih ragu.');
  });

  test('sent again with the same key has the first effect and the first reply', async () => {
    const { person, attempt } = await running();
    const send = () => person.post(`/percobaan/${attempt}/soal/1`, phone(1, 'B'), script('sama'));
    const replies = await Promise.all([send(), send(), send()]);
    expect(
      await Promise.all(
        replies.map(async (reply) => [reply.status, reply.headers.get('X-Bekal-Key'), await reply.text()]),
      ),
    ).toEqual(
      Array(3).fill([200, 'sama', '<p class="status" role="status">Tersimpan. 1 dari 3, 09.41 WIB</p>']),
    );
    expect(await eventsOf(attempt)).toHaveLength(1);
    const form = { answer: 'A', _key: 'formulir' };
    await Promise.all([1, 2].map(() => person.post(`/percobaan/${attempt}/soal/2`, form)));
    expect(await eventsOf(attempt)).toHaveLength(2);
  });

  test('with the key or the number of another content is refused, and nothing changes', async () => {
    const { person, attempt } = await running();
    await person.post(`/percobaan/${attempt}/soal/1`, phone(1, 'B'), script('satu'));
    await person.post(`/percobaan/${attempt}/soal/2`, { answer: 'A', _key: 'formulir' });
    const kept = await eventsOf(attempt);
    const sameNumber = await person.post(`/percobaan/${attempt}/soal/1`, phone(1, 'C'), script('dua'));
    const sameKey = await person.post(`/percobaan/${attempt}/soal/1`, phone(2, 'C'), script('satu'));
    const form = await person.post(`/percobaan/${attempt}/soal/2`, { answer: 'B', _key: 'formulir' });
    expect([sameNumber.status, sameKey.status, form.status]).toEqual([422, 422, 422]);
    expect([sameNumber.headers.get('X-Bekal-Key'), sameKey.headers.get('X-Bekal-Key')]).toEqual([null, null]);
    const html = await form.text(); // what was chosen is still there, with a fresh key
    expect(html).toMatch(/value="B" checked/);
    expect(html).not.toContain('value="formulir"');
    expect(await eventsOf(attempt)).toEqual(kept);
  });

  test.each([
    ['a letter that is not on the page', { answer: 'E' }],
    ['two letters where one is asked', { answer: ['A', 'B'] }],
    ['no letter at all', { answer: 'ab' }],
    ['a phone that calls itself the server', { answer: 'A', _device: 'server', _seq: '1' }],
    ['a phone without a number', { answer: 'A', _device: 'hp' }],
    ['a number that is none', { answer: 'A', _device: 'hp', _seq: '-1' }],
    ['a time that is none', { answer: 'A', _device: 'hp', _seq: '1', _at: 'kemarin' }],
    ['a time before all times', { answer: 'A', _device: 'hp', _seq: '1', _at: '0000-01-01T00:00:00Z' }],
  ])('that is %s is refused', async (_, fields) => {
    const { person, attempt } = await running();
    expect((await person.post(`/percobaan/${attempt}/soal/1`, fields, script())).status).toBe(422);
    expect((await person.post(`/percobaan/${attempt}/soal/1`, fields)).status).toBe(422);
    expect(await eventsOf(attempt)).toEqual([]);
  });

  test.each(['0', '4', '01', '-1', '1e3', 'x', '99999999999'])(
    'to question %s of three is not found',
    async (n) => {
      const { person, attempt } = await running();
      expect((await person.post(`/percobaan/${attempt}/soal/${n}`, { answer: 'A' })).status).toBe(404);
      expect((await person.get(`/percobaan/${attempt}/soal/${n}`)).status).toBe(404);
      expect(await eventsOf(attempt)).toEqual([]);
    },
  );

  test('after the hand-in is refused with a sentence, and the score stays', async () => {
    const { person, attempt } = await running();
    await person.post(`/percobaan/${attempt}/soal/1`, { answer: 'A' });
    await person.handIn(attempt);
    const state = async () => [
      await eventsOf(attempt),
      await house.db.selectFrom('attempt').selectAll().where('id', '=', attempt).execute(),
    ];
    const kept = await state();
    const form = await person.post(`/percobaan/${attempt}/soal/1`, { answer: 'B' });
    const sent = await person.post(`/percobaan/${attempt}/soal/1`, phone(1, 'B'), script());
    expect([form.status, sent.status]).toEqual([409, 409]);
    for (const text of [await form.text(), await sent.text()])
      expect(text).toContain('Percobaan ini sudah dikumpulkan atau waktunya sudah lewat.');
    expect(await state()).toEqual(kept);
  });
});

describe('the clock of a phone', () => {
  test('is put right by the time of sending and kept between the start and now', async () => {
    const { person, attempt } = await running();
    const now = new Date('2024-05-29T10:00:00+07:00');
    house.clock.set(now);
    const minutes = (n: number) => new Date(now.getTime() + n * 60_000);
    const send = (seq: number, at: Date, sentAt?: Date) =>
      person.post(
        `/percobaan/${attempt}/soal/1`,
        phone(seq, 'A', { _at: at.toISOString() }),
        script(undefined, sentAt),
      );
    await send(1, minutes(-1445), minutes(-1440)); // a day behind
    await send(2, minutes(1435), minutes(1440)); // a day ahead
    await send(3, minutes(-600), now); // before the start
    await send(4, minutes(30), now); // after now
    await send(5, minutes(-5)); // says no time of sending
    const events = await eventsOf(attempt);
    expect(events.map((event) => event.corrected_at)).toEqual([minutes(-5), minutes(-5), before, now, now]);
    expect(events.every((event) => !event.late)).toBe(true);
  });
});

describe('which answer counts', () => {
  type Sent = { device: string; seq: number; picked: number; lag: number };
  /** Numbers of one device are in the order of its choices; times may be anything. */
  const sent = fc.uniqueArray(
    fc.record({
      device: fc.constantFrom('hp-a', 'hp-b', 'hp-c'),
      seq: fc.integer({ min: 1, max: 6 }),
      picked: fc.integer({ min: 0, max: 3 }),
      lag: fc.integer({ min: 0, max: 4 }),
    }),
    { selector: ({ device, seq }) => `${device} ${seq}`, minLength: 1, maxLength: 10 },
  );

  /** The rule of data-model.md in plain words. */
  function model(events: readonly Sent[]): number {
    const newest = new Map<string, Sent>();
    for (const event of events)
      if (event.seq > (newest.get(event.device)?.seq ?? 0)) newest.set(event.device, event);
    const [first] = [...newest.values()].sort((a, b) => a.lag - b.lag || (a.device < b.device ? 1 : -1));
    return first!.picked;
  }

  test('hangs neither on the order of arrival nor on repeats', { timeout: 60_000 }, async () => {
    const { person, attempt } = await running();
    const items = Array(100).fill({
      version: '00000000-0000-0000-0000-000000000000',
      type: 'single',
      options: ['a', 'b', 'c', 'd'],
    });
    await house.db
      .updateTable('attempt')
      .set({ layout: JSON.stringify({ minutes: null, items }) })
      .where('id', '=', attempt)
      .execute();
    const now = new Date(before.getTime() + 3_600_000);
    const save = (questionNo: number, events: readonly Sent[]) =>
      house.db.transaction().execute(async (trx) => {
        for (const { device, seq, picked, lag } of events) {
          const at = new Date(now.getTime() - lag * 60_000);
          const wish: AnswerWish = {
            personId: person.personId,
            attemptId: attempt,
            questionNo,
            response: { picked: [picked], unsure: false },
            key: `${questionNo} ${device} ${seq}`,
            device: { id: device, seq, at, sentAt: now },
          };
          expect((await saveAnswer(trx, wish, now))?.ok).toBe(true);
        }
      });
    const arrivals = sent.chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray(events, { minLength: events.length }),
        fc.subarray(events),
      ),
    );
    let question = 0;
    await fc.assert(
      fc.asyncProperty(arrivals, async ([events, other, replays]) => {
        const [one, two] = [++question, ++question];
        await save(one, [...events, ...replays]);
        await save(two, [...replays, ...other]);
        const answers = await currentOf(attempt);
        expect([answers[one], answers[two]]).toEqual([[model(events)], [model(events)]]);
        expect((await eventsOf(attempt)).filter((event) => event.question_no === one)).toHaveLength(
          events.length,
        );
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  test('a late outbox of one phone never overwrites a newer choice on another', async () => {
    const { person, attempt } = await running();
    const old = new Date('2024-05-29T09:50:00+07:00');
    house.clock.set(new Date('2024-05-29T10:00:00+07:00'));
    await person.post(
      `/percobaan/${attempt}/soal/1`,
      { answer: 'D', _device: 'baru', _seq: '1', _at: house.clock.now().toISOString() },
      script(undefined, house.clock.now()),
    );
    house.clock.set(new Date('2024-05-29T10:30:00+07:00'));
    await person.post(
      `/percobaan/${attempt}/soal/1`,
      { answer: 'A', _device: 'lama', _seq: '7', _at: old.toISOString() },
      script(undefined, house.clock.now()),
    );
    expect(await currentOf(attempt)).toEqual({ 1: [3] });
    expect(await eventsOf(attempt)).toHaveLength(2);
  });
});

describe('answers that come late', () => {
  const end = wib(8, '14:00');
  async function ended(rules: Record<string, unknown> = {}) {
    await world.setRules({ time_limit_minutes: 60, late_answers: 'hold', grace_hours: 24, ...rules });
    house.clock.set(wib(8, '13:00'));
    const kader = await world.addKader();
    await world.readLessons(kader);
    const person = await world.signIn(kader);
    for (const quiz of [QUIZ.m1, QUIZ.m2]) await person.handIn(await person.start(quiz));
    const attempt = await person.start(QUIZ.post);
    const right = await world.letters(attempt, true);
    const wrong = await world.letters(attempt, false);
    await person.post(`/percobaan/${attempt}/soal/1`, { answer: right[0]! });
    const row = () =>
      house.db
        .selectFrom('attempt')
        .select(['score_bp', 'handed_in_by', 'handed_in_at', 'late_decision'])
        .where('id', '=', attempt)
        .executeTakeFirstOrThrow();
    const answer = (n: number, letters: string[], seq = 1) =>
      person.post(`/percobaan/${attempt}/soal/${n}`, phone(seq, letters), script());
    return { person, attempt, right, wrong, row, answer };
  }

  test('inside the grace period are kept and answered 202, and do not count', async () => {
    const { person, attempt, right, row, answer } = await ended();
    house.clock.set(end);
    const response = await answer(2, right[1]!);
    expect([response.status, response.headers.get('X-Bekal-Key') !== null, await response.text()]).toEqual([
      202,
      true,
      '<p class="status tunggu" role="status">Terkirim belakangan. Pelatih memutuskan apakah dihitung.</p>',
    ]);
    const form = await person.post(`/percobaan/${attempt}/soal/3`, { answer: right[2]! });
    expect(form.headers.get('Location')).toBe(`/percobaan/${attempt}/hasil?kabar=belakangan`);
    expect(await row()).toEqual({
      score_bp: 2500,
      handed_in_by: 'clock',
      handed_in_at: end,
      late_decision: null,
    });
    expect((await eventsOf(attempt)).map((event) => event.late)).toEqual([false, true, true]);
    expect([await currentOf(attempt), Object.keys(await currentOf(attempt, true))]).toEqual([
      { 1: [expect.any(Number)] },
      ['1', '2', '3'],
    ]);
    const html = await (await person.get(`/percobaan/${attempt}/hasil`)).text();
    expect(html).toContain('2 jawaban terkirim belakangan, menunggu keputusan pelatih dan belum dihitung.');
  });

  test('after the grace period are refused', async () => {
    const { attempt, right, answer } = await ended();
    house.clock.set(new Date(wib(9, '14:00').getTime() - 1));
    expect((await answer(2, right[1]!)).status).toBe(202);
    house.clock.set(wib(9, '14:00'));
    expect((await answer(3, right[2]!)).status).toBe(409);
    expect(await eventsOf(attempt)).toHaveLength(2);
  });

  test('are refused where the rule says so', async () => {
    const { attempt, right, answer } = await ended({ late_answers: 'refuse' });
    house.clock.set(end);
    expect((await answer(2, right[1]!)).status).toBe(409);
    expect(await eventsOf(attempt)).toHaveLength(1);
  });

  test('count at once where the rule says so, each of them', async () => {
    const { right, answer, row } = await ended({ late_answers: 'count' });
    house.clock.set(end);
    await answer(2, right[1]!);
    expect(await row()).toMatchObject({ score_bp: 5000, late_decision: 'accepted' });
    await answer(3, right[2]!);
    expect(await row()).toMatchObject({ score_bp: 7500, late_decision: 'accepted' });
  });

  test('a repeat of an answer that was in time is still answered as at first', async () => {
    const { attempt, right, person } = await ended();
    const fields = phone(1, right[1]!);
    await person.post(`/percobaan/${attempt}/soal/2`, fields, script('tepat-waktu'));
    house.clock.set(wib(10, '14:00'));
    const again = await person.post(`/percobaan/${attempt}/soal/2`, fields, script('tepat-waktu'));
    expect([again.status, again.headers.get('X-Bekal-Key')]).toEqual([200, 'tepat-waktu']);
  });

  test('of an attempt that its kader handed in are refused', async () => {
    const { person, attempt, right, answer } = await ended();
    await person.handIn(attempt);
    house.clock.set(end);
    expect((await answer(2, right[1]!)).status).toBe(409);
  });
});

test("another kader's attempt is not found: to see, save, check, hand in, look back", async () => {
  const { person, attempt } = await running();
  await person.post(`/percobaan/${attempt}/soal/1`, { answer: 'A' });
  const { person: other } = await running();
  const kept = await eventsOf(attempt);
  const gets = ['', '/soal/1', '/kumpulkan', '/hasil'].map((path) =>
    other.get(`/percobaan/${attempt}${path}`),
  );
  const posts = [
    other.post(`/percobaan/${attempt}/soal/1`, { answer: 'B' }),
    other.post(`/percobaan/${attempt}/soal/1`, phone(9, 'B'), script()),
    other.post(`/percobaan/${attempt}/kumpulkan`, { _key: 'x' }),
  ];
  expect((await Promise.all([...gets, ...posts])).map((response) => response.status)).toEqual(
    Array(7).fill(404),
  );
  const row = await house.db
    .selectFrom('attempt')
    .select('handed_in_at')
    .where('id', '=', attempt)
    .executeTakeFirstOrThrow();
  expect([await eventsOf(attempt), row.handed_in_at]).toEqual([kept, null]);
  for (const id of ['x', '1', '00000000-0000-0000-0000-000000000000'])
    expect((await other.get(`/percobaan/${id}`)).status).toBe(404);
});
