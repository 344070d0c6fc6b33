import type { Metric } from '../metric.ts';

export const wait = {
  id: 'wait',
  version: 1,
  room: 'access',
  name: 'Days from referral to first contact',
  question: 'How long do people wait to be seen?',
  definition:
    'Days from referral to the first attended contact. People still waiting are counted for as long as they have waited, and cases closed before any contact until they closed: leaving them out would make waits look shorter.',
  measure: 'Days from referral to first attended contact',
  population: 'referrals',
  direction: 'decrease',
  whyItMatters:
    'A long wait loses people: needs grow and some never come. It is the first thing a referrer notices.',
  caveats: [
    'The middle wait (median) is the one half of people do not exceed; it is not the mean of those already seen.',
    'A contact dated before its referral cannot be right and is left out.',
  ],
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'days', chart: 'survival' },
    { by: 'all', chart: 'table' },
    { by: 'pcn', chart: 'breakdown' },
    { by: 'month', chart: 'trend' },
    { by: 'source', chart: 'breakdown' },
  ],
  statistic: {
    kind: 'survival',
    days: 'wait_days',
    since: 'referral',
    end: 'wait_end',
    event: 1,
    competing: 2,
    within: [14, 28],
    unit: 'days',
    ends: { who: 'people', how: 'are seen', done: 'seen', open: 'still waiting' },
    restWords: 'whose dates cannot be right',
  },
} as const satisfies Metric;
