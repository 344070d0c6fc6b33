import type { Metric } from '../metric.ts';

export const freshness = {
  id: 'freshness',
  version: 1,
  room: 'quality',
  name: 'How fresh each feed is',
  question: 'Did every extract load, and is any practice missing?',
  definition:
    'The last day each feed covers, and for appointments the last day each practice covers, with how many days behind the newest it is.',
  measure: 'Last day covered',
  population: 'feeds and practices',
  direction: 'neutral',
  whyItMatters: 'A practice that stopped sending looks like a practice with no patients.',
  caveats: ['Fresh means the file covers the day, not that everything was written down by then.'],
  dated: 'load',
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'practice', chart: 'table' },
    { by: 'feed', chart: 'table' },
  ],
  statistic: { kind: 'records', query: 'freshness' },
} as const satisfies Metric;
