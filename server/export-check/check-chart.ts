import type { Row } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { drawnRows } from '../../client/charts/breakdown.ts';
import { cellNumber } from '../../client/charts/readings.ts';
import { nativeChart } from '../exports/native-chart.ts';
import { readChart, readChartWorkbook } from './read-back.ts';
import type { Drawn, Sheet } from './read-back.ts';
import type { FileTally } from './tally.ts';

/** The rows a chart of this kind draws, in its order. */
function placesOf(figure: Figure): readonly Row[] {
  const { kind, y, funnel } = figure.chart;
  if (['breakdown', 'bands', 'bullet', 'before-after', 'steps'].includes(kind))
    return drawnRows(figure.by, figure.rows, y[0] ?? '');
  const groups = figure.rows.filter((row) => row.kind === 'group');
  const drawn = groups.filter((row) => cellNumber(row.cells[y[0] ?? '']) !== null);
  if (kind === 'funnel-plot' && funnel)
    return drawn.filter((row) => row.cells[y[0] ?? '']?.base !== undefined);
  return kind === 'survival' ? drawn.filter(({ key }) => Number.isFinite(Number(key))) : groups;
}

/** The columns a native chart has a series for. */
function drawnKeys({ chart }: Figure): readonly string[] {
  if (['steps', 'bullet', 'survival', 'funnel-plot'].includes(chart.kind))
    return chart.y.slice(0, 1);
  return chart.kind === 'event-study' ? chart.y.slice(0, 2) : chart.y;
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

function checkSeries(
  tally: FileTally,
  { key, at, series, sheet }: { key: string; at: number; series: Drawn | undefined; sheet: Sheet },
  rows: readonly Row[],
): void {
  const column = sheet.head.indexOf(series?.name ?? '');
  rows.forEach(({ cells }, place) => {
    const words = `series ${at + 1}, place ${place + 1}`;
    const cell = cells[key];
    const value = cellNumber(cell);
    tally.same(words, value, series?.values[place]);
    // Two series of one name share a heading in the sheet; the first is found by it.
    if (at === 0) tally.same(`${words}, data sheet`, value, sheet.rows[place]?.[column]);
    if (cell && value !== null && series && series.above.length > 0)
      checkInterval(tally, words, cell, {
        above: series.above[place] ?? null,
        below: series.below[place] ?? null,
      });
  });
}

/** Holds the native chart of a slide, and the sheet behind it, against the figure. */
export async function checkChart(
  tally: FileTally,
  figure: Figure,
  bytes: Uint8Array,
): Promise<void> {
  const drawn = readChart(bytes);
  if (!nativeChart(figure)) {
    tally.same('number of series', 0, drawn.length);
    return;
  }
  const sheet = await readChartWorkbook(bytes);
  const rows = placesOf(figure);
  drawnKeys(figure).forEach((key, at) =>
    checkSeries(tally, { key, at, series: drawn[at], sheet }, rows),
  );
}
