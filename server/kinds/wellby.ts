import { scaleOrdinal, scales } from '#metrics/instruments.ts';
import { priceWords, wellbyWords } from '#metrics/value.ts';
import type { WellbyValue } from '#metrics/value.ts';
import type { Column } from '#figure/cell.ts';
import type { DraftRow } from '#figure/draft.ts';
import { count, vectorOf } from '../counting/count.ts';
import type { Fold } from '../counting/kernel.ts';
import { missingOf } from '../counting/select.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { meanFromSums } from '../statistics/mean.ts';
import type { Mean } from '../statistics/mean.ts';
import { answerOf, unavailable } from './answer.ts';
import { YEAR } from './before-after.ts';
import { countColumn, estimateColumn, pairedInterval, plainColumn } from './columns.ts';
import { flowStep } from './flow-step.ts';
import type { KindOf } from './kind.ts';
import { POINT, scoreReader } from './paired-fold.ts';
import { FEWEST_PAIRS, countOf, empty, estimateOf, plain } from './statistic.ts';
import type { Cells } from './statistic.ts';
import type { Vector } from './table.ts';

const columns: readonly Column[] = [
  estimateColumn(
    'pounds',
    'Modelled value',
    'money',
    'points x years between the two scores x share put down to the service x value of a point-year',
    pairedInterval,
  ),
  estimateColumn('per_person', 'Per person', 'money', 'the same, per person measured twice'),
  countColumn('n', 'Measured twice', 'people with two life satisfaction scores'),
  plainColumn('unit', 'A point for a year', 'text', 'setting, with its year and source'),
];

/** People, and the sum and sum of squares of improvement x days between the readings. */
function pointDays(snapshot: Snapshot, ordinal: number): Fold {
  const scale = scales[ordinal]!;
  const { score } = snapshot.tables;
  const scaleOf = score.column('scale');
  const [from, to] = [score.column('before_day'), score.column('after_day')];
  const none = missingOf(from);
  const read = scoreReader(snapshot);
  return {
    table: 'score',
    width: 3,
    add: (row, out, at) => {
      if (scaleOf[row] !== ordinal || from[row] === none || to[row] === none) return;
      const scores = read(row, scale);
      const days = to[row]! - from[row]!;
      if (!scores || scores.before === null || scores.after === null || days <= 0) return;
      const value = (scores.after - scores.before) * days;
      out[at]!++;
      out[at + 1]! += value;
      out[at + 2]! += value * value;
    },
  };
}

/** Life satisfaction alone, counted for the time measured only; always a range, always modelled. */
export const wellbyKind: KindOf<'wellby'> = (question) => {
  const value = question.value?.wellby ?? null;
  if (!value) {
    return unavailable(
      question,
      columns,
      'No value of a point of life satisfaction has been set.',
      'A manager or administrator can set one, with its year and source, under Modelled values.',
    );
  }
  const fold = pointDays(question.snapshot, scaleOrdinal('life_satisfaction'));
  const vector = vectorOf(count(question.selection, fold), 0);
  const rows = (['low', 'central', 'high'] as const).map((key): DraftRow => {
    const label = { low: 'Low', central: 'Central', high: 'High' }[key];
    return { key, label, kind: 'group', cells: wellbyCells(vector, value, value.pounds[key]) };
  });
  return answerOf(question, {
    columns,
    rows,
    total: null,
    flow: [flowStep('paired', 'Life satisfaction measured twice', vector[0] ?? 0)],
    headlineColumn: 'pounds',
    yLabel: 'Pounds, modelled',
    chart: 'table',
    references: null,
    assumptions: wellbyWords(value),
    caveats: [
      'Counted only for the time between the two scores: nothing is assumed to last beyond it.',
      'There is no comparison group; the share put down to the service is an assumption.',
    ],
  });
};

function wellbyCells(vector: Vector, value: WellbyValue, pounds: number): Cells {
  const [n = 0, sum = 0, sumSquares = 0] = vector;
  const shared = { n: countOf(n), unit: plain(priceWords(pounds)) };
  if (n === 0) return { pounds: empty('missing'), per_person: empty('missing'), ...shared };
  const unit = (pounds * value.attribution) / (POINT * YEAR);
  const found = meanFromSums({ n, sum, sumSquares });
  return { pounds: poundsOf(found, unit, n), per_person: poundsOf(found, unit, 1), ...shared };
}

/** The value for so many people. Its error goes with it, so that control can coarsen both alike. */
function poundsOf({ n, mean, sd, interval }: Mean, unit: number, people: number) {
  const by = unit * people;
  return estimateOf({
    n,
    minimum: FEWEST_PAIRS,
    value: mean * by,
    interval: sd && interval ? { lower: interval.lower * by, upper: interval.upper * by } : null,
    se: sd && (sd / Math.sqrt(n)) * by,
  });
}
