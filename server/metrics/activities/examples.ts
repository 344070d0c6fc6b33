import { dayNumber as day } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const REFERRAL = 0;
const SIGNPOST = 1;
const ACCEPTED = 0;
const DECLINED = 1;
const NO_ANSWER = 2;
const ADVICE = 0;
const SOCIAL = 4;
const CONNECT = 1;
const GIVE = 16;
const TOO_LATELY = 2;

const offer = (response: number, more: ExampleRow = {}): ExampleRow => ({
  episode: 0,
  kind: REFERRAL,
  support: SOCIAL,
  ways_mask: CONNECT,
  green: 0,
  response,
  attended: 0,
  sustained: 0,
  ...more,
});

const onward: readonly ExampleRow[] = [
  offer(ACCEPTED, { attended: 1, sustained: 1, ways_mask: CONNECT + GIVE }),
  offer(DECLINED),
  offer(NO_ANSWER),
  offer(NO_ANSWER, { kind: SIGNPOST, support: ADVICE, ways_mask: 0 }),
];

export const examples: readonly Example[] = [
  {
    says: 'three social offers: two answered, one of them accepted, attended and kept up; the signpost is in no share',
    by: 'support',
    episodes: [{ referred: day('2026-01-15') }],
    onward,
    expected: {
      '': { made: 3, signposts: 1 },
      social: {
        made: 3,
        accepted: { x: 1, n: 2 },
        attended: { x: 1, n: 1 },
        sustained: { x: 1, n: 1 },
      },
      advice: { made: 0, signposts: 1, accepted: 'missing' },
    },
  },
  {
    says: 'of three attended, one was kept up and one began too lately to tell: 1 of 2; in advice all did, so not due',
    by: 'support',
    episodes: [{ referred: day('2026-01-15') }],
    onward: [
      offer(ACCEPTED, { attended: 1, sustained: 1 }),
      offer(ACCEPTED, { attended: 1, sustained: 0 }),
      offer(ACCEPTED, { attended: 1, sustained: TOO_LATELY }),
      offer(ACCEPTED, { attended: 1, sustained: TOO_LATELY, support: ADVICE }),
    ],
    expected: {
      '': { attended: { x: 4, n: 4 }, sustained: { x: 1, n: 2 } },
      social: { attended: { x: 3, n: 3 }, sustained: { x: 1, n: 2 } },
      advice: { attended: { x: 1, n: 1 }, sustained: 'not_due' },
    },
  },
  {
    says: 'an activity that serves two ways is in both',
    by: 'ways',
    episodes: [{ referred: day('2026-01-15') }],
    onward,
    expected: { connect: { made: 3 }, give: { made: 1 }, '': { made: 3 } },
  },
];
