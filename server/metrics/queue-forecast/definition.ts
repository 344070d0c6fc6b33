import type { Metric } from '../metric.ts';

export const queueForecast = {
  id: 'queue-forecast',
  version: 1,
  room: 'workload',
  name: 'Weeks to clear the queue',
  question: 'If things go on like this, when is nobody waiting?',
  definition:
    'People waiting now, divided by how much faster they are seen than referred, from the last 26 weeks; the range comes from resampling those weeks.',
  measure: 'Weeks until nobody waits for a first contact',
  population: 'people waiting',
  direction: 'decrease',
  whyItMatters: 'It turns a queue into a date, and shows what one more worker would do to it.',
  caveats: [
    'A forecast that weeks like the last ones go on: holidays, leave and a new referrer all break it.',
    'None is given with less than 13 weeks of history, or while the queue is not shrinking.',
  ],
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [{ by: 'scenario', chart: 'table' }],
  statistic: { kind: 'queue-forecast' },
} as const satisfies Metric;
