import type { Interval } from './interval.ts';
import { chiSquareQuantile } from './chi-square.ts';
import { normalUpperTail } from './normal.ts';

/** Events over people, or observed over expected. */
export interface FunnelUnit {
  readonly key: string;
  readonly numerator: number;
  readonly denominator: number;
}

/** A scale on which units scatter with a known spread, and the way back. */
export interface FunnelScale {
  readonly name: FunnelScaleName;
  readonly transform: (unit: FunnelUnit) => number;
  /** Standard error of a unit on the scale, at the target. */
  readonly error: (unit: FunnelUnit, target: number) => number;
  readonly toScale: (target: number) => number;
  readonly fromScale: (value: number) => number;
  /** Whether the target is 1 by design, not the units' own average. */
  readonly targetIsOne: boolean;
  /** Limits without over-dispersion; by the scale itself unless given. */
  readonly plainLimits?: (unit: FunnelUnit, z: number) => Interval;
  /** Extreme units are pulled in, or dropped, before over-dispersion is measured. */
  readonly extremes: 'winsorise' | 'truncate';
}

export type FunnelScaleName = 'proportion' | 'ratio-log' | 'ratio-root' | 'counts-log';

/** Exact Poisson limits of observed over expected, at the two-sided level of z. */
function poissonLimits({ denominator: expected }: FunnelUnit, z: number): Interval {
  const tail = normalUpperTail(z);
  return {
    lower: chiSquareQuantile(tail, 2 * expected) / (2 * expected),
    upper: chiSquareQuantile(1 - tail, 2 * (expected + 1)) / (2 * expected),
  };
}

/** Share on the arcsine square-root scale; limits past 0 or a right angle are 0 and 1. */
const proportion: FunnelScale = {
  name: 'proportion',
  transform: ({ numerator, denominator }) => Math.asin(Math.sqrt(numerator / denominator)),
  error: ({ denominator }) => 1 / (2 * Math.sqrt(denominator)),
  toScale: (target) => Math.asin(Math.sqrt(target)),
  fromScale: (value) => Math.sin(Math.min(Math.max(value, 0), Math.PI / 2)) ** 2,
  targetIsOne: false,
  extremes: 'winsorise',
};

/** Observed over expected on the log scale: NHS SHMI method. No unit may have 0 observed. */
const ratioLog: FunnelScale = {
  name: 'ratio-log',
  transform: ({ numerator, denominator }) => Math.log(numerator / denominator),
  error: ({ denominator }) => 1 / Math.sqrt(denominator),
  toScale: Math.log,
  fromScale: Math.exp,
  targetIsOne: true,
  plainLimits: poissonLimits,
  extremes: 'truncate',
};

/**
 * Observed over expected on the square-root scale (CQC), squared back. FunnelPlotR 0.6.0 forgets
 * to square, so its limits are half as wide; ours are (1 -+ z sqrt(1/(4E) + tau2))^2.
 */
const ratioRoot: FunnelScale = {
  name: 'ratio-root',
  transform: ({ numerator, denominator }) => Math.sqrt(numerator / denominator),
  error: ({ denominator }) => 1 / (2 * Math.sqrt(denominator)),
  toScale: Math.sqrt,
  fromScale: (value) => Math.max(value, 0) ** 2,
  targetIsOne: true,
  plainLimits: poissonLimits,
  extremes: 'winsorise',
};

/**
 * Ratio of two counts on the log scale, with 1/O + 1/E at the target. FunnelPlotR 0.6.0 draws these
 * limits with 1/(2 sqrt E), which calls chance an outlier.
 */
const countsLog: FunnelScale = {
  name: 'counts-log',
  transform: ({ numerator, denominator }) => Math.log(numerator / denominator),
  error: ({ denominator }, target) => Math.sqrt(1 / (target * denominator) + 1 / denominator),
  toScale: Math.log,
  fromScale: Math.exp,
  targetIsOne: false,
  extremes: 'winsorise',
};

/** The scales by name. */
export const funnelScales: Readonly<Record<FunnelScaleName, FunnelScale>> = {
  proportion,
  'ratio-log': ratioLog,
  'ratio-root': ratioRoot,
  'counts-log': countsLog,
};
