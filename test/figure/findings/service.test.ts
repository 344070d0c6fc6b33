import { describe, expect, it } from 'vitest';
import type { Cell } from '#figure/cell.ts';
import { findingOf } from '#figure/findings/index.ts';
import { column, input, row, share, total } from './input.ts';

describe('findings of waiting', () => {
  const waiting = (median: Cell): string =>
    findingOf(
      input('wait', {
        by: 'days',
        columns: [column('median', 'days'), column('p90', 'days'), column('share', 'share')],
        rows: [
          row('14', '14 days', { share: share(0.58, 0.55, 0.61) }),
          row('28', '28 days', { share: share(0.77, 0.76, 0.79) }),
        ],
        total: total({ median, p90: { value: 49, lower: 46, upper: 55 } }),
      }),
    );

  it('say how long half and nine in ten wait, counting those not seen yet', () => {
    expect(waiting({ value: 13, lower: 13, upper: 14 })).toBe(
      'Half of people are seen within 13 days (13 to 14) of referral and nine in ten within 49 (46 to 55), counting those still waiting. 77% (76% to 79%) are seen within 28 days.',
    );
  });

  it('leave out a range that is the day itself', () => {
    expect(waiting({ value: 13, lower: 13, upper: 13 })).toMatch(/within 13 days of referral and/);
  });

  it('say how many are seen early where fewer than half are seen at all', () => {
    expect(waiting({ value: null, state: 'not_due' })).toBe(
      '58% (55% to 61%) of people are seen within 14 days, counting those still waiting.',
    );
  });
});
