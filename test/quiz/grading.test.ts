import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pointsOf, scoreOf } from '../../src/quiz/grading.ts';
import type { QuestionKey } from '../../src/quiz/question.ts';

const key = (weights: Record<string, number>): QuestionKey => ({ weights, feedback: {}, explanation: null });

describe('one choice', () => {
  const single = key({ a: 10_000, b: 0, c: 5000 });
  test.each([
    [['a'], 10_000],
    [['b'], 0],
    [['c'], 5000],
    [[], 0],
    [['a', 'b'], 0],
    [['z'], 0],
  ])('%j is worth %i', (picked, points) => expect(pointsOf('single', single, picked)).toBe(points));
});

describe('several choices', () => {
  const several = key({ a: 5000, b: 5000, c: -5000, d: -5000 });
  test.each([
    [['a', 'b'], 10_000],
    [['a'], 5000],
    [['a', 'c'], 0],
    [['a', 'b', 'c'], 5000],
    [['c', 'd'], 0],
    [['a', 'b', 'c', 'd'], 0],
    [[], 0],
  ])('%j is worth %i', (picked, points) => expect(pointsOf('multiple', several, picked)).toBe(points));

  test('three thirds are the whole question', () =>
    expect(pointsOf('multiple', key({ a: 3333, b: 3333, c: 3333, d: -10_000 }), ['c', 'a', 'b'])).toBe(
      10_000,
    ));
});

test('points stay between nothing and the whole question, whatever is picked', () => {
  const weights = fc.dictionary(
    fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    fc.integer({ min: -10_000, max: 10_000 }),
  );
  fc.assert(
    fc.property(
      fc.constantFrom('single', 'multiple', 'truefalse'),
      weights,
      fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'z')),
      (type, worth, picked) => {
        const points = pointsOf(type, key(worth), picked);
        expect(points).toBeGreaterThanOrEqual(0);
        expect(points).toBeLessThanOrEqual(10_000);
      },
    ),
  );
});

test('a score is the floored mean: 2 of 3 is 66.66, 14 of 20 is exactly 70', () => {
  expect(scoreOf([10_000, 10_000, 0])).toBe(6666);
  expect(scoreOf([...Array<number>(14).fill(10_000), ...Array<number>(6).fill(0)])).toBe(7000);
  expect(scoreOf([])).toBe(0);
});
