import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cancelSession,
  changeRules,
  changeSession,
  createClasses,
  generateTimetable,
  planSession,
  readRules,
  removeSession,
  restoreSession,
  type SessionFields,
  sessionsOf,
} from '../../src/bimtek/index.ts';
import {
  addKader,
  BEFORE,
  type Bimtek,
  granted,
  inTransaction,
  makeBimtek,
  sessionFields,
  wib,
} from '../fixtures/bimtek.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
let bimtek: Bimtek;
beforeAll(async () => {
  house = await openHouse({ at: BEFORE });
});
afterAll(() => house.close());

const run = <Value>(act: Parameters<typeof inTransaction<Value>>[1]) => inTransaction(house.db, act);
const fields = (day: string, from: string, to: string, more: Partial<SessionFields> = {}): SessionFields =>
  sessionFields(bimtek, [day, from, to], more);
const plan = async (session: SessionFields) =>
  granted(
    await run((trx) =>
      planSession(trx, { ...session, bimtekId: bimtek.bimtekId, by: bimtek.people.panitia }, BEFORE),
    ),
  ).sessionId;
const refusalOf = async (session: SessionFields) => {
  const result = await run((trx) =>
    planSession(trx, { ...session, bimtekId: bimtek.bimtekId, by: null }, BEFORE),
  );
  return result.ok ? 'ok' : result.refusal.reason;
};
const change = (sessionId: string, session: SessionFields) =>
  run((trx) => changeSession(trx, { ...session, sessionId, bimtekId: bimtek.bimtekId, by: null }, BEFORE));
const one = async (sessionId: string) => (await sessionsOf(house.db, { sessionId }))[0];
const deadline = async () =>
  (
    await house.db
      .selectFrom('bimtek')
      .select('pass_deadline')
      .where('id', '=', bimtek.bimtekId)
      .executeTakeFirstOrThrow()
  ).pass_deadline;
const versions = async () =>
  (
    await house.db
      .selectFrom('timetable_version')
      .select(['no', 'changes'])
      .where('bimtek_id', '=', bimtek.bimtekId)
      .orderBy('no')
      .execute()
  ).map(({ no, changes }) => [no, (changes as { kind: string }[]).map(({ kind }) => kind)]);

