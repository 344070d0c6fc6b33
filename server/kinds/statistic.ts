import type { Empty } from '#figure/cell.ts';
import type { Statistic } from '#figure/draft.ts';
import { scaleInterval } from '../statistics/interval.ts';
import type { Interval } from '../statistics/interval.ts';
import { meanFromSums, sdFromSums } from '../statistics/mean.ts';
import type { Sums } from '../statistics/mean.ts';

export type Cells = Readonly<Record<string, Statistic>>;

/** Fewest people for a mean, a median or a ratio to be concluded from. */
export const FEWEST = 10;
/** Fewest pairs for a paired change; Warwick's guidance for its own scales, used for all. */
export const FEWEST_PAIRS = 30;

export const countOf = (n: number): Statistic => ({ kind: 'count', n });
export const plain = (value: number | string | null): Statistic => ({ kind: 'plain', value });
export const empty = (state: Empty): Statistic => ({ kind: 'empty', state });

/** x of n, or why there is none: nobody to take a share of is `missing` unless said otherwise. */
export function shareOf(x: number, n: number, state: Empty = 'missing'): Statistic {
  return n > 0 ? { kind: 'share', x, n } : empty(state);
}

/**
 * x events over an exposure, times `per`; no exposure leaves nothing to say. `people` is the count the
 * exposure is in proportion to, if it is.
 */
export function rateOf(x: number, exposure: number, per: number, people?: number): Statistic {
  if (!(exposure > 0)) return empty('missing');
  return { kind: 'rate', x, exposure, per, ...(people === undefined ? {} : { people }) };
}

export interface EstimateParts {
  readonly n: number;
  readonly value: number | null;
  readonly interval?: Interval | null;
  readonly se?: number | null;
  readonly scale?: 'linear' | 'log';
  readonly minimum?: number;
  /** What to say when n is 0. */
  readonly none?: Empty;
  /** Counts the value could be worked back to; none of them may be small under control. */
  readonly restsOn?: readonly number[];
}

const finite = (value: number | null | undefined): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** An estimate that is always finite or absent: whatever cannot be worked out is left out, never NaN. */
export function estimateOf(parts: EstimateParts): Statistic {
  if (parts.n <= 0) return empty(parts.none ?? 'missing');
  const lower = finite(parts.interval?.lower);
  const upper = finite(parts.interval?.upper);
  return {
    kind: 'estimate',
    n: parts.n,
    value: finite(parts.value),
    lower: lower === null || upper === null ? null : lower,
    upper: lower === null || upper === null ? null : upper,
    se: finite(parts.se),
    scale: parts.scale ?? 'linear',
    minimum: parts.minimum ?? FEWEST,
    ...(parts.restsOn ? { restsOn: parts.restsOn } : {}),
  };
}

interface MeanOptions {
  /** As of an estimate: the sum itself where it counts what happened to people. */
  readonly restsOn?: readonly number[];
  readonly unit?: number;
  readonly minimum?: number;
  readonly none?: Empty;
}

/**
 * Mean with its t interval from sums, times `unit` (such as "per year", or hundredths to points).
 * Values that do not vary leave nothing to judge chance by: no interval.
 */
export function meanEstimate(sums: Sums, options: MeanOptions = {}): Statistic {
  const { unit = 1, minimum = FEWEST, none = 'missing' } = options;
  if (sums.n <= 0) return empty(none);
  const { mean, sd, interval } = meanFromSums(sums);
  return estimateOf({
    n: sums.n,
    value: mean * unit,
    interval: sd && interval ? scaleInterval(interval, unit) : null,
    se: sd ? (unit * sd) / Math.sqrt(sums.n) : null,
    minimum,
    ...(options.restsOn ? { restsOn: options.restsOn } : {}),
  });
}

/**
 * Mean of counts. With few people a t interval reaches below 0, where no mean of counts can lie:
 * cut there it holds the truth exactly as often, and says nothing impossible.
 */
export function countMeanEstimate(
  sums: Sums,
  options: Omit<MeanOptions, 'restsOn'> = {},
): Statistic {
  const estimate = meanEstimate(sums, { ...options, restsOn: [sums.sum] });
  if (estimate.kind !== 'estimate' || typeof estimate.lower !== 'number') return estimate;
  return { ...estimate, lower: Math.max(estimate.lower, 0) };
}

/** Standard deviation from sums, or null below two values or without spread. */
export function spread(sums: Sums): number | null {
  const sd = sdFromSums(sums);
  return sd !== null && sd > 0 ? sd : null;
}
