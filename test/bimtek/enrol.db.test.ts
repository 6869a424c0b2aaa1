import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changeClass,
  changeVillage,
  correctJoining,
  currentEnrolment,
  endEnrolment,
  enrolPeople,
  enrolPerson,
  planSession,
  resumeEnrolment,
  sessionsOf,
} from '../../src/bimtek/index.ts';
import { assignKader } from '../../src/pkdd/index.ts';
import { addPerson } from '../fixtures/account.ts';
import {
  addKader,
  BEFORE,
  type Bimtek,
  granted,
  inTransaction,
  makeBimtek,
  VILLAGES,
  wib,
} from '../fixtures/bimtek.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';

let house: TestHouse;
let bimtek: Bimtek;
beforeAll(async () => {
  house = await openHouse({ at: BEFORE });
});
afterAll(() => house.close());

const standingOf = (enrolmentId: string) =>
  house.db.selectFrom('standing').selectAll().where('enrolment_id', '=', enrolmentId).executeTakeFirst();
const numbers = async () => {
  const rows = await house.db
    .selectFrom('enrolment')
    .select(['participant_no'])
    .where('bimtek_id', '=', bimtek.bimtekId)
    .orderBy('id')
    .execute();
  return rows.map(({ participant_no }) => participant_no);
};
const run = <Value>(act: Parameters<typeof inTransaction<Value>>[1]) => inTransaction(house.db, act);

