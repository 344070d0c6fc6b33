import type { Metric } from '../metric.ts';

export const people = {
  id: 'people',
  version: 1,
  room: 'reach',
  name: 'People referred',
  question: 'How many different people are referred to us?',
  definition:
    'Different people with a referral in the period. Somebody referred three times is one person.',
  measure: 'People referred',
  population: 'people referred',
  direction: 'neutral',
  whyItMatters:
    'Referrals can grow because the same people come back. This shows whether new people are reached.',
  caveats: [
    'A person referred by two practices is one person in each and one in the total, so rows can add up to more than the total.',
  ],
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'month', chart: 'trend' },
    { by: 'pcn', chart: 'breakdown' },
    { by: 'practice', chart: 'breakdown' },
    { by: 'age', chart: 'breakdown' },
    { by: 'all', chart: 'table' },
  ],
  statistic: { kind: 'distinct' },
} as const satisfies Metric;
