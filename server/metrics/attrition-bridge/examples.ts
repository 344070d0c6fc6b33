import { dayNumber as day } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const SATISFACTION = 0;
const index: ExampleRow = { referred: day('2026-01-15'), index_referral: 1 };

export const examples: readonly Example[] = [
  {
    says: 'pairs 4 to 6 and 6 to 8, a first score of 8 alone, a later score of 9 alone: unpaired 1.67 + 1.00 - 0.67 = 2.00 paired',
    by: 'step',
    episodes: [index, index, index, index],
    scores: [
      { episode: 0, scale: SATISFACTION, state: 3, before: 400, after: 600 },
      { episode: 1, scale: SATISFACTION, state: 3, before: 600, after: 800 },
      { episode: 2, scale: SATISFACTION, state: 2, before: 800 },
      { episode: 3, scale: SATISFACTION, state: 0, after: 900 },
    ],
    expected: {
      unpaired: { points: 23 / 3 - 6 },
      who_came_back: { points: 1 },
      no_first_score: { points: 7 - 23 / 3 },
      paired: { points: 2 },
    },
  },
];
