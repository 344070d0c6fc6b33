import type { Metric } from '../metric.ts';

export const discrepancies = {
  id: 'discrepancies',
  version: 1,
  room: 'quality',
  name: "Why our figures differ from the supplier's",
  question: "Why does the supplier's report show other numbers?",
  definition:
    "Every known reason why a figure here differs from the case system's own, with how many records it touches today.",
  measure: 'Records touched by each known difference',
  population: 'records',
  direction: 'neutral',
  whyItMatters: 'Two reports that disagree without a reason are both doubted.',
  caveats: ['One record can be touched by several reasons, so they do not add up.'],
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [{ by: 'reason', chart: 'table' }],
  statistic: { kind: 'records', query: 'discrepancies' },
} as const satisfies Metric;
