import { dayNumber as day } from '#figure/month.ts';
import type { Example } from '../example.ts';

const PLAN_COMPLETED = 0;

export const examples: readonly Example[] = [
  {
    says: 'one person, four recipes: 4 to 2 by the supplier, 8 to 4 with the referral visit, 5 to 4 by ours, and no comparison loaded',
    by: 'recipe',
    episodes: [
      {
        referred: day('2025-11-10'),
        index_referral: 1,
        linkage: 0,
        observed_before: 400,
        observed_after: 300,
        observed_after_close: 200,
        not_due_after: 324,
        closure: PLAN_COMPLETED,
        gp_before_91_0: 4,
        gp_after_close_91: 2,
        gp_naive_182: 8,
        gp_after_182: 4,
        gp_before_182_30: 5,
      },
    ],
    expected: {
      supplier: { ratio: 0.5, n: 1 },
      referral_visit: { ratio: 0.5, n: 1 },
      ours: { ratio: 0.8, n: 1 },
      matched: { ratio: 'missing', n: 0 },
    },
  },
];
