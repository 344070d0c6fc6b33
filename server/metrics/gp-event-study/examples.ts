import { dayNumber as day } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const months = (count: (month: number) => number): ExampleRow =>
  Object.fromEntries(
    Array.from({ length: 12 }, (_, at) => [
      [`gp_month_minus_${at + 1}`, count(-at - 1)],
      [`gp_month_plus_${at + 1}`, count(at + 1)],
    ]).flat(),
  );

const seen = (count: (month: number) => number, observedAfter = 400): ExampleRow => ({
  referred: day('2025-10-05'),
  index_referral: 1,
  linkage: 0,
  observed_before: 400,
  observed_after: observedAfter,
  not_due_after: 360,
  ...months(count),
});

export const examples: readonly Example[] = [
  {
    says: 'two people observed for both years: 2 and 4 in the month before referral, 1 in every other; the third was not observed',
    by: 'event_month',
    episodes: [
      seen((month) => (month === -1 ? 2 : 1)),
      seen((month) => (month === -1 ? 4 : 1)),
      seen(() => 9, 200),
    ],
    expected: {
      '-12': { mean: 1, n: 2 },
      '-1': { mean: 3, n: 2 },
      '1': { mean: 1, n: 2 },
      '12': { mean: 1, n: 2 },
    },
  },
];
