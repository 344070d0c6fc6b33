import type { Row } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { comparedSeries } from './compared.ts';
import { extentOf, looseDomain, trimmed } from './marks.ts';
import { drawnSeries } from './readings.ts';
import type { Point, Series } from './readings.ts';

/** An XmR chart judges by its limits; a second range around every point would only confuse. */
const withoutInterval = (point: Point): Point => ({ ...point, lower: null, upper: null });

const fromZero = ([low, high]: readonly [number, number]): [number, number] => [
  Math.min(0, low),
  Math.max(high, low + 1),
];

const groupsOf = ({ rows }: Figure): readonly Row[] => rows.filter(({ kind }) => kind === 'group');

/** The lines of a trend, with the intervals that are drawn around them. */
export function trendSeries(figure: Figure, rows: readonly Row[] = groupsOf(figure)): Series[] {
  return drawnSeries(figure, rows).map((each) => ({
    ...each,
    points: figure.chart.xmr ? each.points.map(withoutInterval) : trimmed(each.points),
  }));
}

/** From where to where the value axis of a trend runs, before it is rounded to its steps. */
export function trendDomain(figure: Figure): [number, number] {
  const { xmr, references = [] } = figure.chart;
  const series = trendSeries(figure);
  const limits = xmr?.points.flatMap(({ lower, upper, mean }) => [lower, upper, mean]) ?? [];
  // Without limits to judge a count by, nothing but zero keeps an ordinary month from looking steep.
  const plain = series[0]?.column.format === 'count' && !xmr;
  const points = [
    ...series.flatMap((each) => each.points),
    ...(comparedSeries(figure)?.points.map(withoutInterval) ?? []),
  ];
  const more = [...limits, ...references.flatMap(({ value, to }) => [value, to])];
  return (plain ? fromZero : looseDomain)(extentOf(points, more));
}
