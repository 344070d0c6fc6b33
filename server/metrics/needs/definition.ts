import type { Metric } from '../metric.ts';

export const needs = {
  id: 'needs',
  version: 1,
  room: 'reach',
  name: 'Why people are referred',
  question: 'What do people need help with?',
  definition:
    'Share of referrals by main need, among referrals whose main need is recorded. A second view counts every need mentioned.',
  measure: 'Share of referrals',
  population: 'referrals',
  direction: 'neutral',
  whyItMatters:
    'Needs decide which activities and advice the borough must have. A need that grows and has nowhere to go is a gap.',
  caveats: [
    'One person can have several needs; the main one is the judgement of whoever recorded it.',
    'The view of all needs counts mentions, so it adds up to more than all referrals.',
  ],
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'need', chart: 'breakdown' },
    { by: 'needs', chart: 'breakdown' },
    { by: 'pcn', chart: 'table' },
    { by: 'month', chart: 'trend' },
  ],
  statistic: { kind: 'composition', dimension: 'need' },
} as const satisfies Metric;
