import type { Row } from '#figure/cell.ts';
import type { Chart, FunnelMarks } from '#figure/figure.ts';
import type { Metric } from '#metrics/metric.ts';
import { FEW_UNITS, funnel } from '../statistics/funnel.ts';
import type { Funnel } from '../statistics/funnel.ts';
import { funnelScales } from '../statistics/funnel-scale.ts';
import type { FunnelScaleName, FunnelUnit } from '../statistics/funnel-scale.ts';
import { zFor } from '../statistics/normal.ts';

/** Sizes at which the limits are drawn. */
const curvePoints = 40;

interface Units {
  readonly scale: FunnelScaleName;
  readonly units: readonly FunnelUnit[];
  /** A drawn value per unit of the funnel's own ratio: 1 for shares, the overall rate for rates. */
  readonly unit: number;
  /** Size on the axis per unit of the funnel's denominator. */
  readonly sizePer: number;
}

/** Shares scatter about their own average; rates about what the overall rate would give each place. */
function unitsOf(
  rows: readonly Row[],
  total: Row | null,
  key: string,
  metric: Metric,
): Units | null {
  const shown = rows.flatMap((row) => {
    const cell = row.cells[key];
    const usable = row.kind === 'group' && typeof cell?.value === 'number' && (cell.base ?? 0) > 0;
    return usable ? [{ key: row.key, value: cell.value as number, base: cell.base as number }] : [];
  });
  if (metric.statistic.kind !== 'rate') {
    const units = shown.map(({ key: unit, value, base }) => ({
      key: unit,
      numerator: Math.round(value * base),
      denominator: base,
    }));
    return { scale: 'proportion', units, unit: 1, sizePer: 1 };
  }
  const overall = total?.cells[key]?.value;
  if (typeof overall !== 'number' || overall <= 0) return null;
  const { per } = metric.statistic;
  const units = shown.map(({ key: unit, value, base }) => ({
    key: unit,
    numerator: Math.round((value * base) / per),
    denominator: (overall * base) / per,
  }));
  return { scale: 'ratio-root', units, unit: overall, sizePer: per / overall };
}

function curveOf(
  result: Funnel,
  { scale: name, units, unit, sizePer }: Units,
): FunnelMarks['curve'] {
  const scale = funnelScales[name];
  const sizes = units.map(({ denominator }) => denominator);
  const [least, most] = [Math.min(...sizes) * 0.8, Math.max(...sizes) * 1.05];
  return Array.from({ length: curvePoints }, (_, at) => {
    const size = least * (most / least) ** (at / (curvePoints - 1));
    const error = scale.error({ key: '', numerator: 0, denominator: size }, result.target);
    const spread = Math.sqrt(error ** 2 + result.tau2);
    const limit = (z: number): number =>
      scale.fromScale(result.transformedTarget + z * spread) * unit;
    const [z95, z998] = [zFor(0.95), zFor(0.998)];
    return {
      size: size * sizePer,
      lower95: limit(-z95),
      upper95: limit(z95),
      lower998: limit(-z998),
      upper998: limit(z998),
    };
  });
}

function sizeLabelOf({ statistic, population }: Metric): string {
  if (statistic.kind === 'rate') return 'Registered patient-years';
  return statistic.kind === 'share' ? statistic.amongWords : population;
}

function outsideOf(point: Funnel['points'][number]): FunnelMarks['points'][number]['outside'] {
  const { at95, at998 } = point.adjusted;
  if (point.ratio > at998.upper) return 'high998';
  if (point.ratio < at998.lower) return 'low998';
  if (point.ratio > at95.upper) return 'high95';
  return point.ratio < at95.lower ? 'low95' : null;
}

/**
 * Funnel limits of places against their common level, from published numbers: hidden places are not
 * drawn and not counted. Widened for over-dispersion from 10 places on; below, plain limits and a
 * warning (Spiegelhalter 2005; statistics/funnel.ts).
 */
export function funnelMarks(
  rows: readonly Row[],
  total: Row | null,
  chart: Chart,
  metric: Metric,
): FunnelMarks | null {
  const key = chart.y[0];
  if (chart.kind !== 'funnel-plot' || key === undefined) return null;
  const given = unitsOf(rows, total, key, metric);
  if (!given || given.units.length < 3) return null;
  const overDispersed = given.units.length >= FEW_UNITS;
  const result = funnel(given.units, { scale: given.scale, overDispersed });
  return {
    target: result.target * given.unit,
    overdispersed: result.tau2 > 0,
    curve: curveOf(result, given),
    size: 'base',
    sizeLabel: sizeLabelOf(metric),
    points: result.points.map((point) => ({ key: point.key, outside: outsideOf(point) })),
    warning: result.few
      ? 'Fewer than 10 places: limits show chance only, not the usual variation between places.'
      : null,
  };
}
