import type { Metric } from '../metric.ts';

export const wellbeingChange = {
  id: 'wellbeing-change',
  version: 1,
  room: 'wellbeing',
  name: 'Wellbeing before and after',
  question: 'Do people feel better after support than before it?',
  definition:
    'Mean change in the same people between the first score (from 28 days before referral to 42 days after first contact) and the last score at least 28 days later and at most 90 days after closing. Each scale stands alone: the four national questions are never added up.',
  measure: 'Change in wellbeing score',
  population: 'people measured twice',
  direction: 'increase',
  whyItMatters:
    'It is the outcome people care about most. Only people measured twice can show a change, so the share measured twice is shown beside it.',
  caveats: [
    'There is no comparison group here: people are often referred at a low point, and some would feel better without help (regression to the mean).',
    'People who come back for a second score may differ from those who do not: see "Who came back".',
    'A change above 0 is an improvement on every scale, anxiety too.',
    'With fewer than 30 people measured twice a figure is indicative only.',
  ],
  settling: {
    days: 154,
    why: 'a first score can come 10 weeks after a referral and the second is due 12 weeks later, so only the early ones are in.',
  },
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'scale', chart: 'before-after' },
    { by: 'pcn', chart: 'breakdown' },
    { by: 'month', chart: 'trend' },
    { by: 'band', chart: 'bands' },
    { by: 'rule', chart: 'breakdown' },
  ],
  statistic: { kind: 'paired-change' },
} as const satisfies Metric;
