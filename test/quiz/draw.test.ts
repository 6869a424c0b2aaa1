import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  drawQuestions,
  formOf,
  formOfAttempt,
  layOut,
  questionCount,
  randomFrom,
  shuffle,
} from '../../src/quiz/draw.ts';
import { checkDraw } from '../../src/quiz/index.ts';
import type { Draw, PoolEntry } from '../../src/quiz/question.ts';

const TAGS = ['m1', 'm2', 'm3'];
const pool: PoolEntry[] = ['A', 'B'].flatMap((form) =>
  TAGS.flatMap((tag) =>
    [1, 2, 3, 4].map((n) => ({ version: `${form}-${tag}-${n}`, tags: [tag, `${tag}-x`], form })),
  ),
);
const draw: Draw = { pick: TAGS.map((tag, at) => ({ tag, count: at + 1 })), forms: ['A', 'B'] };

test('the same seed gives the same numbers, another seed others', () => {
  const some = (seed: string) => Array.from({ length: 5 }, randomFrom(seed));
  expect(some('x')).toEqual(some('x'));
  expect(some('x')).not.toEqual(some('y'));
});

test('a shuffle keeps everything', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.string(), (things, seed) => {
      const inOrder = (some: readonly number[]) => some.toSorted((a, b) => a - b);
      expect(inOrder(shuffle(things, randomFrom(seed)))).toEqual(inOrder(things));
    }),
  );
});

test('a draw takes the count of each tag out of one form, no question twice, and again the same for the same seed', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.constantFrom('A', 'B'), (seed, form) => {
      const drawn = drawQuestions(pool, draw, form, randomFrom(seed));
      expect(new Set(drawn.map((entry) => entry.version)).size).toBe(questionCount(pool, draw));
      for (const [at, tag] of TAGS.entries())
        expect(drawn.filter((entry) => entry.tags.includes(tag))).toHaveLength(at + 1);
      expect(drawn.every((entry) => entry.form === form)).toBe(true);
      expect(drawQuestions(pool, draw, form, randomFrom(seed))).toEqual(drawn);
    }),
  );
});

test('every question of the pool and every order of options comes up', () => {
  const versions = new Set<string>();
  const orders = new Set<string>();
  const kinds = new Map(
    pool.map(({ version }) => [version, { type: 'single' as const, options: ['a', 'b', 'c'] }]),
  );
  for (let seed = 0; seed < 300; seed++) {
    const random = randomFrom(String(seed));
    const { items } = layOut(drawQuestions(pool, draw, 'A', random), kinds, null, random);
    for (const item of items) {
      versions.add(item.version);
      orders.add(item.options.join(''));
    }
  }
  expect(versions.size).toBe(12);
  expect([...orders].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
});

test('a module quiz asks everything in the order of its author; Benar stays before Salah', () => {
  const all = { pick: 'all', forms: [] } as const;
  const drawn = drawQuestions(pool, { ...all, forms: [] }, null, randomFrom('x'));
  expect(drawn).toEqual(pool);
  const kinds = new Map(
    pool.map(({ version }) => [version, { type: 'truefalse' as const, options: ['benar', 'salah'] }]),
  );
  const { items } = layOut(drawn, kinds, null, randomFrom('x'));
  expect(items.every((item) => item.options.join() === 'benar,salah')).toBe(true);
});

test('forms take turns over attempts', () => {
  expect([1, 2, 3, 4].map((no) => formOfAttempt(draw, no))).toEqual(['A', 'B', 'A', 'B']);
  expect(formOfAttempt({ pick: 'all', forms: [] }, 2)).toBeNull();
  expect([formOf(['m1', 'form-b']), formOf(['m1'])]).toEqual(['B', null]);
});

test('a draw larger than a form is told by tag and form', () => {
  const questions = [
    { id: 'a1', tags: ['m1', 'form-a'] },
    { id: 'a2', tags: ['m1', 'form-a'] },
    { id: 'b1', tags: ['m1', 'form-b'] },
  ];
  expect(checkDraw(questions, { pick: [{ tag: 'm1', count: 2 }], forms: ['A', 'B'] })).toEqual([
    { tag: 'm1', form: 'B', wanted: 2, found: 1 },
  ]);
  expect(checkDraw(questions, { pick: [{ tag: 'm1', count: 3 }], forms: [] })).toEqual([]);
});
