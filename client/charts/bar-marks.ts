import type { Markish } from '@observablehq/plot';
import type { BarLayout, Line } from './bars.ts';
import { element, haloOf, hatchPath } from './frame.ts';
import type { Canvas } from './frame.ts';
import { placeOf } from './marks.ts';
import { shapePath } from './palette.ts';
import { textWidth } from './text-size.ts';

/** Height of a line of a label, in pixels. */
export const lineStep = 19;

/** Words left of each bar, or above it on a narrow screen. */
export function labelsMark(
  canvas: Canvas,
  lines: readonly Line[],
  top: number,
  thickness: number,
): Markish {
  return () => {
    const group = element(canvas, 'g', { class: 'labels' });
    for (const line of lines) {
      const quiet = line.quiet ? { fill: canvas.palette.quiet } : {};
      line.lines.forEach((words, index) => {
        const beside =
          top + line.top + thickness / 2 + 5.5 + (index - (line.lines.length - 1) / 2) * lineStep;
        const over = top + line.top - 8 - (line.lines.length - 1 - index) * lineStep;
        const y = canvas.narrow ? over : beside;
        // Above a narrow bar the words lie over the lines that values are measured by.
        if (canvas.narrow) group.append(paperUnder(canvas, words, y));
        group.append(element(canvas, 'text', { x: 0, y, ...quiet }, words));
      });
    }
    return group as SVGGElement;
  };
}

function paperUnder(canvas: Canvas, words: string, y: number): SVGElement {
  const box = { x: 0, y: y - 14, width: textWidth(words) + 4, height: lineStep };
  return element(canvas, 'rect', { ...box, fill: canvas.palette.paper });
}

/** Bars from zero, or dots, each with its interval and its words. */
export function barsMark(
  canvas: Canvas,
  lines: readonly Line[],
  top: number,
  { thickness, mark }: BarLayout,
): Markish {
  return (_index, scales, _values, size) => {
    const x = placeOf(scales.x);
    const group = element(canvas, 'g', { class: 'bars' });
    const origin = mark === 'dot' ? size.marginLeft : x(0);
    for (const line of lines) {
      const middle = top + line.top + thickness / 2;
      const draw = mark === 'dot' ? dot : bar;
      if (line.value !== null) group.append(...draw(canvas, line, x, middle, thickness));
      else if (line.hatched && mark === 'bar') {
        const d = hatchPath(origin, middle - thickness / 2, 36, thickness, 8);
        group.append(element(canvas, 'path', { d, stroke: canvas.palette.hatch, fill: 'none' }));
      }
      group.append(...valueText(canvas, line, x, middle, { origin, fromZero: mark === 'bar' }));
      if (line.note) {
        const place = { x: origin + 8, y: middle + thickness / 2 + 16, fill: canvas.palette.quiet };
        group.append(element(canvas, 'text', place, line.note));
      }
    }
    return group as SVGGElement;
  };
}

type Scale = (value: number) => number;

function bar(
  canvas: Canvas,
  line: Line,
  x: Scale,
  middle: number,
  thickness: number,
): SVGElement[] {
  const [a, b] = [x(0), x(line.value ?? 0)];
  const y = middle - thickness / 2;
  const box = { x: Math.min(a, b), y, width: Math.abs(b - a), height: thickness };
  const outline = line.outline ? { stroke: line.outline, 'stroke-width': 1.5 } : {};
  const rect = { 'data-bar': line.key, ...box, fill: line.fill, ...outline };
  return [element(canvas, 'rect', rect), ...interval(canvas, line, x, middle)];
}

function dot(canvas: Canvas, line: Line, x: Scale, middle: number): SVGElement[] {
  const at = `translate(${Number(x(line.value ?? 0).toFixed(2))},${Number(middle.toFixed(2))})`;
  const shape = { d: shapePath('circle', 6), fill: line.fill, transform: at };
  const rim = { stroke: line.outline ?? canvas.palette.paper, 'stroke-width': 1.5 };
  return [...interval(canvas, line, x, middle), element(canvas, 'path', { ...shape, ...rim })];
}

function interval(canvas: Canvas, line: Line, x: Scale, y: number): SVGElement[] {
  if (line.lower === null || line.upper === null) return [];
  const ends = { x1: x(line.lower), x2: x(line.upper), y1: y, y2: y };
  const stroke = { stroke: canvas.palette.paper, 'stroke-width': 4 };
  return [
    element(canvas, 'line', { ...ends, ...stroke }),
    element(canvas, 'line', { ...ends, stroke: canvas.palette.ink, 'stroke-width': 2 }),
  ];
}

function valueText(
  canvas: Canvas,
  line: Line,
  x: Scale,
  middle: number,
  { origin, fromZero }: { readonly origin: number; readonly fromZero: boolean },
): SVGElement[] {
  const values = [line.value, line.upper].filter((each) => each !== null);
  const end = Math.max(...values, ...(fromZero ? [0] : []));
  const hatch = line.hatched && fromZero ? 42 : 0;
  const start = line.value === null ? origin + hatch : x(end);
  const quiet = line.value === null ? { fill: canvas.palette.quiet } : {};
  const halo = haloOf(canvas);
  const place = { x: start + 8, y: middle + 5.5, class: 'value', ...quiet, ...halo };
  const text = element(canvas, 'text', place, line.text);
  if (!line.n) return [text];
  const behind = place.x + textWidth(line.text) + 8;
  const after = { x: behind, y: place.y, fill: canvas.palette.quiet, ...halo };
  return [text, element(canvas, 'text', after, line.n)];
}

/** Reference lines and bands over the height of the bars. */
export function referenceMark(canvas: Canvas, layout: BarLayout, top: number): Markish {
  return (_index, scales, _values, size) => {
    const x = placeOf(scales.x);
    const group = element(canvas, 'g', { class: 'references' });
    const height = size.height - size.marginBottom - top;
    for (const { value, to } of layout.references) {
      const left = x(value);
      if (to !== undefined) {
        const box = { x: left, y: top, width: x(to) - left, height };
        group.append(element(canvas, 'rect', { ...box, fill: canvas.palette.band }));
      }
      for (const at of to === undefined ? [left] : [left, x(to)]) {
        const line = { x1: at, x2: at, y1: top, y2: top + height, stroke: canvas.palette.rule };
        group.append(element(canvas, 'line', { ...line, 'stroke-dasharray': '4 3' }));
      }
    }
    return group as SVGGElement;
  };
}
