import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { writeValue } from '#figure/format.ts';
import { comparedName, comparedSeries } from './compared.ts';
import { element, finish, haloOf, targetsMark } from './frame.ts';
import { headerMark, headerOf } from './key.ts';
import { niceTicks } from './nice-ticks.ts';
import type { Canvas } from './frame.ts';
import { axisFormat, placeOf, valueAxisY } from './marks.ts';
import { cellNumber, columnOf, seriesOf } from './readings.ts';
import { textWidth } from './text-size.ts';

interface Guide {
  readonly share: number;
  readonly words: string;
  /** When the share was reached, if the figure publishes it. */
  readonly time: number | null;
}

/** Half and nine in ten; the figure's own median and 90th centile, when published, say when. */
function guidesOf(canvas: Canvas): readonly Guide[] {
  const cells = canvas.figure.total?.cells ?? {};
  return [
    { share: 0.5, words: 'half of people', time: cellNumber(cells['median']) },
    { share: 0.9, words: '9 in 10', time: cellNumber(cells['p90']) },
  ];
}

/** What a curve is counted in: its rows are keyed by days and named in days or weeks. */
export function timeUnitOf(rows: readonly { readonly label: string }[]): {
  readonly words: 'days' | 'weeks';
  readonly days: number;
} {
  return rows.some(({ label }) => label.includes('week'))
    ? { words: 'weeks', days: 7 }
    : { words: 'days', days: 1 };
}

interface Guided {
  readonly unit: string;
  /** Days to a unit. */
  readonly per: number;
  readonly points: readonly { readonly time: number; readonly value: number }[];
}

function guideMark(
  canvas: Canvas,
  guides: readonly Guide[],
  { unit, per, points }: Guided,
): Markish {
  return (_index, scales, _values, size) => {
    const [x, y] = [placeOf(scales.x), placeOf(scales.y)];
    const { palette } = canvas;
    const right = size.width - size.marginRight;
    const group = element(canvas, 'g', { class: 'guides' });
    const labels: SVGElement[] = [];
    for (const { share, words, time } of guides) {
      const at = time === null ? right : Math.min(right, x(time * per));
      const down = time === null || at === right ? '' : `V${size.height - size.marginBottom}`;
      const d = `M${size.marginLeft},${y(share).toFixed(2)}H${at.toFixed(2)}${down}`;
      group.append(
        element(canvas, 'path', {
          d,
          stroke: palette.ink,
          'stroke-dasharray': '2 3',
          fill: 'none',
        }),
      );
      const label = time === null ? words : `${words}: ${writeValue(time, 'days')} ${unit}`;
      const fits = time !== null && textWidth(label) <= right - at - 8;
      // Below the curve: where steps are hidden it passes under the share it stands for.
      const curve = points.findLast((point) => time !== null && point.time <= time * per)?.value;
      const under = y(Math.min(share, curve ?? share)) + 20;
      const place = fits ? { x: at + 8, y: under } : { x: right, y: y(share) - 6 };
      const anchor = { 'text-anchor': fits ? 'start' : 'end', 'font-weight': 'bold' };
      labels.push(element(canvas, 'text', { ...place, ...haloOf(canvas), ...anchor }, label));
    }
    // After every line, so that none runs through the words of another.
    group.append(...labels);
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
  const { words: unit, days: per } = timeUnitOf(rows);
  const other = comparedSeries(canvas.figure);
  const compared = (other?.points ?? []).map((point) => ({ ...point, time: Number(point.key) }));
  const dash = '6 4';
  const entry = { words: comparedName(canvas.figure), fill: canvas.palette.rule, dash };
  const header = headerOf(canvas, chart.yLabel, other ? [entry] : []);
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
        ticks: niceTicks(0, last / per, canvas.narrow ? 4 : 8).map((at) => at * per),
        tickFormat: (at: number) => String(at / per),
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
      Plot.line(compared, {
        x: 'time',
        y: 'value',
        curve: 'step-after',
        stroke: canvas.palette.rule,
        strokeWidth: 2,
        strokeDasharray: dash,
      }),
      Plot.line(points, {
        x: 'time',
        y: 'value',
        curve: 'step-after',
        stroke: canvas.palette.focus,
        strokeWidth: 2.5,
      }),
      guideMark(canvas, guidesOf(canvas), { unit, per, points }),
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
