import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { JOINED, openQuizWorld, QUIZ, type QuizWorld, wib } from '../fixtures/quiz.ts';

let house: TestHouse;
let world: QuizWorld;
type Who = 'ratna' | 'deni' | 'panitia' | 'korkab' | 'reader';
let ids: Record<Who, string>;
beforeAll(async () => {
  house = await openHouse({ at: wib(8, '13:00') });
  world = await openQuizWorld(house);
  await world.setRules({ time_limit_minutes: 60 });
  const reader = await world.person('Panitia Pembaca', [{ role: 'panitia', allBimtek: true }]);
  const korkab = await world.person('Korkab', [{ role: 'korkab', regencyCode: '13.02' }]);
  ids = { ...world.people, korkab, reader };
});
afterAll(() => house.close());

/** A kader of class F with a post-test of one right answer, ended, and one more right answer that came late. */
async function withLateAnswer(personId?: string) {
  house.clock.set(wib(8, '13:00'));
  const kader = await world.addKader(personId ? { personId } : {});
  await world.readLessons(kader);
  const person = await world.signIn(kader);
  for (const quiz of [QUIZ.m1, QUIZ.m2]) await person.handIn(await person.start(quiz));
  const attempt = await person.start(QUIZ.post);
  const right = await world.letters(attempt, true);
  await person.post(`/percobaan/${attempt}/soal/1`, { answer: right[0]! });
  house.clock.set(wib(8, '14:30'));
  await person.post(`/percobaan/${attempt}/soal/2`, { answer: right[1]! });
  const row = () =>
    house.db
      .selectFrom('attempt')
      .select(['score_bp', 'late_decision', 'late_by'])
      .where('id', '=', attempt)
      .executeTakeFirstOrThrow();
  return { ...person, attempt, row };
}

/** A staff member with a login of this moment (tests move the clock over the end of older ones). */
const as = (personId: string) => ({
  get: async (path: string) => house.get(path, { cookie: await house.signInAs(personId) }),
  post: async (path: string, fields: Record<string, string> = {}) =>
    house.post(path, { _key: `k${Math.random()}`, ...fields }, { cookie: await house.signInAs(personId) }),
});
const decide = (who: string, attempt: string, decision = 'accepted') =>
  as(who).post(`/percobaan/${attempt}/belakangan`, { decision });

describe('answers that came late', () => {
  test('are listed for the trainer of the class and counted by one act', async () => {
    const kader = await withLateAnswer();
    const html = await (await as(ids.ratna).get(`/kuis/${QUIZ.post}/peserta`)).text();
    expect(html).toContain('1 jawaban terkirim belakangan, belum dihitung.');
    expect(html).toContain(`/percobaan/${kader.attempt}/belakangan`);
    const response = await decide(ids.ratna, kader.attempt);
    expect([response.status, response.headers.get('Location')]).toEqual([
      303,
      `/kuis/${QUIZ.post}/peserta?bimtek=${world.bimtekId}&kabar=accepted`,
    ]);
    expect(await kader.row()).toEqual({
      score_bp: 5000,
      late_decision: 'accepted',
      late_by: world.people.ratna,
    });
    const standing = await house.db
      .selectFrom('standing')
      .select('post_bp')
      .where('enrolment_id', '=', kader.enrolmentId)
      .executeTakeFirstOrThrow();
    expect(standing.post_bp).toBe(5000);
    const event = await house.db
      .selectFrom('audit_event')
      .select(['act', 'detail', 'actor_id'])
      .where('subject_id', '=', kader.attempt)
      .orderBy('seq', 'desc')
      .executeTakeFirstOrThrow();
    expect(event).toEqual({
      act: 'late-answers-decided',
      actor_id: world.people.ratna,
      detail: { decision: 'accepted', questions: 1, before_bp: 2500, score_bp: 5000 },
    });
  });

  test('can be left out, and then nothing more is taken', async () => {
    const kader = await withLateAnswer();
    expect((await decide(ids.panitia, kader.attempt, 'refused')).status).toBe(303);
    expect(await kader.row()).toEqual({
      score_bp: 2500,
      late_decision: 'refused',
      late_by: world.people.panitia,
    });
    expect((await kader.post(`/percobaan/${kader.attempt}/soal/3`, { answer: 'A' })).status).toBe(409);
    expect((await decide(ids.panitia, kader.attempt, 'accepted')).status).toBe(409);
    expect((await kader.row()).score_bp).toBe(2500);
  });

  test('are decided by the trainer of the class or the panitia only', async () => {
    const kader = await withLateAnswer();
    expect((await decide(ids.deni, kader.attempt)).status).toBe(404);
    expect((await decide(ids.reader, kader.attempt)).status).toBe(404);
    expect((await decide(ids.korkab, kader.attempt)).status).toBe(403);
    expect((await decide(kader.personId, kader.attempt)).status).toBe(403);
    expect(await kader.row()).toEqual({ score_bp: 2500, late_decision: null, late_by: null });
  });

  test('are not decided for oneself', async () => {
    const kader = await withLateAnswer(world.people.panitia2);
    const response = await decide(world.people.panitia2, kader.attempt);
    expect([
      response.status,
      (await response.text()).includes('Anda tidak bisa memutuskan untuk diri sendiri.'),
    ]).toEqual([403, true]);
    expect((await kader.row()).late_decision).toBeNull();
  });

  test('that are none, or a decision that is no word, change nothing', async () => {
    const kader = await withLateAnswer();
    expect((await decide(ids.ratna, kader.attempt, 'mungkin')).headers.get('Location')).toBe(
      `/kuis/${QUIZ.post}/peserta?bimtek=${world.bimtekId}`,
    );
    expect((await kader.row()).late_decision).toBeNull();
    house.clock.set(wib(9, '13:00'));
    const next = await kader.start(QUIZ.post);
    expect((await decide(ids.ratna, next)).status).toBe(409);
    await kader.handIn(next);
    const none = await decide(ids.ratna, next);
    expect([
      none.status,
      (await none.text()).includes('Tidak ada jawaban yang terkirim belakangan pada percobaan ini.'),
    ]).toEqual([409, true]);
  });
});

