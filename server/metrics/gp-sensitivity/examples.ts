import { dayNumber as day } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const one: ExampleRow = {
  referred: day('2025-11-10'),
  index_referral: 1,
  linkage: 0,
  observed_before: 300,
  observed_after: 300,
  not_due_after: 324,
  gp_before_182_30: 4,
  gp_after_182: 3,
  gp_before_91_0: 2,
  gp_after_91: 2,
};

export const examples: readonly Example[] = [
  {
    says: 'a person seen for 300 days each side: 4 to 3 in 6 months, 2 to 2 in 3, and 12 months not yet due',
    by: 'window',
    episodes: [one],
    expected: {
      '182-30': { ratio: 0.75, n: 1 },
      '91-0': { ratio: 1 },
      '364-0': { ratio: 'not_due' },
    },
  },
  {
    says: 'the same person is in the band of 3 to 5 appointments before',
    by: 'baseline_use',
    episodes: [one],
    expected: { '3-5': { n: 1, ratio: 0.75 }, '0': { ratio: 'missing' } },
  },
];
