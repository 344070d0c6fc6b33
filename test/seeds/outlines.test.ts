import { expect, test } from 'vitest';
import { lsoaBoundaries, wards } from '../../seeds/reference/index.ts';
import { dissolve, wardOutlines } from '../../seeds/reference/outlines.ts';
import type { Position } from '../../seeds/reference/outlines.ts';

const area = (ring: readonly Position[]): number =>
  Math.abs(
    ring.slice(1).reduce((sum, [x, y], at) => sum + (ring[at]![0] * y - x * ring[at]![1]) / 2, 0),
  );
const total = (rings: readonly (readonly Position[])[]): number =>
  rings.reduce((sum, ring) => sum + area(ring), 0);

const square = (x: number, y: number): Position[] => [
  [x, y],
  [x + 1, y],
  [x + 1, y + 1],
  [x, y + 1],
  [x, y],
];

test('two squares side by side become one outline without the border between them', () => {
  const [ring, ...others] = dissolve([square(0, 0), square(1, 0)]);
  expect(others).toHaveLength(0);
  expect(area(ring!)).toBe(2);
  expect(ring).toHaveLength(7);
  expect(ring!.at(-1)).toEqual(ring![0]);
});

test('squares that touch nowhere stay two', () => {
  expect(dissolve([square(0, 0), square(5, 5)])).toHaveLength(2);
});

test('the outlines of the wards are closed, and cover what their areas cover', () => {
  const { areas, attribution } = wardOutlines();
  expect(attribution).toContain('Open Government Licence');
  expect(areas.map(({ code }) => code)).toEqual(wards().map(({ code }) => code));
  for (const { rings } of areas) for (const ring of rings) expect(ring.at(-1)).toEqual(ring[0]);
  const small = lsoaBoundaries().features.flatMap(({ geometry }) =>
    geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
  );
  expect(total(areas.flatMap(({ rings }) => rings))).toBeCloseTo(total(small), 9);
});
