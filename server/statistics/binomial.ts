import { betaLowerTail } from './beta.ts';
import { devianceTerm, stirlingError } from './gamma.ts';

/**
 * P(X = k) for X binomial(n, p), by the saddle-point form (Loader 2000): right to about 1e-14 at
 * any n, where factorials would overflow and logs cancel.
 */
export function binomialDensity(k: number, n: number, p: number): number {
  if (k < 0 || k > n) return 0;
  if (p <= 0) return k === 0 ? 1 : 0;
  if (p >= 1) return k === n ? 1 : 0;
  if (k === 0) return Math.exp(n * Math.log1p(-p));
  if (k === n) return Math.exp(n * Math.log(p));
  const log =
    stirlingError(n) -
    stirlingError(k) -
    stirlingError(n - k) -
    devianceTerm(k, n * p) -
    devianceTerm(n - k, n * (1 - p));
  return Math.exp(log) * Math.sqrt(n / (2 * Math.PI * k * (n - k)));
}

/** P(X <= k) for X binomial(n, p). */
export function binomialLower(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : betaLowerTail(1 - p, n - k, k + 1);
}

/** P(X > k) for X binomial(n, p); keeps its digits when small. */
export function binomialUpper(k: number, n: number, p: number): number {
  if (k < 0) return 1;
  return k >= n ? 0 : betaLowerTail(p, k + 1, n - k);
}

/** Outcomes this near in probability to the one seen count as equally likely (as R does). */
const ALIKE = 1 + 1e-7;

/** Smallest i in [from, to] where `test` first holds, given that it holds from some i on. */
function firstWhere(from: number, to: number, test: (i: number) => boolean): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Two-sided exact p-value of k of n against share p: the sum over outcomes no likelier than the one
 * seen. It is not the inverse of the central interval. Source: R's binom.test.
 */
export function binomialTwoSided(k: number, n: number, p: number): number {
  const seen = binomialDensity(k, n, p) * ALIKE;
  const centre = n * p;
  if (k === centre) return 1;
  if (k < centre) {
    const from = firstWhere(Math.ceil(centre), n + 1, (i) => binomialDensity(i, n, p) <= seen);
    return Math.min(1, binomialLower(k, n, p) + binomialUpper(from - 1, n, p));
  }
  const above = firstWhere(0, Math.floor(centre) + 1, (i) => binomialDensity(i, n, p) > seen);
  return Math.min(1, binomialLower(above - 1, n, p) + binomialUpper(k - 1, n, p));
}
