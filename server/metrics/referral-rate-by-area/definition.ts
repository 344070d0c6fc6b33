import type { Metric } from '../metric.ts';

export const referralRateByArea = {
  id: 'referral-rate-by-area',
  version: 1,
  room: 'equity',
  name: 'Referrals by where people live',
  question: 'Which parts of the borough are reached, and are they the ones in most need?',
  definition:
    'Referrals of people living in each ward per 1,000 residents a year, beside the share of its residents who live in the most deprived two fifths of England.',
  measure: 'Referrals per 1,000 residents a year',
  population: 'referrals',
  direction: 'neutral',
  whyItMatters:
    'Practices draw people from all over the borough, so a practice list does not show which streets are reached. The home area does.',
  caveats: [
    'A high or low rate is not good or bad: need differs from place to place.',
    'Wards are made of whole small areas (2021 LSOAs), each given to the ward that holds most of it; borders are simplified.',
    'Residents are those of the 2021 census, all ages, registered with any practice; new homes since then are not counted.',
    'Of 19 wards about one will lie apart from the borough by chance alone.',
    'People living outside the borough, or whose home area is not known, are counted in the table and not on the map.',
  ],
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'ward', chart: 'map' },
    { by: 'local_deprivation', chart: 'breakdown' },
    { by: 'deprivation', chart: 'breakdown' },
  ],
  statistic: {
    kind: 'area-rate',
    per: 1000,
    dimensions: ['ward', 'local_deprivation', 'deprivation'],
  },
} as const satisfies Metric;
