import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { writeValue } from '#figure/format.ts';
import { finish, targetsMark, element } from './frame.ts';
import { headerMark, headerOf } from './key.ts';
import { comparedName, comparedSeries } from './compared.ts';
import type { Canvas } from './frame.ts';
import type { KeyEntry } from './key.ts';
import {
  axisFormat,
  gapColumns,
  gapKey,
  gapLabel,
  placeOf,
  referenceEntries,
  shapesMark,
  valueAxisY,
} from './marks.ts';
import type { Place, Shaded, ShapeAt } from './marks.ts';
import { monthTick, monthTicks } from './months.ts';
import { noteHeight, notesMark, notesOf } from './notes.ts';
import { seriesDashes, seriesShapes, xmrMarks } from './palette.ts';
import { unbrokenRuns } from './readings.ts';
import type { Point, Series } from './readings.ts';
import { textWidth, widest } from './text-size.ts';
import { trendDomain, trendSeries } from './trend-domain.ts';
import { lineNames, xmrLines, xmrPoints } from './xmr.ts';

const stepOf =
  (keys: readonly string[]) =>
  (x: Place): number =>
    keys.length > 1 ? Math.abs(x(keys[1]) - x(keys[0])) : 60;

function seriesLines(
  canvas: Canvas,
  keys: readonly string[],
  series: readonly Series[],
): Markish[] {
  const xmr = canvas.figure.chart.xmr !== undefined;
  return series.flatMap((each, index) => {
    const stroke = xmr
      ? canvas.palette.rule
      : (canvas.palette.series[index % 4] ?? canvas.palette.ink);
    const dash = seriesDashes[index % 4];
    return unbrokenRuns(keys, each.points).flatMap((run) => [
      ...(xmr || series.length > 2 ? [] : [intervalBand(run, stroke)]),
      Plot.line(run, {
        x: 'key',
        y: 'value',
        stroke,
        strokeWidth: xmr ? 1.5 : 2.5,
        ...(dash ? { strokeDasharray: dash } : {}),
      }),
    ]);
  });
}

function intervalBand(run: readonly Point[], fill: string): Markish | null {
  const held = run.filter(({ lower, upper }) => lower !== null && upper !== null);
  if (held.length === 1)
    return Plot.ruleX(held, { x: 'key', y1: 'lower', y2: 'upper', stroke: fill, strokeWidth: 1.5 });
  return Plot.areaY(held, { x: 'key', y1: 'lower', y2: 'upper', fill, fillOpacity: 0.14 });
}

function comparedLines(canvas: Canvas, keys: readonly string[], other: Series): Markish[] {
  return unbrokenRuns(keys, other.points).map((run) =>
    Plot.line(run, {
      x: 'key',
      y: 'value',
      stroke: canvas.palette.rule,
      strokeWidth: 2,
      strokeDasharray: '6 4',
    }),
  );
}

function seriesPoints(canvas: Canvas, series: readonly Series[]): ShapeAt[] {
  return series.flatMap((each, index) =>
    each.points.map(({ key, value, few }) => ({
      x: key,
      y: value,
      shape: seriesShapes[index % 4] ?? 'circle',
      fill: few ? canvas.palette.paper : (canvas.palette.series[index % 4] ?? canvas.palette.ink),
      stroke: few ? canvas.palette.rule : canvas.palette.paper,
      r: 5,
    })),
  );
}

/** Limits and means as the numbers they stand beside; those of counts to the nearest whole one. */
function limitFormat(series: readonly Series[]): (value: number) => string {
  const format = series[0]?.column.format ?? 'count';
  return (value) => writeValue(format === 'count' ? Math.round(value) : value, format);
}

interface EndLabel {
  readonly y: number;
  readonly words: string;
  readonly fill: string;
}

function endLabels(
  canvas: Canvas,
  series: readonly Series[],
  format: (value: number) => string,
): EndLabel[] {
  const { xmr } = canvas.figure.chart;
  const last = xmr?.points.findLast((point) => point.mean !== null);
  if (last) {
    return lineNames.flatMap(({ key, words }) => {
      const value = last[key];
      return value === null
        ? []
        : [{ y: value, words: `${words} ${format(value)}`, fill: canvas.palette.quiet }];
    });
  }
  if (series.length < 2) return [];
  return series.flatMap((each) => {
    const point = each.points.at(-1);
    return point ? [{ y: point.value, words: each.column.label, fill: canvas.palette.ink }] : [];
  });
}

/** Labels to the right of the last point, moved apart so that none covers another. */
function endLabelsMark(canvas: Canvas, labels: readonly EndLabel[]): Markish {
  return (_index, scales, _values, size) => {
    const y = placeOf(scales.y);
    const group = element(canvas, 'g', { class: 'labels' });
    let free = -Infinity;
    for (const label of [...labels].sort((a, b) => b.y - a.y)) {
      const at = Math.max(y(label.y), free);
      free = at + 20;
      const place = { x: size.width - size.marginRight + 10, y: at + 5, fill: label.fill };
      group.append(element(canvas, 'text', place, label.words));
    }
    return group as SVGGElement;
  };
}

/** Whether the words of a shaded band can stand in it; otherwise the key says them. */
function fitsItsBand(canvas: Canvas, months: number, shaded: readonly Shaded[]): boolean {
  const [first] = shaded;
  const step = (canvas.width - 90) / Math.max(1, months);
  return first !== undefined && shaded.length * step >= textWidth(gapLabel(first.state)) + 8;
}

/** Months that will still move, shaded behind their points. */
const fillingOf = (canvas: Canvas): Shaded[] =>
  (canvas.figure.chart.filling?.keys ?? []).map((key) => ({ key, state: 'filling' }));

