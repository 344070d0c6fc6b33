import type { Row } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { comparedRows } from '../../client/charts/compared.ts';
import { drawFigure } from '../../client/charts/draw.ts';
import { cellNumber } from '../../client/charts/readings.ts';
import { drawingDocument } from '../exports/drawing.ts';
import { nativeCharts } from '../exports/native-chart.ts';
import { readChartWorkbook, readCharts } from './read-back.ts';
import type { Drawn, Plain, Sheet } from './read-back.ts';
import type { FileTally } from './tally.ts';

/**
 * The rows the page's chart draws, in its order: read from the places the arrow keys walk over in that
 * very drawing, so that nothing of how files choose their rows is trusted.
 */
function placesOnScreen(figure: Figure): readonly Row[] {
  const svg = drawFigure(figure, { width: 900, document: drawingDocument(), interactive: true });
  const rows = new Map(figure.rows.map((row) => [row.key, row]));
  return [...svg.querySelectorAll('[data-key]')].flatMap(
    (place) => rows.get(place.getAttribute('data-key') ?? '') ?? [],
  );
}

/** The columns the page's chart has a series for. */
function drawnKeys({ chart }: Figure): readonly string[] {
  if (['steps', 'bullet', 'survival', 'funnel-plot'].includes(chart.kind))
    return chart.y.slice(0, 1);
  return ['event-study', 'before-after'].includes(chart.kind) ? chart.y.slice(0, 2) : chart.y;
}

/** Kinds that draw the cohort compared with, when they draw one column. */
const comparing = ['trend', 'breakdown', 'bands', 'bullet', 'survival'];

/** Whether the page draws an interval around each number of the chart's first series. */
function hasIntervals({ chart, columns }: Figure): boolean {
  const column = columns.find(({ key }) => key === chart.y[0]);
  if (!column?.interval || chart.xmr) return false;
  return chart.kind !== 'funnel-plot' && (chart.kind !== 'trend' || chart.y.length <= 2);
}

/** Ends of an interval are kept as distances from the value. */
function checkInterval(
  tally: FileTally,
  place: string,
  cell: Row['cells'][string],
  reach: { readonly above: number | null; readonly below: number | null },
): void {
  const { value, lower, upper } = cell;
  if (typeof value !== 'number') return;
  const slack = Math.max(1, Math.abs(value)) * 1e-9;
  if (typeof upper === 'number')
    tally.same(`${place}, above`, Math.max(upper, value), value + (reach.above ?? NaN), slack);
  if (typeof lower === 'number')
    tally.same(`${place}, below`, Math.min(lower, value), value - (reach.below ?? NaN), slack);
}

interface Wanted {
  readonly words: string;
  readonly rows: readonly Row[];
  readonly key: string;
  /** Drawn as bars on each number; null where a curve has its limits as lines of their own. */
  readonly intervals: boolean;
}

function checkSeries(tally: FileTally, wanted: Wanted, series: Drawn | undefined): void {
  wanted.rows.forEach(({ cells }, place) => {
    const words = `${wanted.words}, place ${place + 1}`;
    const cell = cells[wanted.key];
    const value = cellNumber(cell);
    tally.same(words, value, series?.values[place]);
    if (cell && value !== null && wanted.intervals)
      checkInterval(tally, words, cell, {
        above: series?.above[place] ?? null,
        below: series?.below[place] ?? null,
      });
  });
}

/** "Edit data" shows the numbers that are drawn. */
function checkSheet(tally: FileTally, words: string, series: readonly Drawn[], sheet: Sheet): void {
  const named = series.filter(
    ({ name }, at) => series.findIndex((each) => each.name === name) === at,
  );
  for (const { name, values } of named) {
    const column = sheet.head.indexOf(name);
    values.forEach((value, place) =>
      tally.same(
        `${words}, data sheet, ${name}, row ${place + 2}`,
        value,
        sheet.rows[place]?.[column],
      ),
    );
  }
}

