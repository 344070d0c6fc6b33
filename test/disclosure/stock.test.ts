import { describe, expect, it } from 'vitest';
import type { DraftRow, Statistic } from '#figure/draft.ts';
import { policies } from '../../server/disclosure/policy.ts';
import { leavingFew, newestIn } from '../../server/disclosure/stock.ts';

const nhs = policies['nhs-sub-national'];
const count = (n: number): Statistic => ({ kind: 'count', n });
const month = (key: string, cells: DraftRow['cells']): DraftRow => ({
  ...{ key, label: key, kind: 'group', cells },
});
const waiting = (...numbers: readonly number[]): DraftRow[] =>
  numbers.map((n, at) => month(`2025-0${at + 1}`, { waiting: count(n), seen: count(60) }));
const stock = { of: ['waiting'], leaving: ['seen'] };

describe('those who leave a stock', () => {
  it('are hidden in the month that ends with few, and in the next', () => {
    const hidden = leavingFew({ rows: waiting(20, 7, 20, 20), stock }, nhs);
    expect([...hidden]).toEqual([
      ['2025-02', new Set(['seen'])],
      ['2025-03', new Set(['seen'])],
    ]);
  });

  it('are shown beside nobody, beside enough, and where a table is of no stock', () => {
    expect(leavingFew({ rows: waiting(0, 8, 20), stock }, nhs).size).toBe(0);
    expect(leavingFew({ rows: waiting(3) }, nhs).size).toBe(0);
  });
});

describe('the newest month of a period', () => {
  it('is the last that there is data of', () => {
    const notDue = month('2025-04', { waiting: { kind: 'empty', state: 'not_due' } });
    const rows = [...waiting(20, 7, 9), notDue];
    expect(newestIn(rows, { from: '2025-01', to: '2025-06' })?.key).toBe('2025-03');
    expect(newestIn(rows, { from: '2025-01', to: '2025-02' })?.key).toBe('2025-02');
    expect(newestIn(rows, { from: '2025-04', to: '2025-06' })).toBeUndefined();
  });
});