describe('A timetable', () => {
  beforeAll(async () => {
    bimtek = await makeBimtek(house);
  });

  it('numbers sessions in time order, parallel ones alike, whatever the order of planning', async () => {
    const late = await plan(fields('06-01', '08:30', '10:00'));
    const early = await plan(fields('05-30', '08:30', '10:00'));
    const beside = await plan(
      fields('05-30', '08:30', '10:00', { classIds: [bimtek.classes.G], room: 'Batavia 3' }),
    );
    const listed = await sessionsOf(house.db, { bimtekId: bimtek.bimtekId });
    expect(listed.map(({ id, no }) => [id, no])).toEqual([
      [early, 1],
      [beside, 1],
      [late, 2],
    ]);
    expect(await versions()).toEqual([
      [1, ['added']],
      [2, ['added']],
      [3, ['added']],
    ]);
  });

  it('sets the batas kelulusan 30 days after the end of the last counted session, and moves it along', async () => {
    expect(await deadline()).toEqual(new Date(wib('06-01', '10:00').getTime() + 30 * 86_400_000));
    await plan(fields('06-08', '13:00', '14:00', { counted: false, halfJp: 0 }));
    expect(await deadline()).toEqual(new Date(wib('06-01', '10:00').getTime() + 30 * 86_400_000));
    const last = await plan(fields('06-08', '08:00', '12:00'));
    expect(await deadline()).toEqual(new Date(wib('06-08', '12:00').getTime() + 30 * 86_400_000));
    granted(
      await run((trx) =>
        cancelSession(
          trx,
          { bimtekId: bimtek.bimtekId, sessionId: last, reason: 'listrik padam', by: null },
          BEFORE,
        ),
      ),
    );
    expect(await deadline()).toEqual(new Date(wib('06-01', '10:00').getTime() + 30 * 86_400_000));
  });

  it.each([
    ['times', { endsAt: wib('06-02', '08:00') }],
    ['times', { endsAt: wib('06-03', '08:31') }],
    ['jp', { halfJp: 41 }],
    ['jp', { halfJp: 1.5 }],
    ['no-class', { classIds: [] }],
    ['outside-days', { startsAt: wib('06-09', '08:00'), endsAt: wib('06-09', '09:00') }],
  ])('refuses what cannot stand: %s', async (reason, wrong) => {
    expect(await refusalOf(fields('06-02', '08:30', '10:00', wrong))).toBe(reason);
  });

  it('refuses a class of another bimtek, and a trainer who is none', async () => {
    const other = await makeBimtek(house);
    expect(await refusalOf(fields('06-02', '08:30', '10:00', { classIds: [other.classes.F] }))).toBe(
      'no-class',
    );
    expect(await refusalOf(fields('06-02', '08:30', '10:00', { trainerIds: [bimtek.people.panitia] }))).toBe(
      'no-trainer',
    );
  });

  it('keeps what stood there before when a session moves, and forgets nothing else', async () => {
    const id = await plan(fields('06-03', '14:45', '16:15'));
    expect(granted(await change(id, fields('06-03', '15:15', '16:45'))).outcome).toBe('moved');
    const moved = await one(id);
    expect(moved).toMatchObject({
      startsAt: wib('06-03', '15:15'),
      was: { startsAt: wib('06-03', '14:45'), endsAt: wib('06-03', '16:15'), room: 'Batavia 2' },
    });
    expect(
      granted(
        await change(
          id,
          fields('06-03', '15:15', '16:45', { topic: 'BUM Desa', trainerIds: [bimtek.people.ratna] }),
        ),
      ).outcome,
    ).toBe('edited');
    const edited = await one(id);
    expect(edited).toMatchObject({
      topic: 'BUM Desa',
      was: moved?.was,
      timetableNo: (moved?.timetableNo ?? 0) + 1,
      named: [bimtek.people.ratna],
    });
    const before = await versions();
    expect(
      granted(
        await change(
          id,
          fields('06-03', '15:15', '16:45', { topic: 'BUM Desa', trainerIds: [bimtek.people.ratna] }),
        ),
      ).outcome,
    ).toBe('unchanged');
    expect(await versions()).toEqual(before);
  });

  it('takes a cancelled session out of the sum and back in again', async () => {
    bimtek = await makeBimtek(house);
    const kader = await addKader(house, bimtek);
    const planned = async () =>
      (
        await house.db
          .selectFrom('standing')
          .select('half_jp_planned')
          .where('enrolment_id', '=', kader.enrolmentId)
          .executeTakeFirstOrThrow()
      ).half_jp_planned;
    const id = await plan(fields('06-03', '08:30', '10:00'));
    await plan(fields('06-03', '10:15', '11:45', { halfJp: 3 }));
    expect(await planned()).toBe(7);
    granted(
      await run((trx) =>
        cancelSession(
          trx,
          { bimtekId: bimtek.bimtekId, sessionId: id, reason: 'listrik padam', by: null },
          BEFORE,
        ),
      ),
    );
    expect(await planned()).toBe(3);
    expect(await one(id)).toMatchObject({ cancelReason: 'listrik padam' });
    expect(await change(id, fields('06-04', '08:30', '10:00'))).toEqual({
      ok: false,
      refusal: { reason: 'gone' },
    });
    granted(
      await run((trx) => restoreSession(trx, { bimtekId: bimtek.bimtekId, sessionId: id, by: null }, BEFORE)),
    );
    expect(await planned()).toBe(7);
  });

  it('lets a session go that nobody was marked in, and keeps one with marks', async () => {
    const id = await plan(fields('06-04', '08:30', '10:00'));
    const kader = await addKader(house, bimtek);
    await house.db
      .insertInto('mark')
      .values({
        id: kader.enrolmentId,
        bimtek_id: bimtek.bimtekId,
        session_id: id,
        enrolment_id: kader.enrolmentId,
        status: 'hadir',
        bases: [],
        source: 'roll-call',
        by_id: bimtek.people.ratna,
        device: 'hp',
        corrected_at: BEFORE,
        received_at: BEFORE,
      })
      .execute();
    const act = { bimtekId: bimtek.bimtekId, sessionId: id, by: null };
    expect(await run((trx) => removeSession(trx, act, BEFORE))).toEqual({
      ok: false,
      refusal: { reason: 'has-marks' },
    });
    const empty = await plan(fields('06-04', '10:15', '11:45'));
    granted(await run((trx) => removeSession(trx, { ...act, sessionId: empty }, BEFORE)));
    expect(await one(empty)).toBeUndefined();
    expect(await run((trx) => removeSession(trx, { ...act, sessionId: empty }, BEFORE))).toEqual({
      ok: false,
      refusal: { reason: 'gone' },
    });
  });

  it('stands still while presensi is closed', async () => {
    bimtek = await makeBimtek(house);
    const id = await plan(fields('06-03', '08:30', '10:00'));
    await house.db
      .insertInto('closing')
      .values({ bimtek_id: bimtek.bimtekId, no: 1, by_id: bimtek.people.panitia, at: BEFORE })
      .execute();
    expect(await refusalOf(fields('06-04', '08:30', '10:00'))).toBe('closed');
    expect(await change(id, fields('06-03', '09:00', '10:00'))).toEqual({
      ok: false,
      refusal: { reason: 'closed' },
    });
    expect(
      await run((trx) =>
        cancelSession(trx, { bimtekId: bimtek.bimtekId, sessionId: id, reason: 'x', by: null }, BEFORE),
      ),
    ).toEqual({ ok: false, refusal: { reason: 'closed' } });
    await house.db
      .insertInto('reopening')
      .values({
        bimtek_id: bimtek.bimtekId,
        no: 1,
        asked_by: bimtek.people.panitia,
        reason: 'salah',
        asked_at: BEFORE,
        agreed_by: bimtek.people.panitia2,
        agreed_at: BEFORE,
      })
      .execute();
    expect(granted(await change(id, fields('06-03', '09:00', '10:00'))).outcome).toBe('moved');
  });
});

