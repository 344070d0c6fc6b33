import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { writeValue } from '#figure/format.ts';
import { standsOut } from '#figure/funnel-sides.ts';
import { element, haloOf, finish, targetsMark } from './frame.ts';
import { headerMark, headerOf } from './key.ts';
import type { Canvas } from './frame.ts';
import { axisFormat, extentOf, looseDomain, placeOf, shapesMark, valueAxisY } from './marks.ts';
import { columnOf, seriesOf } from './readings.ts';
import type { Point } from './readings.ts';
import { textWidth } from './text-size.ts';

type Limits = NonNullable<Canvas['figure']['chart']['funnel']>['curve'][number];
type Side = Exclude<keyof Limits, 'size'>;

interface Sized extends Point {
  readonly size: number;
  /** Beyond the 99.8% limits. */
  readonly outside: boolean;
}

interface Name {
  readonly left: number;
  readonly right: number;
  readonly y: number;
}

const overlaps = (a: Name, b: Name): boolean =>
  Math.abs(a.y - b.y) < 20 && a.left < b.right && b.left < a.right;

/** Right of its point, else left of it, else above it and inside the chart. */
function nameAt(point: Sized, at: { x: number; y: number }, size: Plot.Dimensions): Name {
  const width = textWidth(point.label);
  const [first, last] = [size.marginLeft, size.width - size.marginRight];
  const place = (left: number, y: number): Name => ({ left, right: left + width, y });
  if (at.x + 11 + width <= last) return place(at.x + 11, at.y);
  if (at.x - 11 - width >= first) return place(at.x - 11 - width, at.y);
  return place(Math.max(first, Math.min(at.x - width / 2, last - width)), at.y - 20);
}

/** Names beside the points outside the limits; a name that would cover another is left out. */
function namesMark(canvas: Canvas, points: readonly Sized[]): Markish {
  return (_index, scales, _values, size) => {
    const [x, y] = [placeOf(scales.x), placeOf(scales.y)];
    const group = element(canvas, 'g', { class: 'labels' });
    const taken: Name[] = [];
    for (const point of points) {
      const name = nameAt(point, { x: x(point.size), y: y(point.value) }, size);
      if (taken.some((other) => overlaps(other, name))) continue;
      taken.push(name);
      const place = { x: name.left, y: name.y + 5.5 };
      const halo = haloOf(canvas);
      group.append(element(canvas, 'text', { ...place, ...halo }, point.label));
    }
    return group as SVGGElement;
  };
}

/**
 * Places by size, against the limits that chance alone would give: dashed 95 %, solid 99.8 %. Only
 * places outside the latter are named and marked; nobody is ranked.
 */
export function funnelPlotChart(canvas: Canvas): SVGSVGElement {
  const { chart, rows: all } = canvas.figure;
  const { funnel } = chart;
  if (!funnel)
    throw new Error(`no funnel limits: the figure ${canvas.figure.metric} names a funnel plot`);
  const { palette } = canvas;
  const column = columnOf(canvas.figure, chart.y[0] ?? '');
  const rows = all.filter(({ kind }) => kind === 'group');
  const outside = new Map(funnel.points.map(({ key, outside: side }) => [key, standsOut(side)]));
  const points = seriesOf(rows, column).points.flatMap((point): Sized[] => {
    const size = rows.find(({ key }) => key === point.key)?.cells[column.key]?.base;
    return size === undefined ? [] : [{ ...point, size, outside: outside.get(point.key) === true }];
  });
  const limits = funnel.curve.flatMap(({ lower998, upper998 }) => [lower998, upper998]);
  const format = axisFormat(column.format);
  const values = points.map((point) => ({ ...point, lower: null, upper: null }));
  const widestSize = Math.max(1, ...points.map(({ size }) => size)) * 1.04;
  const least = Math.min(...points.map(({ size }) => size));
  const smallest = least > widestSize * 0.4 ? least * 0.8 : 0;
  const curve = funnel.curve.filter(({ size }) => size >= smallest && size <= widestSize);
  const domain = looseDomain(
    extentOf(
      values,
      curve.length > 0 ? [funnel.target, ...clipped(limits, values)] : [funnel.target],
    ),
  );
  const header = headerOf(canvas, chart.yLabel, [
    { words: `average ${writeValue(funnel.target, column.format)}`, fill: palette.ink },
    { words: '95% limits', fill: palette.rule, dash: '5 4' },
    { words: '99.8% limits', fill: palette.rule },
    ...(points.some((point) => point.outside)
      ? [
          {
            words: 'outside the 99.8% limits',
            fill: palette.series[3] ?? palette.ink,
            shape: 'diamond' as const,
          },
        ]
      : []),
  ]);
  const line = (y: Side, dash?: string): Markish =>
    Plot.line(curve, {
      x: 'size',
      y: (at: Limits) => (at[y] > domain[1] || at[y] < domain[0] ? NaN : at[y]),
      stroke: palette.rule,
      strokeWidth: 1.5,
      ...(dash ? { strokeDasharray: dash } : {}),
    });
  return finish(canvas, {
    height: canvas.height ?? header.height + (canvas.narrow ? 300 : 360),
    marginTop: header.height,
    marginBottom: 56,
    marginLeft: 16 + textWidth(format(domain[1])) + 6,
    marginRight: 16,
    x: { domain: [smallest, widestSize], label: null },
    y: { domain, nice: true, label: null },
    marks: [
      ...valueAxisY(canvas, format, 5),
      Plot.axisX({
        label: null,
        ticks: canvas.narrow ? 3 : 6,
        tickSize: 5,
        fontSize: 16,
        fill: palette.quiet,
        stroke: palette.rule,
        tickFormat: axisFormat('count'),
      }),
      Plot.text([chart.xLabel ?? funnel.sizeLabel], {
        frameAnchor: 'bottom',
        dy: 50,
        text: (each: string) => each,
        fill: palette.quiet,
      }),
      line('lower95', '5 4'),
      line('upper95', '5 4'),
      line('lower998'),
      line('upper998'),
      Plot.ruleY([funnel.target], { stroke: palette.ink, strokeWidth: 1.25 }),
      shapesMark(
        canvas,
        points.map((point) => ({
          x: point.size,
          y: point.value,
          shape: point.outside ? ('diamond' as const) : ('circle' as const),
          fill: point.outside ? (palette.series[3] ?? palette.ink) : palette.focus,
          stroke: point.outside ? palette.ink : palette.paper,
          r: 6,
        })),
      ),
      namesMark(
        canvas,
        points.filter((point) => point.outside),
      ),
      headerMark(canvas, header),
      targetsMark(canvas, (scales) => {
        const [x, y] = [placeOf(scales.x), placeOf(scales.y)];
        return points.map((point) => ({
          key: point.key,
          x: x(point.size) - 12,
          y: y(point.value) - 12,
          width: 24,
          height: 24,
        }));
      }),
    ],
  });
}

/** Limits of very small places run off the chart: no further than half as far again as the points. */
function clipped(limits: readonly number[], points: readonly Point[]): number[] {
  const [low, high] = extentOf(points);
  const room = (high - low) * 0.5;
  return limits.map((limit) =>
    Math.min(high + room, Math.max(Math.min(0, low), low - room, limit)),
  );
}
