import { dayNumber as day } from '#figure/month.ts';
import type { Example } from '../example.ts';

export const examples: readonly Example[] = [
  {
    says: 'six referrals, one before the period; a month without any is a true zero; the tiny practice is in the total only',
    by: 'practice',
    episodes: [
      { referred: day('2025-10-01'), practice: 0 },
      { referred: day('2025-10-31'), practice: 0 },
      { referred: day('2025-12-24'), practice: 1 },
      { referred: day('2026-09-30'), practice: 3 },
      { referred: day('2026-02-28') },
      { referred: day('2025-09-30'), practice: 0 },
    ],
    expected: {
      '': { n: 5 },
      G00001: { n: 2, share: { x: 2, n: 5 } },
      G00002: { n: 1 },
      not_known: { n: 1 },
    },
  },
  {
    says: 'months: the last day belongs to its month, an empty month is zero, months past the data are not due',
    by: 'month',
    dataTo: day('2026-03-31'),
    episodes: [
      { referred: day('2025-10-01') },
      { referred: day('2025-10-31') },
      { referred: day('2025-12-24') },
      { referred: day('2026-02-28') },
      { referred: day('2026-03-31') },
      { referred: day('2025-09-30') },
    ],
    expected: {
      '': { n: 5 },
      '2025-10': { n: 2 },
      '2025-11': { n: 0 },
      '2026-03': { n: 1 },
      '2026-04': { n: 'not_due' },
    },
  },
];
