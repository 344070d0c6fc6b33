import type { Cell, Row } from '#figure/cell.ts';
import { emptyWords } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { comparedSeries } from '../../client/charts/compared.ts';
import { extentOf, looseDomain } from '../../client/charts/marks.ts';
import { paletteOf, xmrMarks } from '../../client/charts/palette.ts';
import type { Shape } from '../../client/charts/palette.ts';
import { cellNumber, drawnSeries } from '../../client/charts/readings.ts';
import type { Series } from '../../client/charts/readings.ts';
import { trendDomain } from '../../client/charts/trend-domain.ts';
import { otherName, seriesColour, valuesIn } from './native-series.ts';
import type { NativeChart, NativePoint, NativeSeries } from './native-series.ts';

const palette = paletteOf();
const shapes: readonly Shape[] = ['circle', 'square', 'triangle', 'diamond'];

const limitNames = [
  { key: 'mean', words: 'Mean' },
  { key: 'lower', words: 'Lower limit' },
  { key: 'upper', words: 'Upper limit' },
] as const;

/** Mean and natural process limits over the months that have a published point. */
function xmrSeries(figure: Figure, rows: readonly Row[], published: NativeSeries): NativeSeries[] {
  const { xmr } = figure.chart;
  if (!xmr) return [];
  const points = new Map(xmr.points.map((point) => [point.key, point]));
  return limitNames.map(({ key, words }) => ({
    name: words,
    values: rows.map((row, at) =>
      published.values[at] === null ? null : (points.get(row.key)?.[key] ?? null),
    ),
    fill: key === 'mean' ? palette.ink : palette.quiet,
    line: key === 'mean' ? 'solid' : 'dash',
    shape: 'none',
  }));
}

/** Unusual months keep their own shape and colour (Making Data Count). */
function xmrPoints(figure: Figure, rows: readonly Row[]): readonly NativePoint[] {
  const marks = new Map(figure.chart.xmr?.points.map(({ key, mark }) => [key, mark]) ?? []);
  return rows.flatMap(({ key }, at) => {
    const mark = marks.get(key);
    if (!mark) return [];
    return [{ at, fill: palette.xmr[mark], shape: xmrMarks[mark].shape }];
  });
}

function referenceSeries(figure: Figure, count: number): NativeSeries[] {
  return (figure.chart.references ?? []).flatMap(({ label, value, to }) =>
    (to === undefined
      ? [[label, value] as const]
      : [[`${label}, from`, value] as const, [`${label}, to`, to] as const]
    ).map(([name, at]) => ({
      name,
      values: Array.from({ length: count }, () => at),
      fill: palette.quiet,
      line: 'dash' as const,
      shape: 'none' as const,
    })),
  );
}

/** As client/charts/event-study.ts has it: from zero. */
function eventDomain(drawn: readonly Series[]): readonly [number, number] {
  const [low, high] = extentOf(drawn.flatMap(({ points }) => points));
  return looseDomain([Math.min(0, low), high]);
}

/** Points that rest on too few to conclude from. */
function fewPoints(rows: readonly Row[], { column }: Series, fill: string): readonly NativePoint[] {
  return rows.flatMap(({ cells }, at) =>
    cells[column.key]?.state === 'too_few' && cellNumber(cells[column.key]) !== null
      ? [{ at, fill, few: true }]
      : [],
  );
}

/** `July 2026 [c]`: a place where nothing is published says why. */
function placeOf(row: Row, drawn: readonly Series[], event: boolean): string {
  const label = event ? row.key.replace('-', '\u2212') : row.label;
  const cells = drawn.map(({ column }): Cell | undefined => row.cells[column.key]);
  if (cells.some((cell) => cellNumber(cell) !== null)) return label;
  const state = cells[0]?.state ?? 'missing';
  return `${label} ${emptyWords[state].shorthand}`;
}

/** Months or steps of time from left to right; what is not published breaks the line. */
export function lineChart(figure: Figure): NativeChart {
  const rows = figure.rows.filter(({ kind }) => kind === 'group');
  const all = drawnSeries(figure, rows);
  // The screen draws two lines of an event study, whatever else the table has.
  const event = figure.chart.kind === 'event-study';
  const drawn = event ? all.slice(0, 2) : all;
  const marked = xmrPoints(figure, rows);
  const limited = drawn.length <= 2 && !figure.chart.xmr;
  const series = drawn.map((each, index): NativeSeries => {
    const { values, lower, upper } = valuesIn(rows, each);
    return {
      name: each.column.label,
      values,
      ...(limited && lower && upper ? { lower, upper } : {}),
      fill: marked.length > 0 ? palette.rule : seriesColour(index),
      line: 'solid',
      shape: shapes[index % 4] ?? 'circle',
      points: marked.length > 0 ? marked : fewPoints(rows, each, seriesColour(index)),
    };
  });
  const [first] = series;
  const other = event ? null : comparedSeries(figure);
  const compared: NativeSeries[] = other
    ? [
        {
          name: otherName(figure),
          values: valuesIn(rows, other).values,
          fill: palette.quiet,
          line: 'dash',
          shape: 'none',
        },
      ]
    : [];
  return {
    kind: 'line',
    categories: rows.map((row) => placeOf(row, drawn, event)),
    categoryTitle: figure.groupLabel,
    series: [
      ...series,
      ...compared,
      ...(first ? xmrSeries(figure, rows, first) : []),
      ...referenceSeries(figure, rows.length),
    ],
    format: drawn[0]?.column.format ?? 'count',
    xTitle: figure.chart.xLabel ?? null,
    yTitle: figure.chart.yLabel,
    ends: event ? eventDomain(drawn) : trendDomain(figure),
    labels: false,
  };
}
