import { needConfidence, needPositive, needSameLength, needWhole } from './check.ts';
import type { Interval } from './interval.ts';
import { accurateSum, meanInterval, momentsOf } from './mean.ts';
import { normalQuantile } from './normal.ts';
import { tFor, tTwoSided } from './student-t.ts';

/** What pairs look like before any test; standard deviations are null below two pairs. */
export interface PairedMoments {
  readonly n: number;
  readonly meanBefore: number;
  readonly meanAfter: number;
  readonly meanChange: number;
  readonly sdBefore: number | null;
  readonly sdAfter: number | null;
  readonly sdChange: number | null;
  /** Null below two pairs, and where either side does not vary. */
  readonly correlation: number | null;
}

/** Mean change with its paired t interval; null parts where change does not vary or n is 1. */
export interface PairedChange extends PairedMoments {
  readonly interval: Interval | null;
  readonly standardError: number | null;
  readonly df: number;
  readonly t: number | null;
  readonly p: number | null;
}

/** A spread this small beside the values is rounding of decimals, not change (R refuses it too). */
const ROUNDING = 10 * Number.EPSILON;

/** Moments from two parallel lists, in two passes: no cancellation for decimals. */
export function pairedMomentsOf(
  after: readonly number[],
  before: readonly number[],
): PairedMoments {
  needSameLength('pairedMomentsOf', 'after', after, 'before', before);
  const n = after.length;
  needWhole('pairedMomentsOf', 'number of pairs', n, 1);
  const a = momentsOf(after);
  const b = momentsOf(before);
  const d = momentsOf(after.map((value, i) => value - before[i]!));
  const largest = Math.max(...after.map(Math.abs), ...before.map(Math.abs));
  const sdChange = d.sd !== null && d.sd <= ROUNDING * largest ? 0 : d.sd;
  const shared = accurateSum(after.map((value, i) => (value - a.mean) * (before[i]! - b.mean)));
  return {
    n,
    meanBefore: b.mean,
    meanAfter: a.mean,
    meanChange: d.mean,
    sdBefore: b.sd,
    sdAfter: a.sd,
    sdChange,
    correlation: a.sd && b.sd ? shared / ((n - 1) * a.sd * b.sd) : null,
  };
}

/**
 * Paired t: mean change with interval mean -+ t(n-1) sd/sqrt n and two-sided p. With one pair, or
 * when every change is the same, there is no spread to judge by: no interval, no p.
 */
export function pairedChange(moments: PairedMoments, confidence = 0.95): PairedChange {
  needConfidence('pairedChange', confidence);
  const { n, meanChange, sdChange } = moments;
  const df = n - 1;
  const standardError = sdChange === null ? null : sdChange / Math.sqrt(n);
  if (!standardError) return { ...moments, interval: null, standardError, df, t: null, p: null };
  const t = meanChange / standardError;
  const { interval } = meanInterval(n, meanChange, sdChange, confidence);
  return { ...moments, interval, standardError, df, t, p: tTwoSided(t, df) };
}

/**
 * The smallest true mean change that `n` pairs with this SD of change would tell from noise in a
 * share `power` of repeats: (t(n-1) + z(power)) sd / sqrt n. Null below two pairs.
 */
export function smallestChange(
  n: number,
  sdOfChange: number,
  confidence = 0.95,
  power = 0.8,
): number | null {
  needWhole('smallestChange', 'n', n);
  needPositive('smallestChange', 'standard deviation of change', sdOfChange);
  if (n < 2) return null;
  return ((tFor(confidence, n - 1) + normalQuantile(power)) * sdOfChange) / Math.sqrt(n);
}
