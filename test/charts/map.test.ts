import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { drawFigure, isDrawn } from '../../client/charts/draw.ts';
import { classesOf } from '../../client/charts/map-classes.ts';
import { mapRows } from '../../client/charts/map-list.ts';
import { hatchArea, mapHeight, placeAreas } from '../../client/charts/map-places.ts';
import { wardMap } from '../client/fixtures/map.ts';

const { document } = new JSDOM('').window;
const map = wardMap.chart.map!;

describe('classes of a map', () => {
  it('have round limits that hold every value, at most five of them', () => {
    for (const values of [[6.9, 24.1], [0.23, 1], [12], [0], [0, 0.004], [1180, 21_774, 300]]) {
      const classes = classesOf(values)!;
      const { limits } = classes;
      expect(limits.length - 1).toBeLessThanOrEqual(5);
      for (const value of values) {
        const at = classes.of(value);
        expect(limits[at]!).toBeLessThanOrEqual(value);
        expect(limits[at + 1]!).toBeGreaterThanOrEqual(value);
      }
    }
    expect(classesOf([6.9, 24.1])!.limits).toEqual([5, 10, 15, 20, 25]);
  });

  it('put a value on a limit into the class above, the highest into the last', () => {
    const classes = classesOf([5, 10, 25])!;
    expect([5, 10, 25].map((value) => classes.of(value))).toEqual([0, 1, 3]);
  });

  it('of one value have it inside: a whole share ends at 100%', () => {
    expect(classesOf([1])!.limits.at(-1)).toBe(1);
    expect(classesOf([0])!.limits[0]).toBe(0);
    expect(classesOf([24.1])!.limits).toEqual([24, 25]);
  });

  it('are none without values', () => {
    expect(classesOf([])).toBeNull();
  });
});

describe('a map of areas', () => {
  const areas = placeAreas(map, { left: 10, top: 20, width: 300 });

  it('fills its width, north up, in the proportions of the ground', () => {
    const points = areas.flatMap(({ rings }) => rings.flat());
    expect(Math.min(...points.map(([x]) => x))).toBe(10);
    expect(Math.max(...points.map(([x]) => x))).toBe(310);
    const topOf = (key: string) => areas.find((area) => area.key === key)!.rings[0]![2]![1];
    expect(topOf('Dell')).toBeLessThan(topOf('Ashmead'));
    // 0.06 degrees of longitude at 51.4325 N are 0.0374 of latitude; 0.025 of latitude are high.
    expect(mapHeight(map, 300) / 300).toBeCloseTo(0.025 / 0.0374, 2);
  });

  it('hatches inside the area only', () => {
    const area = areas.find(({ key }) => key === 'Brook')!;
    const numbers = [...hatchArea(area).matchAll(/(-?[\d.]+),(-?[\d.]+)/g)];
    const [xs, ys] = [area.rings[0]!.map(([x]) => x), area.rings[0]!.map(([, y]) => y)];
    expect(numbers.length).toBeGreaterThan(10);
    for (const [, x, y] of numbers) {
      expect(Number(x)).toBeGreaterThanOrEqual(Math.min(...xs) - 0.1);
      expect(Number(x)).toBeLessThanOrEqual(Math.max(...xs) + 0.1);
      expect(Number(y)).toBeGreaterThanOrEqual(Math.min(...ys) - 0.1);
      expect(Number(y)).toBeLessThanOrEqual(Math.max(...ys) + 0.1);
    }
  });

  it('lists the most deprived first, whatever the rate, and people of no ward last', () => {
    expect(mapRows(wardMap.rows, 'deprived').map(({ label }) => label)).toEqual([
      'Ashmead',
      'Brook',
      'Church Hill',
      'Dell',
      'East Heath',
      'Forge',
      'Not known, or outside the borough',
    ]);
  });

  it('can be found by pointer and keys, on both maps and in the list', () => {
    const svg = drawFigure(wardMap, { width: 1100, document, interactive: true });
    expect(svg.querySelectorAll('[data-key="Brook"]')).toHaveLength(3);
    expect(svg.textContent).toContain('Source of the outlines and its licence.');
    expect(svg.querySelectorAll('.hatches path')).toHaveLength(1);
  });

  it('is a table where there are no outlines', () => {
    const { map: _outlines, ...chart } = wardMap.chart;
    expect(isDrawn({ ...wardMap, chart })).toBe(false);
  });
});
