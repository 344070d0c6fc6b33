import { dimensionOf, dimensions } from '#dimensions';
import type { Kind, Metric } from './metric.ts';

/** Splits that are not a dimension: a heading for the table, and what a row of it is. */
const ownSplits: Readonly<Record<string, string>> = {
  all: 'Everyone',
  month: 'Month',
  scale: 'Measure',
  band: 'Band',
  rule: 'Rule for the later score',
  step: 'Step',
  event_month: '30-day month from referral',
  recipe: 'Recipe',
  window: 'Window and run-in',
  baseline_use: 'Appointments in the 6 months before',
  side: 'Group',
  balance: 'What was compared before referral',
  days: 'Time',
  waiting_band: 'Waiting for',
  scenario: 'Scenario',
  field: 'Field',
  feed: 'Feed',
  list: 'Code list',
  reason: 'Reason',
  case: 'Case',
  due: 'Follow-up',
  assumption: 'Assumption',
};

/** Whether the rows of a split are not some of the people each, but the whole seen in one way and another. */
export const isView = (by: string): boolean => by in ownSplits && by !== 'all' && by !== 'month';

const referralSplits: readonly string[] = [
  'all',
  'month',
  ...dimensions.map(({ id }) => id).filter((id) => id !== 'worker'),
];
const activitySplits = ['support', 'ways', 'category', 'green_type', 'provider'] as const;
const onePlace = ['all', 'month', 'pcn', 'practice', 'team'] as const;

const fixedSplits: Readonly<Partial<Record<Kind['kind'], readonly string[]>>> = {
  rate: ['all', 'month', 'pcn', 'practice', 'age', 'sex'],
  survival: ['days', ...referralSplits],
  'paired-change': ['scale', 'band', 'rule', ...referralSplits],
  'attrition-bridge': ['step', 'scale'],
  'event-study': ['event_month'],
  'matched-comparison': ['side', 'balance', ...referralSplits],
  reconciler: ['recipe'],
  sensitivity: ['window', 'baseline_use'],
  steps: ['step', ...referralSplits, ...activitySplits],
  activities: [...activitySplits, ...referralSplits],
  caseload: ['month', 'team', 'pcn', 'worker'],
  flow: ['month', 'waiting_band'],
  'annual-people': ['month', 'team', 'pcn'],
  'queue-forecast': ['scenario'],
  completeness: ['field', ...onePlace],
  'gp-time-value': ['assumption'],
  wellby: ['assumption'],
};

const recordSplits: Readonly<Record<string, readonly string[]>> = {
  freshness: ['practice', 'feed'],
  duplicates: ['reason'],
  unmapped: ['list'],
  discrepancies: ['reason'],
  'follow-up-due': ['due', 'case', 'team', 'pcn', 'practice'],
};

/** Every split a metric can be asked for, its own first choice first. */
export function splitsOf(metric: Metric): readonly string[] {
  const { statistic } = metric;
  const panels = metric.panels.map((panel) => panel.by);
  if (statistic.kind === 'records') {
    return [...new Set([...panels, ...(recordSplits[statistic.query] ?? [])])];
  }
  if (statistic.kind === 'representation' || statistic.kind === 'area-rate')
    return statistic.dimensions;
  return [...new Set([...panels, ...(fixedSplits[statistic.kind] ?? referralSplits)])];
}

/** Heading of the group column: "PCN", "Month", "Step". */
export function splitLabel(by: string): string {
  return ownSplits[by] ?? dimensionOf(by).label;
}

/** Throws `no such split of wait: postcode; one of all, month, ...`. */
export function needSplit(metric: Metric, by: string): void {
  const known = splitsOf(metric);
  if (!known.includes(by)) {
    throw new Error(`no such split of ${metric.id}: ${by}; one of ${known.join(', ')}`);
  }
}
