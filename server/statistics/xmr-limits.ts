import { accurateSum } from './mean.ts';

/** Limits lie this many mean moving ranges from the mean (3 / 1.128, rounded as in the NHS tools). */
const LIMIT = 2.66;
/** Near limits lie two thirds of the way out. */
const NEAR_LIMIT = (2 / 3) * LIMIT;
/** Moving ranges of this many times their mean, or more, are screened out once. */
const SCREEN = 3.267;
/** Decimals such as 0.1 are not exact: values this close, beside their size, are the same. */
const ALIKE = 1e-12;

/** Centre line and limits of one segment. Limits are null where there is no moving range left. */
export interface XmrLimits {
  readonly mean: number | null;
  /** Mean moving range that the limits are made of. */
  readonly movingRange: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly nearLower: number | null;
  readonly nearUpper: number | null;
}

function meanOrNull(values: readonly number[]): number | null {
  return values.length === 0 ? null : accurateSum(values) / values.length;
}

/** |y_i - y_(i-1)| for every two neighbours that are both there. */
function movingRanges(values: readonly (number | null)[]): number[] {
  const ranges: number[] = [];
  values.forEach((value, i) => {
    const last = values[i - 1] ?? null;
    if (i > 0 && value !== null && last !== null) ranges.push(Math.abs(value - last));
  });
  return ranges;
}

/**
 * Limits from the values that set them. Screening drops moving ranges not below 3.267 times their
 * mean, once; of a constant series it drops them all, and there are no limits then.
 */
export function xmrLimits(values: readonly (number | null)[], screen: boolean): XmrLimits {
  const mean = meanOrNull(values.filter((value) => value !== null));
  const ranges = movingRanges(values);
  const first = meanOrNull(ranges);
  const kept = screen && first !== null ? ranges.filter((range) => range < SCREEN * first) : ranges;
  const movingRange = meanOrNull(kept);
  const at = (by: number) =>
    mean === null || movingRange === null ? null : mean + by * movingRange;
  return {
    mean,
    movingRange,
    lower: at(-LIMIT),
    upper: at(LIMIT),
    nearLower: at(-NEAR_LIMIT),
    nearUpper: at(NEAR_LIMIT),
  };
}

/** -1 below, 0 on, 1 above a line, with room for the rounding of decimals. */
export function sideOf(value: number, line: number): -1 | 0 | 1 {
  const gap = value - line;
  if (Math.abs(gap) <= ALIKE * Math.max(Math.abs(value), Math.abs(line))) return 0;
  return gap > 0 ? 1 : -1;
}
