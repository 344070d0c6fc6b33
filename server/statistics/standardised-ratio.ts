import { needNotNegative, needPositive, needWhole } from './check.ts';
import { scaleInterval } from './interval.ts';
import type { Interval } from './interval.ts';
import { poissonInterval } from './poisson-interval.ts';

/** One band: our events and people, and the reference's. A missing count is 0. */
export interface ReferenceBand {
  readonly count: number | null;
  readonly population: number;
  readonly referenceCount: number | null;
  readonly referencePopulation: number;
}

/** An indirectly standardised ratio and, through the reference's crude rate, a rate. */
export interface StandardisedRatio {
  readonly observed: number;
  readonly expected: number;
  readonly ratio: number;
  readonly interval: Interval;
  readonly referenceRate: number;
  readonly rate: number;
  readonly rateInterval: Interval;
  readonly method: 'exact' | 'byar';
}

/** Observed over expected with the limits of the observed count; `expected` must be above 0. */
export function ratioOfExpected(
  observed: number,
  expected: number,
  confidence = 0.95,
): { ratio: number; interval: Interval; method: 'exact' | 'byar' } {
  needWhole('ratioOfExpected', 'observed', observed);
  needPositive('ratioOfExpected', 'expected', expected);
  const limits = poissonInterval(observed, confidence);
  return {
    ratio: observed / expected,
    interval: scaleInterval(limits, 1 / expected),
    method: limits.method,
  };
}

/**
 * Indirectly standardised ratio: expected E = sum of n times the reference's band rate; ratio O/E
 * with exact (O below 10) or Byar limits on O; rate = ratio times the reference's crude rate.
 * Source: PHE technical guide to confidence intervals (2018).
 */
export function standardisedRatio(
  bands: readonly ReferenceBand[],
  per = 1000,
  confidence = 0.95,
): StandardisedRatio {
  needWhole('standardisedRatio', 'number of bands', bands.length, 1);
  needPositive('standardisedRatio', 'per', per);
  const sum = { observed: 0, expected: 0, referenceCount: 0, referencePopulation: 0 };
  for (const band of bands) {
    const referenceCount = band.referenceCount ?? 0;
    needNotNegative('standardisedRatio', 'count', band.count ?? 0);
    needNotNegative('standardisedRatio', 'population', band.population);
    needNotNegative('standardisedRatio', 'reference count', referenceCount);
    needPositive('standardisedRatio', 'reference population', band.referencePopulation);
    sum.observed += band.count ?? 0;
    sum.expected += (band.population * referenceCount) / band.referencePopulation;
    sum.referenceCount += referenceCount;
    sum.referencePopulation += band.referencePopulation;
  }
  const { ratio, interval, method } = ratioOfExpected(sum.observed, sum.expected, confidence);
  const referenceRate = (sum.referenceCount / sum.referencePopulation) * per;
  return {
    observed: sum.observed,
    expected: sum.expected,
    ratio,
    interval,
    referenceRate,
    rate: ratio * referenceRate,
    rateInterval: scaleInterval(interval, referenceRate),
    method,
  };
}
