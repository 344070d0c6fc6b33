import type { Row } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { writeCell } from '#figure/format.ts';
import { pairsOf } from '../../client/charts/before-after.ts';
import { drawnRows } from '../../client/charts/breakdown.ts';
import { comparedSeries } from '../../client/charts/compared.ts';
import { extentOf } from '../../client/charts/marks.ts';
import { panelsOf } from '../../client/charts/pair-panels.ts';
import { paletteOf } from '../../client/charts/palette.ts';
import { columnOf, drawnSeries, shownCell } from '../../client/charts/readings.ts';
import { textWidth } from '../../client/charts/text-size.ts';
import { otherName, seriesColour } from './native-series.ts';
import type { NativeChart, NativeSeries } from './native-series.ts';
import { valuesIn } from './native-series.ts';

const palette = paletteOf();

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
  pale ? { fill: palette.band, outline: palette.focus } : { fill: seriesColour(index) };

/** Bars under one another in the order of some rows, one series for each drawn column. */
function barsOf(figure: Figure, keys: readonly string[], rows: readonly Row[]): NativeChart {
  const own = drawnSeries({ ...figure, chart: { ...figure.chart, y: keys } }, rows);
  const other = comparedSeries(figure);
  const series = other ? [...own, other] : own;
  const pair = own.length === 2;
  const format = series[0]?.column.format ?? 'count';
  // A ratio is read from 1, the same on both sides.
  const base = format === 'ratio' ? 1 : 0;
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
    format,
    xTitle: null,
    yTitle: figure.chart.yLabel,
    ends: extentOf(
      series.flatMap(({ points }) => points),
      [base],
    ),
    ...(base === 0 ? {} : { base }),
    labels: !intervals,
  };
}

/** Bars, largest or first at the top. */
export function barChart(figure: Figure, keys: readonly string[]): NativeChart {
  const chart = barsOf(figure, keys, drawnRows(figure.by, figure.rows, keys[0] ?? ''));
  return { ...chart, names: namesOf([chart]) };
}

/** Points names are set in, and the width of a slide's chart in points. */
const nameSize = 12;
const chartWidth = 860;

/** Share of the width that the names of all panels need, at most two fifths. */
function namesOf(panels: readonly NativeChart[]): number {
  const widest = Math.max(
    ...panels.flatMap(({ categories }) => categories.map((name) => textWidth(name, nameSize))),
  );
  return Math.min(0.4, (widest + 24) / chartWidth);
}

/**
 * Before and after as pairs of bars. Rows on a scale of their own (7 to 35 beside 0 to 10) are a chart
 * of their own, as they are a panel of their own on screen.
 */
export function pairCharts(figure: Figure): readonly NativeChart[] {
  const rows = new Map(figure.rows.map((row) => [row.key, row]));
  const space = { left: 0, right: 1, narrow: false, linesOf: (label: string) => [label] };
  const panels = panelsOf(pairsOf(figure), space).map((panel) => {
    const drawn = panel.rows.flatMap(({ pair }) => rows.get(pair.key) ?? []);
    return barsOf(figure, figure.chart.y.slice(0, 2), drawn);
  });
  const names = namesOf(panels);
  return panels.map((panel, at) => ({
    ...panel,
    names,
    legend: at === 0,
    yTitle: at === panels.length - 1 ? panel.yTitle : null,
  }));
}

/** Steps: the count is the bar, its share and denominator stand in the name of the step. */
export function stepsChart(figure: Figure): NativeChart {
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
  return { ...made, categories, names: namesOf([{ ...made, categories }]) };
}
