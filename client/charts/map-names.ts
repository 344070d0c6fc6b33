import type { Markish } from '@observablehq/plot';
import { element } from './frame.ts';
import type { Canvas } from './frame.ts';
import { shadeAt } from './map-panel.ts';
import type { MapPanel, Standing } from './map-panel.ts';
import type { DrawnArea } from './map-places.ts';
import { shapePath } from './palette.ts';
import { widest, wrapText } from './text-size.ts';

const nameSize = 14;
const nameStep = 16;
/** Height a mark of standing takes above a name. */
const markStep = 13;
/** Narrowest map with names; on a smaller one the list has them. */
const namedFrom = 300;

interface Name {
  readonly lines: readonly string[];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const apart = (a: Name, b: Name): boolean =>
  a.right + 4 < b.left || b.right + 4 < a.left || a.bottom < b.top || b.bottom < a.top;

function nameOf({ middle: [x, y], breadth }: DrawnArea, words: string, mark: number): Name {
  const lines = wrapText(words, Math.max(40, breadth - 6), nameSize);
  const half = widest(lines, nameSize) / 2;
  const height = mark + lines.length * nameStep;
  return { lines, left: x - half, right: x + half, top: y - height / 2, bottom: y + height / 2 };
}

interface Face {
  readonly ink: string;
  readonly halo: string;
}

/** Words and marks on an area: white on dark shades, with an edge of the shade where they run over a border. */
function faceOf(canvas: Canvas, panel: MapPanel, key: string): Face {
  const { palette } = canvas;
  const value = panel.series.points.find((point) => point.key === key)?.value;
  if (value === undefined) return { ink: palette.ink, halo: palette.paper };
  const { fill, light } = shadeAt(canvas, panel.classes, value);
  return { ink: light ? palette.paper : palette.ink, halo: fill };
}

function standingMark(canvas: Canvas, standing: Standing, x: number, y: number, face: Face) {
  const d = shapePath(standing === 'above' ? 'triangle' : 'triangle-down', 5);
  const transform = `translate(${x.toFixed(1)},${y.toFixed(1)})`;
  const paint = { fill: face.ink, stroke: face.halo, 'stroke-width': 1.5, 'paint-order': 'stroke' };
  return element(canvas, 'path', { d, transform, ...paint });
}

/** Names where they have room (one that would cover another is left out), and the marks of standing. */
export function namesMark(
  canvas: Canvas,
  panel: MapPanel,
  labels: ReadonlyMap<string, string>,
  standings: ReadonlyMap<string, Standing>,
): Markish {
  return () => {
    const group = element(canvas, 'g', { class: 'labels', 'font-size': nameSize });
    const taken: Name[] = [];
    for (const area of panel.areas.toSorted((a, b) => b.breadth - a.breadth)) {
      const face = faceOf(canvas, panel, area.key);
      const standing = standings.get(area.key) ?? 'level';
      const mark = standing === 'level' ? 0 : markStep;
      const name = nameOf(area, labels.get(area.key) ?? '', mark);
      const fits = panel.width >= namedFrom && taken.every((other) => apart(other, name));
      const [x, y] = area.middle;
      if (mark > 0) group.append(standingMark(canvas, standing, x, fits ? name.top + 6 : y, face));
      if (!fits) continue;
      taken.push(name);
      const halo = { stroke: face.halo, 'stroke-width': 3, 'paint-order': 'stroke' };
      name.lines.forEach((line, at) => {
        const place = { x, y: name.top + mark + 12 + at * nameStep, 'text-anchor': 'middle' };
        group.append(element(canvas, 'text', { ...place, ...halo, fill: face.ink }, line));
      });
    }
    return group as SVGGElement;
  };
}