describe('Enrolling', () => {
  beforeAll(async () => {
    bimtek = await makeBimtek(house);
  });

  it('numbers people by class in the order they come, and gives each a standing', async () => {
    const one = await addKader(house, bimtek);
    const other = await addKader(house, bimtek, { class: 'G', village: VILLAGES[1] });
    const third = await addKader(house, bimtek, { village: VILLAGES[2] });
    expect([one.no, other.no, third.no]).toEqual(['F-01', 'G-01', 'F-02']);
    expect(await standingOf(one.enrolmentId)).toMatchObject({
      participant_no: 'F-01',
      latest: true,
      ended: false,
      village_code: VILLAGES[0],
      decree: 'none',
    });
  });

  it('numbers a batch without gaps in the order given', async () => {
    const ids = await Promise.all(
      ['A', 'B', 'C'].map((name) => addPerson(house, { name: `Batch ${name}`, password: false })),
    );
    const people = ids.map((personId) => ({
      personId,
      villageCode: VILLAGES[3],
      classId: bimtek.classes.F,
      joinedAt: BEFORE,
    }));
    const made = granted(
      await run((trx) => enrolPeople(trx, { bimtekId: bimtek.bimtekId, people, by: null }, BEFORE)),
    );
    expect(made.map(({ participantNo }) => participantNo)).toEqual(['F-03', 'F-04', 'F-05']);
  });

  it('keeps the number when the class changes, and never gives it out again', async () => {
    const kader = await addKader(house, bimtek);
    expect(kader.no).toBe('F-06');
    house.clock.set(new Date(BEFORE.getTime() + 60_000));
    granted(
      await run((trx) =>
        changeClass(
          trx,
          { bimtekId: bimtek.bimtekId, enrolmentId: kader.enrolmentId, classId: bimtek.classes.G, by: null },
          house.clock.now(),
        ),
      ),
    );
    expect((await addKader(house, bimtek)).no).toBe('F-07');
    expect((await addKader(house, bimtek, { class: 'G' })).no).toBe('G-02');
    expect(await numbers()).toEqual(['F-01', 'G-01', 'F-02', 'F-03', 'F-04', 'F-05', 'F-06', 'F-07', 'G-02']);
    house.clock.set(BEFORE);
  });

  it('refuses a second enrolment of the same person, in two requests and in one batch, and writes nothing', async () => {
    const before = await numbers();
    const kader = await addKader(house, bimtek);
    const again = {
      personId: kader.personId,
      villageCode: VILLAGES[0],
      classId: bimtek.classes.G,
      joinedAt: BEFORE,
    };
    expect(
      await run((trx) => enrolPerson(trx, { ...again, bimtekId: bimtek.bimtekId, by: null }, BEFORE)),
    ).toEqual({ ok: false, refusal: { reason: 'already', personId: kader.personId } });
    const stranger = await addPerson(house, { password: false });
    const twice = [stranger, stranger].map((personId) => ({ ...again, personId }));
    expect(
      await run((trx) => enrolPeople(trx, { bimtekId: bimtek.bimtekId, people: twice, by: null }, BEFORE)),
    ).toMatchObject({ ok: false, refusal: { reason: 'already' } });
    expect(await numbers()).toEqual([...before, kader.no]);
  });

  it('refuses a class of another bimtek and a village that does not exist', async () => {
    const other = await makeBimtek(house);
    const personId = await addPerson(house, { password: false });
    const wish = {
      bimtekId: bimtek.bimtekId,
      personId,
      villageCode: VILLAGES[0],
      classId: bimtek.classes.F,
      joinedAt: BEFORE,
      by: null,
    };
    expect(await run((trx) => enrolPerson(trx, { ...wish, classId: other.classes.F }, BEFORE))).toEqual({
      ok: false,
      refusal: { reason: 'no-class', personId },
    });
    expect(await run((trx) => enrolPerson(trx, { ...wish, villageCode: '13.02.99.2001' }, BEFORE))).toEqual({
      ok: false,
      refusal: { reason: 'no-village', personId },
    });
  });

  it('moves the person on to a newer bimtek: the older enrolment is no longer the latest', async () => {
    const next = await makeBimtek(house);
    const kader = await addKader(house, bimtek);
    const made = granted(
      await run((trx) =>
        enrolPerson(
          trx,
          {
            bimtekId: next.bimtekId,
            personId: kader.personId,
            villageCode: VILLAGES[1],
            classId: next.classes.F,
            joinedAt: BEFORE,
            by: null,
          },
          BEFORE,
        ),
      ),
    );
    expect((await standingOf(kader.enrolmentId))?.latest).toBe(false);
    expect((await standingOf(made.enrolmentId))?.latest).toBe(true);
    expect((await currentEnrolment(house.db, kader.personId))?.enrolmentId).toBe(made.enrolmentId);
    granted(
      await run((trx) =>
        endEnrolment(
          trx,
          { bimtekId: next.bimtekId, enrolmentId: made.enrolmentId, reason: 'pindah tugas', by: null },
          BEFORE,
        ),
      ),
    );
    expect((await standingOf(kader.enrolmentId))?.latest).toBe(true);
    expect(await standingOf(made.enrolmentId)).toMatchObject({ latest: false, ended: true });
    granted(
      await run((trx) =>
        resumeEnrolment(trx, { bimtekId: next.bimtekId, enrolmentId: made.enrolmentId, by: null }, BEFORE),
      ),
    );
    expect((await standingOf(kader.enrolmentId))?.latest).toBe(false);
    expect(await standingOf(made.enrolmentId)).toMatchObject({ latest: true, ended: false });
  });
});

