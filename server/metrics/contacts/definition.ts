import type { Metric } from '../metric.ts';

export const contacts = {
  id: 'contacts',
  version: 1,
  room: 'workload',
  name: 'Contacts per case, and missed contacts',
  question: 'How much contact does a case take, and how much is missed?',
  definition:
    'Attended contacts per closed case (text messages not counted), and contacts the person did not attend as a share of contacts attended or missed.',
  measure: 'Attended contacts per closed case',
  population: 'closed cases',
  direction: 'neutral',
  whyItMatters:
    'Contacts are the work. Missed contacts are time lost, and often a sign that the time or place does not suit people.',
  caveats: [
    'Closed cases only: an open case is not finished.',
    'Contacts not written down are not counted.',
  ],
  benchmarks: [
    {
      label: 'National guide: 6 to 12 contacts',
      value: 6,
      to: 12,
      source: 'NHS England and Health Education England, workforce guidance for link workers',
    },
  ],
  settling: {
    days: 182,
    why: 'of referrals made in the last 6 months only the short cases have closed.',
  },
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'all', chart: 'table' },
    { by: 'team', chart: 'bullet' },
    { by: 'month', chart: 'trend' },
    { by: 'need', chart: 'breakdown' },
  ],
  statistic: { kind: 'contacts' },
} as const satisfies Metric;
