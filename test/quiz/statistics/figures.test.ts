import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { advise } from '../../../src/quiz/statistics/advice.ts';
import { type Figure, figure, none } from '../../../src/quiz/statistics/figure.ts';
import { gainOf } from '../../../src/quiz/statistics/gain.ts';
import { type Asked, itemAnalysis } from '../../../src/quiz/statistics/item-analysis.ts';
import { kurtosis, median, skewness, variance } from '../../../src/quiz/statistics/moments.ts';
import { optionTable } from '../../../src/quiz/statistics/option-table.ts';
import type { Sitting } from '../../../src/quiz/statistics/sitting.ts';
import { wholeTest } from '../../../src/quiz/statistics/whole-test.ts';

/** A sitting from points (shares 0..1) of questions q0, q1, ...; right answers chose 'a', others 'b'. */
const sat = (person: string, ...shares: number[]): Sitting => ({
  person,
  answers: shares.map((share, at) => ({
    question: `q${at}`,
    part: `q${at}`,
    points: Math.round(share * 10_000),
    options: [share === 1 ? 'a' : 'b'],
  })),
});
const asked = (at: number): Asked => ({
  id: `q${at}`,
  type: 'single',
  weights: { a: 10_000, b: 0, c: 0, d: 0 },
});
const ITEMS = [0, 1, 2, 3].map(asked);

/** Every figure inside a value, by its path. */
const figuresIn = (value: unknown): Figure[] =>
  typeof value !== 'object' || value === null
    ? []
    : 'reason' in value && 'value' in value
      ? [value as Figure]
      : Object.values(value).flatMap(figuresIn);

describe('without the people that a formula needs', () => {
  test('nobody: every figure says so, none is a number', () => {
    const whole = wholeTest([]);
    expect(new Set(figuresIn(whole).map(({ reason }) => reason))).toEqual(new Set(['nobody']));
    const [item] = itemAnalysis([], [asked(0)]);
    expect(item).toMatchObject({ people: 0, facility: none('nobody'), guess: figure(25) });
    expect([item!.deviation, item!.effectiveWeight, item!.intendedWeight, item!.discrimination]).toEqual(
      Array.from({ length: 4 }, () => none('nobody')),
    );
    expect(gainOf([])).toMatchObject({
      people: 0,
      change: none('nobody'),
      ofGroup: none('nobody'),
      ofPeople: none('nobody'),
    });
  });

  test('one person: mean and facility exist, nothing that compares people does', () => {
    const one = [sat('x', 1, 0, 1, 1)];
    expect(wholeTest(one)).toMatchObject({
      mean: figure(75),
      median: figure(75),
      deviation: none('few'),
      skewness: none('few'),
      kurtosis: none('few'),
      consistency: none('few'),
      errorRatio: none('few'),
      standardError: none('few'),
    });
    expect(itemAnalysis(one, ITEMS)[0]).toMatchObject({
      facility: figure(100),
      deviation: none('few'),
      effectiveWeight: none('few'),
      discrimination: none('few'),
      efficiency: none('few'),
    });
  });

  test('everybody alike: no spread, and what divides by it is constant', () => {
    const alike = ['x', 'y', 'z', 'u', 'v'].map((person) => sat(person, 1, 0, 1 / 3, 1));
    expect(wholeTest(alike)).toMatchObject({
      deviation: figure(0),
      skewness: none('constant'),
      kurtosis: none('constant'),
      consistency: none('constant'),
      errorRatio: none('constant'),
      standardError: none('constant'),
    });
    for (const item of itemAnalysis(alike, ITEMS))
      expect(item).toMatchObject({
        deviation: figure(0),
        effectiveWeight: none('constant'),
        discrimination: none('constant'),
        efficiency: none('constant'),
      });
    expect(optionTable(alike, 'q0', ['a', 'b'])).toMatchObject({ groups: null, people: 5 });
  });

  test('one question cannot agree with itself', () => {
    const people = [sat('x', 1), sat('y', 0), sat('z', 1)];
    expect(wholeTest(people).consistency).toEqual(none('one-question'));
    expect(itemAnalysis(people, [asked(0)])[0]!.discrimination).toEqual(none('constant'));
  });
});

