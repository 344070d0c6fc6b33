import type { Metric } from '../metric.ts';

export const referrals = {
  id: 'referrals',
  version: 1,
  room: 'reach',
  name: 'Referrals received',
  question: 'How many referrals do we get, and is that changing?',
  definition:
    'Requests for social prescribing support. A person referred twice is two referrals. Records deleted, entered in error or settled as duplicates are not counted.',
  measure: 'Referrals received',
  population: 'referrals',
  direction: 'neutral',
  whyItMatters:
    'It shows how much the service is asked to do, where the demand comes from, and whether a change in it is more than the usual ups and downs.',
  caveats: ['More referrals is neither good nor bad by itself: it says nothing of need not met.'],
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'month', chart: 'trend' },
    { by: 'pcn', chart: 'breakdown' },
    { by: 'practice', chart: 'breakdown' },
    { by: 'all', chart: 'table' },
  ],
  statistic: { kind: 'count' },
} as const satisfies Metric;
