import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Movable, splitPeople, type Target } from '../../src/bimtek/split/rules.ts';

const REGENCIES = ['13.02', '18.10', '34.02', '82.03'];
const person = fc.record({
  regency: fc.constantFrom(...REGENCIES),
  sex: fc.constantFrom('L' as const, 'P' as const, null),
  classId: fc.constantFrom('A', 'B', 'Z'),
});
const people = fc
  .array(person, { maxLength: 80 })
  .map((all) => all.map((one, i): Movable => ({ id: `p${i}`, ...one })));
const LETTERS = ['A', 'B', 'C', 'D', 'E'];
const targetsOf = (n: number): Target[] => LETTERS.slice(0, n).map((id) => ({ id, most: null, stay: [] }));

/** Most minus least over the classes. */
function spread(
  all: readonly Movable[],
  placed: ReadonlyMap<string, string>,
  targets: readonly Target[],
  counts: (one: Movable) => boolean,
): number {
  const sizes = targets.map(({ id }) => all.filter((one) => counts(one) && placed.get(one.id) === id).length);
  return Math.max(...sizes) - Math.min(...sizes);
}

describe('Dividing people into classes', () => {
  it('places everybody, with sizes and each regency equal to one person, and women as near as exchanges allow', () => {
    fc.assert(
      fc.property(people, fc.integer({ min: 1, max: 5 }), (all, n) => {
        const targets = targetsOf(n);
        const { placed, left } = splitPeople(all, targets);
        expect(left).toEqual([]);
        expect([...placed.keys()].toSorted()).toEqual(all.map(({ id }) => id).toSorted());
        expect(spread(all, placed, targets, () => true)).toBeLessThanOrEqual(1);
        for (const regency of REGENCIES)
          expect(spread(all, placed, targets, (one) => one.regency === regency)).toBeLessThanOrEqual(1);
        const women = (id: string) => all.filter((one) => one.sex === 'P' && placed.get(one.id) === id);
        const men = (id: string) => all.filter((one) => one.sex !== 'P' && placed.get(one.id) === id);
        for (const { id: high } of targets)
          for (const { id: low } of targets) {
            if (women(high).length - women(low).length < 2) continue;
            const could = women(high).filter(({ regency }) =>
              men(low).some((man) => man.regency === regency),
            );
            expect(could).toEqual([]);
          }
      }),
    );
  });

  it('gives the same answer to the same people, fills no class beyond its limit and moves nobody who stays', () => {
    const target = fc.record({
      most: fc.option(fc.integer({ min: 0, max: 30 }), { nil: null }),
      stay: fc.array(
        fc.record({
          regency: fc.constantFrom(...REGENCIES),
          sex: fc.constantFrom('L' as const, 'P' as const),
        }),
        {
          maxLength: 12,
        },
      ),
    });
    const targets = fc
      .array(target, { minLength: 1, maxLength: 5 })
      .map((all) => all.map((one, i) => ({ id: LETTERS[i] ?? '', ...one })));
    fc.assert(
      fc.property(people, targets, (all, into) => {
        const { placed, left } = splitPeople(all, into);
        expect(splitPeople(all, into)).toEqual({ placed, left });
        expect(placed.size + left.length).toBe(all.length);
        let room = 0;
        for (const { id, most, stay } of into) {
          const coming = [...placed.values()].filter((at) => at === id).length;
          if (most !== null) expect(coming).toBeLessThanOrEqual(Math.max(0, most - stay.length));
          room += most === null ? Infinity : Math.max(0, most - stay.length) - coming;
        }
        if (left.length > 0) expect(room).toBe(0);
      }),
    );
  });

  it('leaves people in their class where a balanced division allows it', () => {
    const all: Movable[] = ['A', 'A', 'B', 'B'].map((classId, i) => ({
      ...{ id: `p${i}`, regency: '13.02', classId },
      sex: i % 2 === 0 ? 'L' : 'P',
    }));
    const { placed } = splitPeople(all, targetsOf(2));
    expect([...placed]).toEqual(expect.arrayContaining(all.map(({ id, classId }) => [id, classId])));
  });

  it('evens out classes that have people already', () => {
    const stay = Array.from({ length: 10 }, () => ({ regency: '13.02', sex: 'L' as const }));
    const all: Movable[] = Array.from({ length: 10 }, (_, i) => ({
      ...{ id: `p${i}`, regency: '18.10', classId: 'Z' },
      sex: 'P',
    }));
    const { placed } = splitPeople(all, [
      { id: 'A', most: null, stay },
      { id: 'B', most: null, stay: [] },
    ]);
    expect([...placed.values()]).toEqual(Array.from({ length: 10 }, () => 'B'));
  });
});
