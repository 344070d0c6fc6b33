import type { Markish } from '@observablehq/plot';
import * as Plot from '@observablehq/plot';
import { element, finish, headerMark, headerOf, targetsMark } from './frame.ts';
import type { Canvas } from './frame.ts';
import { axisFormat, extentOf, gapLabel, looseDomain, placeOf } from './marks.ts';
import { shapePath } from './palette.ts';
import { drawnSeries } from './readings.ts';
import type { Point, Series } from './readings.ts';
import { textWidth, widest, wrapText } from './text-size.ts';

interface Pair {
  readonly key: string;
  readonly lines: readonly string[];
  readonly before: Point | undefined;
  readonly after: Point | undefined;
  readonly empty: string;
  /** Middle of the dots, and the row's box, from the top of the plot. */
  readonly y: number;
  readonly top: number;
  readonly height: number;
}

function pairsOf(canvas: Canvas, [before, after]: readonly Series[], labelWidth: number): Pair[] {
  let top = 0;
  const rows = canvas.figure.rows.filter(({ kind }) => kind === 'group' || kind === 'reference');
  return rows.map((row) => {
    const lines = wrapText(row.label, canvas.narrow ? canvas.width : labelWidth - 12);
    const above = canvas.narrow ? lines.length * 19 : 0;
    const height = above + Math.max(58, canvas.narrow ? 0 : lines.length * 19 + 16);
    const made: Pair = {
      key: row.key,
      lines,
      before: before?.points.find(({ key }) => key === row.key),
      after: after?.points.find(({ key }) => key === row.key),
      empty: gapLabel(
        [...(before?.gaps ?? []), ...(after?.gaps ?? [])].find(({ key }) => key === row.key)
          ?.state ?? 'missing',
      ),
      y: top + above + (height - above) / 2 + 8,
      top,
      height,
    };
    top += height;
    return made;
  });
}

/** Words beside a dot, on the outer side of the pair so that they never cover the line. */
function dot(
  canvas: Canvas,
  point: Point,
  place: { x: number; y: number },
  solid: boolean,
  left: boolean,
): SVGElement[] {
  const { palette } = canvas;
  const at = `translate(${Number(place.x.toFixed(2))},${Number(place.y.toFixed(2))})`;
  const fill = solid ? palette.focus : palette.paper;
  const paint = { fill, stroke: palette.focus, 'stroke-width': 2.5, transform: at };
  const halo = { stroke: palette.paper, 'stroke-width': 4, 'paint-order': 'stroke' };
  const words = {
    x: place.x + (left ? -4 : 4),
    y: place.y - 14,
    'text-anchor': left ? 'end' : 'start',
    ...halo,
  };
  return [
    element(canvas, 'path', { d: shapePath(solid ? 'circle' : 'square', solid ? 7 : 6), ...paint }),
    element(canvas, 'text', { ...words, ...(solid ? { 'font-weight': 'bold' } : {}) }, point.text),
  ];
}

function whisker(
  canvas: Canvas,
  point: Point,
  x: (value: number) => number,
  y: number,
): SVGElement[] {
  if (point.lower === null || point.upper === null) return [];
  const line = {
    x1: x(point.lower),
    x2: x(point.upper),
    y1: y,
    y2: y,
    stroke: canvas.palette.rule,
  };
  return [element(canvas, 'line', { ...line, 'stroke-width': 1.5 })];
}

function pairsMark(canvas: Canvas, pairs: readonly Pair[], top: number): Markish {
  return (_index, scales) => {
    const x = placeOf(scales.x);
    const group = element(canvas, 'g', { class: 'pairs' });
    for (const pair of pairs) {
      const y = top + pair.y;
      if (!pair.before || !pair.after) {
        const from = x.call(
          null,
          (scales.x as unknown as { domain?: () => number[] }).domain?.()[0] ?? 0,
        );
        const quiet = { x: Number.isFinite(from) ? from : 0, y: y + 5, fill: canvas.palette.quiet };
        group.append(element(canvas, 'text', quiet, pair.empty));
        continue;
      }
      const [a, b] = [x(pair.before.value), x(pair.after.value)];
      group.append(
        ...whisker(canvas, pair.before, x, y + 5),
        ...whisker(canvas, pair.after, x, y - 5),
      );
      const line = { x1: a, x2: b, y1: y, y2: y, stroke: canvas.palette.focus, 'stroke-width': 3 };
      group.append(element(canvas, 'line', line));
      group.append(...dot(canvas, pair.before, { x: a, y }, false, a <= b));
      group.append(...dot(canvas, pair.after, { x: b, y }, true, a > b));
    }
    return group as SVGGElement;
  };
}

function labelsMark(canvas: Canvas, pairs: readonly Pair[], top: number): Markish {
  return () => {
    const group = element(canvas, 'g', { class: 'labels' });
    for (const pair of pairs) {
      const first = canvas.narrow
        ? top + pair.top + 15
        : top + pair.y + 5.5 - ((pair.lines.length - 1) * 19) / 2;
      pair.lines.forEach((words, index) => {
        group.append(element(canvas, 'text', { x: 0, y: first + index * 19 }, words));
      });
    }
    return group as SVGGElement;
  };
}

/** Before and after as dots joined by a line, each with its interval; one row per scale or group. */
export function beforeAfterChart(canvas: Canvas): SVGSVGElement {
  const { figure, palette } = canvas;
  const series = drawnSeries(figure).slice(0, 2);
  const groups = figure.rows.filter(({ kind }) => kind === 'group' || kind === 'reference');
  const labelWidth = canvas.narrow
    ? 0
    : Math.min(widest(groups.map(({ label }) => label)) + 20, Math.round(canvas.width * 0.36));
  const header = headerOf(
    canvas,
    figure.chart.yLabel,
    series.map(({ column }, index) => ({
      words: column.label,
      fill: palette.focus,
      shape: index === 0 ? ('square' as const) : ('circle' as const),
      hollow: index === 0,
    })),
  );
  const pairs = pairsOf(canvas, series, labelWidth);
  const points = series.flatMap(({ points: each }) => each);
  const domain = looseDomain(extentOf(points.filter(({ kind }) => kind !== 'total')));
  const format = axisFormat(series[0]?.column.format ?? 'number1');
  const last = pairs.at(-1);
  const room = canvas.width - labelWidth;
  const ticks = Math.max(2, Math.min(6, Math.floor(room / 110)));
  const ends = textWidth(format(domain[1])) / 2 + 16;
  return finish(canvas, {
    height: header.height + (last ? last.top + last.height : 40) + 34,
    marginTop: header.height,
    marginBottom: 34,
    marginLeft: canvas.narrow ? 18 : labelWidth + 12,
    marginRight: Math.max(24, ends),
    x: { domain, nice: true, label: null },
    marks: [
      Plot.gridX({ stroke: palette.grid, strokeOpacity: 1, ticks }),
      Plot.axisX({
        label: null,
        tickSize: 0,
        ticks,
        tickFormat: format,
        fontSize: 16,
        fill: palette.quiet,
      }),
      pairsMark(canvas, pairs, header.height),
      labelsMark(canvas, pairs, header.height),
      headerMark(canvas, header),
      targetsMark(canvas, () =>
        pairs.map(({ key, top, height }) => ({
          key,
          x: 0,
          y: header.height + top,
          width: canvas.width,
          height,
        })),
      ),
    ],
  });
}
