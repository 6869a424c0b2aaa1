import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { CANARY, openQuizWorld, QUIZ, type QuizWorld, wib } from '../fixtures/quiz.ts';

let house: TestHouse;
let world: QuizWorld;
const before = new Date('2024-05-29T09:00:00+07:00');
beforeAll(async () => {
  house = await openHouse({ at: before });
  world = await openQuizWorld(house);
});
afterAll(() => house.close());

/** A kader of class F with a login, the clock at `at`. */
async function kader(at: Date, ready = true) {
  house.clock.set(at);
  const one = await world.addKader();
  if (ready) await world.readLessons(one);
  return world.signIn(one);
}

/** Both module quizzes handed in. */
async function doModules(person: Awaited<ReturnType<typeof kader>>) {
  for (const quiz of [QUIZ.m1, QUIZ.m2]) await person.handIn(await person.start(quiz));
}

const attemptsOf = (enrolmentId: string) =>
  house.db
    .selectFrom('attempt')
    .selectAll()
    .where('enrolment_id', '=', enrolmentId)
    .orderBy('started_at')
    .orderBy('no')
    .execute();

describe('a start', () => {
  test('leads to the attempt with as many questions as the draw says, and back to it while it runs', async () => {
    const person = await kader(before);
    const first = await person.start(QUIZ.pre);
    expect(await person.start(QUIZ.pre)).toBe(first);
    const [attempt] = await attemptsOf(person.enrolmentId);
    expect(attempt).toMatchObject({ id: first, kind: 'pre', no: 1, form: null, handed_in_at: null });
    const html = await (await person.get(`/percobaan/${first}`)).text();
    expect(html.match(/<fieldset>/g)).toHaveLength(4);
    expect(await (await person.get(`/kuis/${QUIZ.pre}`)).text()).toContain(`href="/percobaan/${first}"`);
  });

  test('sent twice with one key, and twice at once with two keys, is one attempt', async () => {
    const person = await kader(before);
    const same = await Promise.all([1, 2].map(() => person.post(`/kuis/${QUIZ.m1}/mulai`, { _key: 'sama' })));
    expect(same.map((response) => response.status)).toEqual([303, 303]);
    expect(new Set(same.map((response) => response.headers.get('Location'))).size).toBe(1);
    const both = await Promise.all(['a', 'b'].map((_key) => person.post(`/kuis/${QUIZ.m2}/mulai`, { _key })));
    expect(new Set(both.map((response) => response.headers.get('Location'))).size).toBe(1);
    expect((await attemptsOf(person.enrolmentId)).map(({ quiz_id, no }) => [quiz_id, no])).toEqual([
      [QUIZ.m1, 1],
      [QUIZ.m2, 1],
    ]);
  });

  test('of a page script is answered with its key and a way on', async () => {
    const person = await kader(before);
    const started = await person.post(`/kuis/${QUIZ.m2}/mulai`, {}, { 'Idempotency-Key': 'mulai-skrip' });
    const attempt = started.headers.get('X-Bekal-Next')?.slice('/percobaan/'.length) ?? '';
    expect([started.status, started.headers.get('X-Bekal-Key')]).toEqual([200, 'mulai-skrip']);
    const handedIn = await person.post(
      `/percobaan/${attempt}/kumpulkan`,
      {},
      { 'Idempotency-Key': 'kumpul-skrip' },
    );
    const answers = ['X-Bekal-Key', 'X-Bekal-Next'].map((name) => handedIn.headers.get(name));
    expect([handedIn.status, ...answers]).toEqual([
      200,
      'kumpul-skrip',
      `/percobaan/${attempt}/hasil?kabar=dikumpulkan`,
    ]);
  });

  test('a draw is frozen: a newer bank changes nothing of an attempt', async () => {
    const person = await kader(before);
    const attempt = await person.start(QUIZ.pre);
    const html = async () =>
      (await (await person.get(`/percobaan/${attempt}`)).text()).match(/<legend.*?<\/form>/gs);
    const shown = await html();
    await house.db.updateTable('quiz').set({ pool: '[]' }).where('id', '=', QUIZ.pre).execute();
    expect(await html()).toEqual(shown);
    await house.db
      .updateTable('quiz')
      .set((eb) => ({
        pool: eb.selectFrom('quiz as q').select('q.pool').where('q.id', '=', QUIZ.post) as never,
      }))
      .where('id', '=', QUIZ.pre)
      .execute();
  });

  test('an unknown quiz, and one of a bimtek that is not mine, is not found', async () => {
    const person = await kader(before);
    const stranger = await world.signIn({ ...person, personId: await world.person('Orang Luar') });
    for (const id of ['tidak.ada', '%00', '%27', 'a'.repeat(200)])
      expect((await person.get(`/kuis/${id}`)).status).toBe(404);
    expect((await person.post('/kuis/tidak.ada/mulai')).status).toBe(404);
    expect((await stranger.get(`/kuis/${QUIZ.pre}`)).status).toBe(403);
  });
});

