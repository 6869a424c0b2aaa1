import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Figure } from '../../../src/quiz/statistics/figure.ts';
import { gainOf } from '../../../src/quiz/statistics/gain.ts';
import { type Asked, itemAnalysis } from '../../../src/quiz/statistics/item-analysis.ts';
import { type Sitting, totalOf } from '../../../src/quiz/statistics/sitting.ts';
import { wholeTest } from '../../../src/quiz/statistics/whole-test.ts';

/** Computed in exact fractions by compute.py beside it, which shares nothing with the code under test. */
const expected = JSON.parse(
  await readFile(new URL('../../fixtures/statistics/forty-by-twenty.json', import.meta.url), 'utf8'),
) as {
  points: string[];
  whole: Record<string, number>;
  items: Record<string, number | null>[];
  gain: Record<string, number>;
};

const sittings: Sitting[] = expected.points.map((row, person) => ({
  person: `p${person}`,
  answers: row.split(' ').map((points, item) => ({
    question: `q${item}`,
    part: `q${item}`,
    points: Number(points),
    options: [],
  })),
}));
const questions: Asked[] = expected.items.map((_item, at) => ({
  id: `q${at}`,
  type: 'single',
  weights: { a: 10_000, b: 0, c: 0, d: 0 },
}));

/** The named figures as numbers, null where there is none. */
const valuesOf = (figures: object, names: string[]) =>
  Object.fromEntries(names.map((name) => [name, (figures as Record<string, Figure>)[name]?.value ?? null]));

/** What is not within 1e-9 of what is wanted, or not null exactly where null is wanted: [name, wanted, got]. */
function farFrom(got: Record<string, number | null>, want: Record<string, number | null>) {
  const names = [...new Set([...Object.keys(got), ...Object.keys(want)])];
  return names.flatMap((name) => {
    const [one, other] = [want[name] ?? null, got[name] ?? null];
    const near = one === null || other === null ? one === other : Math.abs(other - one) <= 1e-9;
    return near ? [] : [[name, one, other]];
  });
}

test('forty people and twenty questions are there, with a question against the rest and one that all had right', () => {
  expect([sittings.length, ...new Set(sittings.map(({ answers }) => answers.length))]).toEqual([40, 20]);
  expect(expected.items.map(({ discrimination }) => discrimination).indexOf(null)).toBe(2);
  expect(expected.items[7]!['discrimination']).toBeLessThan(0);
  expect(expected.items[7]!['effectiveWeight']).toBeNull();
});

test('the figures of the whole test are those of the independent computation to 1e-9', () => {
  expect(farFrom(valuesOf(wholeTest(sittings), Object.keys(expected.whole)), expected.whole)).toEqual([]);
});

test('the figures of each of the twenty questions are those of the independent computation to 1e-9', () => {
  const items = itemAnalysis(sittings, questions);
  expect(items).toHaveLength(20);
  const far = items.flatMap((item, at) => {
    const want = expected.items[at]!;
    return farFrom(valuesOf(item, Object.keys(want)), want);
  });
  expect(far).toEqual([]);
});

test('the gains are those of the independent computation to 1e-9', () => {
  const half = (sitting: Sitting, from: number) =>
    totalOf({ ...sitting, answers: sitting.answers.slice(from, from + 10) }) / 1000;
  const gain = gainOf(sittings.map((one) => ({ before: half(one, 10), after: half(one, 0) })));
  const got = {
    meanBefore: gain.before.mean.value,
    meanAfter: gain.after.mean.value,
    medianBefore: gain.before.median.value,
    medianAfter: gain.after.median.value,
    worse: gain.worse,
    full: gain.full,
    ofGroup: gain.ofGroup.value,
    ofPeople: gain.ofPeople.value,
  };
  expect(farFrom(got, expected.gain)).toEqual([]);
});
