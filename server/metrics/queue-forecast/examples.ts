import { dayNumber as day, monthNumber } from '#figure/month.ts';
import type { Example, ExampleRow } from '../example.ts';

const WAITING = 0;
const SEEN = 1;
const LAST = day('2026-09-30');
const LONG_AGO = 300;

/** One referral in each of the last 26 weeks, all still waiting; two older ones seen in each week. */
const steady: readonly ExampleRow[] = Array.from({ length: 26 }, (_, week) => {
  const within = 7 * week + 3;
  const seen = { referred: LAST - LONG_AGO, wait_days: LONG_AGO - within, wait_end: SEEN };
  return [{ referred: LAST - within, wait_days: within, wait_end: WAITING }, seen, seen];
}).flat();

export const examples: readonly Example[] = [
  {
    says: '26 wait, one comes and two are seen a week: 26 weeks; with 3.0 in place of 2.0 workers three are seen: 13 weeks',
    by: 'scenario',
    episodes: steady,
    capacity: [{ month: monthNumber('2026-09'), worker: 0, team: 0, pcn: 0, wte: 200 }],
    expected: {
      as_now: { waiting: 26, in: 1, out: 2, weeks: 26, ahead: 18, history: 26 },
      plus_one: { out: 3, weeks: 13 },
    },
  },
  {
    says: 'a queue that does not shrink has no forecast, and says so',
    by: 'scenario',
    episodes: steady.filter((row) => row['wait_end'] === WAITING),
    expected: {
      as_now: {
        weeks: 'missing',
        ahead: 34,
        note: 'The queue is not shrinking, so when it clears cannot be said.',
      },
    },
  },
  {
    says: 'under 13 weeks of history there is no forecast',
    by: 'scenario',
    episodes: [{ referred: LAST - 60, wait_days: 10, wait_end: SEEN }],
    expected: { as_now: { weeks: 'too_few', history: 8 } },
  },
];
