import type { Metric } from '../metric.ts';

export const referralSources = {
  id: 'referral-sources',
  version: 1,
  room: 'reach',
  name: 'Where referrals come from',
  question: 'Who refers people to us?',
  definition:
    'Share of referrals by the kind of person or place that made them, among referrals whose source is recorded. People counts each person once per source.',
  measure: 'Share of referrals',
  population: 'referrals',
  direction: 'neutral',
  whyItMatters:
    'A service that hears from one kind of referrer only reaches the people that referrer sees. Self-referral and community routes reach others.',
  caveats: [
    'Sources are recorded by the case system; terms it could not match are counted under "other".',
  ],
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'source', chart: 'breakdown' },
    { by: 'practice', chart: 'table' },
    { by: 'pcn', chart: 'table' },
    { by: 'month', chart: 'trend' },
  ],
  statistic: { kind: 'composition', dimension: 'source' },
} as const satisfies Metric;
