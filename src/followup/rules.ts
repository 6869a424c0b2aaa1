import { type Result, ok, refused } from '../result.ts';

/** One row of the RKTL (rencana kerja tindak lanjut): what a kader will do at home. Columns after domain.md section 2. */
export type RktlRow = {
  activity: string;
  aim: string;
  target: string;
  time: string;
  place: string;
  person: string;
  cost: string;
  indicator: string;
};
export const RKTL_COLUMNS = [
  'activity',
  'aim',
  'target',
  'time',
  'place',
  'person',
  'cost',
  'indicator',
] as const;
export const MOST_ROWS = 8;

/** A plan needs to say what, for whom, when, by whom, and how one will see that it worked. */
const NEEDED = ['activity', 'target', 'time', 'person', 'indicator'] as const;

export type RktlRefusal =
  | { reason: 'no-rows' }
  | { reason: 'row-incomplete'; row: number; column: (typeof NEEDED)[number] };

/** Rows that hold anything, or the first thing that is missing (row numbers from 1, as on the page). */
export function completeRows(rows: readonly RktlRow[]): Result<RktlRow[], RktlRefusal> {
  const filled = rows.filter((row) => RKTL_COLUMNS.some((column) => row[column].trim() !== ''));
  if (filled.length === 0) return refused('no-rows');
  for (const [at, row] of rows.entries()) {
    const missing = filled.includes(row) && NEEDED.find((column) => row[column].trim() === '');
    if (missing) return refused('row-incomplete', { row: at + 1, column: missing });
  }
  return ok(filled);
}

/** Days after which a korkab may review a waiting RKTL of the own regency (product.md section 3). */
export const KORKAB_AFTER_DAYS = 7;

/** The questions of the evaluation, in order; answers 1 (poor) to 4 (very good). */
export const EVALUATION_QUESTIONS = ['material', 'trainers', 'room', 'organisers', 'usefulness'] as const;
export type EvaluationAnswers = Record<(typeof EVALUATION_QUESTIONS)[number], number> & { advice: string };

/** Answers of a class are mixed and opened when at least this many wait, or when the evaluation is over. */
export const MIX_AT_LEAST = 5;
