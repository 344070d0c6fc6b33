import type { Funnel, TwoLimits } from '../../statistics/funnel.ts';
import { funnel, sumByUnit } from '../../statistics/funnel.ts';
import type { PheSignificance } from '../../statistics/funnel-phe.ts';
import {
  pheRatioLimits,
  pheRatioSignificance,
  pheShareLimits,
  pheShareSignificance,
} from '../../statistics/funnel-phe.ts';
import type { FunnelScaleName, FunnelUnit } from '../../statistics/funnel-scale.ts';
import type { GoldenMethod, JsonObject } from './case.ts';
import { inputAs } from './case.ts';

interface Row {
  group: string;
  numerator: number;
  denominator: number;
}

interface FunnelInput {
  data_type: 'PR' | 'SR' | 'RC';
  sr_method: 'SHMI' | 'CQC' | null;
  limit: 95 | 99;
  overdispersion: boolean;
  multiplier: number;
  trim_by: number;
  shmi_rounding: boolean | null;
  rows: Row[];
}

function scaleOf({ data_type, sr_method }: FunnelInput): FunnelScaleName {
  if (data_type === 'PR') return 'proportion';
  if (data_type === 'RC') return 'counts-log';
  return sr_method === 'CQC' ? 'ratio-root' : 'ratio-log';
}

/** The reference lists units by name. */
function unitsOf(rows: readonly Row[]): FunnelUnit[] {
  const units = sumByUnit(rows.map(({ group, ...row }) => ({ key: group, ...row })));
  return units.sort((a, b) => (a.key < b.key ? -1 : 1));
}

function named(limits: TwoLimits, prefix: string, by: number) {
  return {
    [`${prefix}lower95`]: limits.at95.lower * by,
    [`${prefix}upper95`]: limits.at95.upper * by,
    [`${prefix}lower998`]: limits.at998.lower * by,
    [`${prefix}upper998`]: limits.at998.upper * by,
  };
}

function groupsOf(found: Funnel, by: number) {
  return found.points.map((point) => ({
    group: point.key,
    numerator: point.numerator,
    denominator: point.denominator,
    ratio: point.ratio,
    transformed: point.transformed,
    transformed_target: found.transformedTarget,
    z: point.z,
    trimmed_z: point.trimmedZ,
    ...named(point.plain, '', by),
    ...named(point.adjusted, 'od_', by),
    outlier: point.outlier,
    se: point.standardError,
  }));
}

function drawn(input: JsonObject) {
  const given = inputAs<FunnelInput>(input);
  const found = funnel(unitsOf(given.rows), {
    scale: scaleOf(given),
    overDispersed: given.overdispersion,
    trim: given.trim_by,
    judgedAt: given.limit === 95 ? 0.95 : 0.998,
    roundExpected: given.shmi_rounding === true,
  });
  const { target, phi, tau2 } = found;
  return { target, phi, tau2, groups: groupsOf(found, given.multiplier) };
}

const SIGNIFICANCE: Readonly<Record<PheSignificance, string>> = {
  'high-998': 'High (0.001)',
  'high-95': 'High (0.025)',
  'low-998': 'Low (0.001)',
  'low-95': 'Low (0.025)',
  within: 'Not significant',
};

interface PheInput {
  statistic: 'proportion' | 'ratio';
  multiplier: number;
  rows: Row[];
}

/** The sizes at which the reference gives a sample of its limits. */
function askedPoints(expected: JsonObject): number[] {
  return (expected.limit_points as { x: number }[]).map(({ x }) => x);
}

function pheShare({ rows, multiplier }: PheInput, xs: readonly number[]) {
  const total = (read: (row: Row) => number) => rows.reduce((sum, row) => sum + read(row), 0);
  const average = total((row) => row.numerator) / total((row) => row.denominator);
  return {
    significance: rows.map(
      (row) => SIGNIFICANCE[pheShareSignificance(row.numerator, row.denominator, average)],
    ),
    limit_points: xs.map((x) => {
      const at95 = pheShareLimits(average, x);
      const at998 = pheShareLimits(average, x, 0.998);
      return {
        x,
        lower_2s: at95.lower * multiplier,
        upper_2s: at95.upper * multiplier,
        lower_3s: at998.lower * multiplier,
        upper_3s: at998.upper * multiplier,
        baseline: average * multiplier,
      };
    }),
  };
}

function pheRatio({ rows, multiplier }: PheInput, xs: readonly number[]) {
  const limits = (x: number, level: number, name: string) => {
    const { lower, upper } = pheRatioLimits(x, level);
    return {
      [`lower_${name}_exp_events`]: lower.expected,
      [`exact_lower_${name}_exp_events`]: lower.expected,
      [`lower_${name}`]: lower.ratio * multiplier,
      [`upper_${name}_exp_events`]: upper.expected,
      [`exact_upper_${name}_exp_events`]: upper.expected,
      [`upper_${name}`]: upper.ratio * multiplier,
    };
  };
  return {
    significance: rows.map(
      (row) => SIGNIFICANCE[pheRatioSignificance(row.numerator, row.denominator)],
    ),
    limit_points: xs.map((x) => ({
      x,
      ...limits(x, 0.95, '2s'),
      ...limits(x, 0.998, '3s'),
    })),
  };
}

export const funnelMethod: GoldenMethod = {
  file: 'funnel',
  method: 'Funnel plot limits, over-dispersion (phi, tau squared), outliers',
  run(input, { expected }) {
    if (!input.statistic) return drawn(input);
    const given = inputAs<PheInput>(input);
    const xs = askedPoints(expected);
    return given.statistic === 'ratio' ? pheRatio(given, xs) : pheShare(given, xs);
  },
  looser: (path, input) =>
    input.statistic === 'ratio' && /limit_points\[\d+\]\.(lower|upper)_/.test(path)
      ? 'phe_ratio_limit_points_rel'
      : undefined,
};