/** Rows of the compared cohort beside those of the figure; empty where it has none. */
function comparedBeside(figure: Figure, rows: readonly Row[]): readonly Row[] {
  const others = new Map((comparedRows(figure) ?? []).map((row) => [row.key, row]));
  return rows.map((row) => others.get(row.key) ?? { ...row, cells: {} });
}

/** The places each chart of the slide has: those of the screen, cut where a chart ends. */
function cut(rows: readonly Row[], charts: readonly (readonly Drawn[])[]): readonly Row[][] {
  let from = 0;
  return charts.map((series, at) => {
    const last = at === charts.length - 1;
    const to = last ? rows.length : from + (series[0]?.places.length ?? 0);
    const part = rows.slice(from, to);
    from = to;
    return part;
  });
}

/** Names stand under each other in the order of the screen, none more and none fewer. */
function checkPlaces(
  tally: FileTally,
  words: string,
  rows: readonly Row[],
  places: readonly Plain[],
): void {
  tally.same(`${words}, number of places`, rows.length, places.length);
  rows.forEach(({ label }, at) => {
    const place = String(places[at] ?? '');
    tally.same(`${words}, name ${at + 1}`, label, place.startsWith(label) ? label : place);
  });
}

/** A curve has its limits as lines of their own. */
function checkLimits(
  tally: FileTally,
  { words, rows, key }: Omit<Wanted, 'intervals'>,
  series: readonly Drawn[],
): void {
  for (const [name, end] of [
    ['Lower limit', 'lower'],
    ['Upper limit', 'upper'],
  ] as const) {
    const drawn = series.find((each) => each.name === name);
    rows.forEach(({ cells }, place) =>
      tally.same(
        `${words}, ${end}, place ${place + 1}`,
        cells[key]?.[end] ?? null,
        drawn?.values[place],
      ),
    );
  }
}

/**
 * The points of a stepped curve, and that between two of them the line stays at the first until it is
 * at the second: what Office programs join by straight lines is then the screen's own steps.
 */
function pointsOfSteps(tally: FileTally, words: string, series: readonly Drawn[]): Drawn[] {
  return series.map(({ name, places, values, above, below }) => {
    values.forEach((value, at) => {
      if (at % 2 === 0) return;
      const step = `${words}, ${name}, step ${(at + 1) / 2}`;
      tally.same(step, values[at - 1], value);
      tally.same(`${step}, until`, places[at + 1], places[at]);
    });
    const points = <T>(all: readonly T[]): T[] => all.filter((_each, at) => at % 2 === 0);
    return { name, places: points(places), values: points(values), above, below };
  });
}

/** Holds the native charts of a slide, and the sheets behind them, against the page's own drawing. */
export async function checkChart(
  tally: FileTally,
  figure: Figure,
  bytes: Uint8Array,
): Promise<void> {
  const charts = readCharts(bytes);
  tally.same('number of charts', nativeCharts(figure).length, charts.length);
  if (charts.length === 0) return;
  const keys = drawnKeys(figure);
  const { kind } = figure.chart;
  const withOther = figure.comparison && keys.length === 1 && comparing.includes(kind);
  const intervals = hasIntervals(figure) && kind !== 'survival';
  for (const [at, rows] of cut(placesOnScreen(figure), charts).entries()) {
    const drawn = charts[at] ?? [];
    const chart = `chart ${at + 1}`;
    const series = kind === 'survival' ? pointsOfSteps(tally, chart, drawn) : drawn;
    keys.forEach((key, index) => {
      const words = `${chart}, series ${index + 1}`;
      checkSeries(tally, { words, rows, key, intervals }, series[index]);
    });
    if (withOther) {
      const words = `${chart}, compared cohort`;
      const compared = { words, rows: comparedBeside(figure, rows), key: keys[0] ?? '' };
      checkSeries(tally, { ...compared, intervals: false }, series[1]);
    }
    const [key = ''] = keys;
    if (kind === 'survival') checkLimits(tally, { words: chart, rows, key }, series);
    else if (kind !== 'funnel-plot' && kind !== 'event-study')
      checkPlaces(tally, chart, rows, series[0]?.places ?? []);
    checkSheet(tally, chart, drawn, await readChartWorkbook(bytes, at));
  }
}
