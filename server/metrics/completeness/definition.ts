import type { Metric } from '../metric.ts';

export const completeness = {
  id: 'completeness',
  version: 1,
  room: 'quality',
  name: 'How complete the records are',
  question: 'Can we trust the breakdowns?',
  definition:
    'Records with a usable value, as a share of records in which the value should be there, field by field.',
  measure: 'Share of records with a usable value',
  population: 'referrals',
  direction: 'increase',
  whyItMatters: 'A breakdown by ethnic group means little when half is not recorded.',
  caveats: ['"Not stated" counts as not recorded: nothing can be said of it.'],
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'field', chart: 'breakdown' },
    { by: 'practice', chart: 'table' },
    { by: 'team', chart: 'table' },
    { by: 'month', chart: 'trend' },
  ],
  statistic: { kind: 'completeness' },
} as const satisfies Metric;