describe('A place in a class over time', () => {
  const F = (day: string, from: string) => ({ start: wib(day, from) });
  const session = async (letter: 'F' | 'G', { start }: { start: Date }) => {
    const wish = {
      bimtekId: bimtek.bimtekId,
      startsAt: start,
      endsAt: new Date(start.getTime() + 5_400_000),
      halfJp: 4,
      topic: 'Sesi',
      subject: 'Sesi',
      room: `Ruang ${letter}`,
      counted: true,
      classIds: [bimtek.classes[letter]],
      trainerIds: [],
      by: null,
    };
    return granted(await run((trx) => planSession(trx, wish, house.clock.now()))).sessionId;
  };

  it('plans the sessions of the class at that time, and before joining those of the first class', async () => {
    bimtek = await makeBimtek(house);
    const early = await session('F', F('05-30', '08:30'));
    const late = await session('F', F('06-02', '08:30'));
    const other = await session('G', F('06-02', '08:30'));
    const kader = await addKader(house, bimtek, { joinedAt: wib('05-31', '07:00') });
    const move = {
      bimtekId: bimtek.bimtekId,
      enrolmentId: kader.enrolmentId,
      classId: bimtek.classes.G,
      from: wib('06-01', '12:00'),
      by: null,
    };
    const idsOf = async () =>
      (await sessionsOf(house.db, { enrolmentId: kader.enrolmentId })).map(({ id }) => id);
    expect(await idsOf()).toEqual([early, late]);
    granted(await run((trx) => changeClass(trx, move, BEFORE)));
    expect(await idsOf()).toEqual([early, other]);
    expect(await standingOf(kader.enrolmentId)).toMatchObject({
      half_jp_planned: 8,
      half_jp_open: 4,
      class_id: bimtek.classes.G,
    });
  });

  it('refuses the class someone is in, a moment before the last change, oneself, and an ended enrolment', async () => {
    const kader = await addKader(house, bimtek, { joinedAt: wib('05-31', '07:00') });
    const move = {
      bimtekId: bimtek.bimtekId,
      enrolmentId: kader.enrolmentId,
      classId: bimtek.classes.G,
      from: wib('06-01', '12:00'),
      by: null as string | null,
    };
    const refusalOf = async (wish: typeof move) => {
      const result = await run((trx) => changeClass(trx, wish, BEFORE));
      return result.ok ? 'ok' : result.refusal.reason;
    };
    expect(await refusalOf({ ...move, classId: bimtek.classes.F })).toBe('same');
    expect(await refusalOf({ ...move, from: wib('05-31', '07:00') })).toBe('before-last-change');
    expect(await refusalOf({ ...move, by: kader.personId })).toBe('self');
    expect(await refusalOf({ ...move, bimtekId: (await makeBimtek(house)).bimtekId })).toBe('gone');
    granted(await run((trx) => endEnrolment(trx, { ...move, reason: 'sakit' }, wib('06-01', '08:00'))));
    expect(await refusalOf(move)).toBe('ended');
  });

  it('lets panitia correct the date of joining, so that earlier sessions can count', async () => {
    const kader = await addKader(house, bimtek, { joinedAt: wib('06-01', '07:00') });
    expect(await standingOf(kader.enrolmentId)).toMatchObject({ half_jp_planned: 8, half_jp_open: 4 });
    const wish = {
      bimtekId: bimtek.bimtekId,
      enrolmentId: kader.enrolmentId,
      joinedAt: wib('05-30', '07:00'),
      by: null,
    };
    granted(await run((trx) => correctJoining(trx, wish, BEFORE)));
    expect(await standingOf(kader.enrolmentId)).toMatchObject({ half_jp_planned: 8, half_jp_open: 8 });
    expect(await run((trx) => correctJoining(trx, { ...wish, by: kader.personId }, BEFORE))).toEqual({
      ok: false,
      refusal: { reason: 'self' },
    });
  });

  it('corrects a village and ends the assignment in the old one', async () => {
    const kader = await addKader(house, bimtek, { village: VILLAGES[2] });
    const assigned = granted(
      await run((trx) =>
        assignKader(
          trx,
          {
            personId: kader.personId,
            villageCode: VILLAGES[2],
            decreeId: null,
            fromDate: '2024-05-01',
            by: null,
          },
          BEFORE,
        ),
      ),
    );
    const wish = {
      bimtekId: bimtek.bimtekId,
      enrolmentId: kader.enrolmentId,
      villageCode: VILLAGES[3],
      reason: 'salah nagari',
      by: bimtek.people.panitia,
    };
    granted(await run((trx) => changeVillage(trx, wish, BEFORE)));
    expect(await standingOf(kader.enrolmentId)).toMatchObject({ village_code: VILLAGES[3] });
    const old = await house.db
      .selectFrom('assignment')
      .select(['active', 'end_reason'])
      .where('id', '=', assigned.assignmentId)
      .executeTakeFirstOrThrow();
    expect(old).toEqual({ active: false, end_reason: 'salah nagari' });
  });
});
