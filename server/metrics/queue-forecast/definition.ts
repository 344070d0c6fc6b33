import type { Metric } from '../metric.ts';

export const queueForecast = {
  id: 'queue-forecast',
  version: 2,
  room: 'workload',
  name: 'Weeks to clear the queue',
  question: 'If things go on like this, when is nobody waiting?',
  definition:
    'People waiting now, divided by how much faster they are seen than referred, from the last 26 weeks; 95 of 100 futures made of those weeks fall in the range.',
  measure: 'Weeks until nobody waits for a first contact',
  population: 'people waiting',
  direction: 'decrease',
  whyItMatters: 'It turns a queue into a date, and shows what one more worker would do to it.',
  caveats: [
    'A forecast that weeks like the last ones go on: holidays, leave and a new referrer all break it.',
    'Tried on 1,500 made-up queues of each sort, the range held what came in 93 of 100 forecasts made from 26 weeks, in 92 of 100 made from 13, and in 82 of 100 where busy and quiet weeks came in runs.',
    'A forecast is given only when the queue clearly shrinks, so the one given for a slow queue tends to be too soon. The queue in 8 weeks has no such lean.',
    'None is given with less than 13 weeks of history, or while the queue is not shrinking.',
  ],
  dated: 'last-day',
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [{ by: 'scenario', chart: 'table' }],
  statistic: { kind: 'queue-forecast' },
} as const satisfies Metric;
