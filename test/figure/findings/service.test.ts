import { describe, expect, it } from 'vitest';
import { findingOf } from '#figure/findings/index.ts';
import { column, input, row, share, total } from './input.ts';

describe('findings of waiting', () => {
  it('say how long half and nine in ten wait, counting those not seen yet', () => {
    const words = findingOf(
      input('wait', {
        by: 'days',
        columns: [column('median', 'days'), column('p90', 'days'), column('share', 'share')],
        rows: [row('14', '14 days', { share: share(0.58, 0.55, 0.61) })],
        total: total({
          median: { value: 13, lower: 13, upper: 14 },
          p90: { value: 49, lower: 46, upper: 55 },
        }),
      }),
    );
    expect(words).toBe(
      'Half of people are seen within 13 days (13 to 14) of referral and nine in ten within 49 (46 to 55), counting those still waiting.',
    );
  });
});
