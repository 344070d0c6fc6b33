import type { Metric } from '../metric.ts';

export const greenShare = {
  id: 'green-share',
  version: 1,
  room: 'green',
  name: 'People given a green activity',
  question: 'Of the people we connect to anything, how many go to something green?',
  definition:
    'People with at least one green onward referral, as a share of people with any onward referral, booking or in-house activity.',
  measure: 'Share of people with a green onward referral',
  population: 'people with any onward referral',
  direction: 'increase',
  whyItMatters: 'It shows how large a part of the offer is in or with nature.',
  caveats: [
    'This is not uptake: it must not be set beside the national 85%.',
    'Signposts are not counted on either side.',
  ],
  settling: {
    days: 84,
    why: 'activities are found for people weeks after they are referred.',
  },
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'pcn', chart: 'breakdown' },
    { by: 'month', chart: 'trend' },
    { by: 'age', chart: 'breakdown' },
    { by: 'local_deprivation', chart: 'breakdown' },
    { by: 'practice', chart: 'funnel-plot' },
    { by: 'all', chart: 'table' },
  ],
  statistic: {
    kind: 'share',
    of: { column: 'onward_green', atLeast: 1 },
    among: { column: 'onward', atLeast: 1 },
    ofWords: 'referred to a green activity',
    amongWords: 'people with any onward referral',
    restWords: 'with no onward referral, or signposted only',
    unit: 'people',
  },
} as const satisfies Metric;
