import type { Metric } from '../metric.ts';

export const flow = {
  id: 'flow',
  version: 1,
  room: 'workload',
  name: 'New, seen, closed and waiting',
  question: 'Is the queue growing?',
  definition:
    'Referrals made, first contacts and closures in each month, and the people waiting for a first contact on its last day, by how long they have waited.',
  measure: 'Referrals in, out and waiting',
  population: 'referrals',
  direction: 'neutral',
  whyItMatters:
    'A queue grows when more people come than are seen. How long they have waited shows whom to see first.',
  caveats: ['Waiting counts people not yet seen whose case is open, whenever they were referred.'],
  dated: 'month-end',
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'month', chart: 'trend' },
    { by: 'waiting_band', chart: 'breakdown' },
  ],
  statistic: { kind: 'flow' },
} as const satisfies Metric;
