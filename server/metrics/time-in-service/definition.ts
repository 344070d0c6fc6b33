import type { Metric } from '../metric.ts';

export const timeInService = {
  id: 'time-in-service',
  version: 1,
  room: 'access',
  name: 'Weeks in the service',
  question: 'How long do we work with people?',
  definition:
    'Weeks from first attended contact to closing. Open cases are counted for as long as they have been open.',
  measure: 'Weeks from first contact to closing',
  population: 'cases with a first contact',
  direction: 'neutral',
  whyItMatters:
    'The local model is a plan of up to 8 weeks. Longer cases fill caseloads; some people need longer.',
  caveats: ['Cases that should have been closed and were not make this look longer.'],
  benchmarks: [
    { label: 'Local model: up to 8 weeks', value: 8, source: 'One Health Lewisham service model' },
  ],
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'all', chart: 'table' },
    { by: 'days', chart: 'survival' },
    { by: 'pcn', chart: 'breakdown' },
    { by: 'month', chart: 'trend' },
    { by: 'need', chart: 'breakdown' },
  ],
  statistic: {
    kind: 'survival',
    days: 'service_days',
    since: 'first contact',
    end: 'service_end',
    event: 1,
    within: [56],
    unit: 'weeks',
    ends: { who: 'cases', how: 'close', done: 'closed', open: 'still open' },
    restWords: 'with no first contact yet, or dates that cannot be right',
  },
} as const satisfies Metric;
