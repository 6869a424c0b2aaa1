import { type Figure, figure, none, through } from './figure.ts';
import { deviation, kurtosis, mean, median, skewness, variance } from './moments.ts';
import { sameQuestions, scoreOf, type Sitting, totalOf } from './sitting.ts';

/** What a quiz as a whole says of the people who sat it. Scores 0..100. */
export type WholeTest = {
  people: number;
  mean: Figure;
  median: Figure;
  deviation: Figure;
  skewness: Figure;
  kurtosis: Figure;
  /** Coefficient of internal consistency (Cronbach's alpha), percent; can be negative. */
  consistency: Figure;
  /** Of what it was taken: single questions, or parts of the draw when people had different questions. */
  consistencyOf: 'questions' | 'parts';
  /** Share of the spread that is chance, percent. */
  errorRatio: Figure;
  /** Points (0..100) by which a person's score would vary by chance. */
  standardError: Figure;
};

/** Moodle documentation, "Quiz statistics calculations", section "Test statistics". */
export function wholeTest(sittings: readonly Sitting[]): WholeTest {
  const scores = sittings.map(scoreOf);
  const same = sameQuestions(sittings);
  const spread = deviation(scores);
  const consistency = consistencyOf(sittings, same);
  // Error ratio = 100 sqrt(1 - CIC / 100); standard error = error ratio / 100 * SD (Moodle, the same section).
  const errorRatio = through(consistency, (cic) => 100 * Math.sqrt(Math.max(0, 1 - cic / 100)));
  return {
    people: sittings.length,
    mean: mean(scores),
    median: median(scores),
    deviation: spread,
    skewness: skewness(scores),
    kurtosis: kurtosis(scores),
    consistency,
    consistencyOf: same ? 'questions' : 'parts',
    errorRatio,
    standardError: through(errorRatio, (ratio) => (ratio / 100) * (spread.value ?? 0)),
  };
}

/**
 * CIC = 100 P / (P - 1) * (1 - sum of V(x_p) / V(T)) over the P questions (Moodle; Cronbach 1951). Where questions are
 * drawn, people do not share them; Moodle takes the places of the quiz then. Here places are shuffled too, so it is
 * taken over the parts of the draw (modules), of which everybody has the same number of questions.
 */
function consistencyOf(sittings: readonly Sitting[], same: boolean): Figure {
  if (sittings.length < 2) return none(sittings.length === 0 ? 'nobody' : 'few');
  const parts = partsOf(sittings, same);
  if (parts === null) return none('drawn');
  if (parts.length < 2) return none('one-question');
  const whole = variance(sittings.map(totalOf)).value ?? 0;
  if (whole === 0) return none('constant');
  const single = parts.reduce((total, points) => total + (variance(points).value ?? 0), 0);
  return figure((100 * parts.length * (1 - single / whole)) / (parts.length - 1));
}

/** Points of every person in each part; null when people do not have the same number of questions of each. */
function partsOf(sittings: readonly Sitting[], same: boolean): number[][] | null {
  const nameOf = (answer: Sitting['answers'][number]) => (same ? answer.question : answer.part);
  const names = [...new Set(sittings.flatMap(({ answers }) => answers.map(nameOf)))].sort();
  const sizes = new Map<string, number>();
  const parts = names.map((name) =>
    sittings.map(({ answers }) => {
      const own = answers.filter((answer) => nameOf(answer) === name);
      if ((sizes.get(name) ?? own.length) !== own.length) sizes.set(name, -1);
      else sizes.set(name, own.length);
      return own.reduce((sum, { points }) => sum + points, 0);
    }),
  );
  return [...sizes.values()].includes(-1) ? null : parts;
}
