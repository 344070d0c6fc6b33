import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { element, finish, headerMark, headerOf, targetsMark } from './frame.ts';
import type { Canvas } from './frame.ts';
import { axisFormat, placeOf, valueAxisY } from './marks.ts';
import { seriesOf, columnOf } from './readings.ts';
import type { Point } from './readings.ts';
import { textWidth } from './text-size.ts';

interface Reached {
  readonly words: string;
  readonly time: number;
  readonly share: number;
}

/** First time at which the curve reaches a share of people, if it does. */
function reached(points: readonly Point[], share: number, words: string): Reached | null {
  const point = points.find(({ value }) => value >= share);
  return point ? { words, time: Number(point.key), share } : null;
}

/** Half and nine in ten as guide lines to the curve, with their words on it. */
function guidesMark(canvas: Canvas, guides: readonly Reached[], unit: string): Markish {
  return (_index, scales, _values, size) => {
    const [x, y] = [placeOf(scales.x), placeOf(scales.y)];
    const { palette } = canvas;
    const bottom = size.height - size.marginBottom;
    const group = element(canvas, 'g', { class: 'guides' });
    for (const { words, time, share } of guides) {
      const d = `M${size.marginLeft},${y(share).toFixed(2)}H${x(time).toFixed(2)}V${bottom}`;
      group.append(
        element(canvas, 'path', {
          d,
          stroke: palette.ink,
          'stroke-dasharray': '2 3',
          fill: 'none',
        }),
      );
      const label = `${words} by ${time} ${unit}`;
      const room = size.width - size.marginRight - x(time) - 8;
      const fits = textWidth(label) <= room;
      const place = {
        x: x(time) + (fits ? 8 : -8),
        y: y(share) + (fits ? 22 : -8),
        'text-anchor': fits ? 'start' : 'end',
      };
      const halo = {
        stroke: palette.paper,
        'stroke-width': 4,
        'paint-order': 'stroke',
        'font-weight': 'bold',
      };
      group.append(element(canvas, 'text', { ...place, ...halo }, label));
    }
    return group as SVGGElement;
  };
}

/**
 * Share reached by each day or week (Kaplan-Meier, rising), with its interval. Rows are keyed by
 * the number of days or weeks. People still waiting are in the curve up to their last known day.
 */
export function survivalChart(canvas: Canvas): SVGSVGElement {
  const { chart, rows: all } = canvas.figure;
  const column = columnOf(canvas.figure, chart.y[0] ?? '');
  const rows = all.filter(({ kind, key }) => kind === 'group' && Number.isFinite(Number(key)));
  const series = seriesOf(rows, column);
  const points = series.points.map((point) => ({ ...point, time: Number(point.key) }));
  const held = points.filter(({ lower, upper }) => lower !== null && upper !== null);
  const unit = chart.xLabel?.toLowerCase().includes('week') ? 'weeks' : 'days';
  const guides = [reached(series.points, 0.5, 'half'), reached(series.points, 0.9, '9 in 10')];
  const header = headerOf(canvas, chart.yLabel, []);
  const last = points.at(-1)?.time ?? 1;
  return finish(canvas, {
    height: canvas.height ?? header.height + (canvas.narrow ? 260 : 300),
    marginTop: header.height,
    marginBottom: 56,
    marginLeft: 56,
    marginRight: 20,
    x: { domain: [0, last], label: null },
    y: { domain: [0, 1], label: null },
    marks: [
      ...valueAxisY(canvas, axisFormat('share'), 5),
      Plot.axisX({
        label: null,
        ticks: canvas.narrow ? 4 : 8,
        tickSize: 5,
        fontSize: 16,
        fill: canvas.palette.quiet,
        stroke: canvas.palette.rule,
      }),
      Plot.text([chart.xLabel ?? 'Days from referral'], {
        frameAnchor: 'bottom',
        dy: 50,
        text: (each: string) => each,
        fill: canvas.palette.quiet,
      }),
      Plot.ruleY([0], { stroke: canvas.palette.rule }),
      Plot.areaY(held, {
        x: 'time',
        y1: 'lower',
        y2: 'upper',
        curve: 'step-after',
        fill: canvas.palette.focus,
        fillOpacity: 0.16,
      }),
      Plot.line(points, {
        x: 'time',
        y: 'value',
        curve: 'step-after',
        stroke: canvas.palette.focus,
        strokeWidth: 2.5,
      }),
      guidesMark(
        canvas,
        guides.filter((each) => each !== null),
        unit,
      ),
      headerMark(canvas, header),
      targetsMark(canvas, (scales, size) => {
        const x = placeOf(scales.x);
        const [y, height] = [size.marginTop, size.height - size.marginTop - size.marginBottom];
        return points.map(({ key, time }, index) => {
          const next = points[index + 1]?.time ?? last;
          return { key, x: x(time), y, width: Math.max(1, x(next) - x(time)), height };
        });
      }),
    ],
  });
}