describe('Generating a timetable', () => {
  const slots = [
    { start: '08:30', end: '10:00', halfJp: 4, topic: 'Materi pagi', subject: 'Materi', counted: true },
    { start: '19:30', end: '00:30', halfJp: 3, topic: 'Malam', subject: 'Materi', counted: true },
  ];

  it('copies the daily pattern over every day, Sunday and the holiday of 1 June too, for each class', async () => {
    bimtek = await makeBimtek(house);
    const wish = {
      bimtekId: bimtek.bimtekId,
      classIds: [bimtek.classes.F, bimtek.classes.G],
      together: false,
      firstDay: '2024-05-31',
      lastDay: '2024-06-02',
      slots,
      room: '',
      by: null,
    };
    expect(granted(await run((trx) => generateTimetable(trx, wish, BEFORE)))).toEqual({
      made: 12,
      skipped: 0,
    });
    const ofF = await sessionsOf(house.db, { classId: bimtek.classes.F });
    expect(ofF.map(({ no, startsAt, endsAt, room, halfJp }) => [no, startsAt, endsAt, room, halfJp])).toEqual(
      [
        [1, wib('05-31', '08:30'), wib('05-31', '10:00'), 'Kelas F', 4],
        [2, wib('05-31', '19:30'), wib('06-01', '00:30'), 'Kelas F', 3],
        [3, wib('06-01', '08:30'), wib('06-01', '10:00'), 'Kelas F', 4],
        [4, wib('06-01', '19:30'), wib('06-02', '00:30'), 'Kelas F', 3],
        [5, wib('06-02', '08:30'), wib('06-02', '10:00'), 'Kelas F', 4],
        [6, wib('06-02', '19:30'), wib('06-03', '00:30'), 'Kelas F', 3],
      ],
    );
    expect(
      granted(await run((trx) => generateTimetable(trx, { ...wish, lastDay: '2024-06-03' }, BEFORE))),
    ).toEqual({ made: 4, skipped: 12 });
    expect(await versions()).toHaveLength(2);
  });

  it('makes one session for all classes when it is a pleno', async () => {
    bimtek = await makeBimtek(house);
    const wish = {
      bimtekId: bimtek.bimtekId,
      classIds: [bimtek.classes.F, bimtek.classes.G],
      together: true,
      firstDay: '2024-05-30',
      lastDay: '2024-05-30',
      slots: slots.slice(0, 1),
      room: 'Aula',
      by: null,
    };
    expect(granted(await run((trx) => generateTimetable(trx, wish, BEFORE)))).toEqual({
      made: 1,
      skipped: 0,
    });
    const [pleno] = await sessionsOf(house.db, { bimtekId: bimtek.bimtekId });
    expect(pleno).toMatchObject({
      room: 'Aula',
      classes: [{ letter: 'F' }, { letter: 'G' }],
      trainers: [{ name: 'Deni Pratama' }, { name: 'Ratna Wulandari' }],
      named: [],
    });
  });
});

