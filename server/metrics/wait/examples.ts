import { dayNumber as day } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const WAITING = 0;
const SEEN = 1;
const CLOSED_UNSEEN = 2;

const waited = (days: number, end: number): ExampleRow => ({
  referred: day('2026-01-15'),
  wait_days: days,
  wait_end: end,
});

export const examples: readonly Example[] = [
  {
    says: 'seen after 5, 10 and 20 days, one waiting for 15 so far, one closed unseen after 8: the middle wait is 20, not 10; a wait of -3 days is no wait',
    by: 'all',
    episodes: [
      waited(5, SEEN),
      waited(10, SEEN),
      waited(20, SEEN),
      waited(15, WAITING),
      waited(8, CLOSED_UNSEEN),
      waited(-3, SEEN),
    ],
    expected: {
      '': {
        median: 20,
        within_14: 1 - (4 / 5) * (2 / 3),
        within_14_all: 0.4,
        n: 5,
        open: 1,
        unseen: 1,
      },
    },
  },
  {
    says: 'the curve: one in five by day 7, nearly half by day 14',
    by: 'days',
    episodes: [
      waited(5, SEEN),
      waited(10, SEEN),
      waited(20, SEEN),
      waited(15, WAITING),
      waited(8, CLOSED_UNSEEN),
    ],
    expected: {
      '0': { share: 0, at_risk: 5 },
      '7': { share: 0.2, at_risk: 4 },
      '14': { share: 1 - (4 / 5) * (2 / 3), at_risk: 2 },
      '21': { share: 1, at_risk: 0 },
      '': { median: 20 },
    },
  },
  {
    says: 'two seen by day 6, two waiting since day 20: the share within 14 days is a half, and nobody has been followed for 28',
    by: 'all',
    episodes: [waited(5, SEEN), waited(6, SEEN), waited(20, WAITING), waited(20, WAITING)],
    expected: { '': { within_14: 0.5, within_28: 'not_due', within_28_all: 'not_due', open: 2 } },
  },
];
