import { needConfidence, needPositive, needWhole } from './check.ts';
import { chiSquareQuantile } from './chi-square.ts';
import type { Interval } from './interval.ts';
import { zFor } from './normal.ts';

/** Counts below this get the exact interval (PHE technical guide: Byar is not good enough there). */
export const EXACT_BELOW = 10;

/** Limits on a count and how they were made. */
export interface CountInterval extends Interval {
  readonly method: 'exact' | 'byar';
}

/** Exact Poisson (Garwood 1936) limits of a count: chi-square quantiles; lower 0 at a count of 0. */
export function exactPoissonInterval(count: number, confidence = 0.95): Interval {
  needWhole('exactPoissonInterval', 'count', count);
  needConfidence('exactPoissonInterval', confidence);
  const tail = (1 - confidence) / 2;
  return {
    lower: count === 0 ? 0 : chiSquareQuantile(tail, 2 * count) / 2,
    upper: chiSquareQuantile(1 - tail, 2 * count + 2) / 2,
  };
}

/**
 * Byar's limits of a count (Breslow and Day 1987). For very small counts at high confidence the
 * lower limit falls below 0, where the approximation means nothing: null then.
 */
export function byarInterval(
  count: number,
  confidence = 0.95,
): { readonly lower: number | null; readonly upper: number } {
  needWhole('byarInterval', 'count', count);
  const z = zFor(confidence);
  const above = count + 1;
  const lower = count === 0 ? 0 : count * (1 - 1 / (9 * count) - z / (3 * Math.sqrt(count))) ** 3;
  const upper = above * (1 - 1 / (9 * above) + z / (3 * Math.sqrt(above))) ** 3;
  return { lower: lower < 0 ? null : lower, upper };
}

/**
 * Limits of a count of independent events: exact below 10, Byar from 10 upward.
 * Source: PHE technical guide to confidence intervals (2018), rates.
 */
export function poissonInterval(count: number, confidence = 0.95): CountInterval {
  needWhole('poissonInterval', 'count', count);
  needConfidence('poissonInterval', confidence);
  if (count < EXACT_BELOW) return { ...exactPoissonInterval(count, confidence), method: 'exact' };
  const { lower, upper } = byarInterval(count, confidence);
  return lower === null
    ? { ...exactPoissonInterval(count, confidence), method: 'exact' }
    : { lower, upper, method: 'byar' };
}

/** A rate with its limits, in events per `per` units of exposure. */
export interface Rate {
  readonly count: number;
  readonly exposure: number;
  readonly value: number;
  readonly interval: Interval;
  readonly method: CountInterval['method'];
}

/**
 * Crude rate: `count` events over `exposure` (patient-years, staff-years), times `per`.
 * Throws for an exposure of 0 or less.
 */
export function rate(count: number, exposure: number, per = 1, confidence = 0.95): Rate {
  needWhole('rate', 'count', count);
  needPositive('rate', 'exposure', exposure);
  needPositive('rate', 'per', per);
  const { lower, upper, method } = poissonInterval(count, confidence);
  const unit = per / exposure;
  return {
    count,
    exposure,
    value: (count / exposure) * per,
    interval: { lower: lower * unit, upper: upper * unit },
    method,
  };
}
