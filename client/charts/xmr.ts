import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import type { XmrMarks } from '#figure/figure.ts';
import type { Canvas } from './frame.ts';
import type { ShapeAt } from './marks.ts';
import { xmrMarks } from './palette.ts';
import type { Point } from './readings.ts';

/** Points of an XmR chart: shape and colour say usual or unusual, and which way. */
export function xmrPoints(canvas: Canvas, xmr: XmrMarks, points: readonly Point[]): ShapeAt[] {
  const marks = new Map(xmr.points.map((point) => [point.key, point.mark]));
  return points.map(({ key, value }) => {
    const mark = marks.get(key) ?? 'common_cause';
    const usual = mark === 'common_cause';
    return {
      x: key,
      y: value,
      shape: xmrMarks[mark].shape,
      fill: canvas.palette.xmr[mark],
      stroke: canvas.palette.ink,
      r: usual ? 4.5 : 6.5,
    };
  });
}

/** The lines of an XmR chart and what they are called. */
export const lineNames = [
  { key: 'upper', words: 'upper limit' },
  { key: 'mean', words: 'mean' },
  { key: 'lower', words: 'lower limit' },
] as const;

/** Mean and natural process limits, drawn only over months that have a published point. */
export function xmrLines(canvas: Canvas, xmr: XmrMarks, keys: ReadonlySet<string>): Markish[] {
  const held = xmr.points.filter(({ key }) => keys.has(key));
  return lineNames.map(({ key }) =>
    Plot.line(held, {
      x: 'key',
      y: key,
      curve: 'step',
      stroke: key === 'mean' ? canvas.palette.ink : canvas.palette.quiet,
      strokeWidth: key === 'mean' ? 1.25 : 1.5,
      ...(key === 'mean' ? {} : { strokeDasharray: '5 4' }),
    }),
  );
}
