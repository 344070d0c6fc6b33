import { dayNumber as day } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const LONELINESS = 0;
const MENTAL = 1;
const NOT_RECORDED = 24;

const referred = (need: number, mask: number): ExampleRow => ({
  referred: day('2026-01-15'),
  need,
  needs_mask: mask,
});

const three = [
  referred(LONELINESS, (1 << LONELINESS) | (1 << MENTAL)),
  referred(MENTAL, 1 << MENTAL),
  referred(NOT_RECORDED, 0),
];

export const examples: readonly Example[] = [
  {
    says: 'main need: one each of the two recorded, and one not recorded, apart',
    by: 'need',
    episodes: three,
    expected: {
      loneliness_isolation: { share: { x: 1, n: 2 } },
      mental_wellbeing: { share: { x: 1, n: 2 } },
      not_recorded: { n: 1, share: { x: 1, n: 3 } },
    },
  },
  {
    says: 'all needs: mental wellbeing is mentioned by both, so mentions add up to more than referrals',
    by: 'needs',
    episodes: three,
    expected: {
      loneliness_isolation: { n: 1, share: { x: 1, n: 2 } },
      mental_wellbeing: { n: 2, share: { x: 2, n: 2 } },
    },
  },
];
