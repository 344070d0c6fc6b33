import { needConfidence, needFinite, needWhole } from './check.ts';
import type { Interval } from './interval.ts';
import { tFor } from './student-t.ts';

/** Additive state of a mean: three sums that may be added over groups, threads and files. */
export interface Sums {
  readonly n: number;
  readonly sum: number;
  readonly sumSquares: number;
}

/** Mean with Student t limits. `sd` is null for one value; `interval` likewise. */
export interface Mean {
  readonly n: number;
  readonly mean: number;
  readonly sd: number | null;
  readonly interval: Interval | null;
}

/** The state of a list of values. Whole numbers add up exactly. */
export function sumsOf(values: Iterable<number>): Sums {
  let [n, sum, sumSquares] = [0, 0, 0];
  for (const value of values) {
    n += 1;
    sum += value;
    sumSquares += value * value;
  }
  return { n, sum, sumSquares };
}

/**
 * n * sum(xy) - sum(x) * sum(y): n(n-1) times a covariance. In whole numbers when all four are
 * whole (also beyond 2^53), so a spread of exactly 0 is exactly 0 and nothing cancels.
 */
export function crossDeviation(n: number, sumXY: number, sumX: number, sumY: number): number {
  const whole = [sumXY, sumX, sumY].every(Number.isSafeInteger);
  if (!whole) return n * sumXY - sumX * sumY;
  const direct = n * sumXY - sumX * sumY;
  const largest = Math.max(Math.abs(n * sumXY), Math.abs(sumX * sumY));
  if (largest <= Number.MAX_SAFE_INTEGER) return direct;
  return Number(BigInt(n) * BigInt(sumXY) - BigInt(sumX) * BigInt(sumY));
}

/** Standard deviation (n - 1) from sums; null below two values. */
export function sdFromSums({ n, sum, sumSquares }: Sums): number | null {
  if (n < 2) return null;
  return Math.sqrt(Math.max(crossDeviation(n, sumSquares, sum, sum), 0) / (n * (n - 1)));
}

/**
 * Mean with its t interval: mean -+ t(n-1) sd / sqrt n. One value gives no interval; equal values
 * give one of no width. `n` must be at least 1.
 */
export function meanInterval(n: number, mean: number, sd: number | null, confidence = 0.95): Mean {
  needWhole('meanInterval', 'n', n, 1);
  needFinite('meanInterval', 'mean', mean);
  needConfidence('meanInterval', confidence);
  if (sd === null || n < 2) return { n, mean, sd: null, interval: null };
  const half = (tFor(confidence, n - 1) * sd) / Math.sqrt(n);
  return { n, mean, sd, interval: { lower: mean - half, upper: mean + half } };
}

/**
 * Mean and t interval from additive state. Exact for whole numbers. For decimals far from 0 the
 * squares cancel (values near 1e6 with an SD of 6 keep six digits): store such scores in whole
 * hundredths, or use `meanOf`.
 */
export function meanFromSums(sums: Sums, confidence = 0.95): Mean {
  needWhole('meanFromSums', 'n', sums.n, 1);
  return meanInterval(sums.n, sums.sum / sums.n, sdFromSums(sums), confidence);
}

/** Mean and SD of a list in two passes: no cancellation. `n` must be at least 1. */
export function momentsOf(values: readonly number[]): { mean: number; sd: number | null } {
  needWhole('momentsOf', 'number of values', values.length, 1);
  const n = values.length;
  const first = accurateSum(values) / n;
  const squares = accurateSum(values.map((value) => (value - first) ** 2));
  return { mean: first, sd: n < 2 ? null : Math.sqrt(squares / (n - 1)) };
}

/** Mean and t interval of a list of values. */
export function meanOf(values: readonly number[], confidence = 0.95): Mean {
  for (const value of values) needFinite('meanOf', 'value', value);
  const { mean, sd } = momentsOf(values);
  return meanInterval(values.length, mean, sd, confidence);
}

/** Neumaier's compensated sum: the double nearest the true sum, whatever the order. */
export function accurateSum(values: Iterable<number>): number {
  let sum = 0;
  let lost = 0;
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}
