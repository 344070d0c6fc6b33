import { describe, expect, it } from 'vitest';
import type { Draft, DraftRow } from '#figure/draft.ts';
import { policies } from '../../server/disclosure/policy.ts';
import { columnsInTable } from '../../server/disclosure/table-sums.ts';

const nhs = policies['nhs-sub-national'];

const row = (key: string, n: number, kind: DraftRow['kind'] = 'group'): DraftRow => ({
  key,
  label: key,
  kind,
  cells: { n: { kind: 'count', n } },
});

/** Rows with something to hide. */
const hidden = (draft: Draft, pcnOf?: (key: string) => string | null): readonly string[] => [
  ...columnsInTable(draft, nhs, pcnOf).keys(),
];

describe('practices beside their PCN', () => {
  // 362 and 407 are the most that print as 360 and 405, so of 776 in the PCN 7 at least are left.
  const practices: Draft = {
    columns: [{ key: 'n', label: 'n', format: 'count', description: '' }],
    rows: [row('A', 970), row('B', 362), row('C', 407), row('D', 7)],
    total: row('', 1746, 'total'),
    flow: [],
  };
  const pcnOf = (key: string): string => (key === 'A' ? 'N1' : 'N2');

  it('hides one where the count of the PCN would otherwise give back another', () => {
    expect(hidden(practices)).toEqual([]);
    expect(hidden(practices, pcnOf)).toEqual(['B']);
  });
});

describe('a share beside the others of its table', () => {
  const share = (key: string, x: number, n: number): DraftRow => ({
    ...row(key, 0),
    cells: { share: { kind: 'share', x, n }, n: { kind: 'count', n } },
  });
  const of = (rows: readonly DraftRow[], total: DraftRow): Draft => ({
    columns: [
      { key: 'share', label: 'share', format: 'share', description: '' },
      { key: 'n', label: 'n', format: 'count', description: '' },
    ],
    rows,
    total,
    flow: [],
  });

  it('is hidden where the few that another leaves over would follow, and its denominator stays', () => {
    // Of 77, 58 at least are of a, so 19 at most of the 26 of b: 7 at least are not, and 7 at most.
    const given = of([share('a', 58, 70), share('b', 19, 26)], share('', 77, 96));
    expect([...columnsInTable(given, nhs)]).toEqual([['a', new Set(['share'])]]);
    const open = of([share('a', 60, 70), share('b', 19, 26)], share('', 79, 96));
    expect(hidden(open)).toEqual([]);
  });
});
