import type { Row } from '#figure/cell.ts';
import type { Figure, FunnelMarks } from '#figure/figure.ts';
import { standsOut } from '#figure/funnel-sides.ts';
import { paletteOf } from '../../client/charts/palette.ts';
import { comparedSeries } from '../../client/charts/compared.ts';
import { extentOf, looseDomain } from '../../client/charts/marks.ts';
import { cellNumber, columnOf, seriesOf } from '../../client/charts/readings.ts';
import { timeUnitOf } from '../../client/charts/survival.ts';
import { textWidth } from '../../client/charts/text-size.ts';
import { otherName, valuesIn } from './native-series.ts';
import type { NativeChart, NativeSeries } from './native-series.ts';

const palette = paletteOf();

/** The days or weeks of the rows of a curve, in the unit its axis is in. */
const timesOf = (rows: readonly Row[]): readonly number[] =>
  rows.map(({ key }) => Number(key) / timeUnitOf(rows).days);

/**
 * One item for each end of the steps of a curve: each row, and between two rows what holds from the
 * first until the second. Office programs join points by straight lines, and a curve like this one
 * stays where it is until the next point (client/charts/survival.ts).
 */
function stepsOf<T>(items: readonly T[], between: (item: T, next: T) => T): readonly T[] {
  return items.flatMap((item, at) => {
    const next = items[at + 1];
    return next === undefined ? [item] : [item, between(item, next)];
  });
}

const held = (values: readonly (number | null)[]): readonly (number | null)[] =>
  stepsOf(values, (value) => value);

/** The curve of a waiting time: x is the number of days or weeks the row is named by. */
function survivalSeries(figure: Figure, rows: readonly Row[]): NativeSeries[] {
  const column = columnOf(figure, figure.chart.y[0] ?? '');
  const { values, lower, upper } = valuesIn(rows, seriesOf(rows, column));
  const x = stepsOf(timesOf(rows), (_time, next) => next);
  const line = (
    name: string,
    of: readonly (number | null)[],
    looks: Pick<NativeSeries, 'fill' | 'line'>,
  ): NativeSeries => ({ name, x, values: held(of), shape: 'none', ...looks });
  const limit = (name: string, of: NativeSeries['lower']): NativeSeries[] =>
    of ? [line(name, of, { fill: palette.quiet, line: 'dash' })] : [];
  const other = comparedSeries(figure);
  return [
    line(column.label, values, { fill: palette.focus, line: 'solid' }),
    ...(other
      ? [
          line(otherName(figure), valuesIn(rows, other).values, {
            fill: palette.ink,
            line: 'dash',
          }),
        ]
      : []),
    ...limit('Lower limit', lower),
    ...limit('Upper limit', upper),
  ];
}

const curves = [
  { key: 'lower95', name: '95% limits', line: 'dash', listed: true },
  { key: 'upper95', name: '95% limits, upper', line: 'dash', listed: false },
  { key: 'lower998', name: '99.8% limits', line: 'solid', listed: true },
  { key: 'upper998', name: '99.8% limits, upper', line: 'solid', listed: false },
] as const;

/** Points of a slide that a funnel plot takes, and that a line of names is high. */
const plot = { width: 840, height: 290, name: 12, line: 14 } as const;

