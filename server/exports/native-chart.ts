import type { Row } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { writeCell } from '#figure/format.ts';
import { drawnRows } from '../../client/charts/breakdown.ts';
import { comparedSeries } from '../../client/charts/compared.ts';
import { isDrawn } from '../../client/charts/draw.ts';
import { paletteOf, xmrMarks } from '../../client/charts/palette.ts';
import type { Shape } from '../../client/charts/palette.ts';
import { columnOf, drawnSeries, shownCell } from '../../client/charts/readings.ts';
import { nativeScatter } from './native-scatter.ts';
import { valuesIn } from './native-series.ts';
import type { NativeChart, NativePoint, NativeSeries } from './native-series.ts';

const palette = paletteOf();
const shapes: readonly Shape[] = ['circle', 'square', 'triangle', 'diamond'];
const colour = (index: number): string => palette.series[index % 4] ?? palette.ink;

/** The name of a place, with why it has no number, or its numbers where bars cannot carry them. */
function placeName(figure: Figure, row: Row, keys: readonly string[], numbers: boolean): string {
  const words = keys.map((key) => {
    const cell = row.cells[key];
    return writeCell(cell && shownCell(cell), columnOf(figure, key));
  });
  const missing = keys.some((key) => {
    const cell = row.cells[key];
    return !cell || (shownCell(cell).value === null && cell.state !== 'zero');
  });
  if (!missing && !numbers) return row.label;
  const said = [...new Set(words.filter((each) => each !== ''))].join(' and ');
  return said === '' ? row.label : `${row.label}: ${said}`;
}

/** Of two bars in a place the first of a pair, or the other cohort's, is pale with a dark edge. */
const barFill = (pale: boolean, index: number): Pick<NativeSeries, 'fill' | 'outline'> =>
  pale ? { fill: palette.band, outline: palette.focus } : { fill: colour(index) };

/** What the other cohort's series is called; a cohort of many words is named under the chart alone. */
function otherName({ comparison }: Figure): string {
  const words = comparison?.cohort.words ?? '';
  return words.length > 90 ? 'Compared cohort' : `Compared with: ${words}`;
}

/** Bars under one another, largest or first at the top, one series for each drawn column. */
function barChart(figure: Figure, keys: readonly string[]): NativeChart {
  const rows = drawnRows(figure.by, figure.rows, keys[0] ?? '');
  const own = drawnSeries({ ...figure, chart: { ...figure.chart, y: keys } }, rows);
  const other = comparedSeries(figure);
  const series = other ? [...own, other] : own;
  const pair = own.length === 2;
  const intervals = series.some(({ column }) => column.interval);
  const quiet = rows.flatMap(({ kind }, at) => (kind === 'group' ? [] : [at]));
  return {
    kind: 'bar',
    categories: rows.map((row) => placeName(figure, row, keys, intervals)),
    categoryTitle: figure.groupLabel,
    series: series.map((each, index) => ({
      name: each === other ? otherName(figure) : each.column.label,
      ...valuesIn(rows, each),
      ...barFill(pair ? index === 0 : index >= own.length, pair ? 0 : index),
      line: 'none' as const,
      shape: 'none' as const,
      points: pair ? [] : quiet.map((at) => ({ at, fill: palette.muted })),
    })),
    format: series[0]?.column.format ?? 'count',
    xTitle: null,
    yTitle: figure.chart.yLabel,
    labels: !intervals,
  };
}

/** Steps: the count is the bar, its share and denominator stand in the name of the step. */
function stepsChart(figure: Figure): NativeChart {
  const [first = '', ...shares] = figure.chart.y;
  const among = figure.columns.find(({ format }) => format === 'text');
  const made = barChart(figure, [first]);
  const rows = drawnRows(figure.by, figure.rows, first);
  const words = (row: Row, key: string): string => {
    const cell = row.cells[key];
    return cell && shownCell(cell).value !== null ? writeCell(cell, columnOf(figure, key)) : '';
  };
  const categories = rows.map((row, at) => {
    const said = shares.map((key) => words(row, key)).filter((each) => each !== '');
    const of = among && said.length > 0 ? ` of ${words(row, among.key)}` : '';
    return at > 0 && said.length > 0
      ? `${row.label} (${said.join(', ')}${of})`
      : (made.categories[at] ?? row.label);
  });
  return { ...made, categories };
}

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

/** Months or steps of time from left to right; what is not published breaks the line. */
function lineChart(figure: Figure): NativeChart {
  const rows = figure.rows.filter(({ kind }) => kind === 'group');
  const all = drawnSeries(figure, rows);
  // The screen draws two lines of an event study, whatever else the table has.
  const drawn = figure.chart.kind === 'event-study' ? all.slice(0, 2) : all;
  const marked = xmrPoints(figure, rows);
  const limited = drawn.length <= 2 && !figure.chart.xmr;
  const series = drawn.map((each, index): NativeSeries => {
    const { values, lower, upper } = valuesIn(rows, each);
    return {
      name: each.column.label,
      values,
      ...(limited && lower && upper ? { lower, upper } : {}),
      fill: marked.length > 0 ? palette.rule : colour(index),
      line: 'solid',
      shape: shapes[index % 4] ?? 'circle',
      points: marked,
    };
  });
  const [first] = series;
  const other = comparedSeries(figure);
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
    categories: rows.map(({ label }) => label),
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
    labels: false,
  };
}

/** The editable chart of a figure, or null when it is a table or has nothing to draw. */
export function nativeChart(figure: Figure): NativeChart | null {
  if (!isDrawn(figure)) return null;
  switch (figure.chart.kind) {
    case 'trend':
    case 'event-study':
      return lineChart(figure);
    case 'breakdown':
    case 'bands':
    case 'bullet':
    case 'before-after':
      return barChart(
        figure,
        figure.chart.kind === 'bullet' ? figure.chart.y.slice(0, 1) : figure.chart.y,
      );
    case 'steps':
      return stepsChart(figure);
    case 'survival':
    case 'funnel-plot':
      return nativeScatter(figure);
    default:
      return null;
  }
}
