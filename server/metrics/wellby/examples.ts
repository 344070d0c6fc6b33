import { dayNumber as day } from '#figure/month.ts';
import type { Example } from '../example.ts';
import { standardWellby } from '../value.ts';

export const examples: readonly Example[] = [
  {
    says: 'two points for four years, half of it, at 13,000 pounds a point-year: 52,000 (40,000 to 64,000)',
    by: 'assumption',
    value: { consultation: null, wellby: standardWellby },
    episodes: [{ referred: day('2026-01-15'), index_referral: 1 }],
    scores: [
      {
        episode: 0,
        scale: 0,
        state: 3,
        before: 400,
        after: 600,
        before_day: day('2022-01-01'),
        after_day: day('2022-01-01') + 1461,
      },
    ],
    expected: {
      low: { pounds: 40_000 },
      central: { pounds: 52_000, per_person: 52_000, n: 1 },
      high: { pounds: 64_000 },
    },
  },
];
