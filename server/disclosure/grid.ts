import { controlCount, meantBy } from './policy.ts';
import type { Policy } from './policy.ts';

/**
 * How finely an estimate may be printed under control. A mean of whole numbers is k / n: printed to
 * three digits it fits one n only, and exact group sizes give hidden ones back by subtraction. So
 * numbers go to a grid at least as wide as 1 / n, where every n near the printed one has some k that
 * fits; and at least a quarter of the standard error, which does the same for values in other units
 * (a year, a pound) and hides no evidence: the interval is sixteen such steps wide.
 */
export function estimateGrid(n: number, standardError: number | null, policy: Policy): number {
  // The smallest n that is printed alike, so that the grid itself does not tell them apart.
  const printed = controlCount(n, policy);
  const alike = printed === null ? policy.estimateFrom : meantBy(printed, policy).least;
  const smallest = Math.max(policy.estimateFrom, alike);
  const least = Math.max(1 / smallest, (standardError ?? 0) / 4);
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 5, 10].find((each) => each * power >= least * (1 - 1e-9)) ?? 10;
  return step * power;
}

/** Nearest point of a grid, written without the dust of binary fractions. */
function toGrid(value: number, grid: number): number {
  return Number((Math.round(value / grid) * grid).toPrecision(12)) + 0;
}

/** An estimate with its limits, on a grid. */
export interface OnGrid {
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * Value and limits on a grid. The limits keep their distance from the value, itself rounded: were
 * they rounded by themselves, the two would tell where between two steps the value lies.
 */
export function putOnGrid(
  { value, lower, upper }: { [Key in keyof OnGrid]?: number | null | undefined },
  grid: number,
): OnGrid {
  if (typeof value !== 'number' || !Number.isFinite(value))
    return { value: null, lower: null, upper: null };
  const middle = toGrid(value, grid);
  const limit = (exact: number | null | undefined): number | null =>
    typeof exact === 'number' && Number.isFinite(exact)
      ? finiteOrNull(toGrid(middle + toGrid(exact - value, grid), grid))
      : null;
  return { value: finiteOrNull(middle), lower: limit(lower), upper: limit(upper) };
}

const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

/** Standard error of an estimate: its own, else a quarter of its 95 % interval. */
export function standardErrorOf(parts: {
  readonly se?: number | null;
  readonly lower?: number | null;
  readonly upper?: number | null;
  readonly scale?: 'linear' | 'log';
}): number | null {
  if (typeof parts.se === 'number' && parts.scale !== 'log') return parts.se;
  if (typeof parts.lower !== 'number' || typeof parts.upper !== 'number') return null;
  const width = parts.upper - parts.lower;
  return Number.isFinite(width) ? width / 4 : null;
}
