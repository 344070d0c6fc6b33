import type { Metric } from '../metric.ts';

export const activities = {
  id: 'activities',
  version: 2,
  room: 'green',
  name: 'What people are connected to',
  question: 'Which kinds of support do people go to, and keep up?',
  definition:
    'Onward referrals, bookings and in-house activities by kind of support or way to wellbeing: offered, accepted, attended at least once, kept up for 5 weeks or more.',
  measure: 'Onward activities offered',
  population: 'onward activities',
  direction: 'neutral',
  whyItMatters:
    'It shows what the community offers are used for, and where people start and do not stay.',
  caveats: [
    'Counts activities, not people: one person can have several.',
    'Accepted is of offers answered, attended of those accepted, kept up of those attended whose 5 weeks have passed: who began in the last 5 weeks of the data is not due yet.',
    'Who accepted in the last weeks may not have had a first session yet, and counts as not attended.',
    'Signposts (telling somebody where to go) are counted apart and are in no share.',
  ],
  settling: {
    days: 84,
    why: 'offers, answers and first sessions follow a referral by weeks.',
  },
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'support', chart: 'breakdown' },
    { by: 'ways', chart: 'breakdown' },
    { by: 'category', chart: 'breakdown' },
    { by: 'provider', chart: 'funnel-plot' },
    { by: 'month', chart: 'trend' },
    { by: 'pcn', chart: 'breakdown' },
  ],
  statistic: { kind: 'activities' },
} as const satisfies Metric;
