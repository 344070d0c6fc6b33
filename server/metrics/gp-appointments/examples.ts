import { dayNumber as day } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const OPTED_OUT = 1;

const seen = (before: number, after: number): ExampleRow => ({
  referred: day('2025-11-10'),
  index_referral: 1,
  linkage: 0,
  observed_before: 400,
  observed_after: 300,
  not_due_after: 324,
  gp_before_182_30: before,
  gp_after_182: after,
});

const perYear = 365.25 / 182;

export const examples: readonly Example[] = [
  {
    says: 'three people with 6, 2 and 4 appointments before and 3, 3 and 3 after: 12 became 9, a ratio of 0.75',
    by: 'all',
    episodes: [
      seen(6, 3),
      seen(2, 3),
      seen(4, 3),
      { ...seen(9, 9), linkage: OPTED_OUT },
      { ...seen(9, 9), index_referral: 0 },
      { ...seen(9, 9), observed_after: 100 },
      { ...seen(9, 9), observed_after: 100, not_due_after: 100 },
    ],
    expected: {
      '': {
        n: 3,
        before: 4 * perYear,
        after: 3 * perYear,
        change: -1 * perYear,
        ratio: 0.75,
      },
    },
  },
  {
    says: 'a cohort too recent to have six months after is not due',
    by: 'all',
    episodes: [{ ...seen(5, 0), observed_after: 100, not_due_after: 100 }],
    expected: { '': { n: 'not_due', ratio: 'not_due' } },
  },
];
