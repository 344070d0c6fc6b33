import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import * as reference from '../../seeds/reference/index.ts';

const codes = new Set(reference.practices().map((practice) => practice.practiceCode));

describe('practices and PCNs', () => {
  test('28 current practices, nine past ones, seven PCNs', () => {
    const current = reference.practices().filter((practice) => practice.closeDate === '');
    expect(current).toHaveLength(28);
    expect(reference.practices()).toHaveLength(37);
    expect(reference.pcns()).toHaveLength(7);
  });

  test('a successor exists and leads to an open practice', () => {
    const byCode = new Map(reference.practices().map((p) => [p.practiceCode, p]));
    for (const practice of reference.practices()) {
      if (!practice.successorCode) continue;
      expect(byCode.get(practice.successorCode)?.closeDate).toBe('');
      expect(practice.closeDate).not.toBe('');
    }
  });

  test('no practice is in two PCNs on one day', () => {
    const rows = reference.pcnMembership();
    for (const row of rows) {
      expect(codes.has(row.practiceCode)).toBe(true);
      const later = rows.filter(
        (other) => other.practiceCode === row.practiceCode && other.startDate > row.startDate,
      );
      for (const next of later)
        expect(row.endDate !== '' && row.endDate < next.startDate).toBe(true);
    }
  });

  test('Sevenfields gives three practices to Ravensbourne on an assumed date', () => {
    const joined = reference.pcnMembership().filter((row) => row.pcnCode === 'U42936');
    expect(joined.map((row) => row.practiceCode).sort()).toEqual(['G85104', 'G85633', 'Y06545']);
    expect(new Set(joined.map((row) => row.dateQuality))).toEqual(new Set(['assumed']));
  });
});

describe('populations', () => {
  test('bands by sex add up to the published total of every practice', () => {
    const sizes = reference.listSizes().filter((size) => size.asAt === '2026-07-01');
    for (const code of new Set(sizes.map((size) => size.practiceCode))) {
      const mine = sizes.filter((size) => size.practiceCode === code);
      const whole = mine.find((size) => size.sex === 'all')!.patients;
      const parts = mine.filter((size) => size.sex !== 'all');
      expect(parts).toHaveLength(40);
      expect(parts.reduce((sum, size) => sum + size.patients, 0)).toBe(whole);
    }
  });

  test('351,702 registered in July 2026', () => {
    const july = reference.listSizes().filter((s) => s.asAt === '2026-07-01' && s.sex === 'all');
    expect(july.reduce((sum, size) => sum + size.patients, 0)).toBe(351_702);
  });

  test('areas: 175, deciles as published, borough fifths of 35, groups add up', () => {
    const areas = reference.lsoas();
    const deciles = new Array<number>(10).fill(0);
    for (const area of areas) deciles[area.imdDecile - 1]! += 1;
    expect(deciles).toEqual([3, 32, 39, 41, 19, 23, 10, 7, 1, 0]);
    for (const fifth of [1, 2, 3, 4, 5]) {
      expect(areas.filter((area) => area.boroughQuintile === fifth)).toHaveLength(35);
    }
    for (const area of areas) {
      const groups = reference.ETHNIC_GROUPS.reduce((sum, group) => sum + area.ethnicity[group], 0);
      expect(groups).toBe(area.residents);
    }
  });

  test('every area has an outline, closed and inside the borough', () => {
    const outlines = reference.lsoaBoundaries();
    const known = new Set(reference.lsoas().map((area) => area.lsoa21));
    expect(new Set(outlines.features.map((f) => f.properties.lsoa21))).toEqual(known);
    for (const { geometry } of outlines.features) {
      const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
      for (const ring of polygons.flat()) {
        expect(ring[0]).toEqual(ring.at(-1));
        for (const [x, y] of ring) {
          expect(x > -0.09 && x < 0.05 && y > 51.39 && y < 51.5).toBe(true);
        }
      }
    }
  });
});

describe('practice names', () => {
  test.each([
    ['Grove Medical Centre', 'G85085'],
    ['grove', 'G85085'],
    ['The Jenner Practice', 'G85004'],
    ["St John's Medical Centre", 'G85038'],
    ['Hilly Fields', 'G85038'],
    ['Downham Family MP', 'G85057'],
    ['Deptford Medical Centre', 'G85736'],
    ['DEPTFORD SURGERY', 'G85711'],
  ])('%s is %s', (name, code) => expect(reference.practiceCodeOf(name)).toBe(code));

  test.each(['Deptford', 'Lewisham', 'Somewhere Surgery'])('%s stays unmatched', (name) =>
    expect(reference.practiceCodeOf(name)).toBeUndefined(),
  );
});

describe('benchmarks', () => {
  test('each has a value, a source and a date; ids are unique', () => {
    const rows = reference.benchmarks();
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
    for (const row of rows) expect(row.source !== '' && row.sourceDate !== '').toBe(true);
    expect(rows.find((row) => row.id === 'green_uptake')?.value).toBe(0.85);
  });
});

const published = fileURLToPath(
  new URL('../../../shared/reference/ods/lewisham_practices_2026-07.csv', import.meta.url),
);

test.runIf(existsSync(published))('typed figures equal the publisher’s file', () => {
  const rows = parse<Record<string, string>>(readFileSync(published), { columns: true });
  const sizes = reference.listSizes().filter((s) => s.asAt === '2026-07-01' && s.sex === 'all');
  for (const row of rows) {
    const practice = reference.practices().find((p) => p.practiceCode === row.practice_code);
    expect(practice?.postcode).toBe(row.postcode);
    expect(practice?.imdScore ?? '').toEqual(row.imd_2025_score ? Number(row.imd_2025_score) : '');
    const size = sizes.find((s) => s.practiceCode === row.practice_code);
    expect(size?.patients).toBe(Number(row.list_size_2026_07_01));
  }
});
