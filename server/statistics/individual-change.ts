import { needFinite, needPositive, needWhole } from './check.ts';
import type { Interval } from './interval.ts';
import { zFor } from './normal.ts';
import { wilson } from './wilson.ts';

/** Which way a score counts as better. */
export type Better = 'higher' | 'lower';

/** People by what became of them; additive. */
export interface ChangeCounts {
  readonly improved: number;
  readonly same: number;
  readonly worse: number;
}

/** One person's verdict. */
export type Verdict = keyof ChangeCounts;

/** 2.3 - 1.3 is below 1 in binary: steps of 0.1 must not decide on the last bit. */
const STEP = 1e-9;

/**
 * Verdict on one change: improved at `threshold` or more in the good direction, worse at
 * `threshold` or more in the other, the same between. The threshold must be greater than 0.
 */
export function verdict(change: number, threshold: number, better: Better): Verdict {
  needFinite('verdict', 'change', change);
  needPositive('verdict', 'threshold', threshold);
  const gain = better === 'higher' ? change : -change;
  const edge = threshold - STEP * Math.max(1, threshold);
  if (gain >= edge) return 'improved';
  return gain <= -edge ? 'worse' : 'same';
}

/** Counts verdicts. */
export function countVerdicts(verdicts: Iterable<Verdict>): ChangeCounts {
  const counts = { improved: 0, same: 0, worse: 0 };
  for (const one of verdicts) counts[one] += 1;
  return counts;
}

/** Share with a verdict, and its Wilson interval. */
export interface VerdictShare {
  readonly count: number;
  readonly value: number;
  readonly interval: Interval;
}

/** Shares improved, the same and worse of all pairs, each with a Wilson interval. */
export function changeShares(
  counts: ChangeCounts,
  confidence = 0.95,
): Readonly<Record<Verdict, VerdictShare>> & { readonly n: number } {
  const n = counts.improved + counts.same + counts.worse;
  needWhole('changeShares', 'number of pairs', n, 1);
  const share = (count: number): VerdictShare => {
    const { value, interval } = wilson(count, n, confidence);
    return { count, value, interval };
  };
  return {
    n,
    improved: share(counts.improved),
    same: share(counts.same),
    worse: share(counts.worse),
  };
}

/** Reliable change of one person. */
export interface ReliableChange {
  readonly index: number;
  readonly verdict: Verdict;
}

/**
 * The SD of a difference of two readings that measure the same true score: sqrt 2 times SD times
 * sqrt(1 - reliability). SD and reliability should come from the instrument's norm sample; a figure
 * must say when they come from the data at hand. Test-retest reliability is meant, below 1.
 */
export function differenceSd(sd: number, reliability: number): number {
  needPositive('differenceSd', 'standard deviation', sd);
  if (!(reliability >= 0 && reliability < 1)) {
    throw new RangeError(`differenceSd: reliability must be from 0 to below 1: ${reliability}`);
  }
  return Math.SQRT2 * sd * Math.sqrt(1 - reliability);
}

/**
 * Reliable change index: change over `differenceSd`; reliable when beyond z, strictly.
 * Source: Jacobson and Truax 1991, as corrected by Christensen and Mendoza 1986.
 */
export function reliableChange(
  change: number,
  sdOfDifference: number,
  better: Better,
  confidence = 0.95,
): ReliableChange {
  needFinite('reliableChange', 'change', change);
  needPositive('reliableChange', 'standard deviation of a difference', sdOfDifference);
  const critical = zFor(confidence);
  const index = change / sdOfDifference;
  const gain = better === 'higher' ? index : -index;
  if (gain > critical) return { index, verdict: 'improved' };
  return { index, verdict: gain < -critical ? 'worse' : 'same' };
}
