import { needConfidence, needWhole } from './check.ts';
import type { Interval } from './interval.ts';
import { zFor } from './normal.ts';

/** A share with its Wilson limits, all from 0 to 1. */
export interface Share {
  readonly x: number;
  readonly n: number;
  readonly value: number;
  readonly interval: Interval;
}

/**
 * Share `x` of `n` with the Wilson score interval, without continuity correction.
 *
 * Limits [2x + z^2 -+ z sqrt(z^2 + 4x(1 - x/n))] / (2(n + z^2)); exactly 0 at x = 0 and exactly 1
 * at x = n. Throws for n of 0: a share of nobody is not a share.
 * Source: Wilson 1927; PHE technical guide to confidence intervals (2018), proportions.
 */
export function wilson(x: number, n: number, confidence = 0.95): Share {
  needWhole('wilson', 'n', n, 1);
  needWhole('wilson', 'x', x);
  if (x > n) throw new RangeError(`wilson: x must not be more than n: ${x} of ${n}`);
  needConfidence('wilson', confidence);
  const z = zFor(confidence);
  const value = x / n;
  const middle = 2 * x + z * z;
  const half = z * Math.sqrt(z * z + 4 * x * (1 - value));
  const across = 2 * (n + z * z);
  const interval = {
    lower: x === 0 ? 0 : (middle - half) / across,
    upper: x === n ? 1 : (middle + half) / across,
  };
  return { x, n, value, interval };
}
