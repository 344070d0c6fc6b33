import * as Plot from '@observablehq/plot';
import type { Markish, PlotOptions } from '@observablehq/plot';
import type { Figure } from '#figure/figure.ts';
import { paletteOf } from './palette.ts';
import type { Palette, ThemeName } from './palette.ts';
import { fontFamily, fontSize } from './text-size.ts';

export interface ChartOptions {
  /** Pixels. Below 480 the narrow layout is drawn: labels above bars, fewer ticks, same text size. */
  readonly width: number;
  /** Pixels; kinds made of rows take more than they need, never less. */
  readonly height?: number;
  /** The document to draw in; the page's own when left out. */
  readonly document?: Document;
  readonly theme?: ThemeName;
  /** Keys that are filtered on: drawn in full colour, the rest pale. */
  readonly selected?: readonly string[];
  /** Add a transparent target over every point, carrying `data-key`. */
  readonly interactive?: boolean;
}

/** What every chart kind is given: the options with the defaults worked out. */
export interface Canvas {
  readonly figure: Figure;
  readonly width: number;
  readonly height: number | undefined;
  readonly document: Document;
  readonly palette: Palette;
  readonly narrow: boolean;
  readonly selected: ReadonlySet<string>;
  readonly interactive: boolean;
}

/** Throws `no document` when drawn outside a browser without one. */
export function canvasOf(figure: Figure, options: ChartOptions): Canvas {
  const page = options.document ?? globalThis.document;
  if (!page) throw new Error('no document: outside a browser, pass one in the options');
  return {
    figure,
    width: Math.round(options.width),
    height: options.height,
    document: page,
    palette: paletteOf(options.theme),
    narrow: options.width < 480,
    selected: new Set(options.selected ?? []),
    interactive: options.interactive ?? false,
  };
}

const svgName = 'http://www.w3.org/2000/svg';

export type Attributes = Readonly<Record<string, string | number>>;

/** An SVG element with its attributes; numbers are cut to two decimals. */
export function element(
  canvas: Canvas,
  name: string,
  attributes: Attributes,
  text?: string,
): SVGElement {
  const made = canvas.document.createElementNS(svgName, name) as SVGElement;
  // Plot centres all text on the root; ours starts where it is put unless it says otherwise.
  if (name === 'text') made.setAttribute('text-anchor', 'start');
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, typeof value === 'number' ? String(Number(value.toFixed(2))) : value);
  }
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Attributes of words that may lie over a line: the paper shows around each letter. */
export const haloOf = ({ palette }: Canvas): Attributes => ({
  stroke: palette.paper,
  'stroke-width': 4,
  'stroke-linejoin': 'round',
  'paint-order': 'stroke',
});

/** Diagonal lines across a rectangle, as path data: a hatch that needs no pattern and no id. */
export function hatchPath(x: number, y: number, width: number, height: number, step = 8): string {
  const parts: string[] = [];
  const n = (value: number) => Number(value.toFixed(2));
  for (let offset = step / 2; offset < width + height; offset += step) {
    const x1 = Math.min(offset, width);
    const y1 = offset - x1;
    const y2 = Math.min(offset, height);
    const x2 = offset - y2;
    parts.push(`M${n(x + x1)},${n(y + y1)}L${n(x + x2)},${n(y + y2)}`);
  }
  return parts.join('');
}

export interface Target {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a place of the chart is, from the scales Plot made. */
export type TargetOf = (scales: Plot.ScaleFunctions, size: Plot.Dimensions) => readonly Target[];

/** Transparent rectangles over the points, one per key: what the pointer and the arrow keys find. */
export function targetsMark(canvas: Canvas, targets: TargetOf): Markish | null {
  if (!canvas.interactive) return null;
  return (_index, scales, _values, size) => {
    const group = element(canvas, 'g', { class: 'targets', fill: 'transparent' });
    for (const { key, ...box } of targets(scales, size)) {
      group.append(element(canvas, 'rect', { 'data-key': key, ...box, rx: 2 }));
    }
    return group as SVGGElement;
  };
}

/**
 * Draws with Plot and makes the picture stand alone: no style element (a strict content policy
 * refuses those), size and type as attributes, and the alternative text on the root.
 */
export function finish(canvas: Canvas, options: PlotOptions): SVGSVGElement {
  const { document, figure, palette, width } = canvas;
  const drawn = Plot.plot({
    ...options,
    document,
    width,
    style: { fontSize: `${fontSize}px`, overflow: 'visible' },
  });
  const svg = (
    drawn.tagName.toLowerCase() === 'svg' ? drawn : drawn.querySelector('svg')
  ) as SVGSVGElement;
  for (const style of svg.querySelectorAll('style')) style.remove();
  // The root is one image with its own words: names on its groups are not allowed (ARIA 1.2).
  for (const group of svg.querySelectorAll('g[aria-label]')) group.removeAttribute('aria-label');
  svg.removeAttribute('style');
  const attributes: Attributes = {
    class: `chart chart-${figure.chart.kind}`,
    role: 'img',
    'aria-label': figure.altText,
    xmlns: svgName,
    fill: palette.ink,
    color: palette.ink,
    'font-size': fontSize,
    'font-family': fontFamily,
  };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, String(value));
  return svg;
}
