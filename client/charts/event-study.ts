import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { element, finish, targetsMark } from './frame.ts';
import { headerMark, headerOf } from './key.ts';
import type { Canvas } from './frame.ts';
import type { KeyEntry } from './key.ts';
import { axisFormat, extentOf, looseDomain, placeOf, shapesMark, valueAxisY } from './marks.ts';
import { drawnSeries, unbrokenRuns } from './readings.ts';
import type { Point, Series } from './readings.ts';
import { textWidth } from './text-size.ts';

/** Months stand in the middle of their 30 days, so that referral falls between -1 and 1. */
const middle = (key: string): number => Number(key) - Math.sign(Number(key)) * 0.5;

const placed = (points: readonly Point[]) =>
  points.map((point) => ({ ...point, at: middle(point.key) }));

/** The referral as a line, and the run-in (the 30 days before it, left out of before and after). */
function referralMark(canvas: Canvas): Markish {
  return (_index, scales, _values, size) => {
    const x = placeOf(scales.x);
    const { palette } = canvas;
    const [top, bottom] = [size.marginTop, size.height - size.marginBottom];
    const group = element(canvas, 'g', { class: 'referral' });
    const band = { x: x(-1), y: top, width: x(0) - x(-1), height: bottom - top };
    group.append(element(canvas, 'rect', { ...band, fill: palette.notDue }));
    const line = {
      x1: x(0),
      x2: x(0),
      y1: top,
      y2: bottom,
      stroke: palette.ink,
      'stroke-width': 1.5,
    };
    group.append(element(canvas, 'line', line));
    const words = { x: x(0) + 8, y: top + 16, 'font-weight': 'bold' };
    group.append(element(canvas, 'text', words, 'Referral'));
    return group as SVGGElement;
  };
}

function lines(canvas: Canvas, keys: readonly string[], series: readonly Series[]): Markish[] {
  const { palette } = canvas;
  return series.flatMap((each, index) =>
    unbrokenRuns(keys, each.points).flatMap((run) => {
      const data = placed(run);
      const stroke = index === 0 ? palette.focus : palette.rule;
      const dash = index === 0 ? {} : { strokeDasharray: '6 4' };
      const held = data.filter(({ lower, upper }) => lower !== null && upper !== null);
      return [
        Plot.areaY(held, {
          x: 'at',
          y1: 'lower',
          y2: 'upper',
          fill: stroke,
          fillOpacity: index === 0 ? 0.18 : 0.14,
        }),
        Plot.line(data, { x: 'at', y: 'value', stroke, strokeWidth: 2.5, ...dash }),
      ];
    }),
  );
}

function keyEntries(canvas: Canvas, series: readonly Series[]): KeyEntry[] {
  const runIn: KeyEntry = {
    words: '30 days before, left out of before and after',
    fill: canvas.palette.notDue,
    swatch: 'band',
  };
  if (series.length < 2) return [runIn];
  const named = series.map(({ column }, index) => ({
    words: column.label,
    fill: index === 0 ? canvas.palette.focus : canvas.palette.rule,
    shape: index === 0 ? ('circle' as const) : ('square' as const),
    dash: index === 0 ? '' : '6 4',
  }));
  return [...named, runIn];
}

/**
 * Mean per person in each 30-day month around referral, with its interval; a second column is the
 * comparison, in grey and dashed. Rows are keyed by month number, -12 to 12 without 0.
 */
export function eventStudyChart(canvas: Canvas): SVGSVGElement {
  const { chart, rows: all } = canvas.figure;
  const rows = all.filter(({ kind }) => kind === 'group');
  const keys = rows.map(({ key }) => key);
  const series = drawnSeries(canvas.figure, rows).slice(0, 2);
  const format = axisFormat(series[0]?.column.format ?? 'number2');
  const header = headerOf(canvas, chart.yLabel, keyEntries(canvas, series));
  const extent = extentOf(series.flatMap(({ points }) => points));
  const domain = looseDomain([Math.min(0, extent[0]), extent[1]]);
  const reach = Math.max(1, ...keys.map((key) => Math.abs(Number(key))));
  const marginLeft = Math.max(44, 16 + textWidth(format(domain[1])));
  const step = canvas.narrow ? 6 : 3;
  const ticks = Array.from(
    { length: 2 * Math.floor(reach / step) + 1 },
    (_each, index) => (index - Math.floor(reach / step)) * step,
  );
  return finish(canvas, {
    height: canvas.height ?? header.height + (canvas.narrow ? 260 : 330),
    marginTop: header.height,
    marginBottom: 56,
    marginLeft,
    marginRight: 16,
    x: { domain: [-reach, reach], label: null },
    y: { domain, nice: true, label: null },
    marks: [
      referralMark(canvas),
      ...valueAxisY(canvas, format, 5),
      Plot.axisX({
        ticks,
        tickSize: 5,
        label: null,
        fontSize: 16,
        fill: canvas.palette.quiet,
        stroke: canvas.palette.rule,
        tickFormat: (each: number) =>
          each === 0 ? '0' : `${each < 0 ? '\u2212' : '+'}${Math.abs(each)}`,
      }),
      Plot.text([chart.xLabel ?? 'Months of 30 days from referral'], {
        frameAnchor: 'bottom',
        dy: 50,
        text: (each: string) => each,
        fill: canvas.palette.quiet,
      }),
      Plot.ruleY([0], { stroke: canvas.palette.rule }),
      ...lines(canvas, keys, series),
      ...series.map((each, index) => pointsMark(canvas, each, index)),
      headerMark(canvas, header),
      targetsMark(canvas, (scales, size) => {
        const x = placeOf(scales.x);
        const [y, height] = [size.marginTop, size.height - size.marginTop - size.marginBottom];
        return keys.map((key) => ({ key, x: x(middle(key) - 0.5), y, width: x(1) - x(0), height }));
      }),
    ],
  });
}

function pointsMark(canvas: Canvas, series: Series, index: number): Markish {
  return shapesMark(
    canvas,
    series.points.map(({ key, value }) => ({
      x: middle(key),
      y: value,
      shape: index === 0 ? 'circle' : 'square',
      fill: index === 0 ? canvas.palette.focus : canvas.palette.rule,
      stroke: canvas.palette.paper,
      r: canvas.narrow ? 3 : 4.5,
    })),
  );
}