describe('a remedial', () => {
  const grant = (who: string, enrolment: string, fields: Record<string, string> = {}) =>
    as(who).post(`/kuis/${QUIZ.post}/remedial`, {
      enrolment,
      attempts: '1',
      minutes: '0',
      why: 'Listrik padam saat post-test.',
      ...fields,
    });
  const granted = (enrolment: string) =>
    house.db
      .selectFrom('allowance')
      .select(['no', 'extra_attempts', 'extra_minutes', 'reason', 'person_id', 'by_id'])
      .where('enrolment_id', '=', enrolment)
      .orderBy('no')
      .execute();

  test('gives another attempt with its reason on record', async () => {
    house.clock.set(wib(8, '13:00'));
    const kader = await world.addKader();
    await world.readLessons(kader);
    const person = await world.signIn(kader);
    for (const quiz of [QUIZ.m1, QUIZ.m2, QUIZ.post, QUIZ.post, QUIZ.post])
      await person.handIn(await person.start(quiz));
    expect((await person.post(`/kuis/${QUIZ.post}/mulai`)).status).toBe(409);
    const page = await (
      await as(ids.ratna).get(`/kuis/${QUIZ.post}/remedial?peserta=${kader.enrolmentId}`)
    ).text();
    expect(page).toContain(`name="enrolment" value="${kader.enrolmentId}"`);
    expect((await grant(ids.ratna, kader.enrolmentId)).headers.get('Location')).toBe(
      `/kuis/${QUIZ.post}/peserta?kabar=remedial&bimtek=${world.bimtekId}`,
    );
    expect(await granted(kader.enrolmentId)).toEqual([
      {
        no: 1,
        extra_attempts: 1,
        extra_minutes: 0,
        reason: 'Listrik padam saat post-test.',
        person_id: kader.personId,
        by_id: world.people.ratna,
      },
    ]);
    await person.start(QUIZ.post);
    expect(await (await as(ids.ratna).get(`/kuis/${QUIZ.post}/peserta?cari=${kader.no}`)).text()).toContain(
      'Percobaan 4 dari 4',
    );
  });

  test('lengthens an attempt that runs with a limit, and those after it', async () => {
    house.clock.set(wib(8, '13:00'));
    const kader = await world.addKader();
    await world.readLessons(kader);
    const person = await world.signIn(kader);
    for (const quiz of [QUIZ.m1, QUIZ.m2]) await person.handIn(await person.start(quiz));
    const first = await person.start(QUIZ.post);
    await grant(ids.panitia, kader.enrolmentId, { attempts: '0', minutes: '15' });
    const ends = async (id: string) =>
      await house.db
        .selectFrom('attempt')
        .select(['ends_at', 'grace_ends_at'])
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
    expect(await ends(first)).toEqual({ ends_at: wib(8, '14:15'), grace_ends_at: wib(9, '14:15') });
    await person.handIn(first);
    expect((await ends(await person.start(QUIZ.post))).ends_at).toEqual(wib(8, '14:15'));
  });

  test('comes back with what was typed when something is wrong', async () => {
    house.clock.set(wib(8, '13:00'));
    const kader = await world.addKader();
    const empty = await grant(ids.ratna, kader.enrolmentId, { why: '  ', attempts: '2' });
    const html = await empty.text();
    expect([empty.status, html.includes('Isi alasan.'), html.includes('value="2"')]).toEqual([
      422,
      true,
      true,
    ]);
    expect((await grant(ids.ratna, kader.enrolmentId, { attempts: '9' })).status).toBe(422);
    const nothing = await grant(ids.ratna, kader.enrolmentId, { attempts: '0' });
    expect([nothing.status, (await nothing.text()).includes('Listrik padam saat post-test.')]).toEqual([
      409,
      true,
    ]);
    expect(await granted(kader.enrolmentId)).toEqual([]);
  });

  test('is refused to others, for oneself, for another quiz and after the batas kelulusan', async () => {
    house.clock.set(wib(8, '13:00'));
    const kader = await world.addKader();
    const own = await world.addKader({ personId: world.people.panitia });
    expect((await grant(ids.deni, kader.enrolmentId)).status).toBe(404);
    expect((await grant(ids.reader, kader.enrolmentId)).status).toBe(404);
    expect((await grant(ids.korkab, kader.enrolmentId)).status).toBe(403);
    expect((await grant(ids.panitia, own.enrolmentId)).status).toBe(403);
    expect((await as(ids.ratna).get(`/kuis/${QUIZ.m1}/remedial?peserta=${kader.enrolmentId}`)).status).toBe(
      404,
    );
    expect((await as(ids.deni).get(`/kuis/${QUIZ.post}/remedial?peserta=${kader.enrolmentId}`)).status).toBe(
      404,
    );
    house.clock.set(new Date('2024-07-08T14:30:00+07:00'));
    expect((await grant(ids.ratna, kader.enrolmentId)).status).toBe(409);
    expect([await granted(kader.enrolmentId), await granted(own.enrolmentId)]).toEqual([[], []]);
  });
});

