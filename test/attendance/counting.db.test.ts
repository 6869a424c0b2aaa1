import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foldEnrolments } from '../../src/attendance/fold-attendance.ts';
import { canReachShare, reachesShare } from '../../src/attendance/rules.ts';
import { refreshStanding } from '../../src/certification/index.ts';
import { type Bimtek, openBimtek, wib } from '../fixtures/attendance.ts';
import { openHouse, type TestHouse } from '../fixtures/house.ts';
import { newMark } from '../fixtures/new-mark.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openHouse({ at: wib(8, '18:00') });
});
afterAll(() => house.close());

describe('the share of JP', () => {
  /** Sessions of these half JP on a day each; the kader is marked hadir in the first `attended` of them, alpa after. */
  async function attend(b: Bimtek, halfJp: number[], attended: number, marked = halfJp.length) {
    const kader = await b.addKader();
    for (const [i, half] of halfJp.entries()) {
      const session = await b.addSession({ start: wib(1 + i, '08:30'), halfJp: half });
      if (i < marked)
        await b.mark(
          b.people.ratna,
          newMark(session, kader.enrolmentId, { status: i < attended ? 'hadir' : 'alpa' }),
        );
    }
    await b.refresh();
    return b.jp(kader.enrolmentId);
  }

  it('is met at 80 percent to the half JP, and not a hair below', async () => {
    expect(await attend(await openBimtek(house), [4, 1], 1)).toEqual({
      planned: 5,
      attended: 4,
      open: 0,
      l1: 'met',
    });
    // 27 of 34 half JP are 79,4 %, with 28 it is 82,3 %; 79,9 % would need more sessions and is a case of rules.test.ts
    expect(await attend(await openBimtek(house), [27, 7], 1)).toEqual({
      planned: 34,
      attended: 27,
      open: 0,
      l1: 'never',
    });
    expect(await attend(await openBimtek(house), [39, 10], 1)).toEqual({
      planned: 49,
      attended: 39,
      open: 0,
      l1: 'never',
    });
    expect(await attend(await openBimtek(house), [40, 10], 1)).toEqual({
      planned: 50,
      attended: 40,
      open: 0,
      l1: 'met',
    });
  });

  it('can still be reached as long as open sessions are enough', async () => {
    expect(await attend(await openBimtek(house), [3, 5, 2], 1, 1)).toMatchObject({ open: 7, l1: 'open' });
    expect(await attend(await openBimtek(house), [5, 3, 2], 0, 1)).toMatchObject({ open: 5, l1: 'never' });
  });

  it('is the same in the database as on paper', async () => {
    const drawn = fc.array(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(drawn, fc.nat(5), fc.nat(5), async (halfJp, attended, marked) => {
        const row = await attend(await openBimtek(house), halfJp, Math.min(attended, marked), marked);
        const sum = (list: number[]) => list.reduce((total, half) => total + half, 0);
        const [planned, got, open] = [
          sum(halfJp),
          sum(halfJp.slice(0, Math.min(attended, marked))),
          sum(halfJp.slice(marked)),
        ];
        const line =
          planned > 0 && reachesShare(got, planned, 80)
            ? 'met'
            : planned > 0 && !canReachShare(got, open, planned, 80)
              ? 'never'
              : 'open';
        expect(row).toEqual({ planned, attended: got, open, l1: line });
      }),
      { numRuns: 12, seed: 80 },
    );
  });
});

describe('two enrolments of one person', () => {
  it('are read together after a merge, rival marks become a question, and undoing it leaves no trace', async () => {
    const b = await openBimtek(house);
    const session = await b.addSession({ start: wib(3, '08:30') });
    const [stays, goes] = [await b.addKader(), await b.addKader()];
    await b.mark(
      b.people.ratna,
      newMark(session, stays.enrolmentId),
      newMark(session, goes.enrolmentId, { status: 'sakit' }),
    );
    const state = async () => [
      await b.value(session, stays.enrolmentId),
      await b.value(session, goes.enrolmentId),
      await b.jp(stays.enrolmentId),
    ];
    const before = await state();
    const both = [stays.enrolmentId, goes.enrolmentId];
    const pointTo = (rootId: string) =>
      b.db.transaction().execute(async (trx) => {
        await trx
          .updateTable('enrolment')
          .set({ root_id: rootId })
          .where('id', '=', goes.enrolmentId)
          .execute();
        await foldEnrolments(trx, b.bimtekId, both);
        await refreshStanding(trx, b.bimtekId, both, house.clock.now());
      });
    await pointTo(stays.enrolmentId);
    expect(await b.value(session, stays.enrolmentId)).toMatchObject({ heads: 2, open: true });
    expect(await b.value(session, goes.enrolmentId)).toBeUndefined();
    const late = newMark(session, goes.enrolmentId); // a phone that has not heard of the merge
    expect(await b.mark(b.people.ratna, late)).toMatchObject([{ outcome: 'conflict' }]);
    await pointTo(goes.enrolmentId);
    await b.db.transaction().execute((trx) => refreshStanding(trx, b.bimtekId, both, house.clock.now()));
    const after = await state();
    expect([after[0], after[2]]).toEqual([before[0], before[2]]);
    expect(after[1]).toMatchObject({ heads: 2, open: true });
  });
});
