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

export const examples: readonly Example[] = [
  {
    says: 'half an appointment fewer for each of 2 people is 1 appointment: 10 minutes, 40 pounds at the central cost',
    by: 'assumption',
    episodes,
    comparators,
    value: {
      consultation: {
        minutes: 10,
        pounds: { low: 30, central: 40, high: 50 },
        priceYear: '2025/26',
        includes: 'made up',
        source: 'a made-up cost for this example',
      },
      wellby: null,
    },
    expected: { central: { appointments: 1, pounds: 40, hours: 10 / 60 } },
  },
];
