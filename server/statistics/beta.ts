import betaCdf from '@stdlib/stats-base-dists-beta-cdf';
import betaPpf from '@stdlib/stats-base-dists-beta-quantile';
import { needPositive } from './check.ts';

/** Beta quantile (Clopper-Pearson limits are made of these). Measured 2e-14 relative. */
export function betaQuantile(p: number, a: number, b: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`betaQuantile: p must be from 0 to 1: ${p}`);
  needPositive('betaQuantile', 'a', a);
  needPositive('betaQuantile', 'b', b);
  return betaPpf(p, a, b);
}

/** Regularised incomplete beta function: the share of Beta(a, b) below `x`. */
export function betaLowerTail(x: number, a: number, b: number): number {
  needPositive('betaLowerTail', 'a', a);
  needPositive('betaLowerTail', 'b', b);
  return betaCdf(Math.min(Math.max(x, 0), 1), a, b);
}
