import type { Metric } from '../metric.ts';

export const gpComparison = {
  id: 'gp-comparison',
  version: 1,
  room: 'gp',
  name: 'GP appointments against matched patients',
  question: 'Would GP appointments have fallen anyway?',
  definition:
    'Change in GP appointments of the people referred, less the change of patients like them who were not referred at that time: same contact with the practice on the day, in the 30 days and in the 6 months before, same age band and sex. The sample is drawn without looking at referral.',
  measure: 'Difference in GP appointments per person per year from matched patients',
  population: 'people matched',
  direction: 'decrease',
  whyItMatters:
    'People are referred near a peak, and peaks pass. Patients at the same peak show what happens with no referral.',
  caveats: [
    'Matching deals with what the records show, not with what they do not: people referred may differ in other ways.',
    'A sampled person can be a comparator until their own first referral. People never referred would be a biased comparison, and are not used alone.',
    'The interval counts a comparator used again and again as one person.',
  ],
  followUp: 182,
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'side', chart: 'before-after' },
    { by: 'all', chart: 'table' },
    { by: 'balance', chart: 'table' },
    { by: 'pcn', chart: 'breakdown' },
  ],
  linked: true,
  statistic: { kind: 'matched-comparison' },
} as const satisfies Metric;
