import { describe, expect, it } from 'vitest';
import type { DraftRow, Statistic } from '#figure/draft.ts';
import { familiesOf, newestIn } from '../../server/disclosure/periods.ts';

const reach = (first: string, last: string) => ({
  first,
  last,
  pcnOf: () => null,
  peopled: () => new Set<number>(),
});
const written = ({ from, to }: { readonly from: string; readonly to: string }): string =>
  from === to ? from : `${from} to ${to}`;

describe('the standard periods and what they are made of', () => {
  it('are years of quarters, the last 12 months, and all dates of years', () => {
    const families = familiesOf(reach('2024-08', '2026-09')).map(
      ({ whole, parts }) => [written(whole), parts.map(written)] as const,
    );
    expect(families).toEqual([
      ['2024-08 to 2026-09', ['2024-08 to 2025-03', '2025-04 to 2026-03', '2026-04 to 2026-09']],
      ['2024-08 to 2025-03', ['2024-08 to 2024-09', '2024-10 to 2024-12', '2025-01 to 2025-03']],
      [
        '2025-04 to 2026-03',
        ['2025-04 to 2025-06', '2025-07 to 2025-09', '2025-10 to 2025-12', '2026-01 to 2026-03'],
      ],
      ['2026-04 to 2026-09', ['2026-04 to 2026-06', '2026-07 to 2026-09']],
      [
        '2025-10 to 2026-09',
        ['2025-10 to 2025-12', '2026-01 to 2026-03', '2026-04 to 2026-06', '2026-07 to 2026-09'],
      ],
    ]);
  });

  it('are what came before the last 12 months too, where both can be asked for', () => {
    const families = familiesOf(reach('2025-04', '2026-06'));
    expect(families.map(({ whole, parts }) => [written(whole), parts.map(written)])).toContainEqual(
      ['2025-04 to 2026-06', ['2025-04 to 2025-06', '2025-07 to 2026-06']],
    );
  });

  it('are the months of every quarter where a figure has them', () => {
    const families = familiesOf(reach('2026-02', '2026-05'), true);
    expect(families.map(({ whole, parts }) => [written(whole), parts.map(written)])).toEqual([
      ['2026-02 to 2026-05', ['2026-02 to 2026-03', '2026-04 to 2026-05']],
      ['2026-02 to 2026-03', ['2026-02 to 2026-03']],
      ['2026-04 to 2026-05', ['2026-04 to 2026-05']],
      ['2026-02 to 2026-03', ['2026-02', '2026-03']],
      ['2026-04 to 2026-05', ['2026-04', '2026-05']],
    ]);
  });
});

describe('the newest month of a period', () => {
  it('is the last that there is data of', () => {
    const month = (key: string, waiting: Statistic): DraftRow => ({
      ...{ key, label: key, kind: 'group', cells: { waiting } },
    });
    const rows = [
      ...['2025-01', '2025-02', '2025-03'].map((key) => month(key, { kind: 'count', n: 9 })),
      month('2025-04', { kind: 'empty', state: 'not_due' }),
    ];
    expect(newestIn(rows, { from: '2025-01', to: '2025-06' })?.key).toBe('2025-03');
    expect(newestIn(rows, { from: '2025-01', to: '2025-02' })?.key).toBe('2025-02');
    expect(newestIn(rows, { from: '2025-04', to: '2025-06' })).toBeUndefined();
  });
});
