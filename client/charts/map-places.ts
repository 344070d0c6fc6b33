import type { MapOutlines } from '#figure/figure.ts';

/** Pixels. */
export type Place = readonly [number, number];

/** One area where it is drawn, in pixels. */
export interface DrawnArea {
  readonly key: string;
  readonly rings: readonly (readonly Place[])[];
  /** Middle of its largest part: where its name stands. */
  readonly middle: Place;
  /** Pixels across at the height of the middle. */
  readonly breadth: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** East and south of any origin in the same unit: degrees of longitude are shorter by the cosine of latitude. */
function flat(outlines: MapOutlines): readonly { key: string; rings: Place[][] }[] {
  const latitudes = outlines.areas.flatMap(({ rings }) => rings.flat().map(([, y]) => y));
  const middle = (Math.min(...latitudes) + Math.max(...latitudes)) / 2;
  const shrink = Math.cos((middle * Math.PI) / 180);
  return outlines.areas.map(({ key, rings }) => ({
    key,
    rings: rings.map((ring) => ring.map(([x, y]): Place => [x * shrink, -y])),
  }));
}

function boundsOf(points: readonly Place[]): Box {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, width: Math.max(...xs) - left, height: Math.max(...ys) - top };
}

/** Height of a map drawn `width` pixels wide. */
export function mapHeight(outlines: MapOutlines, width: number): number {
  const { width: across, height } = boundsOf(flat(outlines).flatMap(({ rings }) => rings.flat()));
  return Math.round((width * height) / across);
}

/** The areas fitted to a width, their top left corner at `left`, `top`. */
export function placeAreas(
  outlines: MapOutlines,
  { left, top, width }: Pick<Box, 'left' | 'top' | 'width'>,
): readonly DrawnArea[] {
  const areas = flat(outlines);
  const bounds = boundsOf(areas.flatMap(({ rings }) => rings.flat()));
  const scale = width / bounds.width;
  const put = ([x, y]: Place): Place => [
    Number((left + (x - bounds.left) * scale).toFixed(1)),
    Number((top + (y - bounds.top) * scale).toFixed(1)),
  ];
  return areas.map(({ key, rings }) => {
    const placed = rings.map((ring) => ring.map(put));
    const largest = placed.toSorted((a, b) => Math.abs(areaOf(b)) - Math.abs(areaOf(a)))[0] ?? [];
    const [middle, breadth] = widestPart(largest);
    return { key, rings: placed, middle, breadth };
  });
}

function areaOf(ring: readonly Place[]): number {
  return ring
    .slice(1)
    .reduce((sum, [x, y], at) => sum + (ring[at]![0] * y - x * ring[at]![1]) / 2, 0);
}

/** Where a straight line `a x + b y = c` lies inside a ring, as pairs of points along it. */
function crossings(
  ring: readonly Place[],
  a: number,
  b: number,
  c: number,
): (readonly [Place, Place])[] {
  const side = ([x, y]: Place): number => a * x + b * y - c;
  const met = ring.slice(1).flatMap((to, at): Place[] => {
    const from = ring[at]!;
    const [s, t] = [side(from), side(to)];
    if (s < 0 === t < 0) return [];
    const share = s / (s - t);
    return [[from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]];
  });
  const along = met.toSorted(([x, y], [u, v]) => x - u || y - v);
  return along.flatMap((point, at) => (at % 2 === 1 ? [[along[at - 1]!, point] as const] : []));
}

/** The middle of the broadest level line inside a ring, kept away from its top and bottom. */
function widestPart(ring: readonly Place[]): readonly [Place, number] {
  const { top, height } = boundsOf(ring);
  let found: readonly [Place, number] = [[0, 0], 0];
  for (let step = 3; step <= 9; step++) {
    const y = top + (height * step) / 12;
    // A line near the middle is worth a little breadth.
    const worth = 1 - Math.abs(step - 6) * 0.04;
    for (const [[from], [to]] of crossings(ring, 0, 1, y)) {
      const breadth = (to - from) * worth;
      if (breadth > found[1]) found = [[(from + to) / 2, y], breadth];
    }
  }
  return found;
}

/** Diagonal lines inside an area, as path data: a hatch that needs no pattern and no id. */
export function hatchArea({ rings }: DrawnArea, step = 7): string {
  const n = (value: number): string => String(Number(value.toFixed(1)));
  return rings
    .flatMap((ring) => {
      const sums = ring.map(([x, y]) => x + y);
      const first = Math.ceil(Math.min(...sums) / step) * step;
      const lines = Math.floor((Math.max(...sums) - first) / step) + 1;
      return Array.from({ length: lines }, (_, at) => crossings(ring, 1, 1, first + at * step));
    })
    .flat()
    .map(([[x, y], [u, v]]) => `M${n(x)},${n(y)}L${n(u)},${n(v)}`)
    .join('');
}

/** Outline as path data. */
export function pathOf({ rings }: DrawnArea): string {
  return rings.map((ring) => `M${ring.map((point) => point.join(',')).join('L')}Z`).join('');
}
