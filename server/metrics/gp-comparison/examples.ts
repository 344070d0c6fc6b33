import { dayNumber as day } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const seen = (before: number, after: number, person: number): ExampleRow => ({
  referred: day('2025-11-10'),
  person,
  index_referral: 1,
  linkage: 0,
  observed_before: 400,
  observed_after: 300,
  not_due_after: 324,
  gp_before_182_30: before,
  gp_after_182: after,
});

const like = (
  episode: number,
  person: number,
  of: number,
  before: number,
  after: number,
): ExampleRow => ({ episode, person, of, before, after });

const episodes = [seen(6, 3, 1), seen(2, 2, 2), seen(9, 9, 3)];
const comparators = [like(0, 100, 2, 6, 4), like(0, 101, 2, 6, 6), like(1, 100, 1, 2, 1)];
const perYear = 365.25 / 182;

export const examples: readonly Example[] = [
  {
    says: 'referred: 6 to 3 and 2 to 2, a mean of -1.5; matched: -1 and -1; difference -0.5 in 6 months; one person has nobody alike',
    by: 'all',
    episodes,
    comparators,
    expected: {
      '': {
        effect: -0.5 * perYear,
        ratio: 2.5 / 3,
        before: 4 * perYear,
        after: 2.5 * perYear,
        matched_before: 4 * perYear,
        matched_after: 3 * perYear,
        n: 2,
        matched: { x: 2, n: 3 },
      },
    },
  },
  {
    says: 'the two sides as rows',
    by: 'side',
    episodes,
    comparators,
    expected: {
      referred: { before: 4 * perYear, after: 2.5 * perYear },
      matched: { before: 4 * perYear, after: 3 * perYear },
      '': { effect: -0.5 * perYear },
    },
  },
];
