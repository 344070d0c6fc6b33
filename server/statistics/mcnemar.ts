import { binomialDensity, binomialLower } from './binomial.ts';
import { needConfidence, needWhole } from './check.ts';
import type { Interval } from './interval.ts';
import { wilson } from './wilson.ts';

/** The same people with a yes or no before and after; additive. */
export interface PairedYesNo {
  readonly both: number;
  readonly beforeOnly: number;
  readonly afterOnly: number;
  readonly neither: number;
}

/** Change in a share within the same people. */
export interface McNemar {
  readonly n: number;
  readonly before: number;
  readonly after: number;
  /** Share after less share before, with Newcombe's interval for paired shares. */
  readonly difference: number;
  readonly interval: Interval;
  /** Exact two-sided p; null when nobody changed. */
  readonly p: number | null;
  /** Mid-p: less conservative; null when nobody changed. */
  readonly midP: number | null;
}

/** Phi coefficient of the 2 x 2 table with Newcombe's continuity rule; 0 when a margin is empty. */
function correlation({ both, beforeOnly, afterOnly, neither }: PairedYesNo): number {
  const margins =
    (both + beforeOnly) * (afterOnly + neither) * (both + afterOnly) * (beforeOnly + neither);
  if (margins === 0) return 0;
  const n = both + beforeOnly + afterOnly + neither;
  const product = both * neither - beforeOnly * afterOnly;
  const numerator = product > 0 ? Math.max(product - n / 2, 0) : product;
  return numerator / Math.sqrt(margins);
}

/** Newcombe's method 10: Wilson limits of both shares, joined with their correlation. */
function pairedDifference(counts: PairedYesNo, confidence: number) {
  const n = counts.both + counts.beforeOnly + counts.afterOnly + counts.neither;
  const before = wilson(counts.both + counts.beforeOnly, n, confidence);
  const after = wilson(counts.both + counts.afterOnly, n, confidence);
  const phi = correlation(counts);
  const difference = after.value - before.value;
  const join = (x: number, y: number) => Math.sqrt(Math.max(x * x - 2 * phi * x * y + y * y, 0));
  const interval = {
    lower:
      difference - join(after.value - after.interval.lower, before.interval.upper - before.value),
    upper:
      difference + join(after.interval.upper - after.value, before.value - before.interval.lower),
  };
  return { n, before: before.value, after: after.value, difference, interval };
}

/**
 * McNemar's test: of those who changed, did more go one way than half? Exact binomial on the
 * changers. Sources: McNemar 1947; Newcombe 1998, Stat Med 17:2635 (method 10) for the interval.
 */
export function mcnemar(counts: PairedYesNo, confidence = 0.95): McNemar {
  for (const [name, value] of Object.entries(counts)) needWhole('mcnemar', name, value as number);
  needConfidence('mcnemar', confidence);
  const shares = pairedDifference(counts, confidence);
  const changed = counts.beforeOnly + counts.afterOnly;
  if (changed === 0) return { ...shares, p: null, midP: null };
  const fewer = Math.min(counts.beforeOnly, counts.afterOnly);
  const tail = 2 * binomialLower(fewer, changed, 0.5);
  const p = Math.min(1, tail);
  return { ...shares, p, midP: Math.min(1, tail - binomialDensity(fewer, changed, 0.5)) };
}
