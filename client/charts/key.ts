import type { Markish } from '@observablehq/plot';
import { element, hatchPath } from './frame.ts';
import type { Canvas } from './frame.ts';
import { shapePath } from './palette.ts';
import type { Shape } from './palette.ts';
import { lineHeight, widest, wrapText } from './text-size.ts';

/** One entry of a key: a shape, a line or a swatch, with its words. */
export interface KeyEntry {
  readonly words: string;
  readonly fill: string;
  readonly shape?: Shape;
  readonly hollow?: boolean;
  readonly dash?: string;
  readonly swatch?: 'solid' | 'hatched' | 'band';
}

interface Placed {
  readonly entry: KeyEntry;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
}

/** What stands above the plot: the axis title, wrapped, and the key, in as many lines as needed. */
export interface Header {
  readonly height: number;
  readonly title: readonly string[];
  readonly entries: readonly Placed[];
}

const glyphWidth = 26;

/** Places the axis title and the key; words too long for the chart go over several lines. */
export function headerOf(canvas: Canvas, title: string, entries: readonly KeyEntry[]): Header {
  const lines = title === '' ? [] : wrapText(title, canvas.width - 4);
  let y = lines.length * lineHeight + 4;
  let x = 0;
  let tallest = 0;
  const placed: Placed[] = [];
  for (const entry of entries) {
    const words = wrapText(entry.words, canvas.width - glyphWidth);
    const width = glyphWidth + widest(words) + 18;
    if (x > 0 && x + width > canvas.width) {
      x = 0;
      y += tallest * lineHeight + 2;
      tallest = 0;
    }
    placed.push({ entry, lines: words, x, y });
    x += width;
    tallest = Math.max(tallest, words.length);
  }
  const bottom = placed.length > 0 ? y + tallest * lineHeight + 2 : lines.length * lineHeight;
  return { height: bottom + 10, title: lines, entries: placed };
}

function glyph(canvas: Canvas, entry: KeyEntry, x: number, y: number): SVGElement[] {
  const { palette } = canvas;
  const middle = y + lineHeight / 2;
  if (entry.swatch) {
    const box = { x: x + 2, y: y + 3, width: 18, height: 14 };
    const fill = entry.swatch === 'hatched' ? palette.paper : entry.fill;
    const rect = element(canvas, 'rect', { ...box, fill, stroke: palette.rule, 'stroke-width': 1 });
    if (entry.swatch !== 'hatched') return [rect];
    const d = hatchPath(box.x, box.y, box.width, box.height, 6);
    return [rect, element(canvas, 'path', { d, stroke: palette.hatch, fill: 'none' })];
  }
  const made: SVGElement[] = [];
  if (entry.dash !== undefined || !entry.shape) {
    const dash = entry.dash ? { 'stroke-dasharray': entry.dash } : {};
    const line = { x1: x, x2: x + 22, y1: middle, y2: middle, stroke: entry.fill, ...dash };
    made.push(element(canvas, 'line', { ...line, 'stroke-width': 2 }));
  }
  if (entry.shape) {
    const fill = entry.hollow ? palette.paper : entry.fill;
    const stroke = entry.hollow ? entry.fill : palette.ink;
    const shape = {
      d: shapePath(entry.shape, 6),
      fill,
      stroke,
      'stroke-width': entry.hollow ? 2 : 1,
    };
    made.push(element(canvas, 'path', { ...shape, transform: `translate(${x + 11},${middle})` }));
  }
  return made;
}

/** Height of a key on its own across a width, in pixels; 0 when it is empty. */
export function keyHeight(canvas: Canvas, entries: readonly KeyEntry[], width: number): number {
  return entries.length === 0 ? 0 : headerOf({ ...canvas, width }, '', entries).height - 6;
}

/** A key on its own, its top left corner at `x`, `y`. */
export function keyMark(
  canvas: Canvas,
  entries: readonly KeyEntry[],
  { x, y, width }: { readonly x: number; readonly y: number; readonly width: number },
): SVGGElement {
  const group = drawHeader(canvas, headerOf({ ...canvas, width }, '', entries));
  group.setAttribute('transform', `translate(${x},${y})`);
  return group;
}

/** The axis title and key as a mark, from the top left corner. */
export function headerMark(canvas: Canvas, header: Header): Markish {
  return () => drawHeader(canvas, header);
}

function drawHeader(canvas: Canvas, header: Header): SVGGElement {
  const group = element(canvas, 'g', { class: 'key', fill: canvas.palette.ink });
  header.title.forEach((line, index) => {
    group.append(element(canvas, 'text', { x: 0, y: 15 + index * lineHeight }, line));
  });
  for (const { entry, lines, x, y } of header.entries) {
    group.append(...glyph(canvas, entry, x, y));
    lines.forEach((words, index) => {
      const place = { x: x + glyphWidth, y: y + 15 + index * lineHeight };
      group.append(element(canvas, 'text', place, words));
    });
  }
  return group as SVGGElement;
}
