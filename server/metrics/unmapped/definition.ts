import type { Metric } from '../metric.ts';

export const unmapped = {
  id: 'unmapped',
  version: 1,
  room: 'quality',
  name: 'Terms not matched to a code',
  question: 'Which local terms do we not understand yet?',
  definition:
    'Values of coded columns in the newest loads that matched no code: counted under "other" and listed for a person to settle.',
  measure: 'Rows with a term not matched',
  population: 'rows',
  direction: 'decrease',
  whyItMatters: 'Terms not matched hide under "other" and make a breakdown wrong.',
  caveats: [
    'Rows are counted each time the file is loaded with the term still unsettled: the newest load is shown.',
  ],
  dated: 'load',
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [{ by: 'list', chart: 'table' }],
  statistic: { kind: 'records', query: 'unmapped' },
} as const satisfies Metric;