describe('small cases by hand', () => {
  test('median of an even count is the middle of two; spread over n - 1; shape from k-statistics', () => {
    expect(median([4, 1, 3, 2])).toEqual(figure(2.5));
    expect(variance([1, 2, 3, 4])).toEqual(figure(5 / 3));
    // 0, 1, 5 around 2: m2 = 14/3 and m3 = (-8 - 1 + 27) / 3 = 6, so k2 = 7 and k3 = 9 * 6 / 2 = 27.
    expect(skewness([0, 1, 5]).value).toBeCloseTo(27 / 7 ** 1.5, 12);
    // 1, 2, 3, 4: m2 = 1.25, m4 = 2.5625; k2 = 5/3; k4 = 16 (5 * 2.5625 - 9 * 1.5625) / 6 = -10/3.
    expect(kurtosis([1, 2, 3, 4]).value).toBeCloseTo(-10 / 3 / (25 / 9), 12);
  });

  test('a question that only the strong get right has discrimination and efficiency 100', () => {
    const people = [sat('a', 1, 1, 1, 1), sat('b', 1, 1, 1, 1), sat('c', 0, 0, 0, 0), sat('d', 0, 0, 0, 0)];
    const items = itemAnalysis(people, ITEMS);
    expect(items.map(({ discrimination }) => discrimination.value)).toEqual([100, 100, 100, 100]);
    expect(items.map(({ efficiency }) => efficiency.value)).toEqual([100, 100, 100, 100]);
    expect(items.map(({ effectiveWeight }) => effectiveWeight.value)).toEqual([25, 25, 25, 25]);
    expect(wholeTest(people).consistency.value).toBeCloseTo(100, 12);
    expect(wholeTest(people).standardError.value).toBeCloseTo(0, 5);
  });

  test('a question with several right options has no guess score; true or false has 50', () => {
    const several: Asked = { id: 'q0', type: 'multiple', weights: { a: 5000, b: 5000, c: -5000 } };
    const truth: Asked = { id: 'q0', type: 'truefalse', weights: { a: 10_000, b: 0 } };
    expect(itemAnalysis([], [several, truth]).map(({ guess }) => guess)).toEqual([
      none('several'),
      figure(50),
    ]);
  });

  test('drawn questions: alpha over the parts of the draw, no effective weight; nothing over unequal parts', () => {
    const drawn = (
      person: string,
      ...answers: [question: string, part: string, share: number][]
    ): Sitting => ({
      person,
      answers: answers.map(([question, part, share]) => ({
        question,
        part,
        points: share * 10_000,
        options: [],
      })),
    });
    const people = [
      drawn('x', ['a1', 'm1', 1], ['b1', 'm2', 1]),
      drawn('y', ['a2', 'm1', 0], ['b1', 'm2', 0]),
      drawn('z', ['a1', 'm1', 1], ['b2', 'm2', 0]),
    ];
    // Parts: m1 = 1, 0, 1 and m2 = 1, 0, 0: variances 1/3 each; totals 2, 0, 1: variance 1.
    expect(wholeTest(people)).toMatchObject({ consistencyOf: 'parts' });
    expect(wholeTest(people).consistency.value).toBeCloseTo(100 * 2 * (1 - 2 / 3), 9);
    const [item] = itemAnalysis(people, [{ ...asked(0), id: 'a1' }]);
    expect(item).toMatchObject({ people: 2, effectiveWeight: none('drawn'), intendedWeight: figure(50) });
    const unequal = [
      drawn('x', ['a1', 'm1', 1], ['a2', 'm1', 1]),
      drawn('y', ['a1', 'm1', 0], ['b1', 'm2', 0]),
    ];
    expect(wholeTest(unequal).consistency).toEqual(none('drawn'));
  });
});

describe('gain', () => {
  test('of the group and of people are two things, and who had everything right has none', () => {
    const gain = gainOf([
      { before: 50, after: 75 },
      { before: 0, after: 100 },
      { before: 100, after: 90 },
    ]);
    expect(gain.ofGroup.value).toBeCloseTo((265 / 3 - 50) / 50, 12);
    expect(gain).toMatchObject({ people: 3, ofPeople: figure(0.75), full: 1, worse: 1 });
    expect(gain.before).toEqual({ mean: figure(50), median: figure(50) });
    expect(gainOf([{ before: 100, after: 100 }])).toMatchObject({
      ofGroup: none('full'),
      ofPeople: none('full'),
      change: figure(0),
    });
  });
});

describe('options and advice', () => {
  const options = ['a', 'b', 'c', 'd'];
  /** Ten people with 0..9 right of nine other questions; `choice` says what each chose at q0 ('a' is right). */
  const class10 = (choice: (rank: number) => string): Sitting[] =>
    Array.from({ length: 10 }, (_, rank) => {
      const chosen = choice(rank);
      const rest = Array.from({ length: 9 }, (__, at) => (at < rank ? 1 : 0));
      const sitting = sat(`p${rank}`, chosen === 'a' ? 1 : 0, ...rest);
      return {
        ...sitting,
        answers: sitting.answers.map((answer) =>
          answer.question === 'q0' ? { ...answer, options: chosen === '' ? [] : [chosen] } : answer,
        ),
      };
    });
  const judge = (people: Sitting[]) =>
    advise(
      itemAnalysis(people, [asked(0)]),
      new Map([['q0', optionTable(people, 'q0', options)]]),
      new Map([['q0', asked(0)]]),
    );

  test('counts are of all, of the strongest and of the weakest 27 percent; unanswered is counted', () => {
    const table = optionTable(
      class10((rank) => (rank >= 5 ? 'a' : rank === 0 ? '' : 'b')),
      'q0',
      options,
    );
    expect(table.groups).toEqual({ strong: 3, weak: 3 });
    expect(table.options).toEqual([
      { option: 'a', all: 5, strong: 3, weak: 0 },
      { option: 'b', all: 4, strong: 0, weak: 2 },
      { option: 'c', all: 0, strong: 0, weak: 0 },
      { option: 'd', all: 0, strong: 0, weak: 0 },
    ]);
    expect(table.empty).toEqual({ all: 1, strong: 0, weak: 1 });
  });

  test('a question that the strong get wrong is told first, with the option that lures them', () => {
    expect(judge(class10((rank) => (rank >= 7 ? 'c' : 'a')))).toEqual([
      { question: 'q0', flaws: ['against', 'wrong-key'], urgent: true, option: 'c' },
    ]);
  });

  test('a good question gets no advice, an easy one does, and nothing is said of four people', () => {
    expect(judge(class10((rank) => (rank >= 5 ? 'a' : 'b')))).toEqual([]);
    expect(judge(class10(() => 'a'))[0]!.flaws).toEqual(['too-easy']);
    expect(judge(class10((rank) => (rank >= 7 ? 'c' : 'a')).slice(6))).toEqual([]);
    const wobbly = judge(class10((rank) => (rank === 9 ? 'b' : 'a')));
    expect(wobbly).toEqual([{ question: 'q0', flaws: ['perhaps-against'], urgent: false, option: null }]);
  });
});

