import type { Column } from '#figure/cell.ts';
import type { DraftRow, FlowStep } from '#figure/draft.ts';
import { count, vectorOf } from '../counting/count.ts';
import type { Selection } from '../counting/select.ts';
import { scaleInterval } from '../statistics/interval.ts';
import { addRow, leastSquares, noRows } from '../statistics/least-squares.ts';
import { matchedDifference } from '../statistics/matched-difference.ts';
import type { MatchedDifference } from '../statistics/matched-difference.ts';
import { answerOf, unavailable } from './answer.ts';
import { balanceTable } from './balance.ts';
import { YEAR } from './before-after.ts';
import { countColumn, estimateColumn, shareColumn } from './columns.ts';
import { flowStep } from './flow-step.ts';
import { eligibleFlow, eligibleFold } from './gp-eligible.ts';
import type { Answer, KindOf, Question } from './kind.ts';
import { KNOWN, MATCHED, matchesOf } from './matched.ts';
import type { Matches } from './matched.ts';
import { FEWEST_PAIRS, countOf, empty, estimateOf, shareOf } from './statistic.ts';
import type { Cells } from './statistic.ts';
import { groupsOf, keepsEmptyRows, outOfData, rowOf, totalRow } from './table.ts';

const clustered = {
  level: 0.95,
  method: 'clustered by person, re-used patients included',
} as const;

export const matchedColumns: readonly Column[] = [
  estimateColumn(
    'effect',
    'Difference, a year',
    'signed2',
    'change in GP appointments per person per year of the people referred, less that of their matched patients',
    clustered,
  ),
  estimateColumn(
    'ratio',
    'After, as a ratio of expected',
    'ratio',
    "after referral, over what it would have been with the matched patients' change; 1 is no difference",
    clustered,
  ),
  estimateColumn('before', 'Referred, before', 'number1', 'appointments per person per year'),
  estimateColumn('after', 'Referred, after', 'number1', 'appointments per person per year'),
  estimateColumn('matched_before', 'Matched, before', 'number1', 'the same for matched patients'),
  estimateColumn('matched_after', 'Matched, after', 'number1', 'the same for matched patients'),
  estimateColumn(
    'adjusted',
    'Difference, adjusted for what matching left',
    'signed2',
    'the same, with what is left of the differences before the day taken out by regression in the matched patients',
    clustered,
  ),
  countColumn('n', 'People matched', 'people referred who have at least one matched patient'),
  shareColumn('matched', 'Share matched', 'matched / people with complete windows'),
];

/** The change of the people referred less that of matched patients who were not, at that time. */
export const matchedComparisonKind: KindOf<'matched-comparison'> = (question) => {
  const { snapshot, selection } = question;
  const eligible = eligibleFold(snapshot, MATCHED);
  const flow = eligibleFlow(vectorOf(count(selection, eligible), 0), MATCHED);
  if (!snapshot.hasComparisonSample) {
    return unavailable(
      question,
      matchedColumns,
      'There is no valid comparison: no sample of registered patients has been loaded.',
      'Load people.csv with comparison_sample: patients drawn at random without looking at referral.',
      flow,
    );
  }
  const whole = matchesOf(selection);
  const steps = [
    ...flow,
    flowStep('matched', 'Matched to similar patients', whole.referred.size, [
      ['unmatched', 'with no similar patient in the sample', whole.eligible - whole.referred.size],
    ]),
  ];
  if (question.by === 'balance') return balanceTable(question, steps);
  if (question.by === 'side') return sideTable(question, whole, steps);
  const rows = question.by === 'all' ? [] : groupRows(question);
  return answerOf(question, {
    columns: matchedColumns,
    rows,
    total: totalRow(matchedCells(whole)),
    flow: steps,
    headlineColumn: 'effect',
    y: ['effect'],
    yLabel: 'GP appointments per person per year, difference from matched patients',
    caveats: [
      'Matched on: a practice contact on the day, contacts in the 30 days and in the 6 months before, age band and sex.',
    ],
  });
};

/** Rows by group, each matched and clustered on its own: an interval cannot be added up. */
function groupRows(question: Question): readonly DraftRow[] {
  const groups = groupsOf(question);
  const rows: number[][] = groups.groups.map(() => []);
  for (const row of question.selection.rows) {
    const group = groups.of(row);
    if (group >= 0) rows[group]!.push(row);
  }
  const keep = keepsEmptyRows(question.by);
  return groups.groups.flatMap((group, at): DraftRow[] => {
    const own = rows[at]!;
    if (!group.showInCharts || (own.length === 0 && (!keep || group.notRecorded))) return [];
    const part: Selection = {
      ...question.selection,
      rows: Int32Array.from(own),
      count: own.length,
    };
    const cells = outOfData(question, group, matchedColumns) ?? matchedCells(matchesOf(part));
    return [rowOf(group, cells)];
  });
}

