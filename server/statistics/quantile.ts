import { needWhole } from './check.ts';

/**
 * Quantile of type 7 (the default of R and of spreadsheets' PERCENTILE.INC): with h = (n - 1) p,
 * linear between the values ranked floor(h) and ceil(h).
 * Source: Hyndman and Fan 1996, definition 7. `values` need not be sorted; at least one.
 */
export function quantile(values: readonly number[], p: number): number {
  needWhole('quantile', 'number of values', values.length, 1);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: p must be from 0 to 1: ${p}`);
  return quantileOfSorted(Float64Array.from(values).sort(), p);
}

/** The same of values in ascending order: one sort is enough for several quantiles. */
export function quantileOfSorted(sorted: ArrayLike<number>, p: number): number {
  const h = (sorted.length - 1) * p;
  const below = Math.floor(h);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (h - below) * (high - low);
}
