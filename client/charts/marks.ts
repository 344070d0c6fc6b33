import { emptyWords } from '#figure/cell.ts';
import type { Format } from '#figure/cell.ts';
import { writeValue } from '#figure/format.ts';
import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { element, haloOf, hatchPath } from './frame.ts';
import type { Canvas } from './frame.ts';
import type { KeyEntry } from './key.ts';
import { shapePath } from './palette.ts';
import type { Shape } from './palette.ts';
import type { Gap, Point } from './readings.ts';
import { fontSize, textWidth } from './text-size.ts';

/** A scale as Plot hands it to a mark, narrowed to numbers. */
export type Place = (value: unknown) => number;

export function placeOf(scale: unknown): Place {
  if (typeof scale !== 'function') throw new Error('no scale: the chart has no such axis');
  return (value) => Number((scale as (value: unknown) => unknown)(value));
}

/** Faint horizontal lines and the numbers they stand for, at whole steps. */
export function valueAxisY(
  canvas: Canvas,
  format: (value: number) => string,
  ticks: number,
): Markish[] {
  const { palette } = canvas;
  return [
    Plot.gridY({ stroke: palette.grid, strokeOpacity: 1, ticks }),
    Plot.axisY({
      label: null,
      tickSize: 0,
      tickPadding: 6,
      ticks,
      tickFormat: format,
      fontSize,
      fill: palette.quiet,
    }),
  ];
}

export interface ShapeAt {
  readonly x: unknown;
  readonly y: number;
  readonly shape: Shape;
  readonly fill: string;
  readonly stroke: string;
  readonly r?: number;
}

/** Points drawn as shapes, so that colour is never the only sign. */
export function shapesMark(canvas: Canvas, shapes: readonly ShapeAt[], shift = 0): Markish {
  return (_index, scales) => {
    const [x, y] = [placeOf(scales.x), placeOf(scales.y)];
    const group = element(canvas, 'g', { class: 'points', 'stroke-width': 1.5 });
    for (const each of shapes) {
      const at = `translate(${Number((x(each.x) + shift).toFixed(2))},${Number(y(each.y).toFixed(2))})`;
      const d = shapePath(each.shape, each.r ?? 5);
      group.append(
        element(canvas, 'path', { d, transform: at, fill: each.fill, stroke: each.stroke }),
      );
    }
    return group as SVGGElement;
  };
}

/** A place whose column is shaded: empty in some way, or a month whose figure will still move. */
export interface Shaded {
  readonly key: string;
  readonly state: Gap['state'] | 'filling';
}

const gapWords: Record<Shaded['state'], string> = {
  filling: 'not settled',
  zero: '0',
  missing: emptyWords.missing.words,
  not_due: 'not yet due',
  suppressed: emptyWords.suppressed.words,
  too_few: 'too few',
};

/** Runs of neighbouring places that are empty in the same way. */
export function gapRuns(
  keys: readonly string[],
  gaps: readonly Shaded[],
): { state: Shaded['state']; keys: string[] }[] {
  const states = new Map(gaps.map((gap) => [gap.key, gap.state]));
  const runs: { state: Shaded['state']; keys: string[] }[] = [];
  let open: Shaded['state'] | undefined;
  for (const key of keys) {
    const state = states.get(key);
    if (state !== undefined && state === open) runs.at(-1)?.keys.push(key);
    else if (state !== undefined) runs.push({ state, keys: [key] });
    open = state;
  }
  return runs;
}

/** Time will fill these; a hatch stands for what is there and not shown, or never came. */
const isPale = (state: Shaded['state']): boolean => state === 'not_due' || state === 'filling';

/**
 * Empty months as columns over the full height: a pale band with its words when not yet due, a
 * hatch otherwise. The geometry depends on the month alone.
 */
