import { needWhole } from './check.ts';

/**
 * Quantile of type 7 (the default of R and of spreadsheets' PERCENTILE.INC): with h = (n - 1) p,
 * linear between the values ranked floor(h) and ceil(h).
 * Source: Hyndman and Fan 1996, definition 7. `values` need not be sorted; at least one.
 */
export function quantile(values: readonly number[], p: number): number {
  needWhole('quantile', 'number of values', values.length, 1);
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: p must be from 0 to 1: ${p}`);
  const sorted = [...values].sort((a, b) => a - b);
  const h = (sorted.length - 1) * p;
  const below = Math.floor(h);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (h - below) * (high - low);
}

/**
 * The same quantile from a histogram: `counts[i]` values equal to `from + i`. Adding histograms
 * and asking once equals pooling the values. Null when the histogram is empty.
 */
export function quantileFromHistogram(
  counts: ArrayLike<number>,
  p: number,
  from = 0,
): number | null {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`quantileFromHistogram: p must be 0 to 1: ${p}`);
  let n = 0;
  for (let i = 0; i < counts.length; i++) n += counts[i]!;
  if (n === 0) return null;
  const h = (n - 1) * p;
  const low = valueAtRank(counts, Math.floor(h)) + from;
  const high = valueAtRank(counts, Math.min(Math.floor(h) + 1, n - 1)) + from;
  return low + (h - Math.floor(h)) * (high - low);
}

function valueAtRank(counts: ArrayLike<number>, rank: number): number {
  let seen = 0;
  for (let i = 0; i < counts.length; i++) {
    seen += counts[i]!;
    if (seen > rank) return i;
  }
  return counts.length - 1;
}
