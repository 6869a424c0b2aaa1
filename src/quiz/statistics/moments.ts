import { type Figure, figure, none } from './figure.ts';

/**
 * Means, spreads and shapes as the page "Quiz statistics calculations" of Moodle's documentation defines them
 * (https://docs.moodle.org/dev/Quiz_statistics_calculations): variances over n - 1, skewness and kurtosis from
 * k-statistics. The order of the numbers never matters.
 */

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Numbers in one order, so that sums of fractions come out the same however people are shuffled. */
const inOrder = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b);

const isConstant = (numbers: readonly number[]): boolean => numbers.every((one) => one === numbers[0]);

export const mean = (numbers: readonly number[]): Figure =>
  numbers.length === 0 ? none('nobody') : figure(sum(inOrder(numbers)) / numbers.length);

/** The middle number; of an even count the mean of the two in the middle. */
export function median(numbers: readonly number[]): Figure {
  if (numbers.length === 0) return none('nobody');
  const sorted = inOrder(numbers);
  const [low, high] = [sorted[(sorted.length - 1) >> 1] as number, sorted[sorted.length >> 1] as number];
  return figure((low + high) / 2);
}

/** V(x) = sum of (x - mean)^2 / (n - 1). */
export const variance = (numbers: readonly number[]): Figure => covariance(numbers, numbers);

/**
 * C(x, y) = sum of (x - mean x)(y - mean y) / (n - 1), both in the order of people. For basis points everything up to
 * the last division is a whole number: exact, so that "0" is told from "nearly 0".
 */
export function covariance(xs: readonly number[], ys: readonly number[]): Figure {
  const n = xs.length;
  if (n < 2) return none(n === 0 ? 'nobody' : 'few');
  if (xs.every(Number.isSafeInteger) && ys.every(Number.isSafeInteger))
    return figure((n * sum(xs.map((x, i) => x * (ys[i] as number))) - sum(xs) * sum(ys)) / (n * (n - 1)));
  if (isConstant(xs) || isConstant(ys)) return figure(0);
  const [midX, midY] = [sum(inOrder(xs)) / n, sum(inOrder(ys)) / n];
  return figure(sum(inOrder(xs.map((x, i) => (x - midX) * ((ys[i] as number) - midY)))) / (n - 1));
}

/** SD(x) = square root of V(x). */
export function deviation(numbers: readonly number[]): Figure {
  const spread = variance(numbers);
  return spread.value === null ? spread : figure(Math.sqrt(spread.value));
}

/** m_k = sum of (x - mean)^k / n. */
function centralMoment(numbers: readonly number[], power: number): number {
  const middle = sum(inOrder(numbers)) / numbers.length;
  return sum(inOrder(numbers).map((one) => (one - middle) ** power)) / numbers.length;
}

/** k3 / k2^(3/2), with k2 = n m2 / (n - 1) and k3 = n^2 m3 / ((n - 1)(n - 2)). Left tail: negative. */
export function skewness(numbers: readonly number[]): Figure {
  const n = numbers.length;
  if (n < 3) return none(n === 0 ? 'nobody' : 'few');
  if (isConstant(numbers)) return none('constant');
  const k2 = (n * centralMoment(numbers, 2)) / (n - 1);
  return figure((n * n * centralMoment(numbers, 3)) / ((n - 1) * (n - 2)) / k2 ** 1.5);
}

/** k4 / k2^2, with k4 = n^2 ((n + 1) m4 - 3 (n - 1) m2^2) / ((n - 1)(n - 2)(n - 3)). 0 for a normal curve. */
export function kurtosis(numbers: readonly number[]): Figure {
  const n = numbers.length;
  if (n < 4) return none(n === 0 ? 'nobody' : 'few');
  if (isConstant(numbers)) return none('constant');
  const [m2, m4] = [centralMoment(numbers, 2), centralMoment(numbers, 4)];
  const k2 = (n * m2) / (n - 1);
  const k4 = (n * n * ((n + 1) * m4 - 3 * (n - 1) * m2 * m2)) / ((n - 1) * (n - 2) * (n - 3));
  return figure(k4 / (k2 * k2));
}
