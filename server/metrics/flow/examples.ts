import { dayNumber as day } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const WAITING = 0;
const SEEN = 1;
const CLOSED_UNSEEN = 2;

const four: readonly ExampleRow[] = [
  {
    referred: day('2026-07-05'),
    first_contact: day('2026-07-15'),
    wait_days: 10,
    wait_end: SEEN,
  },
  {
    referred: day('2026-07-20'),
    first_contact: day('2026-08-10'),
    wait_days: 21,
    wait_end: SEEN,
  },
  { referred: day('2026-06-01'), wait_days: 121, wait_end: WAITING },
  {
    referred: day('2026-08-30'),
    closed: day('2026-09-05'),
    wait_days: 6,
    wait_end: CLOSED_UNSEEN,
  },
];

export const examples: readonly Example[] = [
  {
    says: 'at the end of July two wait: one for 11 days, one, referred before the period, for 60',
    by: 'month',
    from: '2026-07',
    to: '2026-09',
    episodes: four,
    expected: {
      '2026-07': { in: 2, seen: 1, closed: 0, waiting: 2, to_14: 1, over_56: 1 },
      '2026-08': { in: 1, seen: 1, closed: 0, waiting: 2, long: { x: 1, n: 2 } },
      '2026-09': { in: 0, seen: 0, closed: 1, waiting: 1 },
      '': { waiting: 1 },
    },
  },
  {
    says: 'who waits how long at the newest month end',
    by: 'waiting_band',
    from: '2026-07',
    to: '2026-09',
    episodes: four,
    expected: {
      to_14: { waiting: 0 },
      over_56: { waiting: 1, share: { x: 1, n: 1 } },
    },
  },
];
