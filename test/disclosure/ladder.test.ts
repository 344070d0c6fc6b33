import { describe, expect, it } from 'vitest';
import type { Cohort } from '#figure/cohort.ts';
import type { Draft, DraftRow } from '#figure/draft.ts';
import { ladderRows, rungsOf } from '../../server/disclosure/ladder.ts';
import { policies } from '../../server/disclosure/policy.ts';

const nhs = policies['nhs-sub-national'];

const row = (key: string, n: number, kind: DraftRow['kind'] = 'group'): DraftRow => ({
  key,
  label: key,
  kind,
  cells: { n: { kind: 'count', n } },
});

const table = (a: number, b: number, c: number): Draft => ({
  columns: [{ key: 'n', label: 'n', format: 'count', description: '' }],
  rows: [row('a', a), row('b', b), row('c', c)],
  total: row('', a + b + c, 'total'),
  flow: [],
});

describe('a year beside its quarters', () => {
  // The second quarter lets c be 11 at most, and 18 of the year is the least that prints as 20.
  const parts = [table(60, 30, 7), table(68, 28, 11)];
  const whole = table(128, 58, 18);

  it('hides a row where a hidden count could otherwise only be one number', () => {
    expect([...ladderRows({ whole, parts, own: 0 }, nhs)]).toEqual([]);
    expect([...ladderRows({ whole, parts, own: 1 }, nhs)]).toEqual(['b']);
    expect([...ladderRows({ whole, parts, own: -1 }, nhs)]).toEqual([]);
  });

  it('hides nothing where counts leave room, or where rows do not add up', () => {
    const roomy = { whole: table(130, 60, 19), parts: [table(62, 30, 7), table(68, 30, 12)] };
    expect([...ladderRows({ ...roomy, own: 0 }, nhs)]).toEqual([]);
    const apart = { ...parts[0]!, total: row('', 500, 'total') };
    expect([...ladderRows({ whole, parts: [apart, parts[1]!], own: 0 }, nhs)]).toEqual([]);
  });
});

describe('the rungs of a period', () => {
  const reach = { first: '2024-08', last: '2026-09', pcnOf: () => null };
  const during = (from: string, to: string): Cohort => ({
    basis: 'referred',
    from,
    to,
    pcns: 'then',
    filters: {},
  });

  it.each([
    ['2025-04', '2025-06', [['2025-04', '2026-03', 4, 0]]],
    [
      '2025-04',
      '2026-03',
      [
        ['2024-08', '2026-09', 3, 1],
        ['2025-04', '2026-03', 4, -1],
      ],
    ],
    ['2024-08', '2026-09', [['2024-08', '2026-09', 3, -1]]],
    ['2024-08', '2024-09', [['2024-08', '2025-03', 3, 0]]],
    ['2025-10', '2026-09', []],
  ])('%s to %s', (from, to, expected) => {
    const rungs = rungsOf(during(from, to), reach);
    expect(rungs.map(({ whole, parts, own }) => [whole.from, whole.to, parts.length, own])).toEqual(
      expected,
    );
  });
});
