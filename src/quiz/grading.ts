import type { QuestionKey, QuestionType } from './question.ts';

const FULL = 10_000;

/**
 * Points of one answer in basis points, 0..10000. One choice: what the option is worth. Several: the sum of what was
 * ticked, never below 0; exactly the right ones are worth the whole question, however their parts are rounded.
 */
export function pointsOf(type: QuestionType, key: QuestionKey, picked: readonly string[]): number {
  const chosen = new Set(picked);
  const worth = [...chosen].reduce((sum, id) => sum + (key.weights[id] ?? 0), 0);
  if (type !== 'multiple') return chosen.size === 1 ? within(worth) : 0;
  const right = Object.keys(key.weights).filter((id) => (key.weights[id] ?? 0) > 0);
  const exact = right.length === chosen.size && right.every((id) => chosen.has(id));
  return exact ? FULL : within(worth);
}

const within = (points: number): number => Math.min(FULL, Math.max(0, points));

/** Score of an attempt in basis points: every question weighs the same; floored, so a limit is reached, never rounded to. */
export const scoreOf = (points: readonly number[]): number =>
  points.length === 0 ? 0 : Math.floor(points.reduce((sum, one) => sum + one, 0) / points.length);
