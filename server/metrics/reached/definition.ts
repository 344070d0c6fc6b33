import type { Metric } from '../metric.ts';

export const reached = {
  id: 'reached',
  version: 1,
  room: 'access',
  name: 'Reached by a link worker',
  question: 'Of the people referred, how many do we meet?',
  definition:
    'Referrals with an attended contact, as a share of referrals made at least 28 days before the data ends.',
  measure: 'Share of referrals reached',
  population: 'referrals',
  direction: 'increase',
  whyItMatters: 'Somebody referred and never met got no help from the referral.',
  caveats: [
    'Referrals of the last 28 days have not had the time, and are left out as not due.',
    'Some people say no, or are helped at once by others: all of them is not the aim.',
  ],
  benchmarks: [
    {
      label: 'Referrals that reached a link worker in a national study, 90%',
      value: 0.9,
      source: 'National study of link-worker referrals in England',
    },
  ],
  settling: {
    days: 56,
    why: 'about one person in ten waits more than 8 weeks, so the share reached still rises.',
  },
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'month', chart: 'trend' },
    { by: 'pcn', chart: 'breakdown' },
    { by: 'practice', chart: 'funnel-plot' },
    { by: 'source', chart: 'breakdown' },
    { by: 'all', chart: 'table' },
  ],
  statistic: {
    kind: 'share',
    of: { column: 'first_contact', present: true },
    due: { column: 'referred', daysBeforeDataTo: 28, feed: 'cases' },
    ofWords: 'reached by a link worker',
    amongWords: 'referrals made at least 28 days ago',
  },
} as const satisfies Metric;
