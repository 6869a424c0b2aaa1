import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canReachShare,
  closesCycle,
  correctedTime,
  halfJpNeeded,
  type HeadMark,
  headsOf,
  judgeArrival,
  reachesShare,
  sameContent,
  shareTenths,
  valueOf,
  wrongShape,
} from '../../src/attendance/rules.ts';
import { newMark } from '../fixtures/new-mark.ts';

const at = (minute: number) => new Date(Date.UTC(2024, 5, 3, 1, minute));
const mark = (id: string, more: Partial<HeadMark> = {}): HeadMark => ({
  id,
  status: 'hadir',
  minutesLate: null,
  bases: [],
  source: 'roll-call',
  correctedAt: at(0),
  ...more,
});

describe('the value of a session and enrolment', () => {
  it('is nothing without marks', () => expect(valueOf([])).toBeNull());

  it('is the mark that no other one names', () => {
    const value = valueOf([mark('a'), mark('b', { status: 'izin', bases: ['a'] })]);
    expect(value).toEqual({ status: 'izin', minutesLate: null, headId: 'b', heads: 1, open: false });
  });

  it('is settled when two people say the same, and open when they do not', () => {
    const earlier = mark('b', { correctedAt: at(1) });
    expect(valueOf([mark('a', { correctedAt: at(2) }), earlier])).toMatchObject({
      headId: 'b',
      heads: 2,
      open: false,
    });
    expect(valueOf([mark('a', { status: 'izin', correctedAt: at(2) }), earlier])).toMatchObject({
      status: 'hadir',
      heads: 2,
      open: true,
    });
  });

  it('takes the minutes of the head that the order picks', () => {
    const five = mark('a', { status: 'terlambat', minutesLate: 5, correctedAt: at(2) });
    const nine = mark('b', { status: 'terlambat', minutesLate: 9, correctedAt: at(1) });
    expect(valueOf([five, nine])).toMatchObject({ status: 'terlambat', minutesLate: 9, open: false });
  });

  it('prefers a human to a check-in, a resolution to a plain mark, the earlier to the later, then the id', () => {
    const checkIn = mark('0', { source: 'check-in', correctedAt: at(0) });
    const plain = mark('z', { status: 'izin', correctedAt: at(9) });
    expect(valueOf([checkIn, plain])?.headId).toBe('z');
    const resolution = mark('y', { status: 'sakit', bases: ['p', 'q'], correctedAt: at(10) });
    expect(valueOf([checkIn, plain, resolution])?.headId).toBe('y');
    const one = mark('b', { status: 'izin', correctedAt: at(3) });
    const two = mark('c', { status: 'alpa', correctedAt: at(2) });
    expect(valueOf([one, two])?.headId).toBe('c');
    expect(valueOf([one, { ...two, correctedAt: at(3) }])?.headId).toBe('b');
  });

  it('is not moved by a base that is not here', () => {
    expect(valueOf([mark('a', { bases: ['elsewhere'] })])).toMatchObject({ headId: 'a', heads: 1 });
  });

  it('does not depend on the order of the marks', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const marks = fc
      .array(
        fc.record({
          status: fc.constantFrom('hadir' as const, 'terlambat' as const, 'izin' as const),
          source: fc.constantFrom('roll-call' as const, 'check-in' as const),
          minute: fc.integer({ min: 0, max: 3 }),
          earlier: fc.subarray(ids),
        }),
        { minLength: 1, maxLength: 6 },
      )
      .map((drawn) =>
        drawn.map(({ status, source, minute, earlier }, i) =>
          mark(ids[i] ?? '', {
            status,
            source,
            minutesLate: status === 'terlambat' ? minute + 1 : null,
            correctedAt: at(minute),
            bases: source === 'check-in' ? [] : earlier.filter((id) => id < (ids[i] ?? '')),
          }),
        ),
      );
    fc.assert(
      fc.property(marks, fc.infiniteStream(fc.nat()), (all, luck) => {
        const shuffled = all
          .map((one) => ({ one, at: luck.next().value ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(valueOf(shuffled)).toEqual(valueOf(all));
        const statuses = new Set(headsOf(all).map((head) => head.status));
        expect(valueOf(all)?.open).toBe(statuses.size > 1);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a cycle', () => {
  it('is found over any number of steps, and a shared base is none', () => {
    const known = new Map([
      ['a', { bases: ['b'] }],
      ['b', { bases: ['c'] }],
      ['d', { bases: ['a', 'b'] }],
    ]);
    expect(closesCycle({ id: 'c', bases: ['a'] }, known)).toBe(true);
    expect(closesCycle({ id: 'b', bases: ['a'] }, new Map([['a', { bases: ['b'] }]]))).toBe(true);
    expect(closesCycle({ id: 'e', bases: ['a', 'd'] }, known)).toBe(false);
    expect(closesCycle({ id: 'e', bases: ['unknown'] }, known)).toBe(false);
  });
});

describe('a mark on its own', () => {
  const shape = (more: Parameters<typeof newMark>[2]) => wrongShape(newMark('s', 'e', more));

  it('has minutes exactly when it is terlambat', () => {
    expect(shape({ status: 'terlambat', minutesLate: 12 })).toBeNull();
    expect(shape({ status: 'terlambat' })).toBe('minutes');
    expect(shape({ status: 'hadir', minutesLate: 12 })).toBe('minutes');
    for (const minutesLate of [0, 601, 1.5, -1])
      expect(shape({ status: 'terlambat', minutesLate })).toBe('minutes');
    expect(shape({ status: 'terlambat', minutesLate: 600 })).toBeNull();
  });

  it('needs a reason when it corrects', () => {
    expect(shape({ source: 'correction' })).toBe('reason');
    expect(shape({ source: 'correction', reason: '   ' })).toBe('reason');
    expect(shape({ source: 'correction', reason: 'Salah ketuk' })).toBeNull();
  });

  it('names no bases when it is a check-in, and never itself', () => {
    expect(shape({ source: 'check-in', bases: ['a'] })).toBe('check-in-bases');
    expect(shape({ source: 'check-in' })).toBeNull();
    expect(shape({ id: 'me', bases: ['a', 'me'] })).toBe('own-base');
  });

  it('has a leaving time only for someone who came', () => {
    expect(shape({ status: 'izin', leftAt: at(30) })).toBe('left-at');
    expect(shape({ status: 'hadir', leftAt: at(30) })).toBeNull();
  });

  it('is the same when it is sent again, and another when anything that was said differs', () => {
    const sent = { ...newMark('s', 'e', { note: 'x', bases: ['a', 'b'], deviceAt: at(1) }), byId: 'p' };
    const { sentAt: _, ...stored } = sent;
    expect(sameContent(stored, { ...sent, bases: ['b', 'a'], sentAt: at(50) })).toBe(true);
    const others: Partial<typeof sent>[] = [
      { status: 'alpa' },
      { note: null },
      { bases: ['a'] },
      { byId: 'q' },
      { deviceAt: at(2) },
      { sessionId: 't' },
      { enrolmentId: 'f' },
      { source: 'paper' },
      { reason: 'r' },
      { leftAt: at(3) },
      { judgedStart: at(0) },
    ];
    for (const other of others)
      expect(sameContent(stored, { ...sent, ...other }), JSON.stringify(other)).toBe(false);
  });
});

describe('the clock', () => {
  it('makes late only after start and tolerance, in whole minutes from the start', () => {
    expect(judgeArrival(at(15), at(0), 15)).toEqual({ status: 'hadir', minutesLate: null });
    expect(judgeArrival(new Date(at(15).getTime() + 1), at(0), 15)).toEqual({
      status: 'terlambat',
      minutesLate: 15,
    });
    expect(judgeArrival(at(22), at(0), 15)).toEqual({ status: 'terlambat', minutesLate: 22 });
    expect(judgeArrival(new Date(at(0).getTime() + 1), at(0), 0)).toEqual({
      status: 'terlambat',
      minutesLate: 1,
    });
    expect(judgeArrival(at(700), at(0), 15)).toEqual({ status: 'terlambat', minutesLate: 600 });
    expect(judgeArrival(at(-9), at(0), 0)).toEqual({ status: 'hadir', minutesLate: null });
  });

  it('of a device a year off changes nothing', () => {
    const year = 365 * 86_400_000;
    for (const off of [0, year, -year]) {
      const device = (minute: number) => new Date(at(minute).getTime() + off);
      expect(correctedTime(device(10), device(40), at(40))).toEqual(at(10));
    }
    expect(correctedTime(at(50), at(40), at(40))).toEqual(at(40));
    expect(correctedTime(new Date(0), new Date('9999-12-31'), at(40))).toEqual(new Date(0));
    expect(correctedTime(at(10), null, at(40))).toEqual(at(40));
    expect(correctedTime(null, at(40), at(40))).toEqual(at(40));
  });
});

describe('the share of JP', () => {
  it('is met at 80 percent exactly, not a half JP before', () => {
    expect(reachesShare(116, 145, 80)).toBe(true);
    expect(reachesShare(115, 144, 80)).toBe(false); // 79,8 %
    expect(reachesShare(799, 1000, 80)).toBe(false); // 79,9 %
    expect(reachesShare(800, 1000, 80)).toBe(true);
    expect(reachesShare(4, 5, 80)).toBe(true); // 2 of 2,5 JP
    expect(reachesShare(3, 4, 80)).toBe(false); // 1,5 of 2 JP
  });

  it('is floored to a tenth, so that a share below the limit never reads as the limit', () => {
    expect(shareTenths(58, 72)).toBe(805);
    expect(shareTenths(7999, 10_000)).toBe(799);
    expect(shareTenths(0, 0)).toBe(0);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.nat(400),
        fc.integer({ min: 1, max: 100 }),
        (planned, drawn, percent) => {
          const attended = Math.min(drawn, planned);
          expect(shareTenths(attended, planned) >= percent * 10).toBe(
            reachesShare(attended, planned, percent),
          );
        },
      ),
    );
  });

  it('says how many half JP are needed: that many are enough, one fewer is not', () => {
    expect(halfJpNeeded(48, 144, 80)).toBe(68);
    expect(halfJpNeeded(116, 144, 80)).toBe(0);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.nat(400),
        fc.integer({ min: 1, max: 100 }),
        (planned, drawn, percent) => {
          const attended = Math.min(drawn, planned);
          const needed = halfJpNeeded(attended, planned, percent);
          expect(reachesShare(attended + needed, planned, percent)).toBe(true);
          expect(needed === 0 || !reachesShare(attended + needed - 1, planned, percent)).toBe(true);
        },
      ),
    );
  });

  it('can no longer be reached when every open session is too little', () => {
    expect(canReachShare(10, 22, 40, 80)).toBe(true);
    expect(canReachShare(10, 21, 40, 80)).toBe(false);
  });
});
