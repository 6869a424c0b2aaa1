import { type Figure, figure, none } from './figure.ts';
import { mean, median } from './moments.ts';

/** Scores (0..100) of one person before and after. */
export type Pair = { before: number; after: number };

/** What the same people gained. */
export type Gain = {
  people: number;
  before: { mean: Figure; median: Figure };
  after: { mean: Figure; median: Figure };
  /** Mean after minus mean before, in points (0..100). */
  change: Figure;
  /** People whose score fell. */
  worse: number;
  /**
   * Of the group, -∞..1: (mean after - mean before) / (100 - mean before): Hake 1998, "Interactive-engagement versus
   * traditional methods", American Journal of Physics 66, 64-74 (his class-average normalised gain).
   */
  ofGroup: Figure;
  /** Mean of (after - before) / (100 - before) of each person; who had everything right before has none. */
  ofPeople: Figure;
  /** People left out of `ofPeople`. */
  full: number;
};

export function gainOf(pairs: readonly Pair[]): Gain {
  const before = pairs.map((pair) => pair.before);
  const after = pairs.map((pair) => pair.after);
  const [meanBefore, meanAfter] = [mean(before), mean(after)];
  const open = pairs.filter((pair) => pair.before < 100);
  const change =
    meanBefore.value === null || meanAfter.value === null
      ? none('nobody')
      : figure(meanAfter.value - meanBefore.value);
  return {
    people: pairs.length,
    before: { mean: meanBefore, median: median(before) },
    after: { mean: meanAfter, median: median(after) },
    change,
    worse: pairs.filter((pair) => pair.after < pair.before).length,
    ofGroup: groupGain(meanBefore, meanAfter),
    ofPeople:
      open.length > 0
        ? mean(open.map((pair) => (pair.after - pair.before) / (100 - pair.before)))
        : none(pairs.length === 0 ? 'nobody' : 'full'),
    full: pairs.length - open.length,
  };
}

function groupGain(before: Figure, after: Figure): Figure {
  if (before.value === null || after.value === null) return none('nobody');
  return before.value >= 100 ? none('full') : figure((after.value - before.value) / (100 - before.value));
}