function fewEntries({ palette }: Canvas, series: readonly Series[]): KeyEntry[] {
  const few = series.some(({ points }) => points.some((point) => point.few));
  return few
    ? [{ words: 'too few to conclude', fill: palette.rule, shape: 'circle', hollow: true }]
    : [];
}

function keyEntries(canvas: Canvas, series: readonly Series[]): KeyEntry[] {
  const { xmr } = canvas.figure.chart;
  const months = (series[0]?.points.length ?? 0) + (series[0]?.gaps.length ?? 0);
  const notDue = (series[0]?.gaps ?? []).filter(({ state }) => state === 'not_due');
  const others = (series[0]?.gaps ?? []).filter(({ state }) => state !== 'not_due');
  const unlabelled = [notDue, fillingOf(canvas)].filter(
    (shaded) => !fitsItsBand(canvas, months, shaded),
  );
  const gaps = gapKey(canvas, [...others, ...unlabelled.flat()]);
  const shown = new Set(series[0]?.points.map(({ key }) => key));
  const marked = xmr?.points.filter(({ key }) => shown.has(key)) ?? [];
  const kinds = [...new Set(marked.map(({ mark }) => mark))];
  const unusual = kinds.length > 1 || (kinds[0] !== undefined && kinds[0] !== 'common_cause');
  const marks = unusual
    ? kinds.map((mark) => ({ ...xmrMarks[mark], fill: canvas.palette.xmr[mark] }))
    : [];
  const lines =
    canvas.narrow && series.length > 1
      ? series.map((each, index) => ({
          words: each.column.label,
          fill: canvas.palette.series[index % 4] ?? canvas.palette.ink,
          shape: seriesShapes[index % 4] ?? 'circle',
          dash: seriesDashes[index % 4] ?? '',
        }))
      : [];
  const references = referenceEntries(canvas, series[0]?.column.format ?? 'count');
  const compared = canvas.figure.comparison
    ? [{ words: comparedName(canvas.figure), fill: canvas.palette.rule, dash: '6 4' }]
    : [];
  return [...lines, ...marks, ...compared, ...references, ...gaps, ...fewEntries(canvas, series)];
}

/**
 * A monthly line of one to four columns. Suppressed and not-due months break the line. With XmR
 * marks: mean, natural limits and shaped points; otherwise the interval as a band.
 */
export function trendChart(canvas: Canvas): SVGSVGElement {
  const { chart, rows: all } = canvas.figure;
  const rows = all.filter(({ kind }) => kind === 'group');
  const keys = rows.map(({ key }) => key);
  const labels = new Map(rows.map(({ key, label }) => [key, label]));
  const series = trendSeries(canvas.figure, rows);
  const other = comparedSeries(canvas.figure);
  const format = axisFormat(series[0]?.column.format ?? 'count');
  const domain = trendDomain(canvas.figure);
  const header = headerOf(canvas, chart.yLabel, keyEntries(canvas, series));
  const ends = canvas.narrow ? [] : endLabels(canvas, series, limitFormat(series));
  const marginLeft = 10 + textWidth(format(domain[1])) + 8;
  const marginRight = Math.max(
    14,
    ends.length > 0 ? widest(ends.map(({ words }) => words)) + 12 : 14,
  );
  const notes = notesOf(canvas, keys);
  const top = header.height + notes.length * noteHeight;
  const step = stepOf(keys);
  const published = new Set(series[0]?.points.map(({ key }) => key));
  return finish(canvas, {
    height: canvas.height ?? top + (canvas.narrow ? 250 : 290),
    marginTop: top,
    marginBottom: 46,
    marginLeft,
    marginRight,
    x: { type: 'point', domain: keys, label: null, padding: 0.5 },
    y: { domain, nice: true, label: null },
    marks: [
      series[0] ? gapColumns(canvas, keys, [...series[0].gaps, ...fillingOf(canvas)], step) : null,
      ...valueAxisY(canvas, format, 5),
      Plot.axisX({
        ticks: [...monthTicks(keys, canvas.width - marginLeft - marginRight)],
        tickFormat: (key: string) => monthTick(key, labels.get(key) ?? key),
        label: null,
        tickSize: 5,
        stroke: canvas.palette.rule,
        fill: canvas.palette.quiet,
        fontSize: 16,
      }),
      domain[0] <= 0 ? Plot.ruleY([0], { stroke: canvas.palette.rule }) : null,
      ...referenceLines(canvas),
      chart.xmr ? xmrLines(canvas, chart.xmr, published) : null,
      ...(other ? comparedLines(canvas, keys, other) : []),
      ...seriesLines(canvas, keys, series),
      notesMark(canvas, notes),
      shapesMark(
        canvas,
        chart.xmr && series[0]
          ? xmrPoints(canvas, chart.xmr, series[0].points)
          : seriesPoints(canvas, series),
      ),
      endLabelsMark(canvas, ends),
      headerMark(canvas, header),
      targetsMark(canvas, (scales, size) => {
        const x = placeOf(scales.x);
        const half = step(x) / 2;
        const [y, height] = [size.marginTop, size.height - size.marginTop - size.marginBottom];
        return keys.map((key) => ({ key, x: x(key) - half, y, width: half * 2, height }));
      }),
    ],
  });
}

function referenceLines(canvas: Canvas): Markish[] {
  return (canvas.figure.chart.references ?? []).map(({ value, to }) =>
    to === undefined
      ? Plot.ruleY([value], { stroke: canvas.palette.rule, strokeDasharray: '4 3' })
      : Plot.rectY([{ value, to }], { y1: 'value', y2: 'to', fill: canvas.palette.band }),
  );
}