export function gapColumns(
  canvas: Canvas,
  keys: readonly string[],
  gaps: readonly Shaded[],
  step: (x: Place) => number,
): Markish {
  const runs = gapRuns(keys, gaps);
  return (_index, scales, _values, size) => {
    const x = placeOf(scales.x);
    const half = step(x) / 2;
    const group = element(canvas, 'g', { class: 'gaps' });
    const [top, bottom] = [size.marginTop, size.height - size.marginBottom];
    for (const run of runs) {
      const left = Math.max(size.marginLeft, x(run.keys[0]) - half);
      const right = Math.min(size.width - size.marginRight, x(run.keys.at(-1)) + half);
      const box = { x: left, y: top, width: right - left, height: bottom - top };
      group.append(element(canvas, 'rect', { ...box, fill: canvas.palette.notDue }));
      const pale = isPale(run.state);
      if (!pale) {
        const d = hatchPath(box.x, box.y, box.width, box.height, 10);
        group.append(
          element(canvas, 'path', {
            d,
            stroke: canvas.palette.hatch,
            'stroke-opacity': 0.55,
            fill: 'none',
          }),
        );
      }
      const words = gapWords[run.state];
      if (textWidth(words) + 8 <= box.width) {
        const at = {
          x: box.x + box.width / 2,
          y: bottom - 10,
          'text-anchor': 'middle',
          fill: canvas.palette.quiet,
        };
        const halo = haloOf(canvas);
        group.append(element(canvas, 'text', { ...at, ...(pale ? {} : halo) }, words));
      }
    }
    return group as SVGGElement;
  };
}

/** Words of the key for the kinds of gap present that found no room for their own label. */
export function gapKey(
  canvas: Canvas,
  gaps: readonly Shaded[],
): { words: string; fill: string; swatch: 'hatched' | 'band' }[] {
  const states = [...new Set(gaps.map(({ state }) => state))];
  return states
    .filter((state) => state !== 'zero')
    .map((state) => ({
      words: gapWords[state],
      fill: canvas.palette.notDue,
      swatch: isPale(state) ? ('band' as const) : ('hatched' as const),
    }));
}

export function gapLabel(state: Shaded['state']): string {
  return gapWords[state];
}

/** Lowest and highest of the published numbers and their intervals. */
export function extentOf(
  points: readonly Point[],
  more: readonly (number | null | undefined)[] = [],
): readonly [number, number] {
  const numbers = [
    ...points.flatMap(({ value, lower, upper }) => [value, lower, upper]),
    ...more,
  ].filter((each): each is number => typeof each === 'number' && Number.isFinite(each));
  if (numbers.length === 0) return [0, 1];
  return [Math.min(...numbers), Math.max(...numbers)];
}

/**
 * Points with each interval cut where it runs far past what the points span: one month of few people
 * must not flatten all the others. The table has the whole interval.
 */
export function trimmed(points: readonly Point[]): readonly Point[] {
  const [low, high] = extentOf(points.map((point) => ({ ...point, lower: null, upper: null })));
  const widths = points.flatMap(({ lower, upper }) =>
    lower === null || upper === null ? [] : [upper - lower],
  );
  const typical = [...widths].sort((a, b) => a - b)[Math.floor(widths.length / 2)] ?? 0;
  const room = Math.max(high - low, typical) * 1.5;
  return points.map((point) => ({
    ...point,
    lower: point.lower === null ? null : Math.max(point.lower, low - room),
    upper: point.upper === null ? null : Math.min(point.upper, high + room),
  }));
}

/** Axis of a line or dots: from zero when zero is near, otherwise just round the numbers. */
export function looseDomain([low, high]: readonly [number, number]): [number, number] {
  if (low === high) return low === 0 ? [0, 1] : [Math.min(0, low), Math.max(0, high) * 1.1];
  if (low >= 0 && low < high * 0.4) return [0, high];
  const room = (high - low) * 0.08;
  return [low - room, high + room];
}

/** Numbers of an axis: as few decimals as the steps need. */
export function axisFormat(format: string): (value: number) => string {
  if (format === 'share') return (value) => `${Number((value * 100).toFixed(1))}%`;
  const money = format === 'money' ? '£' : '';
  return (value) =>
    `${value < 0 ? '\u2212' : ''}${money}${Math.abs(value).toLocaleString('en-GB', { maximumFractionDigits: 2 })}`;
}

/**
 * References for the key: their own words, with the number unless the words already have it ("former
 * threshold, 12 per 1,000").
 */
export function referenceEntries(canvas: Canvas, format: Format): KeyEntry[] {
  return (canvas.figure.chart.references ?? []).map(({ label, value, to }) => {
    const range = to === undefined ? '' : ` to ${writeValue(to, format)}`;
    const words = /\d/.test(label) ? label : `${label} (${writeValue(value, format)}${range})`;
    return to === undefined
      ? { words, fill: canvas.palette.rule, dash: '4 3' }
      : { words, fill: canvas.palette.band, swatch: 'band' as const };
  });
}
