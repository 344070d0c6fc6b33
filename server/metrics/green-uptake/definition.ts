import type { Metric, Step } from '../metric.ts';

const bit = (value: number) => ({ column: 'green_steps', bit: value }) as const;

const steps = [
  {
    key: 'referrals',
    label: 'Referrals in the period',
    of: { all: [] },
    among: 'referrals',
    amongWords: 'all referrals',
  },
  {
    key: 'plan',
    label: 'Plan agreed',
    of: { column: 'plan', is: 1 },
    among: 'referrals',
    amongWords: 'all referrals',
  },
  {
    key: 'offered',
    label: 'Green activity offered',
    of: bit(1),
    among: 'plan',
    amongWords: 'referrals with a plan',
  },
  {
    key: 'answered',
    label: 'Offer answered',
    of: bit(2),
    among: 'offered',
    amongWords: 'referrals with a green offer',
  },
  {
    key: 'accepted',
    label: 'Accepted (uptake)',
    of: bit(4),
    among: 'answered',
    amongWords: 'referrals with an answered green offer',
    didWords: 'accepted it',
    benchmark: {
      label: 'National green programme: 85% took up an offer',
      value: 0.85,
      source: 'National Academy for Social Prescribing, green social prescribing programme',
    },
  },
  {
    key: 'attended',
    label: 'Attended at least once',
    of: bit(8),
    among: 'accepted',
    amongWords: 'referrals that accepted',
  },
  {
    key: 'due',
    label: 'Attended, and 5 weeks have passed',
    of: { not: bit(64) },
    among: 'attended',
    amongWords: 'referrals that attended',
    lost: 'began in the last 5 weeks of the data: not due yet',
  },
  {
    key: 'sustained',
    label: 'Kept up for 5 weeks or more',
    of: bit(16),
    among: 'due',
    amongWords: 'referrals that attended, 5 weeks ago or more',
  },
  {
    key: 'not_known',
    label: 'Not known whether green',
    of: bit(32),
    among: 'referrals',
    amongWords: 'all referrals',
    notKnown: true,
  },
] as const satisfies readonly Step[];

export const greenUptake = {
  id: 'green-uptake',
  version: 2,
  room: 'green',
  name: 'Green activities: from offer to keeping it up',
  question: 'Of the people offered a green activity, how many take it up and keep it up?',
  definition:
    'Referrals at each step: plan agreed, green activity offered, offer answered, accepted, attended once, kept up for 5 weeks or more. Uptake is accepted over answered offers; signposts are never an offer.',
  measure: 'Referrals at each step towards a green activity',
  population: 'referrals',
  direction: 'increase',
  whyItMatters:
    'It shows where people fall away: not offered, not wanted, or not kept up. Each needs a different answer.',
  caveats: [
    'The national 85% is of people offered a green activity; it must not be set beside the share of all referrals.',
    'Those who began in the last 5 weeks of the data cannot have kept it up for 5 weeks yet: they are not due, and in no share kept up.',
    'Referrals of the last weeks have not all had the time for a plan, an offer or a first session, and count as not having had one.',
    'Activities whose green mark is not known have a bar of their own and are in no other step.',
  ],
  settling: {
    days: 84,
    why: 'plans, offers, answers and first sessions follow a referral by weeks.',
  },
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'step', chart: 'steps' },
    { by: 'pcn', chart: 'breakdown' },
    { by: 'practice', chart: 'funnel-plot' },
    { by: 'provider', chart: 'breakdown' },
    { by: 'green_type', chart: 'breakdown' },
    { by: 'local_deprivation', chart: 'breakdown' },
    { by: 'month', chart: 'trend' },
  ],
  statistic: { kind: 'steps', steps },
} as const satisfies Metric;
