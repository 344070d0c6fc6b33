import type { Metric } from '../metric.ts';

export const followUpDue = {
  id: 'follow-up-due',
  version: 1,
  room: 'quality',
  name: 'Second scores due',
  question: 'Whose second score is due now?',
  definition:
    'People with a first wellbeing score whose second is due in the next 14 days, or overdue, and what doing them all would make the share measured twice.',
  measure: 'Second wellbeing scores due',
  population: 'people with a first score',
  direction: 'decrease',
  whyItMatters:
    'A change can be shown only for people measured twice. Two weeks of calls before quarter end can double the number.',
  caveats: [
    'Due is 12 weeks after the first score. A score more than 90 days after closing no longer counts.',
    'The list of cases is for the service manager only.',
  ],
  dated: 'score-day',
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'due', chart: 'table' },
    { by: 'team', chart: 'breakdown' },
    { by: 'case', chart: 'table' },
  ],
  statistic: { kind: 'records', query: 'follow-up-due' },
} as const satisfies Metric;
