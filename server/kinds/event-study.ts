import type { DraftRow } from '#figure/draft.ts';
import { count, vectorOf } from '../counting/count.ts';
import { beside, only } from '../counting/folds.ts';
import type { Fold, Values } from '../counting/kernel.ts';
import { missingOf } from '../counting/select.ts';
import { EVENT_MONTHS, eventMonthColumn } from '../episodes/columns.ts';
import type { SnapshotTable } from '../episodes/columns.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { answerOf } from './answer.ts';
import { gpCaveats } from './before-after.ts';
import { countColumn, countMeanInterval, estimateColumn } from './columns.ts';
import { completeTest, eligibleFlow, eligibleFold, nobodyObserved } from './gp-eligible.ts';
import type { KindOf } from './kind.ts';
import { FEWEST_PAIRS, countMeanEstimate, countOf, estimateOf } from './statistic.ts';
import type { Vector } from './table.ts';

/** Months of the event study in order: -12 to -1, then 1 to 12. */
export const eventMonths: readonly number[] = Array.from({ length: 2 * EVENT_MONTHS }, (_, at) =>
  at < EVENT_MONTHS ? at - EVENT_MONTHS : at - EVENT_MONTHS + 1,
);

const DAYS = 30 * EVENT_MONTHS;
const windows = { before: DAYS, after: DAYS };

/** n, sum and sum of squares of each 30-day month, each row with the weight given. */
function monthFold(
  snapshot: Snapshot,
  table: SnapshotTable,
  weightOf: (row: number) => number,
): Fold {
  const months = eventMonths.map((month): { values: Values; missing: number } => {
    const values = snapshot.tables[table].column(eventMonthColumn(month));
    return { values, missing: missingOf(values) };
  });
  return {
    table,
    width: 3 * months.length,
    add: (row, out, at) => {
      const weight = weightOf(row);
      for (let month = 0; month < months.length; month++) {
        const { values, missing } = months[month]!;
        const value = values[row]!;
        if (value === missing) continue;
        out[at + 3 * month]! += weight;
        out[at + 3 * month + 1]! += weight * value;
        out[at + 3 * month + 2]! += weight * value * value;
      }
    },
  };
}

const columns = [
  estimateColumn(
    'mean',
    'GP appointments in 30 days',
    'number2',
    'mean GP appointments per person in the 30-day month',
    countMeanInterval,
  ),
  estimateColumn(
    'comparison',
    'Matched patients',
    'number2',
    'the same for the matched patients who were not referred at that time, when a comparison sample is loaded',
  ),
  countColumn('n', 'People', 'people observed for 12 months before and after'),
];

/** Mean appointments in each 30-day month from 12 before referral to 12 after. */
export const eventStudyKind: KindOf<'event-study'> = (question) => {
  const { snapshot, selection } = question;
  const eligible = eligibleFold(snapshot, windows);
  const counted = only(
    monthFold(snapshot, 'episode', () => 1),
    completeTest(snapshot, windows),
  );
  const fold = beside(eligible, counted);
  const vector = vectorOf(count(selection, fold), 0);
  const months = vector.subarray(fold.offsets[1]);
  const comparison = snapshot.hasComparisonSample ? comparisonMonths(question) : null;
  const none = nobodyObserved(vector, ['mean'])['mean']!;
  const rows = eventMonths.map((month, at) => {
    const row = monthRow(month, at, months, comparison);
    return months[3 * at] === 0 ? { ...row, cells: { ...row.cells, mean: none } } : row;
  });
  return answerOf(question, {
    columns: comparison ? columns : columns.filter((column) => column.key !== 'comparison'),
    rows,
    total: null,
    flow: eligibleFlow(vector, windows),
    headlineColumn: 'mean',
    y: comparison ? ['mean', 'comparison'] : ['mean'],
    yLabel: 'GP appointments per person in 30 days',
    xLabel: '30-day months before and after referral',
    chart: 'event-study',
    caveats: [
      ...gpCaveats(question),
      'The referral day is in no month. Month -1 is the run-in: what led to the referral.',
    ],
  });
};

/** The same months of the matched comparators, each weighing 1 / (comparators of its episode). */
function comparisonMonths({ snapshot, selection }: Parameters<typeof eventStudyKind>[0]): Vector {
  const comparator = snapshot.tables.comparator;
  const [episode, of] = [comparator.column('episode'), comparator.column('of')];
  const complete = completeTest(snapshot, windows);
  const fold = only(
    monthFold(snapshot, 'comparator', (row) => 1 / Math.max(of[row]!, 1)),
    (row) => complete(episode[row]!),
  );
  return vectorOf(count(selection, fold), 0);
}

function monthRow(month: number, at: number, months: Vector, comparison: Vector | null): DraftRow {
  const [n = 0, sum = 0, sumSquares = 0] = months.subarray(3 * at, 3 * at + 3);
  const weight = comparison?.[3 * at] ?? 0;
  const mean = comparison && weight > 0 ? (comparison[3 * at + 1] ?? 0) / weight : null;
  return {
    key: String(month),
    label: monthLabel(month),
    kind: 'group',
    cells: {
      mean: countMeanEstimate({ n, sum, sumSquares }, { minimum: FEWEST_PAIRS }),
      n: countOf(n),
      ...(comparison
        ? { comparison: estimateOf({ n: Math.round(weight), value: mean, minimum: FEWEST_PAIRS }) }
        : {}),
    },
  };
}

function monthLabel(month: number): string {
  const size = Math.abs(month);
  return `${size} ${size === 1 ? 'month' : 'months'} ${month < 0 ? 'before' : 'after'}`;
}
