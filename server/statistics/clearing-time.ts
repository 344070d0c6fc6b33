import { needWhole } from './check.ts';
import { quantileOfSorted } from './quantile.ts';
import { seededDraws } from './resample.ts';

/** Beyond two years a forecast of a queue is none. */
export const MOST_WEEKS = 104;
const FUTURES = 2000;
const SEED = 20250401;

/** A forecast with the range that 95 of 100 futures like the past fall in. */
export interface Forecast {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * Weeks until a queue is empty, if each week takes off what one of the past weeks did.
 *
 * @param waiting people in the queue now, above 0
 * @param nets    people seen less people come, week by week; at least 2 weeks
 * @returns the queue over the mean net as value (`MOST_WEEKS` at most, also where it does not
 *   shrink), and the 2.5th and 97.5th centile of the futures
 */
export function clearingTime(waiting: number, nets: readonly number[]): Forecast {
  const mean = meanOf(nets);
  const value = mean > 0 ? Math.min(waiting / mean, MOST_WEEKS) : MOST_WEEKS;
  const found = futures(nets, (next) => {
    let left = waiting;
    for (let week = 0; week < MOST_WEEKS; week++) {
      const net = next();
      if (net >= left) return week + left / net;
      left -= net;
    }
    return MOST_WEEKS;
  });
  return { value, ...rangeOf(found) };
}

/** People in the queue some weeks on, by the same futures; never fewer than none. */
export function queueAhead(waiting: number, nets: readonly number[], weeks: number): Forecast {
  const found = futures(nets, (next) => {
    let left = waiting;
    for (let week = 0; week < weeks; week++) left = Math.max(left - next(), 0);
    return left;
  });
  return { value: Math.max(waiting - weeks * meanOf(nets), 0), ...rangeOf(found) };
}

function rangeOf(found: Float64Array): Pick<Forecast, 'lower' | 'upper'> {
  const sorted = found.sort();
  return { lower: quantileOfSorted(sorted, 0.025), upper: quantileOfSorted(sorted, 0.975) };
}

/**
 * Futures: each first draws the weeks it believes in (what the pace is is not known), then the weeks
 * that come (a known pace still varies). Drawn weeks vary less than those they are drawn from by
 * (n - 1) / n, which is put back. Source: Davison and Hinkley 1997, sections 2.5 and 6.3. Drawing
 * runs of 2 to 4 weeks held no more of 400 made-up queues, with or without good and bad spells.
 */
function futures(nets: readonly number[], follow: (next: () => number) => number): Float64Array {
  needWhole('clearing time', 'number of weeks', nets.length, 2);
  const { length } = nets;
  const draws = seededDraws(SEED, length, FUTURES * (length + MOST_WEEKS));
  const mean = meanOf(nets);
  const wider = Math.sqrt(length / (length - 1));
  const spread = Float64Array.from(nets, (net) => mean + (net - mean) * wider);
  const found = new Float64Array(FUTURES);
  let believed = 0;
  let at = 0;
  const next = (): number => spread[draws[believed + draws[at++]!]!]!;
  for (let future = 0; future < FUTURES; future++) {
    believed = at;
    at += length;
    found[future] = follow(next);
  }
  return found;
}

const meanOf = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
