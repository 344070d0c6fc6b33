import type { Metric } from '../metric.ts';

export const caseload = {
  id: 'caseload',
  version: 1,
  room: 'workload',
  name: 'Open cases at month end',
  question: 'Are caseloads growing?',
  definition:
    'Referrals accepted and not closed on the last day of the month, whenever they were made; with the people behind them, and cases for each whole-time equivalent in post.',
  measure: 'Open cases at the end of the month',
  population: 'open cases',
  direction: 'neutral',
  whyItMatters:
    'It shows what the team carries at one moment, and whether it grows faster than the team.',
  caveats: [
    'A stock at a date: the filters choose whose cases, the period which dates.',
    'A worker not returned in the workforce file is missing, not absent: cases per worker then read too high.',
  ],
  dated: 'month-end',
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'month', chart: 'trend' },
    { by: 'team', chart: 'breakdown' },
    { by: 'pcn', chart: 'breakdown' },
    { by: 'worker', chart: 'breakdown' },
  ],
  statistic: { kind: 'caseload' },
} as const satisfies Metric;
