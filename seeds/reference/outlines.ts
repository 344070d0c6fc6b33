import { lsoaBoundaries, lsoas } from './index.ts';

/** [longitude, latitude] in degrees (WGS 84). */
export type Position = readonly [number, number];

/** One area: its rings, the first point repeated at the end of each. */
export interface Outline {
  readonly code: string;
  readonly rings: readonly (readonly Position[])[];
}

/** Outlines with the words that must stand beside any map drawn from them. */
export interface Outlines {
  readonly attribution: string;
  readonly areas: readonly Outline[];
}

interface Edge {
  readonly from: Position;
  readonly to: Position;
}

const nameOf = ([longitude, latitude]: Position): string => `${longitude},${latitude}`;

/**
 * Outline of the union of neighbouring areas whose shared borders have the same points: a border
 * between two of them is walked once in each direction, so what is walked once only is the outside.
 */
export function dissolve(rings: readonly (readonly Position[])[]): Position[][] {
  const walked = new Map<string, Edge>();
  for (const ring of rings) {
    ring.slice(1).forEach((to, at) => {
      const from = ring[at]!;
      if (!walked.delete(`${nameOf(to)} ${nameOf(from)}`)) {
        walked.set(`${nameOf(from)} ${nameOf(to)}`, { from, to });
      }
    });
  }
  return chained([...walked.values()]);
}

/** Edges put end to end into closed rings. */
function chained(edges: readonly Edge[]): Position[][] {
  const leaving = new Map<string, Edge[]>();
  for (const edge of edges) {
    leaving.set(nameOf(edge.from), [...(leaving.get(nameOf(edge.from)) ?? []), edge]);
  }
  const rings: Position[][] = [];
  for (const first of edges) {
    const ring: Position[] = [];
    let edge = leaving.get(nameOf(first.from))?.pop();
    while (edge) {
      if (ring.length === 0) ring.push(edge.from);
      ring.push(edge.to);
      edge = leaving.get(nameOf(edge.to))?.pop();
    }
    if (ring.length > 3) rings.push(ring);
  }
  return rings;
}

let known: Outlines | undefined;

/**
 * The borough's wards as the union of their 2021 areas: the same best fit by which people are
 * counted, so that no border is drawn that a count does not keep to.
 */
export function wardOutlines(): Outlines {
  if (known) return known;
  const { attribution, features } = lsoaBoundaries();
  const wardOf = new Map(lsoas().map(({ lsoa21, wardCode }) => [lsoa21, wardCode]));
  const rings = new Map<string, Position[][]>();
  for (const { properties, geometry } of features) {
    const code = wardOf.get(properties.lsoa21) ?? '';
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    rings.set(code, [...(rings.get(code) ?? []), ...polygons.flat()]);
  }
  const areas = [...rings]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, each]) => ({ code, rings: dissolve(each) }));
  known = { attribution, areas };
  return known;
}
