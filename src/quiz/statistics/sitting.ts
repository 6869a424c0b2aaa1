/** One answer of a finished attempt. Points in basis points, 0..10000; every question weighs the same. */
export type SatAnswer = {
  /** The exact version of the question. */
  question: string;
  /** By what it was drawn (the tag of the module); the question itself when nothing is drawn. */
  part: string;
  points: number;
  /** Options chosen; empty: not answered. */
  options: readonly string[];
};

/** One finished attempt. In a set of sittings each person has one. */
export type Sitting = { person: string; answers: readonly SatAnswer[] };

/** Points of a sitting in basis points of one question: an integer, so that sums do not depend on their order. */
export const totalOf = ({ answers }: Sitting): number => answers.reduce((sum, { points }) => sum + points, 0);

/** Score of a sitting, 0..100, not rounded. */
export const scoreOf = (sitting: Sitting): number =>
  sitting.answers.length === 0 ? 0 : totalOf(sitting) / sitting.answers.length / 100;

/** True when everybody was asked the same questions. */
export function sameQuestions(sittings: readonly Sitting[]): boolean {
  const asked = (sitting: Sitting) =>
    sitting.answers
      .map(({ question }) => question)
      .sort()
      .join(' ');
  return new Set(sittings.map(asked)).size <= 1;
}