describe('the list of a quiz', () => {
  beforeAll(() => house.clock.set(wib(8, '13:00')));
  const names = (html: string) => [...html.matchAll(/<b>([^<]+)<\/b>/g)].map((match) => match[1]);

  test('holds the kader in scope only', async () => {
    await world.addKader({ class: 'G', name: 'Hanya Kelas G' });
    const list = async (who: string) => (await as(who).get(`/kuis/${QUIZ.post}/peserta?cari=hanya`)).text();
    expect(names(await list(ids.deni))).toEqual(['Hanya Kelas G']);
    expect(names(await list(ids.ratna))).toEqual([]);
    expect(names(await list(ids.panitia))).toEqual(['Hanya Kelas G']);
    const reader = await list(ids.reader);
    expect([names(reader), reader.includes('Beri remedial')]).toEqual([['Hanya Kelas G'], false]);
    expect((await as(ids.korkab).get(`/kuis/${QUIZ.post}/peserta`)).status).toBe(403);
    expect((await as(ids.ratna).get('/kuis/tidak.ada/peserta')).status).toBe(404);
  });

  test('is not found for a trainer whose classes are over', async () => {
    const former = await world.person('Mantan Pelatih', [{ role: 'pelatih' }]);
    await house.db
      .insertInto('class_trainer')
      .values({
        bimtek_id: world.bimtekId,
        class_id: world.classes.F,
        person_id: former,
        since: JOINED,
        until: wib(1, '08:00'),
      })
      .execute();
    expect((await as(former).get(`/kuis/${QUIZ.post}/peserta`)).status).toBe(404);
  });

  test('goes on after 50 by nomor peserta, and finds a name or number', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => i + 100);
    for (const i of rows) {
      const personId = await world.person(`Banyak ${i}`);
      const id = personId;
      await house.db
        .insertInto('enrolment')
        .values({
          id,
          bimtek_id: world.bimtekId,
          root_id: id,
          person_id: personId,
          participant_no: `F-${i}`,
          village_code: '13.02.09.2001',
          class_id: world.classes.F,
          joined_at: JOINED,
        })
        .execute();
    }
    const first = await (await as(ids.ratna).get(`/kuis/${QUIZ.post}/peserta?cari=banyak`)).text();
    expect(names(first)).toEqual(rows.slice(0, 50).map((i) => `Banyak ${i}`));
    const next = /href="(\/kuis\/[^"]*sesudah[^"]*)"/.exec(first)![1]!.replaceAll('&amp;', '&');
    const second = await (await as(ids.ratna).get(next)).text();
    expect([names(second), second.includes('Muat lagi')]).toEqual([
      rows.slice(50).map((i) => `Banyak ${i}`),
      false,
    ]);
    expect(names(await (await as(ids.ratna).get(`/kuis/${QUIZ.post}/peserta?cari=f-123`)).text())).toEqual([
      'Banyak 123',
    ]);
    expect(names(await (await as(ids.ratna).get(`/kuis/${QUIZ.post}/peserta?cari=%25`)).text())).toEqual([]);
    expect((await as(ids.ratna).get(`/kuis/${QUIZ.post}/peserta?cari=%00&sesudah=%00&bimtek=x`)).status).toBe(
      404,
    );
  });
});
