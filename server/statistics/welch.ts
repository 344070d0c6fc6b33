import { needConfidence, needWhole } from './check.ts';
import type { Interval } from './interval.ts';
import type { Sums } from './mean.ts';
import { sdFromSums } from './mean.ts';
import { tFor, tTwoSided } from './student-t.ts';

/** Difference of two independent means; null parts where a group has one value or none varies. */
export interface MeanDifference {
  readonly value: number;
  readonly standardError: number | null;
  /** Welch and Satterthwaite's degrees of freedom, not whole. */
  readonly df: number | null;
  readonly interval: Interval | null;
  readonly p: number | null;
}

/**
 * Difference of the means of two different groups of people, a minus b, without taking their
 * spreads to be equal. Never for the same people twice: that is `pairedChange`.
 * Source: Welch 1947, Biometrika 34:28; Satterthwaite 1946.
 */
export function welchDifference(a: Sums, b: Sums, confidence = 0.95): MeanDifference {
  needWhole('welchDifference', 'n of the first group', a.n, 1);
  needWhole('welchDifference', 'n of the second group', b.n, 1);
  needConfidence('welchDifference', confidence);
  const value = a.sum / a.n - b.sum / b.n;
  const [sdA, sdB] = [sdFromSums(a), sdFromSums(b)];
  if (sdA === null || sdB === null) {
    return { value, standardError: null, df: null, interval: null, p: null };
  }
  const [partA, partB] = [sdA ** 2 / a.n, sdB ** 2 / b.n];
  const standardError = Math.sqrt(partA + partB);
  if (standardError === 0) return { value, standardError, df: null, interval: null, p: null };
  const df = (partA + partB) ** 2 / (partA ** 2 / (a.n - 1) + partB ** 2 / (b.n - 1));
  const half = tFor(confidence, df) * standardError;
  return {
    value,
    standardError,
    df,
    interval: { lower: value - half, upper: value + half },
    p: tTwoSided(value / standardError, df),
  };
}
