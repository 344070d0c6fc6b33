import type { Metric } from '../metric.ts';

export const gpTimeValue = {
  id: 'gp-time-value',
  version: 1,
  room: 'value',
  name: 'Modelled value of GP time',
  question: 'What would the GP time be worth?',
  definition:
    'Appointments fewer than matched patients had, in the 6 months after referral, times minutes, times the cost that has been set. A model with a range, not cash.',
  measure: 'Modelled value of GP time, pounds',
  population: 'people matched',
  direction: 'increase',
  whyItMatters:
    'Commissioners ask for it. A range with its assumptions in view is safer than a number without.',
  caveats: [
    'Modelled. No cost is assumed: it must be set, with its year and source.',
    'Only the difference from matched patients is valued; without a comparison there is no figure.',
  ],
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [{ by: 'assumption', chart: 'table' }],
  offByDefault: true,
  linked: true,
  statistic: { kind: 'gp-time-value' },
} as const satisfies Metric;
