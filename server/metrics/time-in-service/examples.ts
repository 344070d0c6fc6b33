import { dayNumber as day } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const served = (days: number, end: number): ExampleRow => ({
  referred: day('2026-01-15'),
  service_days: days,
  service_end: end,
});

export const examples: readonly Example[] = [
  {
    says: 'closed after 4 and 8 weeks, one still open after 10: half are closed by 8 weeks; the person never seen is not here',
    by: 'all',
    episodes: [served(28, 1), served(56, 1), served(70, 0), { referred: day('2026-01-15') }],
    expected: { '': { median: 8, within_56: 2 / 3, n: 3, open: 1 } },
  },
];
