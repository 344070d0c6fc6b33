import { describe, expect, it } from 'vitest';
import type { Cell } from '#figure/cell.ts';
import { findingOf } from '#figure/findings/index.ts';
import { column, hidden, input, row, share, total } from './input.ts';

describe('findings of activities', () => {
  it('compare kinds of activity by what is drawn, and begin with a capital', () => {
    const kinds = (made: Cell, y: string[]): string =>
      findingOf(
        input('activities', {
          by: 'support',
          columns: [column('made', 'count'), column('accepted', 'share')],
          rows: [
            row('a', 'Advice', { made: { value: 90 }, accepted: share(0.8, 0.7, 0.9) }),
            row('b', 'Arts', { made: { value: 10 }, accepted: share(0.8, 0.6, 0.9) }),
          ],
          total: total({ made, accepted: { ...share(0.8, 0.75, 0.85), base: 80 } }),
          chart: { kind: 'breakdown', y, yLabel: '' },
        }),
      );
    expect(kinds({ value: 100 }, ['made'])).toBe(
      '100 activities were offered. The most common kind of support is Advice, with 90.',
    );
    expect(kinds({ value: 100 }, ['accepted'])).toBe(
      '100 activities were offered; 80% (75% to 85%) of the offers answered were accepted. No clear difference between kinds of support.',
    );
    expect(kinds(hidden, ['made'])).toMatch(/^A small number of activities were offered/);
  });
});
