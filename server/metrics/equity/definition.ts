import type { Metric } from '../metric.ts';

export const equity = {
  id: 'equity',
  version: 1,
  room: 'equity',
  name: 'Who is, and is not, being reached',
  question: 'Do the people referred look like the people registered here?',
  definition:
    'Referrals in each group over those expected if referrals followed the population: registered patients for age and sex, census or area counts for ethnic group and deprivation. 1 is the same mix.',
  measure: 'Referrals as a ratio of those expected',
  population: 'referrals',
  direction: 'neutral',
  whyItMatters:
    'A service can do well for those it meets and still miss whole groups. Below 1 means fewer people come than the population would suggest.',
  caveats: [
    'Need is not the same in every group, so 1 is not a target.',
    'Few children are referred to an adult service: the youngest band is expected to be low.',
    'Ethnic group is compared with the whole borough in the census, whichever place is chosen.',
    'Referrals with the group not recorded are shown and are on neither side.',
  ],
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'age', chart: 'breakdown' },
    { by: 'sex', chart: 'breakdown' },
    { by: 'ethnicity', chart: 'breakdown' },
    { by: 'local_deprivation', chart: 'breakdown' },
    { by: 'deprivation', chart: 'breakdown' },
  ],
  statistic: {
    kind: 'representation',
    dimensions: ['age', 'sex', 'ethnicity', 'local_deprivation', 'deprivation'],
  },
} as const satisfies Metric;
