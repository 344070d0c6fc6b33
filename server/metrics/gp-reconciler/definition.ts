import type { Metric } from '../metric.ts';

export const gpReconciler = {
  id: 'gp-reconciler',
  version: 1,
  room: 'gp',
  name: 'Why GP figures differ',
  question: 'Why does the supplier say there were far fewer GP appointments?',
  definition:
    'The same referrals by the recipes in circulation: 3 months before referral against 3 months after a successful close; 6 months with the referral visit counted; ours; and against matched patients.',
  measure: 'GP appointments after as a ratio of before, by recipe',
  population: 'people referred',
  direction: 'decrease',
  whyItMatters:
    'The recipe alone can make a fall of a quarter out of nothing. This shows which part of a figure is the recipe.',
  caveats: [
    'A ratio below 1 is not a finding about the service until the last row says so: people referred at a peak fall back (regression to the mean).',
    'Each recipe leaves out different people, so the numbers of people differ.',
  ],
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [{ by: 'recipe', chart: 'table' }],
  linked: true,
  statistic: { kind: 'reconciler' },
} as const satisfies Metric;
