import type { Estimate } from './interval.ts';
import { logInterval } from './interval.ts';
import { zFor } from './normal.ts';
import { wilson } from './wilson.ts';

/**
 * Difference of two independent shares, a minus b, with Newcombe's hybrid score interval (square and
 * add of the Wilson limits). Behaves at 0 and 1, where the plain interval does not.
 * Source: Newcombe 1998, Statistics in Medicine 17:873, method 10.
 */
export function shareDifference(
  a: { readonly x: number; readonly n: number },
  b: { readonly x: number; readonly n: number },
  confidence = 0.95,
): Estimate {
  const [first, second] = [wilson(a.x, a.n, confidence), wilson(b.x, b.n, confidence)];
  const value = first.value - second.value;
  const down = Math.hypot(first.value - first.interval.lower, second.interval.upper - second.value);
  const up = Math.hypot(first.interval.upper - first.value, second.value - second.interval.lower);
  return { value, interval: { lower: value - down, upper: value + up } };
}

/**
 * Difference of two independent estimates with standard errors, a minus b, by the normal
 * approximation (the groups compared hold 8 people or more).
 */
export function estimateDifference(
  a: { readonly value: number; readonly se: number },
  b: { readonly value: number; readonly se: number },
  confidence = 0.95,
): Estimate {
  const value = a.value - b.value;
  const half = zFor(confidence) * Math.hypot(a.se, b.se);
  return { value, interval: { lower: value - half, upper: value + half } };
}

/** Ratio a / b of two independent ratios whose standard errors are of their logarithms. */
export function ratioOfRatios(
  a: { readonly value: number; readonly se: number },
  b: { readonly value: number; readonly se: number },
  confidence = 0.95,
): Estimate {
  const value = a.value / b.value;
  return { value, interval: logInterval(value, zFor(confidence) * Math.hypot(a.se, b.se)) };
}

/**
 * Difference of two independent rates, a minus b, each `count` over `exposure` times `per`: Poisson
 * variances, normal approximation.
 */
export function rateDifference(
  a: { readonly count: number; readonly exposure: number },
  b: { readonly count: number; readonly exposure: number },
  per: number,
  confidence = 0.95,
): Estimate {
  const value = per * (a.count / a.exposure - b.count / b.exposure);
  const variance = a.count / a.exposure ** 2 + b.count / b.exposure ** 2;
  const half = zFor(confidence) * per * Math.sqrt(variance);
  return { value, interval: { lower: value - half, upper: value + half } };
}
