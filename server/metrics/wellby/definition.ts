import type { Metric } from '../metric.ts';

export const wellby = {
  id: 'wellby',
  version: 1,
  room: 'value',
  name: 'Modelled value of life satisfaction',
  question: 'What would the change in life satisfaction be worth?',
  definition:
    'Points of life satisfaction times the years between the two scores, times the share put down to the service, times the value of a point for a year. Share and value are settings, printed with the figure.',
  measure: 'Modelled value of the change in life satisfaction, pounds',
  population: 'people measured twice',
  direction: 'increase',
  whyItMatters:
    'The Treasury allows life satisfaction to be valued. The assumptions decide the answer, so they are printed.',
  caveats: [
    'Modelled. Life satisfaction only; no other scale converts.',
    'There is no comparison group, so part of the change would have come without help (regression to the mean); the share put down to the service is an assumption.',
  ],
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [{ by: 'assumption', chart: 'table' }],
  offByDefault: true,
  statistic: { kind: 'wellby' },
} as const satisfies Metric;
