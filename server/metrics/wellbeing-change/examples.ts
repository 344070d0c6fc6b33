import { dayNumber as day } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const SATISFACTION = 0;
const ANXIETY = 3;
const NOT_DUE = 1;
const OVERDUE = 2;
const PAIRED = 3;

const index: ExampleRow = { referred: day('2026-01-15'), index_referral: 1 };
const repeat: ExampleRow = { referred: day('2026-02-15'), index_referral: 0 };

const score = (
  episode: number,
  scale: number,
  state: number,
  before: number | null,
  after: number | null,
): ExampleRow => ({
  episode,
  scale,
  state,
  before: before === null ? null : before * 100,
  after: after === null ? null : after * 100,
});

export const examples: readonly Example[] = [
  {
    says: 'four pairs 4 to 6, 5 to 5, 3 to 7, 8 to 7: mean change 1.25; the repeat referral and the impossible score are left out',
    by: 'scale',
    episodes: [index, index, index, index, index, index, repeat, index],
    scores: [
      score(0, SATISFACTION, PAIRED, 4, 6),
      score(1, SATISFACTION, PAIRED, 5, 5),
      score(2, SATISFACTION, PAIRED, 3, 7),
      score(3, SATISFACTION, PAIRED, 8, 7),
      score(4, SATISFACTION, OVERDUE, 2, null),
      score(5, SATISFACTION, NOT_DUE, 6, null),
      score(6, SATISFACTION, PAIRED, 0, 10),
      score(7, SATISFACTION, PAIRED, 70, 90),
      score(0, ANXIETY, PAIRED, 8, 5),
      score(1, ANXIETY, PAIRED, 4, 6),
    ],
    expected: {
      life_satisfaction: {
        pairs: 4,
        before: 5,
        after: 6.25,
        change: 1.25,
        improved: { x: 2, n: 4 },
        same: { x: 1, n: 4 },
        worse: { x: 1, n: 4 },
        low_before: { x: 2, n: 4 },
        low_after: { x: 0, n: 4 },
        baselines: 6,
        not_due: 1,
        complete: { x: 4, n: 5 },
      },
      anxiety: {
        pairs: 2,
        before: 6,
        after: 5.5,
        change: 0.5,
        improved: { x: 1, n: 2 },
        worse: { x: 1, n: 2 },
      },
    },
  },
  {
    says: 'the shift table: of two who were low, one moved to medium and one to high',
    by: 'band',
    episodes: [index, index, index],
    scores: [
      score(0, SATISFACTION, PAIRED, 4, 6),
      score(1, SATISFACTION, PAIRED, 3, 8),
      score(2, SATISFACTION, PAIRED, 9, 9),
    ],
    expected: {
      low: { before: { x: 2, n: 3 }, after: { x: 0, n: 3 }, to_medium: 1, to_high: 1 },
      very_high: { before: { x: 1, n: 3 }, after: { x: 1, n: 3 }, to_very_high: 1 },
    },
  },
  {
    says: 'a first score too recent for a second is not due, not missing',
    by: 'all',
    episodes: [index, index],
    scores: [score(0, SATISFACTION, NOT_DUE, 4, null), score(1, SATISFACTION, NOT_DUE, 5, null)],
    expected: { '': { change: 'not_due', complete: 'not_due', baselines: 2, pairs: 0 } },
  },
];
