import type { Metric } from '../metric.ts';

export const referralRate = {
  id: 'referral-rate',
  version: 2,
  room: 'reach',
  name: 'Referrals for the size of the list',
  question: 'Which places refer few, or many, people for their size?',
  definition:
    'Referrals per 1,000 registered patients a year: referrals over registered patient-years, from the monthly list sizes of the practices. Both are of the same practices and months.',
  measure: 'Referrals per 1,000 registered patients a year',
  population: 'referrals',
  direction: 'neutral',
  whyItMatters:
    'Practices differ in size. A rate lets a small practice be set beside a large one, and shows where nobody is being referred.',
  caveats: [
    'A high or low rate is not good or bad: need differs from place to place.',
    'Practices inside the funnel differ by no more than chance; do not rank them.',
    'Referrals made where or when no list size is known are in no rate, and are counted as left out.',
    'Tiny practices (the federation hub, the special allocation scheme) are in the totals and not on the chart.',
  ],
  benchmarks: [
    {
      label: 'Former national incentive, lower threshold: 12',
      value: 12,
      source: 'Investment and Impact Fund, indicator PC-01; no payment since 2024/25',
    },
    {
      label: 'Former national incentive, upper threshold: 16',
      value: 16,
      source: 'Investment and Impact Fund, indicator PC-01; no payment since 2024/25',
    },
    {
      label: 'England in 2023, about 21',
      value: 21,
      source: 'About 1.3 million people referred in England in 2023, over all registered patients',
    },
  ],
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'practice', chart: 'funnel-plot' },
    { by: 'pcn', chart: 'breakdown' },
    { by: 'month', chart: 'trend' },
    { by: 'age', chart: 'breakdown' },
    { by: 'sex', chart: 'breakdown' },
  ],
  statistic: { kind: 'rate', per: 1000 },
} as const satisfies Metric;
