import type { Kind } from '../../metrics/metric.ts';
import { writeCell } from '../format.ts';
import {
  beforeAfterFinding,
  eventStudyFinding,
  pairedChangeFinding,
  stepsFinding,
} from './change.ts';
import { compositionFinding, countFinding } from './count.ts';
import {
  matchedFinding,
  reconcilerFinding,
  sensitivityFinding,
  valueFinding,
} from './comparison.ts';
import type { Finding, FindingInput } from './finding.ts';
import { qualityFinding } from './quality.ts';
import { shareFinding } from './ratio.ts';
import {
  activitiesFinding,
  areaRateFinding,
  bridgeFinding,
  rateFinding,
  representationFinding,
} from './reach.ts';
import {
  annualPeopleFinding,
  caseloadFinding,
  contactsFinding,
  flowFinding,
  queueFinding,
  survivalFinding,
} from './service.ts';
import { capitalise, uncapitalise } from './words.ts';

/** One template for each statistic kind: the only place where findings are put into words. */
const templates: Readonly<Record<Kind['kind'], (input: FindingInput) => Finding>> = {
  count: countFinding,
  distinct: countFinding,
  composition: compositionFinding,
  share: shareFinding,
  'paired-change': pairedChangeFinding,
  'before-after': beforeAfterFinding,
  'event-study': eventStudyFinding,
  steps: stepsFinding,
  survival: survivalFinding,
  caseload: caseloadFinding,
  flow: flowFinding,
  'annual-people': annualPeopleFinding,
  contacts: contactsFinding,
  'queue-forecast': queueFinding,
  rate: rateFinding,
  'area-rate': areaRateFinding,
  representation: representationFinding,
  activities: activitiesFinding,
  'attrition-bridge': bridgeFinding,
  'matched-comparison': matchedFinding,
  reconciler: reconcilerFinding,
  sensitivity: sensitivityFinding,
  'gp-time-value': valueFinding,
  wellby: valueFinding,
  completeness: qualityFinding,
  records: qualityFinding,
};

/** The finding of a figure, from its published numbers only. */
export function findingOf(input: FindingInput): Finding {
  return capitalise(templates[input.metric.statistic.kind](input) || input.metric.name);
}

/** Alt text: the kind of chart, the finding, and the first and last point of an ordered series. */
export function altTextOf(input: FindingInput, headline: Finding): string {
  const { chart, rows, columns, by } = input;
  const key = chart.y[0];
  const column = columns.find((each) => each.key === key);
  const kind = chart.kind === 'survival' ? curveWords(chart) : chartWords[chart.kind];
  if (!key || !column || rows.length < 2 || by !== 'month') return `${kind} ${headline}`;
  const [first, last] = [rows[0], rows.at(-1)];
  const ends = [first, last].flatMap((row) =>
    row ? [`${row.label} ${writeCell(row.cells[key], column)}`] : [],
  );
  return `${kind} ${headline} From ${ends.join(' to ')}.`;
}

/** `Curve of the share of people by days since referral.` */
const curveWords = ({ yLabel, xLabel = 'time' }: FindingInput['chart']): string =>
  `Curve of the ${uncapitalise(yLabel)} by ${uncapitalise(xLabel)}.`;

const chartWords: Record<Exclude<FindingInput['chart']['kind'], 'survival'>, string> = {
  trend: 'Line chart by month.',
  breakdown: 'Bar chart.',
  steps: 'Steps, each as a bar with its share of the step before.',
  'before-after': 'Chart of values before and after, with intervals.',
  'event-study': 'Line chart of months before and after referral.',
  bands: 'Bars of the share of people in each band, before and after.',
  'funnel-plot': 'Funnel plot: each place against the limits expected by chance.',
  bullet: 'Bars against a reference band.',
  map: 'Map of the borough.',
  table: 'Table.',
};
