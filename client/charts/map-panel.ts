import * as Plot from '@observablehq/plot';
import type { Markish } from '@observablehq/plot';
import { element } from './frame.ts';
import type { Canvas } from './frame.ts';
import { keyHeight, keyMark } from './key.ts';
import { classesOf } from './map-classes.ts';
import type { Classes } from './map-classes.ts';
import { hatchArea, pathOf } from './map-places.ts';
import type { DrawnArea } from './map-places.ts';
import { axisFormat, gapKey } from './marks.ts';
import type { Series } from './readings.ts';
import { lineHeight, textWidth, widest, wrapText } from './text-size.ts';

/** How an area stands against the whole borough: its interval wholly above, wholly below, or neither. */
export type Standing = 'above' | 'below' | 'level';

/** One map: a column in classes, with its title and scale above it. Pixels. */
export interface MapPanel {
  readonly series: Series;
  readonly classes: Classes | null;
  readonly title: readonly string[];
  readonly left: number;
  readonly width: number;
  readonly areas: readonly DrawnArea[];
}

const barHeight = 14;

export function titleOf(words: string, width: number): readonly string[] {
  return wrapText(words, width);
}

export function panelClasses(series: Series): Classes | null {
  return classesOf(series.points.map(({ value }) => value));
}

/** Height of the scale of classes with what else the map shows. */
export function scaleHeight(canvas: Canvas, series: Series, width: number): number {
  return barHeight + 26 + keyHeight(canvas, gapKey(canvas, series.gaps), width);
}

/** Title from the top, the scale from `top`. */
export function panelHead(canvas: Canvas, panel: MapPanel, top: number): Markish {
  return () => {
    const { palette } = canvas;
    const group = element(canvas, 'g', { class: 'key' });
    panel.title.forEach((line, at) => {
      group.append(element(canvas, 'text', { x: panel.left, y: 15 + at * lineHeight }, line));
    });
    if (panel.classes) group.append(...classBar(canvas, panel, panel.classes, top));
    const gaps = gapKey(canvas, panel.series.gaps);
    if (gaps.length > 0)
      group.append(
        keyMark(canvas, gaps, { x: panel.left, y: top + barHeight + 24, width: panel.width }),
      );
    group.setAttribute('fill', palette.ink);
    return group as SVGGElement;
  };
}

/** Shades side by side with the limits under their edges; limits without room are left out. */
function classBar(
  canvas: Canvas,
  { series, left, width }: MapPanel,
  classes: Classes,
  top: number,
): SVGElement[] {
  const { palette } = canvas;
  const { limits } = classes;
  const format = axisFormat(series.column.format);
  const words = limits.map(format);
  const edge = textWidth(words[0] ?? '') / 2;
  const box = Math.min(
    56,
    (width - edge - textWidth(words.at(-1) ?? '') / 2) / (limits.length - 1),
  );
  const every = Math.ceil((widest(words) + 8) / box);
  const boxes = limits.slice(1).map((_, at) =>
    element(canvas, 'rect', {
      x: left + edge + at * box,
      y: top,
      width: box,
      height: barHeight,
      fill: shadeOf(canvas, classes, at),
      stroke: palette.rule,
      'stroke-width': 0.75,
    }),
  );
  const labels = words.flatMap((text, at) =>
    at % every === 0
      ? [
          element(
            canvas,
            'text',
            {
              x: left + edge + at * box,
              y: top + barHeight + 17,
              'text-anchor': 'middle',
              fill: palette.quiet,
            },
            text,
          ),
        ]
      : [],
  );
  return [...boxes, ...labels];
}

/** Number of the shade of a class: few classes are spread over all of them. */
function shadeNumber({ palette }: Canvas, { limits }: Classes, at: number): number {
  const [last, classes] = [palette.shades.length - 1, limits.length - 1];
  return classes < 2 ? Math.floor(last / 2) : Math.round((at * last) / (classes - 1));
}

/** The shade of a value, and whether words on it are white. */
export function shadeAt(
  canvas: Canvas,
  classes: Classes | null,
  value: number,
): { readonly fill: string; readonly light: boolean } {
  const number = classes ? shadeNumber(canvas, classes, classes.of(value)) : 0;
  const fill = canvas.palette.shades[number] ?? canvas.palette.ink;
  return { fill, light: number >= canvas.palette.lightFrom };
}

function shadeOf(canvas: Canvas, classes: Classes, at: number): string {
  return canvas.palette.shades[shadeNumber(canvas, classes, at)] ?? canvas.palette.ink;
}

/** Every area in the shade of its class; hatched where its number is hidden; bare where nobody was looked at. */
export function areasMarks(canvas: Canvas, panel: MapPanel): Markish[] {
  const { palette, selected } = canvas;
  const values = new Map(panel.series.points.map((point) => [point.key, point]));
  const hidden = new Set(panel.series.gaps.map(({ key }) => key));
  const fillOf = (key: string): string => {
    const point = values.get(key);
    return point ? shadeAt(canvas, panel.classes, point.value).fill : palette.paper;
  };
  const features = panel.areas.map(({ key, rings }) => ({
    type: 'Feature' as const,
    properties: { key },
    geometry: {
      type: 'MultiPolygon' as const,
      coordinates: rings.map((ring) => [ring.map(([x, y]) => [x, y])]),
    },
  }));
  return [
    Plot.geo(features, {
      fill: ({ properties }: (typeof features)[number]) => fillOf(properties.key),
      stroke: palette.rule,
      strokeWidth: 1,
      strokeLinejoin: 'round',
    }),
    () => {
      const group = element(canvas, 'g', {
        class: 'hatches',
        fill: 'none',
        'stroke-linejoin': 'round',
      });
      for (const area of panel.areas) {
        if (hidden.has(area.key)) {
          group.append(element(canvas, 'path', { d: hatchArea(area), stroke: palette.hatch }));
        }
        if (selected.has(area.key)) {
          const rim = { stroke: palette.ink, 'stroke-width': 2.5 };
          group.append(element(canvas, 'path', { d: pathOf(area), ...rim }));
        }
      }
      return group as SVGGElement;
    },
  ];
}
