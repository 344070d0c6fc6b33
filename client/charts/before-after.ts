import type { Markish } from '@observablehq/plot';
import type { Figure } from '#figure/figure.ts';
import { element, finish, targetsMark } from './frame.ts';
import { headerMark, headerOf } from './key.ts';
import type { Canvas } from './frame.ts';
import type { Header } from './key.ts';
import { axisFormat, gapLabel } from './marks.ts';
import { niceTicks } from './nice-ticks.ts';
import { panelsOf } from './pair-panels.ts';
import type { Pair, PairRow, Panel } from './pair-panels.ts';
import { shapePath } from './palette.ts';
import { drawnSeries } from './readings.ts';
import type { Point, Series } from './readings.ts';
import { widest, wrapText } from './text-size.ts';

/** The rows drawn, in their order, each with its two points or the words for why it has none. */
export function pairsOf(figure: Figure): readonly Pair[] {
  const [before, after] = drawnSeries(figure);
  const gaps = [...(before?.gaps ?? []), ...(after?.gaps ?? [])];
  return figure.rows
    .filter(({ kind }) => kind === 'group' || kind === 'reference')
    .map(({ key, label }) => ({
      key,
      label,
      before: before?.points.find((each) => each.key === key),
      after: after?.points.find((each) => each.key === key),
      empty: gapLabel(gaps.find((each) => each.key === key)?.state ?? 'missing'),
    }));
}

interface At {
  readonly x: number;
  readonly y: number;
}

interface DotStyle {
  readonly solid: boolean;
  /** Words to the left of the dot: on the outer side of the pair, so that they cover no line. */
  readonly left: boolean;
}

function dot(canvas: Canvas, point: Point, { x, y }: At, { solid, left }: DotStyle): SVGElement[] {
  const { palette } = canvas;
  const transform = `translate(${Number(x.toFixed(2))},${Number(y.toFixed(2))})`;
  const fill = solid ? palette.focus : palette.paper;
  const paint = { fill, stroke: palette.focus, 'stroke-width': 2.5, transform };
  const halo = { stroke: palette.paper, 'stroke-width': 4, 'paint-order': 'stroke' };
  const words = {
    x: x + (left ? -4 : 4),
    y: y - 14,
    'text-anchor': left ? 'end' : 'start',
    ...halo,
  };
  return [
    element(canvas, 'path', { d: shapePath(solid ? 'circle' : 'square', solid ? 7 : 6), ...paint }),
    element(canvas, 'text', { ...words, ...(solid ? { 'font-weight': 'bold' } : {}) }, point.text),
  ];
}

function whisker(canvas: Canvas, point: Point, panel: Panel, y: number): SVGElement[] {
  if (point.lower === null || point.upper === null) return [];
  const ends = { x1: panel.x(point.lower), x2: panel.x(point.upper), y1: y, y2: y };
  return [element(canvas, 'line', { ...ends, stroke: canvas.palette.rule, 'stroke-width': 1.5 })];
}

function pairElements(canvas: Canvas, panel: Panel, row: PairRow, top: number): SVGElement[] {
  const y = top + row.y;
  const { before, after } = row.pair;
  if (!before || !after) {
    const quiet = { x: panel.left, y: y + 5, fill: canvas.palette.quiet };
    return [element(canvas, 'text', quiet, row.pair.empty)];
  }
  const [a, b] = [panel.x(before.value), panel.x(after.value)];
  const line = { x1: a, x2: b, y1: y, y2: y, stroke: canvas.palette.focus, 'stroke-width': 3 };
  return [
    ...whisker(canvas, before, panel, y + 5),
    ...whisker(canvas, after, panel, y - 5),
    element(canvas, 'line', line),
    ...dot(canvas, before, { x: a, y }, { solid: false, left: a <= b }),
    ...dot(canvas, after, { x: b, y }, { solid: true, left: a > b }),
  ];
}

function axisElements(canvas: Canvas, panel: Panel, top: number, format: string): SVGElement[] {
  const write = axisFormat(format);
  const count = Math.max(2, Math.min(6, Math.floor((panel.right - panel.left) / 90)));
  const few = niceTicks(...panel.domain, count);
  // One number alone gives no scale to read by.
  const ticks = few.length < 2 ? niceTicks(...panel.domain, count * 2) : few;
  return ticks.flatMap((tick) => {
    const x = panel.x(tick);
    const line = { x1: x, x2: x, y1: top + panel.top, y2: top + panel.bottom };
    const words = {
      x,
      y: top + panel.bottom + 20,
      'text-anchor': 'middle',
      fill: canvas.palette.quiet,
    };
    return [
      element(canvas, 'line', { ...line, stroke: canvas.palette.grid }),
      element(canvas, 'text', words, write(tick)),
    ];
  });
}

function panelsMark(
  canvas: Canvas,
  panels: readonly Panel[],
  top: number,
  format: string,
): Markish {
  return () => {
    const group = element(canvas, 'g', { class: 'pairs' });
    for (const panel of panels) {
      group.append(...axisElements(canvas, panel, top, format));
      for (const row of panel.rows) {
        row.lines.forEach((words, index) => {
          const y = top + row.labelTop + index * 19;
          group.append(element(canvas, 'text', { x: 0, y }, words));
        });
        group.append(...pairElements(canvas, panel, row, top));
      }
    }
    return group as SVGGElement;
  };
}

function headerFor(canvas: Canvas, series: readonly Series[]): Header {
  const entries = series.map(({ column }, index) => ({
    words: column.label,
    fill: canvas.palette.focus,
    shape: index === 0 ? ('square' as const) : ('circle' as const),
    hollow: index === 0,
  }));
  return headerOf(canvas, canvas.figure.chart.yLabel, entries);
}

/**
 * Before and after as dots joined by a line, each with its interval; one row per scale or group.
 * Rows on a scale of their own (7 to 35 beside 0 to 10) get an axis of their own.
 */
export function beforeAfterChart(canvas: Canvas): SVGSVGElement {
  const series = drawnSeries(canvas.figure).slice(0, 2);
  const pairs = pairsOf(canvas.figure);
  const labelWidth = canvas.narrow
    ? 0
    : Math.min(widest(pairs.map(({ label }) => label)) + 20, Math.round(canvas.width * 0.36));
  const header = headerFor(canvas, series);
  const panels = panelsOf(pairs, {
    left: canvas.narrow ? 18 : labelWidth + 12,
    right: canvas.width - 28,
    narrow: canvas.narrow,
    linesOf: (label) => wrapText(label, canvas.narrow ? canvas.width : labelWidth - 12),
  });
  const height = (panels.at(-1)?.bottom ?? 0) + 34;
  return finish(canvas, {
    height: header.height + height,
    margin: 0,
    x: { type: 'identity', axis: null },
    marks: [
      panelsMark(canvas, panels, header.height, series[0]?.column.format ?? 'number1'),
      headerMark(canvas, header),
      targetsMark(canvas, () =>
        panels.flatMap(({ rows }) =>
          rows.map(({ pair, top, height: tall }) => ({
            key: pair.key,
            x: 0,
            y: header.height + top,
            width: canvas.width,
            height: tall,
          })),
        ),
      ),
    ],
  });
}
