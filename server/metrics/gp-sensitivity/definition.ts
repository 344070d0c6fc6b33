import type { Metric } from '../metric.ts';

export const gpSensitivity = {
  id: 'gp-sensitivity',
  version: 1,
  room: 'gp',
  name: 'Does the choice of window matter?',
  question: 'Would another window give another answer?',
  definition:
    'GP appointments before and after with windows of 3, 6 and 12 months and run-ins of 0, 30 and 60 days; and by how often people saw the GP before.',
  measure: 'GP appointments after as a ratio of before',
  population: 'people referred, seen for the whole window',
  direction: 'decrease',
  whyItMatters: 'A finding that changes with the window is a finding about the window.',
  caveats: [
    'By use before referral, people at the top fall and people at the bottom rise with no help at all (regression to the mean).',
    'Windows of 3 and 6 months also carry the seasons; 12 months does not.',
  ],
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'window', chart: 'breakdown' },
    { by: 'baseline_use', chart: 'breakdown' },
  ],
  linked: true,
  statistic: { kind: 'sensitivity' },
} as const satisfies Metric;
