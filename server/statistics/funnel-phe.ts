import { needNotNegative, needPositive, needWhole } from './check.ts';
import { exactPoissonInterval } from './poisson-interval.ts';
import type { Interval } from './interval.ts';
import { zFor } from './normal.ts';

/** How a unit stands beside the average: beyond the 95 % or the 99.8 % limits, strictly. */
export type PheSignificance = 'high-998' | 'high-95' | 'low-998' | 'low-95' | 'within';

function judge(value: number, at95: Interval, at998: Interval): PheSignificance {
  if (value > at998.upper) return 'high-998';
  if (value < at998.lower) return 'low-998';
  if (value > at95.upper) return 'high-95';
  return value < at95.lower ? 'low-95' : 'within';
}

/**
 * Limits for a unit of `n` people around an average share: p0 -+ z sqrt(p0 (1 - p0)/n), cut to 0..1;
 * where the Wilson interval of a unit of n just touches the average.
 * Source: PHEindicatormethods::calculate_funnel_limits.
 */
export function pheShareLimits(average: number, n: number, confidence = 0.95): Interval {
  needPositive('pheShareLimits', 'n', n);
  if (!(average >= 0 && average <= 1)) {
    throw new RangeError(`pheShareLimits: average must be from 0 to 1: ${average}`);
  }
  const half = zFor(confidence) * Math.sqrt((average * (1 - average)) / n);
  return { lower: Math.max(0, average - half), upper: Math.min(1, average + half) };
}

/** How the share x/n stands beside an average, by its own limits. */
export function pheShareSignificance(x: number, n: number, average: number): PheSignificance {
  needWhole('pheShareSignificance', 'x', x);
  return judge(x / n, pheShareLimits(average, n), pheShareLimits(average, n, 0.998));
}

/** Expected events at which `observed` becomes significant, and the ratio there. */
export interface RatioLimit {
  readonly expected: number;
  readonly ratio: number;
}

/**
 * For a count `observed`: the expected numbers that its exact Poisson interval just touches. At the
 * upper one and above the unit is low, at the lower one and below it is high.
 * The reference finds them by bisection to 1e-4; these are the exact ones.
 */
export function pheRatioLimits(
  observed: number,
  confidence = 0.95,
): { readonly lower: RatioLimit; readonly upper: RatioLimit } {
  const { lower, upper } = exactPoissonInterval(observed, confidence);
  return {
    lower: { expected: upper, ratio: observed / upper },
    upper: { expected: lower, ratio: lower === 0 ? Infinity : observed / lower },
  };
}

/** How observed stands beside expected, by the exact Poisson limits of observed. */
export function pheRatioSignificance(observed: number, expected: number): PheSignificance {
  needNotNegative('pheRatioSignificance', 'expected', expected);
  const around = (confidence: number): Interval => {
    const limits = pheRatioLimits(observed, confidence);
    return { lower: -limits.lower.expected, upper: -limits.upper.expected };
  };
  return judge(-expected, around(0.95), around(0.998));
}
