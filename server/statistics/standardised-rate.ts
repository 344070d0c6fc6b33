import { needNotNegative, needPositive, needSameLength, needWhole } from './check.ts';
import type { Interval } from './interval.ts';
import { byarInterval } from './poisson-interval.ts';

/** Fewer events than this give no directly standardised rate at all (Morris et al. 2018). */
export const FEWEST_EVENTS = 10;

/** One band: events (null counts as 0), people, and the standard's weight. */
export interface Band {
  readonly count: number | null;
  readonly population: number;
  readonly weight: number;
  /**
   * How many people had 1, 2, 3, ... events. When given for every band, the variance allows for
   * the same person counting more than once, and `count` is worked out from it.
   */
  readonly peopleByEvents?: readonly number[];
}

/** A directly standardised rate; value and interval are null under ten events. */
export interface StandardisedRate {
  readonly count: number;
  readonly population: number;
  readonly value: number | null;
  readonly interval: Interval | null;
}

function bandEvents(band: Band): { events: number; variance: number } {
  if (!band.peopleByEvents) {
    needNotNegative('standardisedRate', 'count', band.count ?? 0);
    return { events: band.count ?? 0, variance: band.count ?? 0 };
  }
  let events = 0;
  let variance = 0;
  band.peopleByEvents.forEach((people, i) => {
    needWhole('standardisedRate', 'people by number of events', people);
    events += people * (i + 1);
    variance += people * (i + 1) ** 2;
  });
  return { events, variance };
}

/**
 * Directly standardised rate with Dobson's interval, times `per`.
 *
 * D = sum w x/n / sum w; Var = sum w^2 v/n^2 / (sum w)^2 with v = x, or the sum over people of
 * their squared number of events when events are not independent; limits
 * D + sqrt(Var/O) (Byar(O) - O). Byar is used whatever the size of O, from ten events on.
 * Source: Dobson et al. 1991; PHE technical guide to confidence intervals (2018).
 */
export function standardisedRate(
  bands: readonly Band[],
  per = 100_000,
  confidence = 0.95,
): StandardisedRate {
  needWhole('standardisedRate', 'number of bands', bands.length, 1);
  needPositive('standardisedRate', 'per', per);
  const sum = { count: 0, population: 0, weight: 0, rate: 0, variance: 0 };
  for (const band of bands) {
    needPositive('standardisedRate', 'population', band.population);
    needNotNegative('standardisedRate', 'standard population', band.weight);
    const { events, variance } = bandEvents(band);
    sum.count += events;
    sum.population += band.population;
    sum.weight += band.weight;
    sum.rate += (band.weight * events) / band.population;
    sum.variance += (band.weight / band.population) ** 2 * variance;
  }
  needPositive('standardisedRate', 'sum of the standard population', sum.weight);
  const { count, population } = sum;
  const limits = byarInterval(count, confidence);
  if (count < FEWEST_EVENTS) return { count, population, value: null, interval: null };
  const value = sum.rate / sum.weight;
  const spread = Math.sqrt(sum.variance / sum.weight ** 2 / count);
  const interval = {
    lower: per * (value + spread * ((limits.lower ?? 0) - count)),
    upper: per * (value + spread * (limits.upper - count)),
  };
  return { count, population, value: value * per, interval };
}

/** Makes bands of parallel lists; throws when their lengths differ. */
export function bandsOf(
  counts: readonly (number | null)[],
  populations: readonly number[],
  weights: readonly number[],
): Band[] {
  needSameLength('bandsOf', 'counts', counts, 'populations', populations);
  needSameLength('bandsOf', 'counts', counts, 'standard population', weights);
  return counts.map((count, i) => ({ count, population: populations[i]!, weight: weights[i]! }));
}
