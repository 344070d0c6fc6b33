import type { Metric } from '../metric.ts';

export const declined = {
  id: 'declined',
  version: 1,
  room: 'access',
  name: 'Support declined',
  question: 'How many people say no?',
  definition:
    'People who declined support, as a share of referrals in which the person decided either way.',
  measure: 'Share of decided referrals declined',
  population: 'referrals',
  direction: 'decrease',
  whyItMatters:
    'Many refusals from one referrer can mean people were not told what they were being referred to.',
  caveats: [
    'Cases closed because nobody could be reached are not a decision, and are on neither side.',
    'A no is known sooner than a first contact: among the newest referrals it is a larger share of the decided.',
    'Declining is a choice people may make: none is not the aim.',
  ],
  benchmarks: [
    {
      label: 'Coded refusals in England in 2023, 12%',
      value: 0.12,
      source: 'National study of social prescribing codes in GP records, 2019 to 2023',
    },
  ],
  settling: {
    days: 56,
    why: 'a no is known within days and a first contact can take weeks, so the share who said no still falls.',
  },
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'month', chart: 'trend' },
    { by: 'source', chart: 'breakdown' },
    { by: 'pcn', chart: 'breakdown' },
    { by: 'practice', chart: 'funnel-plot' },
    { by: 'all', chart: 'table' },
  ],
  statistic: {
    kind: 'share',
    of: { column: 'decision', is: 2 },
    among: { column: 'decision', in: [1, 2] },
    ofWords: 'declined by the person',
    amongWords: 'referrals with a decision',
    restWords: 'with no decision by the person',
  },
} as const satisfies Metric;
