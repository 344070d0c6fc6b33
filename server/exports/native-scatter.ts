import type { Row } from '#figure/cell.ts';
import type { Figure, FunnelMarks } from '#figure/figure.ts';
import { paletteOf } from '../../client/charts/palette.ts';
import { columnOf, seriesOf } from '../../client/charts/readings.ts';
import { valuesIn } from './native-series.ts';
import type { NativeChart, NativeSeries } from './native-series.ts';

const palette = paletteOf();

/** The curve of a waiting time: x is the number of days or weeks the row is keyed by. */
function survivalSeries(figure: Figure, rows: readonly Row[]): NativeSeries[] {
  const column = columnOf(figure, figure.chart.y[0] ?? '');
  const { values, lower, upper } = valuesIn(rows, seriesOf(rows, column));
  const x = rows.map(({ key }) => Number(key));
  const limit = (name: string, held: NativeSeries['lower']): NativeSeries[] =>
    held ? [{ name, x, values: held, fill: palette.quiet, line: 'dash', shape: 'none' }] : [];
  return [
    { name: column.label, x, values, fill: palette.focus, line: 'solid', shape: 'none' },
    ...limit('Lower limit', lower),
    ...limit('Upper limit', upper),
  ];
}

const curves = [
  { key: 'lower95', name: '95% limit, lower', line: 'dash' },
  { key: 'upper95', name: '95% limit, upper', line: 'dash' },
  { key: 'lower998', name: '99.8% limit, lower', line: 'solid' },
  { key: 'upper998', name: '99.8% limit, upper', line: 'solid' },
] as const;

/** Names of neighbours outside the limits stand by turns away from the limits and to the right. */
function sidesOf(
  rows: readonly Row[],
  key: string,
  outside: ReadonlyMap<string, string | null>,
): ReadonlyMap<string, 't' | 'b' | 'r'> {
  const named = rows
    .filter((row) => outside.get(row.key))
    .toSorted((a, b) => (a.cells[key]?.base ?? 0) - (b.cells[key]?.base ?? 0));
  const away = (row: Row): 't' | 'b' => (outside.get(row.key)?.startsWith('high') ? 't' : 'b');
  return new Map(named.map((row, at) => [row.key, at % 2 === 0 ? away(row) : 'r']));
}

/**
 * The places, then the limits over a range of sizes, on one list of sizes: the sheet behind the chart
 * has one row for each, and programs that want a single x column are content.
 */
function funnelSeries(figure: Figure, rows: readonly Row[], funnel: FunnelMarks): NativeSeries[] {
  const column = columnOf(figure, figure.chart.y[0] ?? '');
  const outside = new Map(funnel.points.map(({ key, outside: side }) => [key, side]));
  const { curve } = funnel;
  const x = [
    ...rows.map((row) => row.cells[column.key]?.base ?? 0),
    ...curve.map(({ size }) => size),
  ];
  const line = (name: string, values: readonly number[], style: NativeSeries['line']) => ({
    name,
    x,
    values: [...rows.map(() => null), ...values],
    fill: palette.quiet,
    line: style,
    shape: 'none' as const,
  });
  const { values } = valuesIn(rows, seriesOf(rows, column));
  const sides = sidesOf(rows, column.key, outside);
  return [
    {
      name: column.label,
      x,
      values: [...values, ...curve.map(() => null)],
      fill: palette.focus,
      line: 'none',
      shape: 'circle',
      points: rows.flatMap(({ key, label }, at) => {
        const side = outside.get(key);
        const looks = { at, fill: palette.series[3] ?? palette.ink, shape: 'diamond' as const };
        return side ? [{ ...looks, label, side: sides.get(key) ?? 'r' }] : [];
      }),
    },
    line(
      'Average',
      curve.map(() => funnel.target),
      'solid',
    ),
    ...curves.map(({ key, name, line: style }) =>
      line(
        name,
        curve.map((at) => at[key]),
        style,
      ),
    ),
  ];
}

/** Survival curves and funnels: two number axes. Rows with no published number are left out. */
export function nativeScatter(figure: Figure): NativeChart | null {
  const { chart } = figure;
  const column = columnOf(figure, chart.y[0] ?? '');
  const published = new Set(seriesOf(figure.rows, column).points.map(({ key }) => key));
  const groups = figure.rows.filter(({ kind, key }) => kind === 'group' && published.has(key));
  const rows = chart.funnel
    ? groups.filter((row) => row.cells[column.key]?.base !== undefined)
    : groups.filter(({ key }) => Number.isFinite(Number(key)));
  if (rows.length === 0) return null;
  return {
    kind: 'scatter',
    categories: rows.map(({ label }) => label),
    categoryTitle: figure.groupLabel,
    series: chart.funnel ? funnelSeries(figure, rows, chart.funnel) : survivalSeries(figure, rows),
    format: column.format,
    xTitle: chart.funnel?.sizeLabel ?? chart.xLabel ?? figure.groupLabel,
    yTitle: chart.yLabel,
    labels: false,
  };
}
