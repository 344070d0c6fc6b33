import { dayNumber as day } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const OFFERED = 1;
const ANSWERED = 2;
const ACCEPTED = 4;
const ATTENDED = 8;
const SUSTAINED = 16;
const NOT_KNOWN = 32;
const TOO_LATELY = 64;
const YES = OFFERED + ANSWERED + ACCEPTED;

const referral = (plan: number, green: number): ExampleRow => ({
  referred: day('2026-01-15'),
  plan,
  green_steps: green,
  pcn_then: 0,
});

const six: readonly ExampleRow[] = [
  referral(0, 0),
  referral(1, 0),
  referral(1, OFFERED),
  referral(1, OFFERED + ANSWERED),
  referral(1, YES + ATTENDED + SUSTAINED),
  referral(1, YES + ATTENDED + NOT_KNOWN),
];

export const examples: readonly Example[] = [
  {
    says: 'four were offered, three answered, two accepted: uptake is 2 of 3, never 2 of 6',
    by: 'step',
    episodes: six,
    expected: {
      referrals: { n: 6 },
      plan: { n: 5, share: { x: 5, n: 6 } },
      offered: { n: 4, share: { x: 4, n: 5 } },
      answered: { n: 3, share: { x: 3, n: 4 } },
      accepted: { n: 2, share: { x: 2, n: 3 }, benchmark: 0.85 },
      attended: { n: 2, share: { x: 2, n: 2 } },
      sustained: { n: 1, share: { x: 1, n: 2 } },
      not_known: { n: 1, share: { x: 1, n: 6 } },
    },
  },
  {
    says: 'of three that attended one began too lately to have kept it up: it is not due, and 1 of 2 kept it up',
    by: 'step',
    episodes: [...six, referral(1, YES + ATTENDED + TOO_LATELY)],
    expected: {
      attended: { n: 3, share: { x: 3, n: 3 } },
      due: { n: 2, share: { x: 2, n: 3 } },
      sustained: { n: 1, share: { x: 1, n: 2 } },
    },
  },
  {
    says: 'where everybody began too lately nothing is known yet of keeping it up',
    by: 'step',
    episodes: [referral(1, YES + ATTENDED + TOO_LATELY)],
    expected: { attended: { n: 1 }, due: { n: 0 }, sustained: { n: 0, share: 'not_due' } },
  },
  {
    says: 'by PCN the same shares are columns',
    by: 'pcn',
    episodes: six,
    expected: {
      '': { accepted_share: { x: 2, n: 3 } },
      U00001: { accepted_share: { x: 2, n: 3 }, offered: 4 },
    },
  },
];