/**
 * The comparison with what matching left over taken out: after is predicted from what was known
 * before the day, by the matched patients' own regression, and the sides are compared on what the
 * prediction does not explain. Source: Abadie and Imbens 2011, bias-corrected matching.
 */
function adjustedOf(matches: Matches): MatchedDifference | null {
  const { referred, uses, referredKnown, usesKnown } = matches;
  const sums = noRows(KNOWN + 1);
  const row = new Float64Array(KNOWN + 1);
  row[0] = 1;
  for (let at = 0; at < uses.size; at++) {
    for (let part = 0; part < KNOWN; part++) row[part + 1] = usesKnown[KNOWN * at + part]!;
    addRow(sums, row, uses.after[at]!, uses.weight[at]);
  }
  const slopes = leastSquares(sums);
  if (!slopes) return null;
  const predicted = (known: Float64Array, size: number): Float64Array => {
    const out = new Float64Array(size);
    for (let at = 0; at < size; at++) {
      let value = slopes[0]!;
      for (let part = 0; part < KNOWN; part++) {
        value += slopes[part + 1]! * known[KNOWN * at + part]!;
      }
      out[at] = value;
    }
    return out;
  };
  return matchedDifference(
    { ...referred, before: predicted(referredKnown, referred.size) },
    { ...uses, before: predicted(usesKnown, uses.size) },
  );
}

/** The comparison itself, or null when nobody is matched. */
export function differenceOf({ referred, uses }: Matches): MatchedDifference | null {
  return matchedDifference(referred, uses);
}

const perYear = YEAR / MATCHED.window;

function effectOf(n: number, found: MatchedDifference | null) {
  if (!found) return empty('missing');
  const { effect, effectInterval, effectSe } = found;
  return estimateOf({
    n,
    value: effect * perYear,
    interval: effectInterval && scaleInterval(effectInterval, perYear),
    se: effectSe && effectSe * perYear,
    minimum: FEWEST_PAIRS,
  });
}

const sideColumns: readonly Column[] = [
  ...matchedColumns.filter((column) => column.key === 'effect'),
  estimateColumn('before', 'Before, a year', 'number1', 'GP appointments per person per year'),
  estimateColumn('after', 'After, a year', 'number1', 'GP appointments per person per year'),
  ...matchedColumns.filter((column) => ['ratio', 'adjusted', 'n', 'matched'].includes(column.key)),
];

/** The two sides as rows, before and after; the difference between them is the total. */
function sideTable(question: Question, whole: Matches, flow: readonly FlowStep[]): Answer {
  const cells = matchedCells(whole);
  const side = (key: string, label: string, before: string, after: string): DraftRow => ({
    key,
    label,
    kind: 'group',
    cells: { before: cells[before]!, after: cells[after]! },
  });
  const { effect, ratio, adjusted, n, matched } = cells;
  return answerOf(question, {
    columns: sideColumns,
    rows: [
      side('referred', 'People referred', 'before', 'after'),
      side('matched', 'Matched patients', 'matched_before', 'matched_after'),
    ],
    total: totalRow(
      { effect: effect!, ratio: ratio!, adjusted: adjusted!, n: n!, matched: matched! },
      'Difference',
    ),
    flow,
    headlineColumn: 'effect',
    y: ['before', 'after'],
    yLabel: 'GP appointments per person per year',
    chart: 'before-after',
    references: null,
  });
}

export function matchedCells(matches: Matches): Cells {
  const n = matches.referred.size;
  const found = differenceOf(matches);
  const counts = { n: countOf(n), matched: shareOf(n, matches.eligible) };
  if (!found) {
    const keys = matchedColumns.map((column) => column.key);
    return { ...Object.fromEntries(keys.map((key) => [key, empty('missing')])), ...counts };
  }
  const yearly = (value: number) =>
    estimateOf({ n, value: value * perYear, minimum: FEWEST_PAIRS });
  return {
    ...counts,
    effect: effectOf(n, found),
    adjusted: effectOf(n, adjustedOf(matches)),
    ratio: estimateOf({
      n,
      value: found.ratio,
      interval: found.ratioInterval,
      se: found.ratioSeLog,
      scale: 'log',
      minimum: FEWEST_PAIRS,
    }),
    before: yearly(found.before),
    after: yearly(found.after),
    matched_before: yearly(found.comparisonBefore),
    matched_after: yearly(found.comparisonAfter),
  };
}