describe('the pre-test', () => {
  test('can be started until the second counted session of the class starts; a cancelled one does not count', async () => {
    const cancelled = await world.addSession({ start: wib(30, '09:00'), cancelled: true });
    const uncounted = await world.addSession({ start: wib(30, '07:00'), counted: false });
    const person = await kader(wib(30, '12:59'));
    expect(await (await person.get(`/kuis/${QUIZ.pre}`)).text()).toContain(
      'Kamis, 30 Mei 2024 pukul 13.00 WIB',
    );
    house.clock.set(wib(30, '13:00'));
    const late = await person.post(`/kuis/${QUIZ.pre}/mulai`);
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('Pre-test ditutup Kamis, 30 Mei 2024 pukul 13.00 WIB.');
    expect(await attemptsOf(person.enrolmentId)).toEqual([]);
    for (const id of [cancelled, uncounted]) {
      await house.db.deleteFrom('session_class').where('session_id', '=', id).execute();
      await house.db.deleteFrom('session').where('id', '=', id).execute();
    }
  });

  test('closes by the timetable of the class that the kader was in at that time', async () => {
    const person = await kader(before);
    for (const time of ['10:00', '11:00']) await world.addSession({ start: wib(30, time), classes: ['G'] });
    await world.moveTo(person, 'G', wib(30, '09:00'));
    house.clock.set(wib(30, '09:59'));
    expect((await person.get(`/kuis/${QUIZ.pre}`)).status).toBe(200);
    house.clock.set(wib(30, '10:00')); // the first session of F and the first one of G after the change
    expect((await person.post(`/kuis/${QUIZ.pre}/mulai`)).status).toBe(409);
  });

  test('an attempt under way follows a session that is moved, in both directions', async () => {
    const person = await kader(before);
    const attempt = await person.start(QUIZ.pre);
    const move = (start: Date) =>
      house.db
        .updateTable('session')
        .set({ starts_at: start, ends_at: new Date(start.getTime() + 3_600_000) })
        .where('id', '=', world.sessions.second)
        .execute();
    await move(wib(30, '15:00'));
    house.clock.set(wib(30, '14:59'));
    expect((await person.post(`/percobaan/${attempt}/soal/1`, { answer: 'A' })).headers.get('Location')).toBe(
      `/percobaan/${attempt}/soal/2`,
    );
    await move(wib(30, '13:00'));
    expect((await person.get(`/percobaan/${attempt}`)).headers.get('Location')).toBe(
      `/percobaan/${attempt}/hasil`,
    );
    const [row] = await attemptsOf(person.enrolmentId);
    expect(row).toMatchObject({
      handed_in_at: wib(30, '13:00'),
      handed_in_by: 'clock',
      ends_at: wib(30, '13:00'),
    });
  });
});

