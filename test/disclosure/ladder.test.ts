import { describe, expect, it } from 'vitest';
import type { Cohort } from '#figure/cohort.ts';
import type { Draft, DraftRow } from '#figure/draft.ts';
import { ladderColumns } from '../../server/disclosure/ladder.ts';
import type { Ladder } from '../../server/disclosure/ladder.ts';
import { policies } from '../../server/disclosure/policy.ts';
import { rungsOf } from '../../server/disclosure/rungs.ts';

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

/** Rows with something to hide. */
const hidden = (ladder: Ladder): readonly string[] => [...ladderColumns(ladder, nhs).keys()];

describe('a year beside its quarters', () => {
  // The second quarter lets c be 11 at most, and 18 of the year is the least that prints as 20.
  const parts = [table(60, 30, 7), table(68, 28, 11)];
  const whole = table(128, 58, 18);

  it('hides a row where a hidden count could otherwise only be one number', () => {
    expect(hidden({ whole, parts, own: 0 })).toEqual([]);
    expect(hidden({ whole, parts, own: 1 })).toEqual(['a']);
    expect(hidden({ whole, parts, own: -1 })).toEqual([]);
  });

  it('hides nothing where counts leave room, or where rows do not add up', () => {
    const roomy = { whole: table(130, 60, 19), parts: [table(62, 30, 7), table(68, 30, 12)] };
    expect(hidden({ ...roomy, own: 0 })).toEqual([]);
    const apart = { ...parts[0]!, total: row('', 500, 'total') };
    expect(hidden({ whole, parts: [apart, parts[1]!], own: 0 })).toEqual([]);
  });
});

describe('practices beside their PCN', () => {
  // 362 and 407 are the most that print as 360 and 405, so of 776 in the PCN 7 at least are left.
  const practices: Draft = {
    columns: [{ key: 'n', label: 'n', format: 'count', description: '' }],
    rows: [row('A', 970), row('B', 362), row('C', 407), row('D', 7)],
    total: row('', 1746, 'total'),
    flow: [],
  };
  const alone = { whole: practices, parts: [], own: -1 };
  const pcnOf = (key: string): string => (key === 'A' ? 'N1' : 'N2');

  it('hides one where the count of the PCN would otherwise give back another', () => {
    expect(hidden(alone)).toEqual([]);
    expect(hidden({ ...alone, pcnOf })).toEqual(['B']);
  });
});

describe('a share beside the others of its table', () => {
  const share = (key: string, x: number, n: number): DraftRow => ({
    ...row(key, 0),
    cells: { share: { kind: 'share', x, n }, n: { kind: 'count', n } },
  });
  const of = (rows: readonly DraftRow[], total: DraftRow): Ladder => ({
    whole: {
      columns: [
        { key: 'share', label: 'share', format: 'share', description: '' },
        { key: 'n', label: 'n', format: 'count', description: '' },
      ],
      rows,
      total,
      flow: [],
    },
    parts: [],
    own: -1,
  });

  it('is hidden where the few that another leaves over would follow, and its denominator stays', () => {
    // Of 77, 58 at least are of a, so 19 at most of the 26 of b: 7 at least are not, and 7 at most.
    const given = of([share('a', 58, 70), share('b', 19, 26)], share('', 77, 96));
    expect([...ladderColumns(given, nhs)]).toEqual([['a', new Set(['share'])]]);
    const open = of([share('a', 60, 70), share('b', 19, 26)], share('', 79, 96));
    expect(hidden(open)).toEqual([]);
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
    ['2025-10', '2026-09', [['2025-10', '2026-09', 4, -1]]],
  ])('%s to %s', (from, to, expected) => {
    const rungs = rungsOf(during(from, to), reach);
    expect(rungs.map(({ whole, parts, own }) => [whole.from, whole.to, parts.length, own])).toEqual(
      expected,
    );
  });

  it('are those before the last 12 months too, where both can be asked for', () => {
    const data = { first: '2025-04', last: '2026-06', pcnOf: () => null };
    const rungs = rungsOf(during('2025-04', '2025-06'), data);
    expect(rungs.map(({ whole, parts }) => [whole.from, whole.to, parts.length])).toEqual([
      ['2025-04', '2026-03', 4],
      ['2025-04', '2026-06', 2],
    ]);
  });
});