interface Named {
  readonly side: 't' | 'b' | 'r';
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

const overlaps = (a: Named, b: Named): boolean =>
  Math.abs(a.y - b.y) < plot.line && a.left < b.right && b.left < a.right;

/**
 * Names beside points outside the limits: to the right, else on the side away from the limits. As on
 * screen, a name that would cover another is left out.
 */
function sidesOf(figure: Figure, rows: readonly Row[], funnel: FunnelMarks) {
  const key = figure.chart.y[0] ?? '';
  const outside = new Map(funnel.points.map((point) => [point.key, point.outside]));
  const [low, high] = funnelEnds(figure, rows, funnel);
  const [least, most] = sizesOf(rows, key);
  const taken: Named[] = [];
  const sides = new Map<string, Named['side']>();
  for (const row of rows.filter((each) => standsOut(outside.get(each.key)))) {
    const width = textWidth(row.label, plot.name);
    const x = (((row.cells[key]?.base ?? 0) - least) / Math.max(1e-9, most - least)) * plot.width;
    const y =
      ((high - (cellNumber(row.cells[key]) ?? 0)) / Math.max(1e-9, high - low)) * plot.height;
    const away = outside.get(row.key)?.startsWith('high') ? 't' : 'b';
    const over = { left: x - width / 2, right: x + width / 2 };
    const places: Named[] = [
      { side: 'r', left: x + 8, right: x + 8 + width, y },
      { side: away, ...over, y: y + (away === 't' ? -plot.line : plot.line) },
    ];
    const free = places.find(
      (place) => place.right < plot.width && taken.every((other) => !overlaps(other, place)),
    );
    if (!free) continue;
    taken.push(free);
    sides.set(row.key, free.side);
  }
  return sides;
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
    fill: name === 'Average' ? palette.ink : palette.quiet,
    line: style,
    shape: 'none' as const,
  });
  const { values } = valuesIn(rows, seriesOf(rows, column));
  const sides = sidesOf(figure, rows, funnel);
  return [
    {
      name: column.label,
      x,
      values: [...values, ...curve.map(() => null)],
      fill: palette.focus,
      line: 'none',
      shape: 'circle',
      points: rows.flatMap(({ key, label }, at) => {
        if (!standsOut(outside.get(key))) return [];
        const looks = { at, fill: palette.series[3] ?? palette.ink, shape: 'diamond' as const };
        const side = sides.get(key);
        return [side ? { ...looks, label, side } : looks];
      }),
    },
    line(
      'Average',
      curve.map(() => funnel.target),
      'solid',
    ),
    ...curves.map(({ key, name, line: style, listed }) => ({
      ...line(
        name,
        curve.map((at) => at[key]),
        style,
      ),
      listed,
    })),
  ];
}

/** From zero unless all places are of much the same size (client/charts/funnel-plot.ts). */
function sizesOf(rows: readonly Row[], key: string): readonly [number, number] {
  const sizes = rows.map((row) => row.cells[key]?.base ?? 0);
  const [least, most] = [Math.min(...sizes), Math.max(1, ...sizes)];
  return [least > most * 0.4 ? least * 0.8 : 0, most];
}

/** As on screen: through the places and the limits at their sizes. */
function funnelEnds(figure: Figure, rows: readonly Row[], funnel: FunnelMarks) {
  const column = columnOf(figure, figure.chart.y[0] ?? '');
  const { points } = seriesOf(rows, column);
  const values = points.map((point) => ({ ...point, lower: null, upper: null }));
  const [low, high] = extentOf(values, [funnel.target]);
  const room = (high - low) * 0.5;
  const limits = funnel.curve
    .flatMap(({ lower998, upper998 }) => [lower998, upper998])
    .filter((limit) => limit >= low - room && limit <= high + room);
  return looseDomain(extentOf(values, [funnel.target, ...limits]));
}

/** Survival curves and funnels: two number axes. Rows with no published number are left out. */
export function nativeScatter(figure: Figure): readonly NativeChart[] {
  const { chart } = figure;
  const { funnel } = chart;
  const column = columnOf(figure, chart.y[0] ?? '');
  const published = new Set(seriesOf(figure.rows, column).points.map(({ key }) => key));
  const groups = figure.rows.filter(({ kind, key }) => kind === 'group' && published.has(key));
  const rows = funnel
    ? groups.filter((row) => row.cells[column.key]?.base !== undefined)
    : groups.filter(({ key }) => Number.isFinite(Number(key)));
  if (rows.length === 0) return [];
  const labels = rows.map(({ label }) => label);
  return [
    {
      kind: 'scatter',
      categories: funnel ? labels : stepsOf(labels, (_label, next) => `until ${next}`),
      categoryTitle: figure.groupLabel,
      series: funnel ? funnelSeries(figure, rows, funnel) : survivalSeries(figure, rows),
      format: column.format,
      xTitle: funnel?.sizeLabel ?? chart.xLabel ?? figure.groupLabel,
      yTitle: chart.yLabel,
      ends: funnel ? funnelEnds(figure, rows, funnel) : [0, 1],
      across: funnel ? sizesOf(rows, column.key) : [0, timesOf(rows).at(-1) ?? 0],
      labels: false,
    },
  ];
}
