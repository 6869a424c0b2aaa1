import { describe, expect, test } from 'vitest';
import { progressOf } from '../../../src/quiz/statistics/progress.ts';
import type { Objective, SatRow } from '../../../src/quiz/statistics/queries.ts';
import { firstOf, narrowed } from '../../../src/quiz/statistics/study.ts';

const OBJECTIVES: Objective[] = ['arti', 'cara', 'guna'].map((tag) => ({
  courseId: 'k',
  course: 'Kursus',
  tag,
  says: `Menjelaskan ${tag}.`,
  module: 'Modul',
}));
const TAGS = new Map([
  ['a', ['m1', 'arti']],
  ['c', ['m1', 'cara']],
  ['g', ['m1', 'guna']],
]);

/** An attempt from answers like 'a1 c0': question and whether it was right; '-' is not answered. */
function row(person: string, kind: 'pre' | 'post', answers: string, more: Partial<SatRow> = {}): SatRow {
  const said = answers.split(' ').map((one): SatRow['answers'][number] => {
    const [version = '', how] = one;
    return [version, how === '1' ? 10_000 : 0, how === '-' ? null : [how === '1' ? 'x' : 'y']];
  });
  const points = said.reduce((sum, [, one]) => sum + one, 0);
  const place = { letter: 'F', regency: '13.02', regencyName: 'Kabupaten Solok', sex: 'P' as const };
  const quiz = { courseId: 'k', quizId: `k.${kind}`, kind, form: kind === 'post' ? 'A' : null };
  return { person, ...place, ...quiz, scoreBp: Math.floor(points / said.length), answers: said, ...more };
}
const ALL = { class: null, regency: null, sex: null, form: null, which: 'pertama', course: null } as const;

describe('pre-test and post-test', () => {
  const rows = [
    row('p1', 'pre', 'a0 c1'),
    row('p1', 'post', 'a1 c0'),
    row('p1', 'post', 'a1 c1', { form: 'B' }),
    row('p2', 'pre', 'a1 c1', { letter: 'G', sex: 'L' }),
    row('p2', 'post', 'a1 c0', { letter: 'G', sex: 'L' }),
    row('late', 'post', 'a1 c1'),
    row('empty', 'pre', 'a- c-'),
    row('empty', 'post', 'a1 c1'),
    row('gone', 'pre', 'a1 c1'),
  ];

  test('are compared for those who answered both; who skipped or left empty the pre-test is out, and counted', () => {
    const progress = progressOf(rows, TAGS, OBJECTIVES, ALL);
    expect([progress.all.people, progress.withoutPre, progress.withoutPost]).toEqual([2, 2, 1]);
    expect([progress.all.before.mean.value, progress.all.after.mean.value]).toEqual([75, 50]);
    expect(progress.all.worse).toBe(1);
    expect(progress.all.ofGroup.value).toBe(-1);
  });

  test('take the first post-test, or the best when asked', () => {
    const best = progressOf(rows, TAGS, OBJECTIVES, { ...ALL, which: 'terbaik' });
    expect(best.all.after.mean.value).toBe(75);
    const formB = progressOf(rows, TAGS, OBJECTIVES, { ...ALL, form: 'B' });
    expect([formB.all.people, formB.all.after.mean.value]).toEqual([1, 100]);
  });

  test('by objective: only who was asked about it twice, the one that fell the most first, unasked ones not at all', () => {
    const { objectives } = progressOf(rows, TAGS, OBJECTIVES, ALL);
    expect(objectives.map(({ objective, gain }) => [objective.tag, gain.people, gain.change.value])).toEqual([
      ['cara', 2, -100],
      ['arti', 2, 50],
    ]);
    const other = progressOf([row('x', 'pre', 'a1 g0'), row('x', 'post', 'a1 c1')], TAGS, OBJECTIVES, ALL);
    expect(other.objectives.map(({ objective }) => objective.tag)).toEqual(['arti']);
  });

  test('by class, regency, sex and form', () => {
    const { groups } = progressOf(rows, TAGS, OBJECTIVES, ALL);
    expect(groups.map(({ by, label, gain }) => [by, label, gain.people, gain.change.value])).toEqual([
      ['class', 'F', 1, 0],
      ['class', 'G', 1, -50],
      ['regency', 'Kabupaten Solok', 2, -25],
      ['sex', 'L', 1, -50],
      ['sex', 'P', 1, 0],
      ['form', 'A', 2, -25],
    ]);
    expect(progressOf(rows, TAGS, OBJECTIVES, { ...ALL, class: 'G' }).all.people).toBe(1);
    expect(progressOf(rows, TAGS, OBJECTIVES, { ...ALL, sex: 'P' }).all.people).toBe(1);
  });

  test('of two courses are not mixed', () => {
    const mixed = [row('x', 'pre', 'a0 c0'), row('x', 'post', 'a1 c1', { courseId: 'other' })];
    expect(progressOf(mixed, TAGS, OBJECTIVES, ALL).all.people).toBe(0);
  });

  test('of nobody have no figure and no group', () => {
    const none = progressOf([], TAGS, OBJECTIVES, ALL);
    expect([none.all.people, none.groups, none.objectives]).toEqual([0, [], []]);
  });
});

test('of several attempts the first counts; with a form chosen the first in that form', () => {
  const rows = [
    row('p1', 'post', 'a0 c0'),
    row('p1', 'post', 'a1 c1', { form: 'B' }),
    row('p2', 'post', 'a1 c0'),
  ];
  const everyone = { class: null, regency: null, sex: null, form: null };
  expect(firstOf(narrowed(rows, everyone)).map(({ person, scoreBp }) => [person, scoreBp])).toEqual([
    ['p1', 0],
    ['p2', 5000],
  ]);
  expect(firstOf(narrowed(rows, { ...everyone, form: 'B' })).map(({ scoreBp }) => scoreBp)).toEqual([10_000]);
});
