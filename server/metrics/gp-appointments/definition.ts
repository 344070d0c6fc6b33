import type { Metric } from '../metric.ts';

export const gpAppointments = {
  id: 'gp-appointments',
  version: 1,
  room: 'gp',
  name: 'GP appointments before and after referral',
  question: 'Do people see the GP less after being referred?',
  definition:
    'GP appointments attended per person per year, in the 6 months that end 30 days before referral and in the 6 months after it, in the same people. Counted: attended, with a GP, in a consultation category. The referral day and the 30 days before it belong to neither side.',
  measure: 'GP appointments per person per year',
  population: 'people referred, seen for the whole time before and after',
  direction: 'decrease',
  whyItMatters:
    'Fewer GP appointments is a common reason to fund social prescribing. This figure shows what happened; it cannot show why.',
  caveats: [
    'Most people are referred when they are seeing the GP most, so part of a fall is expected without any help (regression to the mean). See the month-by-month picture and the matched comparison.',
    'People who left, moved or died within the window, or whose practice is not in the feed, are not counted.',
    'One heavy user can move a small group a lot; the interval takes the person as the unit.',
  ],
  followUp: 182,
  owner: 'Service manager',
  review: '2027-04-01',
  panels: [
    { by: 'all', chart: 'before-after' },
    { by: 'pcn', chart: 'breakdown' },
    { by: 'month', chart: 'trend' },
    { by: 'age', chart: 'breakdown' },
  ],
  linked: true,
  statistic: { kind: 'before-after', window: 182, runIn: 30 },
} as const satisfies Metric;
