import { lsoaBoundaries, lsoas, type Lsoa } from '../reference/index.ts';
import { runningTotals } from './random.ts';

export interface Place {
  lsoa: Lsoa;
  /** Kilometres east and north of the borough's south-west corner. */
  x: number;
  y: number;
}

const KM_PER_DEGREE = { longitude: 69.4, latitude: 111.2 };

/** The borough's areas with a middle point: the mean of the outline's corners, near enough for distance. */
export function places(): Place[] {
  const middle = new Map<string, [number, number]>();
  for (const feature of lsoaBoundaries().features) {
    const { geometry } = feature;
    const ring =
      geometry.type === 'Polygon' ? geometry.coordinates[0]! : geometry.coordinates[0]![0]!;
    const sum = ring.reduce(([x, y], [nextX, nextY]) => [x + nextX, y + nextY], [0, 0]);
    middle.set(feature.properties.lsoa21, [sum[0] / ring.length, sum[1] / ring.length]);
  }
  return lsoas().map((lsoa) => {
    const [longitude, latitude] = middle.get(lsoa.lsoa21)!;
    return {
      lsoa,
      x: (longitude + 0.1) * KM_PER_DEGREE.longitude,
      y: (latitude - 51.4) * KM_PER_DEGREE.latitude,
    };
  });
}

/**
 * Running totals over areas of where a practice's patients live: residents, falling away with
 * distance by `reach` kilometres (practices of several sites reach further).
 */
export function catchment(areas: readonly Place[], home: string, reach: number): Float64Array {
  const centre = areas.find((area) => area.lsoa.lsoa21 === home) ?? areas[0]!;
  return runningTotals(
    areas.map(
      ({ lsoa, x, y }) =>
        lsoa.residents * Math.exp(-Math.hypot(x - centre.x, y - centre.y) / reach),
    ),
  );
}