describe('the post-test', () => {
  const opening = wib(8, '13:00');

  test('waits for the last session, for the lessons and for the quizzes of the required modules', async () => {
    const person = await kader(new Date(opening.getTime() - 1), false);
    const refusalAt = async (at: Date) => {
      house.clock.set(at);
      const response = await person.post(`/kuis/${QUIZ.post}/mulai`);
      return [response.status, /<h2>Belum bisa<\/h2>.*?<p>(.*?)<\/p>/s.exec(await response.text())?.[1]];
    };
    expect(await refusalAt(new Date(opening.getTime() - 1))).toEqual([
      409,
      'Dibuka Sabtu, 8 Juni 2024 pukul 13.00 WIB, pada sesi terakhir.',
    ]);
    expect(await refusalAt(opening)).toEqual([409, 'Selesaikan dulu modul wajib: Modul m1; Modul m2.']);
    await world.readLessons(person);
    expect(await refusalAt(opening)).toEqual([409, 'Selesaikan dulu modul wajib: Modul m1; Modul m2.']);
    await person.handIn(await person.start(QUIZ.m1));
    expect(await refusalAt(opening)).toEqual([409, 'Selesaikan dulu modul wajib: Modul m2.']);
    await person.handIn(await person.start(QUIZ.m2));
    expect((await person.post(`/kuis/${QUIZ.post}/mulai`)).status).toBe(303);
  });

  test('takes forms A, B, A, each question of its form; after three it is over until a remedial', async () => {
    const person = await kader(opening);
    await doModules(person);
    for (let no = 1; no <= 3; no++) await person.handIn(await person.start(QUIZ.post));
    const taken = (await attemptsOf(person.enrolmentId)).filter(({ kind }) => kind === 'post');
    expect(taken.map(({ no, form }) => [no, form])).toEqual([
      [1, 'A'],
      [2, 'B'],
      [3, 'A'],
    ]);
    for (const { form, layout } of taken) {
      const versions = (layout as { items: { version: string }[] }).items.map((item) => item.version);
      const rows = await house.db
        .selectFrom('question_version')
        .select('tags')
        .where('id', 'in', versions)
        .execute();
      expect(rows).toHaveLength(4);
      for (const row of rows) expect(row.tags).toContain(`form-${form!.toLowerCase()}`);
    }
    const fourth = await person.post(`/kuis/${QUIZ.post}/mulai`);
    expect([
      fourth.status,
      (await fourth.text()).includes('3 percobaan sudah dipakai. Minta remedial kepada pelatih Anda.'),
    ]).toEqual([409, true]);
  });

  test('after the day on which it opened 12 hours lie between two attempts', async () => {
    const person = await kader(wib(8, '23:00'));
    await doModules(person);
    await person.handIn(await person.start(QUIZ.post));
    house.clock.set(wib(9, '00:00'));
    const refused = await person.post(`/kuis/${QUIZ.post}/mulai`);
    expect([
      refused.status,
      (await refused.text()).includes('Bisa dikerjakan lagi Minggu, 9 Juni 2024 pukul 11.00 WIB.'),
    ]).toEqual([409, true]);
    house.clock.set(wib(9, '11:00'));
    await person.start(QUIZ.post);
  });

  test('with a time limit it ends by itself, with a factor for all', async () => {
    await world.setRules({ time_limit_minutes: 60, time_factor: 1.5 });
    const person = await kader(opening);
    await doModules(person);
    const attempt = await person.start(QUIZ.post);
    const row = (await attemptsOf(person.enrolmentId)).at(-1);
    expect(row).toMatchObject({ ends_at: wib(8, '14:30'), grace_ends_at: wib(9, '14:30') });
    expect(await (await person.get(`/percobaan/${attempt}`)).text()).toContain('data-sisa="5400"');
    house.clock.set(wib(8, '14:30'));
    expect((await person.get(`/percobaan/${attempt}`)).headers.get('Location')).toBe(
      `/percobaan/${attempt}/hasil`,
    );
    await world.setRules({ time_limit_minutes: null, time_factor: 1 });
  });
});

describe('while a quiz runs', () => {
  test('no byte of its pages, answers and headers holds anything of the keys', async () => {
    const person = await kader(wib(8, '13:00'));
    const attempts = [await person.start(QUIZ.m1), await person.start(QUIZ.m2)];
    const seen: string[] = [];
    const look = async (response: Response) =>
      seen.push(`${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`);
    for (const attempt of attempts) {
      const n = attempt === attempts[0] ? 3 : 1;
      for (const quiz of [QUIZ.m1, QUIZ.m2]) await look(await person.get(`/kuis/${quiz}`));
      await look(await person.get(`/percobaan/${attempt}`));
      await look(await person.get(`/percobaan/${attempt}/kumpulkan`));
      await look(await person.get(`/percobaan/${attempt}/hasil`));
      for (let question = 1; question <= n; question++) {
        await look(await person.get(`/percobaan/${attempt}/soal/${question}`));
        for (const answer of ['A', 'B', 'Z', ['A', 'B'], 'xx']) {
          await look(await person.post(`/percobaan/${attempt}/soal/${question}`, { answer }));
          const script = { 'Idempotency-Key': `kunci-${attempt}-${question}-${String(answer)}` };
          await look(
            await person.post(
              `/percobaan/${attempt}/soal/${question}`,
              { answer, _device: 'hp', _seq: String(seen.length) },
              script,
            ),
          );
        }
      }
    }
    expect(seen.length).toBe(2 * 5 + 4 * 11);
    for (const text of seen) {
      expect(text).not.toContain(CANARY);
      expect(text).not.toMatch(/weights|10000|points|feedback|explanation|benar"|Nilai Anda/i);
    }
  });

  test('the value of an option tells its place on the page, not its place in the bank', async () => {
    const person = await kader(before);
    const attempt = await person.start(QUIZ.m1);
    const html = await (await person.get(`/percobaan/${attempt}`)).text();
    expect([...html.matchAll(/name="answer" value="(.)"/g)].map((match) => match[1]).join('')).toBe(
      'ABCDABABCD',
    );
  });
});
