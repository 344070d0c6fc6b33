import { needConfidence, needNotNegative, needWhole } from './check.ts';
import { logInterval } from './interval.ts';
import type { Interval } from './interval.ts';
import { zFor } from './normal.ts';
import type { PairedSums } from './paired-sums.ts';

/** A ratio of means over the same people. */
export interface PairedRatio {
  /** Mean after over mean before. */
  readonly value: number;
  /** Standard error of the log of the ratio; null where none can be had. */
  readonly seLog: number | null;
  readonly interval: Interval | null;
}

/**
 * Ratio of means after to before, the person as the unit: r = sum(a) / sum(b),
 * var(log r) = n S / (n - 1), S = sum of (a_i / A - b_i / B)^2 over people, A and B the totals,
 * interval exp(log r -+ z se). Heavy users and the correlation within a person are in S. Under
 * about 30 people, or with one very heavy user, it is too narrow.
 *
 * Null when nothing was counted before. With nothing after, or one person, there is no interval.
 * Source: delta method for a ratio of means (robust variance with the person as cluster).
 */
export function pairedRatio(sums: PairedSums, confidence = 0.95): PairedRatio | null {
  needWhole('pairedRatio', 'n', sums.n);
  needNotNegative('pairedRatio', 'total before', sums.before);
  needNotNegative('pairedRatio', 'total after', sums.after);
  needConfidence('pairedRatio', confidence);
  const { n, before, after } = sums;
  if (n === 0 || before === 0) return null;
  const value = after / before;
  if (n < 2 || after === 0) return { value, seLog: null, interval: null };
  const s =
    sums.afterSquares / after ** 2 +
    sums.beforeSquares / before ** 2 -
    (2 * sums.products) / (after * before);
  const seLog = Math.sqrt((n * Math.max(s, 0)) / (n - 1));
  return { value, seLog, interval: logInterval(value, zFor(confidence) * seLog) };
}
