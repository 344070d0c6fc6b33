import type { Metric } from '../metric.ts';

export const gpEventStudy = {
  id: 'gp-event-study',
  version: 1,
  room: 'gp',
  name: 'GP appointments month by month around referral',
  question: 'What do GP appointments look like in the year before and after referral?',
  definition:
    'Mean GP appointments per person in each 30-day month from 12 before referral to 12 after, among people observed the whole time.',
  measure: 'GP appointments per person in 30 days',
  population: 'people observed for 12 months before and after referral',
  direction: 'decrease',
  whyItMatters:
    'It shows the rise before referral that a before-and-after bar hides: people are referred near a peak, and peaks pass.',
  caveats: [
    'A fall after a peak is expected whether or not anyone helps (regression to the mean).',
    'Only people observed for two whole years are here, so the newest referrals are not.',
  ],
  followUp: 360,
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [{ by: 'event_month', chart: 'event-study' }],
  linked: true,
  statistic: { kind: 'event-study' },
} as const satisfies Metric;
