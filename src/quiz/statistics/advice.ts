import type { Asked, ItemFigures } from './item-analysis.ts';
import type { OptionTable } from './option-table.ts';

/** What is wrong with a question, the worst first. */
export const FLAWS = [
  'against', // the strong get it wrong more often than the weak, beyond chance
  'wrong-key', // among the strong, an option that is not right is chosen more often than the right one
  'below-guess', // fewer points than blind guessing would give
  'too-hard', // under 20 percent
  'perhaps-against', // the same, but with so few people it may be chance
  'weak', // hardly tells the strong from the weak
  'too-easy', // over 95 percent
  'idle-option', // an option that nobody chose
] as const;
export type Flaw = (typeof FLAWS)[number];

/** So many of the first ones leave no doubt. */
const URGENT = FLAWS.indexOf('perhaps-against');

export type Advice = {
  question: string;
  flaws: Flaw[];
  /** One of the first four is among them: to be mended, not only looked at. */
  urgent: boolean;
  /** The option that a flaw is about. */ option: string | null;
};

/** Below this number of people a figure proves nothing (the page says so), and no question is blamed by it. */
const FEW_PEOPLE = 5;
/** How weak a question is, or that nobody wants an option, takes this many people to say. */
const ENOUGH = 20;
const WEAK_DISCRIMINATION = 20;

/**
 * Questions to mend first. Limits: discrimination below 0 and below 20 and facility as in Moodle's documentation
 * ("Quiz report statistics", guidelines for interpretation); the rest by comparing counts of options.
 */
export function advise(
  items: readonly ItemFigures[],
  tables: ReadonlyMap<string, OptionTable>,
  questions: ReadonlyMap<string, Asked>,
): Advice[] {
  const advice = items.flatMap((item) => {
    const asked = questions.get(item.question);
    const table = tables.get(item.question);
    if (!asked || !table || item.people < FEW_PEOPLE) return [];
    const found = flawsOf(item, table, asked);
    return found.flaws.length === 0
      ? []
      : [{ question: item.question, ...found, at: item.discrimination.value }];
  });
  const rank = ({ flaws }: { flaws: Flaw[] }) => FLAWS.indexOf(flaws[0] as Flaw);
  return advice
    .sort((a, b) => rank(a) - rank(b) || (a.at ?? 0) - (b.at ?? 0) || (a.question < b.question ? -1 : 1))
    .map(({ question, flaws, option }) => ({ question, flaws, urgent: rank({ flaws }) < URGENT, option }));
}

function flawsOf(
  item: ItemFigures,
  table: OptionTable,
  asked: Asked,
): { flaws: Flaw[]; option: string | null } {
  const facility = item.facility.value ?? 0;
  const discrimination = item.discrimination.value;
  // Two standard errors of a correlation of 0: 100 * 2 / sqrt(n).
  const chance = 200 / Math.sqrt(item.people);
  const lure = lureOf(table, asked);
  const idle = table.people >= ENOUGH ? table.options.find(({ all }) => all === 0) : undefined;
  const holds: Record<Flaw, boolean> = {
    against: discrimination !== null && discrimination < -chance,
    'wrong-key': lure !== null,
    'below-guess': item.guess.value !== null && facility < item.guess.value,
    'too-hard': facility < 20,
    'perhaps-against': discrimination !== null && discrimination < 0 && discrimination >= -chance,
    weak:
      discrimination !== null &&
      discrimination >= 0 &&
      discrimination < WEAK_DISCRIMINATION &&
      item.people >= ENOUGH,
    'too-easy': facility > 95,
    'idle-option': idle !== undefined && asked.type !== 'truefalse',
  };
  return {
    flaws: FLAWS.filter((flaw) => holds[flaw]),
    option: lure ?? (holds['idle-option'] ? idle!.option : null),
  };
}

/** A wrong option that more of the strong chose than the best of the right ones; null: none. */
function lureOf({ groups, options }: OptionTable, { weights }: Asked): string | null {
  if (!groups) return null;
  const worth = (option: string) => weights[option] ?? 0;
  const right = Math.max(0, ...options.filter(({ option }) => worth(option) > 0).map(({ strong }) => strong));
  const [lure] = options
    .filter(({ option, strong }) => worth(option) <= 0 && strong > right)
    .sort((a, b) => b.strong - a.strong || (a.option < b.option ? -1 : 1));
  return lure?.option ?? null;
}
