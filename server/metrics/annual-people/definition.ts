import type { Metric } from '../metric.ts';

export const annualPeople = {
  id: 'annual-people',
  version: 1,
  room: 'workload',
  name: 'People taken on in 12 months per worker',
  question: 'Do link workers take on as many people as they should, or too many?',
  definition:
    'Different people accepted in the 12 months to each month end, for each whole-time equivalent in post on average.',
  measure: 'People taken on in 12 months per whole-time equivalent',
  population: 'people taken on',
  direction: 'neutral',
  monthsOverlap: true,
  whyItMatters:
    'The national guide is 200 to 250 people a year for each worker, by complexity. Far above it, people get less time.',
  caveats: [
    'The band is a yearly number of people, not a limit on cases open at once.',
    'Each month counts the 12 months to its end and so shares eleven with the next: a step lasts a year, and no month is marked as unusual.',
    'The first year of data has no 12 months behind it and is not shown.',
  ],
  benchmarks: [
    {
      label: 'National guide: 200 to 250 people a year',
      value: 200,
      to: 250,
      source: 'NHS England and Health Education England, workforce guidance for link workers',
    },
  ],
  dated: 'year-to-month-end',
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'month', chart: 'trend' },
    { by: 'team', chart: 'bullet' },
    { by: 'pcn', chart: 'bullet' },
  ],
  statistic: { kind: 'annual-people' },
} as const satisfies Metric;
