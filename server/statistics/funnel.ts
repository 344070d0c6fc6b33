import { needNotNegative, needPositive, needWhole } from './check.ts';
import type { FunnelScale, FunnelScaleName, FunnelUnit } from './funnel-scale.ts';
import { funnelScales } from './funnel-scale.ts';
import type { Interval } from './interval.ts';
import { overDispersion, truncate, winsorise } from './over-dispersion.ts';

/** Multipliers of the 95 % and 99.8 % limits, rounded as in FunnelPlotR. */
const Z_95 = 1.959964;
const Z_998 = 3.090232;

/** Below this many units phi and the trimming mean next to nothing: say so on the page. */
export const FEW_UNITS = 10;

/** How a funnel is drawn. */
export interface FunnelOptions {
  readonly scale: FunnelScaleName;
  /** Widen the limits by the variation between units; true unless said. */
  readonly overDispersed?: boolean;
  /** Share of units at each end that is pulled in or dropped; 0.1 unless said. */
  readonly trim?: number;
  /** Limits by which a unit counts as an outlier; 0.998 unless said. */
  readonly judgedAt?: 0.95 | 0.998;
  /** SHMI method: expected counts to 2 decimals before anything is made of them (not the ratio). */
  readonly roundExpected?: boolean;
}

/** Limits at 95 % and 99.8 %. */
export interface TwoLimits {
  readonly at95: Interval;
  readonly at998: Interval;
}

/** One unit on the funnel. */
export interface FunnelPoint extends FunnelUnit {
  readonly ratio: number;
  readonly transformed: number;
  readonly standardError: number;
  readonly z: number;
  /** z after pulling in; null when the unit was left out of phi. */
  readonly trimmedZ: number | null;
  readonly plain: TwoLimits;
  /** On the scale, widened by tau2. For ratios `plain` is exact, so they differ a little at 0. */
  readonly adjusted: TwoLimits;
  readonly outlier: boolean;
}

/** A finished funnel; points in the order of the units given. */
export interface Funnel {
  readonly target: number;
  readonly transformedTarget: number;
  readonly phi: number;
  readonly tau2: number;
  readonly few: boolean;
  readonly points: readonly FunnelPoint[];
}

/** Adds up rows of the same unit, in order of first appearance. */
export function sumByUnit(rows: readonly FunnelUnit[]): FunnelUnit[] {
  const units = new Map<string, FunnelUnit>();
  for (const { key, numerator, denominator } of rows) {
    const sum = units.get(key) ?? { key, numerator: 0, denominator: 0 };
    units.set(key, {
      key,
      numerator: sum.numerator + numerator,
      denominator: sum.denominator + denominator,
    });
  }
  return [...units.values()];
}

function checkUnits(units: readonly FunnelUnit[], scale: FunnelScale): void {
  needWhole('funnel', 'number of units', units.length, 1);
  for (const { key, numerator, denominator } of units) {
    needNotNegative('funnel', `numerator of ${key}`, numerator);
    needPositive('funnel', `denominator of ${key}`, denominator);
    if (scale.name === 'proportion' && numerator > denominator) {
      throw new RangeError(
        `funnel: numerator must not be more than the denominator: ${key}, ${numerator} of ${denominator}`,
      );
    }
    if (scale.name.endsWith('-log') && numerator === 0) {
      throw new RangeError(`funnel: a log scale has no place for 0: ${key}; use ratio-root`);
    }
  }
}

/** To two decimals; a tie that a double can hold (0.125) goes to the even digit, as R rounds. */
function withRoundedExpected(unit: FunnelUnit): FunnelUnit {
  const hundredths = unit.denominator * 100;
  const below = Math.floor(hundredths);
  const tie = hundredths - below === 0.5 && (unit.denominator * 8) % 1 === 0;
  const denominator = tie ? (below + (below % 2)) / 100 : Number(unit.denominator.toFixed(2));
  return { ...unit, denominator };
}

function limitsOf(scale: FunnelScale, target: number, error: number): TwoLimits {
  const at = (z: number): Interval => ({
    lower: scale.fromScale(target - z * error),
    upper: scale.fromScale(target + z * error),
  });
  return { at95: at(Z_95), at998: at(Z_998) };
}

function isOutside({ lower, upper }: Interval, value: number): boolean {
  return value < lower || value > upper;
}

/**
 * Funnel plot of units against their common level, with over-dispersion allowed for. Point on a
 * limit: inside. Over-dispersed funnels judge outliers on the widened limits.
 * Source: Spiegelhalter 2005 (Stat Med 24:1185; Qual Saf Health Care 14:347); FunnelPlotR 0.6.0.
 */
export function funnel(given: readonly FunnelUnit[], options: FunnelOptions): Funnel {
  const { overDispersed = true, trim = 0.1, judgedAt = 0.998, roundExpected = false } = options;
  const scale = funnelScales[options.scale];
  checkUnits(given, scale);
  const units = roundExpected ? given.map(withRoundedExpected) : given;
  if (!(trim > 0 && trim < 0.5)) throw new RangeError(`funnel: trim must be in (0, 0.5): ${trim}`);
  const sum = (read: (unit: FunnelUnit) => number) => units.reduce((all, u) => all + read(u), 0);
  const target = scale.targetIsOne ? 1 : sum((u) => u.numerator) / sum((u) => u.denominator);
  const transformedTarget = scale.toScale(target);
  const errors = units.map((unit) => scale.error(unit, target));
  const z = units.map((unit, i) => (scale.transform(unit) - transformedTarget) / errors[i]!);
  const trimmed = scale.extremes === 'winsorise' ? winsorise(z, trim) : truncate(z, trim);
  const { phi, tau2 } = overDispersed ? overDispersion(trimmed, errors) : { phi: 0, tau2: 0 };
  const points = units.map((unit, i): FunnelPoint => {
    const error = errors[i]!;
    const plain = scale.plainLimits
      ? { at95: scale.plainLimits(unit, Z_95), at998: scale.plainLimits(unit, Z_998) }
      : limitsOf(scale, transformedTarget, error);
    const adjusted = limitsOf(scale, transformedTarget, Math.sqrt(error ** 2 + tau2));
    const judged = (overDispersed ? adjusted : plain)[judgedAt === 0.95 ? 'at95' : 'at998'];
    const ratio = unit.numerator / given[i]!.denominator;
    return {
      ...unit,
      ratio,
      transformed: scale.transform(unit),
      standardError: error,
      z: z[i]!,
      trimmedZ: trimmed[i]!,
      plain,
      adjusted,
      outlier: isOutside(judged, ratio),
    };
  });
  return { target, transformedTarget, phi, tau2, few: units.length < FEW_UNITS, points };
}
