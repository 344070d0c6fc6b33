import { dayNumber as day } from '#figure/month.ts';
import type { Example } from '../example.ts';

export const examples: readonly Example[] = [
  {
    says: 'two of three reached; the referral of ten days ago is not due',
    by: 'all',
    episodes: [
      { referred: day('2026-01-15'), first_contact: day('2026-01-25') },
      { referred: day('2026-02-15'), first_contact: day('2026-02-25') },
      { referred: day('2026-09-02') },
      { referred: day('2026-09-20'), first_contact: day('2026-09-21') },
    ],
    expected: { '': { share: { x: 2, n: 3 } } },
  },
  {
    says: 'a month too recent for anybody to be counted is not due',
    by: 'month',
    episodes: [{ referred: day('2026-09-20'), first_contact: day('2026-09-21') }],
    expected: { '2026-09': { share: 'not_due' } },
  },
];