describe('Sessions of a trainer', () => {
  it('are those of their classes and those they are named for, not others', async () => {
    bimtek = await makeBimtek(house);
    const own = await plan(fields('06-03', '08:30', '10:00'));
    const guest = await plan(
      fields('06-03', '10:15', '11:45', {
        classIds: [bimtek.classes.G],
        trainerIds: [bimtek.people.ratna],
        room: 'Batavia 3',
      }),
    );
    await plan(fields('06-03', '13:00', '14:30', { classIds: [bimtek.classes.G], room: 'Batavia 3' }));
    const ids = (
      await sessionsOf(house.db, { trainer: bimtek.people.ratna, now: wib('06-03', '07:00') })
    ).map(({ id }) => id);
    expect(ids).toEqual([own, guest]);
  });
});

describe('Classes', () => {
  it('are refused twice, together and without making any', async () => {
    const make = (letters: string[]) =>
      run((trx) => createClasses(trx, { bimtekId: bimtek.bimtekId, letters, by: null }, BEFORE));
    const result = await house.db
      .transaction()
      .execute(async (trx) =>
        createClasses(trx, { bimtekId: bimtek.bimtekId, letters: ['F'], by: null }, BEFORE),
      );
    expect(result).toEqual({ ok: false, refusal: { reason: 'taken', letters: ['F'] } });
    expect(await make(['f'])).toEqual({ ok: false, refusal: { reason: 'letters' } });
    expect(granted(await make(['A', 'A', 'B1'])).map(({ letter }) => letter)).toEqual(['A', 'B1']);
  });
});

describe('Rules', () => {
  it('change by a further version; the batas kelulusan and the standings follow', async () => {
    bimtek = await makeBimtek(house);
    await plan(fields('06-03', '08:30', '10:00'));
    const kader = await addKader(house, bimtek);
    const before = await readRules(house.db, bimtek.bimtekId);
    expect(before.attendance_percent).toBe(80);
    const set = (rules: typeof before) =>
      run((trx) => changeRules(trx, { bimtekId: bimtek.bimtekId, rules, by: bimtek.people.panitia }, BEFORE));
    expect(granted(await set({ ...before, attendance_percent: 90, pass_days: 10 }))).toEqual({
      no: 2,
      changed: ['attendance_percent', 'pass_days'],
    });
    expect(await deadline()).toEqual(new Date(wib('06-03', '10:00').getTime() + 10 * 86_400_000));
    const standing = await house.db
      .selectFrom('standing')
      .select('rule_no')
      .where('enrolment_id', '=', kader.enrolmentId)
      .executeTakeFirstOrThrow();
    expect(standing.rule_no).toBe(2);
    expect(granted(await set({ ...before, attendance_percent: 90, pass_days: 10 }))).toEqual({
      no: 2,
      changed: [],
    });
    const kept = await house.db
      .selectFrom('rule_version')
      .select('no')
      .where('bimtek_id', '=', bimtek.bimtekId)
      .execute();
    expect(kept.length).toBe(2);
  });

  it('refuse a pattern that cannot be unique, and one that the other kind uses here or in another bimtek of the issuer', async () => {
    const rules = await readRules(house.db, bimtek.bimtekId);
    const reasonOf = async (bimtekId: string, more: Partial<typeof rules>) => {
      const result = await run((trx) =>
        changeRules(trx, { bimtekId, rules: { ...rules, ...more }, by: null }, BEFORE),
      );
      return result.ok ? 'ok' : result.refusal.reason;
    };
    expect(await reasonOf(bimtek.bimtekId, { number_pattern: '{seq}/BPI' })).toBe('pattern');
    expect(await reasonOf(bimtek.bimtekId, { number_pattern: rules.number_pattern_sket })).toBe(
      'pattern-shared',
    );
    const sister = await makeBimtek(house, { issuerId: bimtek.issuerId });
    expect(
      await reasonOf(sister.bimtekId, {
        number_pattern_sket: rules.number_pattern,
        number_pattern: '{seq}/X/{year}',
      }),
    ).toBe('pattern-shared');
    expect(
      await reasonOf(bimtek.bimtekId, {
        predicate_bands: [
          { from_bp: 7000, label: 'cukup' },
          { from_bp: 9000, label: 'sangat baik' },
        ],
      }),
    ).toBe('bands');
  });
});