/** Whole tests of 0..12 people with 1..6 questions, points as Bekal gives them. */
const sittings = fc
  .integer({ min: 1, max: 6 })
  .chain((length) =>
    fc.array(fc.array(fc.constantFrom(0, 3333, 5000, 10_000), { minLength: length, maxLength: length }), {
      maxLength: 12,
    }),
  )
  .map((rows) => rows.map((row, i) => sat(`p${i}`, ...row.map((points) => points / 10_000))));

describe('for all people', () => {
  test('no figure is ever NaN or infinite', () => {
    fc.assert(
      fc.property(sittings, (people) => {
        const found = figuresIn([
          wholeTest(people),
          itemAnalysis(people, ITEMS),
          gainOf(
            people.map((one) => ({
              before: one.answers[0]!.points / 100,
              after: one.answers.at(-1)!.points / 100,
            })),
          ),
        ]);
        expect(found.length).toBeGreaterThan(30);
        expect(found.filter(({ value }) => value !== null && !Number.isFinite(value))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('shuffling people changes nothing at all', () => {
    const shuffled = sittings.chain((people) =>
      fc.tuple(fc.constant(people), fc.shuffledSubarray(people, { minLength: people.length })),
    );
    fc.assert(
      fc.property(shuffled, ([people, mixed]) => {
        expect(wholeTest(mixed)).toEqual(wholeTest(people));
        expect(itemAnalysis(mixed, ITEMS)).toEqual(itemAnalysis(people, ITEMS));
        expect(optionTable(mixed, 'q0', ['a', 'b'])).toEqual(optionTable(people, 'q0', ['a', 'b']));
      }),
      { numRuns: 200 },
    );
  });

  test('half the points halve mean and spread and leave shape, alpha and discrimination as they are', () => {
    const halved = (people: Sitting[]): Sitting[] =>
      people.map((one) => ({ ...one, answers: one.answers.map((a) => ({ ...a, points: a.points / 2 })) }));
    const even = sittings.map((people) =>
      people.map((one) => ({
        ...one,
        answers: one.answers.map((a) => ({ ...a, points: a.points - (a.points % 2) })),
      })),
    );
    const close = (a: Figure, b: Figure, factor = 1) => {
      expect(a.reason).toBe(b.reason);
      if (a.value !== null && b.value !== null) expect(a.value).toBeCloseTo(b.value * factor, 6);
    };
    fc.assert(
      fc.property(even, (people) => {
        const [half, full] = [wholeTest(halved(people)), wholeTest(people)];
        for (const name of ['mean', 'median', 'deviation', 'standardError'] as const)
          close(half[name], full[name], 0.5);
        for (const name of ['skewness', 'kurtosis', 'consistency'] as const) close(half[name], full[name]);
        itemAnalysis(halved(people), ITEMS).forEach((item, at) => {
          const whole = itemAnalysis(people, ITEMS)[at]!;
          close(item.facility, whole.facility, 0.5);
          for (const name of ['discrimination', 'efficiency', 'effectiveWeight'] as const)
            close(item[name], whole[name]);
        });
      }),
      { numRuns: 100 },
    );
  });

  test('discrimination and efficiency stay between -100 and 100, weights add up to 100', () => {
    fc.assert(
      fc.property(sittings, (people) => {
        const length = people[0]?.answers.length ?? 0;
        const items = itemAnalysis(people, [...Array(length).keys()].map(asked));
        for (const { discrimination } of items)
          expect(Math.abs(discrimination.value ?? 0)).toBeLessThanOrEqual(100 + 1e-9);
        for (const { efficiency } of items) expect(efficiency.value ?? 0).toBeLessThanOrEqual(100 + 1e-9);
        const weights = items.flatMap(({ effectiveWeight }) => effectiveWeight.value ?? []);
        if (weights.length > 0) expect(weights.reduce((sum, one) => sum + one, 0)).toBeCloseTo(100, 9);
      }),
      { numRuns: 200 },
    );
  });
});
