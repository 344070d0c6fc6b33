import type { Metric } from '../metric.ts';

export const attritionBridge = {
  id: 'attrition-bridge',
  version: 1,
  room: 'wellbeing',
  name: 'Who came back: from the unpaired figure to the change',
  question: 'Why does the supplier dashboard show a different change?',
  definition:
    'From the difference of all later scores and all first scores (unpaired) to the change in the people measured twice, naming how much of the gap is who came back.',
  measure: 'Points between the unpaired difference and the paired change',
  population: 'people with any score',
  direction: 'increase',
  whyItMatters:
    'If people who feel worse do not come back, the unpaired difference shows a rise that nobody had. Only the paired figure is a change.',
  caveats: [
    'People measured twice may still differ from those who were not: the paired change is theirs alone.',
    'Scores start low because people are referred at a low point; some of any rise would come without help (regression to the mean).',
  ],
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'step', chart: 'breakdown' },
    { by: 'scale', chart: 'table' },
  ],
  statistic: { kind: 'attrition-bridge' },
} as const satisfies Metric;
