import { type Sitting, totalOf } from './sitting.ts';

/** How many chose an option: of all, of the strongest and of the weakest 27 percent (Kelley 1939). */
export type OptionCount = { option: string; all: number; strong: number; weak: number };

export type OptionTable = {
  question: string;
  /** People of each group who were asked the question. Null: scores are too alike to tell two groups apart. */
  groups: { strong: number; weak: number } | null;
  people: number;
  options: OptionCount[];
  /** Nothing chosen. */
  empty: Omit<OptionCount, 'option'>;
};

const SHARE = 0.27;

/**
 * Counts of one question. The groups are 27 percent of those who were asked it by the score of the whole attempt, at
 * least one person; who has the same score as the last of a group belongs to it, so that no order of people decides.
 */
export function optionTable(
  sittings: readonly Sitting[],
  question: string,
  options: readonly string[],
): OptionTable {
  const asked = sittings.flatMap((sitting) => {
    const answer = sitting.answers.find((one) => one.question === question);
    return answer ? [{ chosen: answer.options, total: totalOf(sitting) }] : [];
  });
  const cut = cutsOf(asked.map(({ total }) => total));
  const strong = cut ? asked.filter(({ total }) => total >= cut.high) : [];
  const weak = cut ? asked.filter(({ total }) => total <= cut.low) : [];
  const count = (fits: (chosen: readonly string[]) => boolean) => ({
    all: asked.filter(({ chosen }) => fits(chosen)).length,
    strong: strong.filter(({ chosen }) => fits(chosen)).length,
    weak: weak.filter(({ chosen }) => fits(chosen)).length,
  });
  return {
    question,
    people: asked.length,
    groups: cut && { strong: strong.length, weak: weak.length },
    options: options.map((option) => ({ option, ...count((chosen) => chosen.includes(option)) })),
    empty: count((chosen) => chosen.length === 0),
  };
}

function cutsOf(totals: readonly number[]): { high: number; low: number } | null {
  const sorted = [...totals].sort((a, b) => a - b);
  const size = Math.max(1, Math.round(SHARE * sorted.length));
  const [low, high] = [sorted[size - 1], sorted[sorted.length - size]];
  return low !== undefined && high !== undefined && low < high ? { high, low } : null;
}
