import type { Metric } from '../metric.ts';

export const duplicates = {
  id: 'duplicates',
  version: 1,
  room: 'quality',
  name: 'Duplicate referrals',
  question: 'Which cases are counted twice?',
  definition:
    'Cases marked as duplicates of another that is counted (left out of every figure), those whose other case is not here (counted once), and possible duplicates: another open case of the same person in the same service within 14 days, waiting for a person to settle.',
  measure: 'Duplicate and possible duplicate cases',
  population: 'cases',
  direction: 'decrease',
  whyItMatters: 'A referral entered twice counts twice until somebody says it is one.',
  caveats: [
    'Possible duplicates stay counted until they are settled: nothing is merged by itself.',
  ],
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [{ by: 'reason', chart: 'table' }],
  statistic: { kind: 'records', query: 'duplicates' },
} as const satisfies Metric;
