import type { Column } from '#figure/cell.ts';
import { PAIR, beside, only, pairSums } from '../counting/folds.ts';
import { meanFromSums } from '../statistics/mean.ts';
import { pairedRatio } from '../statistics/paired-ratio.ts';
import { gpRuleWords } from '#metrics/gp-rule.ts';
import { answerOf } from './answer.ts';
import {
  countColumn,
  countMeanInterval,
  estimateColumn,
  pairedInterval,
  ratioInterval,
} from './columns.ts';
import { completeTest, eligibleFlow, eligibleFold, nobodyObserved } from './gp-eligible.ts';
import type { KindOf, Question } from './kind.ts';
import { FEWEST_PAIRS, countMeanEstimate, countOf, estimateOf, meanEstimate } from './statistic.ts';
import type { Cells } from './statistic.ts';
import { peopleCounted, ratioInterval as intervalOfRatio } from './small-ratio.ts';
import type { PeopleCounted } from './small-ratio.ts';
import { groupsOf, inGroup, tabulate } from './table.ts';
import type { Vector } from './table.ts';

/** Days in a mean year: counts in a window become appointments per person per year. */
export const YEAR = 365.25;

export const beforeAfterColumns: readonly Column[] = [
  countColumn('n', 'People', 'people observed for the whole time before and after'),
  estimateColumn(
    'before',
    'Before, a year',
    'number1',
    'GP appointments per person per year before referral',
    countMeanInterval,
  ),
  estimateColumn(
    'after',
    'After, a year',
    'number1',
    'GP appointments per person per year after referral',
    countMeanInterval,
  ),
  estimateColumn(
    'change',
    'Change, a year',
    'signed1',
    'after minus before in the same people, GP appointments per person per year',
    pairedInterval,
  ),
  estimateColumn(
    'ratio',
    'After as a ratio of before',
    'ratio',
    'mean after divided by mean before; 1 is no change',
    ratioInterval,
  ),
];

/**
 * Cells of one group from the six sums of its people's counts before (x) and after (y); the people
 * themselves are read only where they are too few for sums to give an interval.
 */
export function beforeAfterCells(
  sums: Vector,
  days: { before: number; after: number },
  people: PeopleCounted,
): Cells {
  const at = (key: Exclude<keyof typeof PAIR, 'width'>): number => sums[PAIR[key]] ?? 0;
  const n = at('n');
  const [perBefore, perAfter] = [YEAR / days.before, YEAR / days.after];
  const minimum = FEWEST_PAIRS;
  const meanOf = (sum: 'x' | 'y', squares: 'xx' | 'yy', unit: number) =>
    countMeanEstimate({ n, sum: at(sum), sumSquares: at(squares) }, { unit, minimum });
  const ratio = pairedRatio({
    n,
    before: at('x') * perBefore,
    after: at('y') * perAfter,
    beforeSquares: at('xx') * perBefore ** 2,
    afterSquares: at('yy') * perAfter ** 2,
    products: at('xy') * perBefore * perAfter,
  });
  return {
    n: countOf(n),
    before: meanOf('x', 'xx', perBefore),
    after: meanOf('y', 'yy', perAfter),
    change: changeOf(sums, perBefore, perAfter),
    ratio: estimateOf({
      n,
      value: ratio?.value ?? null,
      interval: intervalOfRatio(n, ratio?.interval ?? null, people, perAfter / perBefore),
      se: ratio?.seLog ?? null,
      scale: 'log',
      minimum,
      restsOn: [at('x'), at('y')],
    }),
  };
}

/** Mean of the paired differences; whole numbers when both windows are as long, so exact. */
function changeOf(sums: Vector, perBefore: number, perAfter: number) {
  const [n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0] = sums;
  const minimum = FEWEST_PAIRS;
  if (n === 0) return estimateOf({ n, value: null });
  if (perBefore === perAfter) {
    const difference = { n, sum: y - x, sumSquares: xx + yy - 2 * xy };
    return meanEstimate(difference, { unit: perAfter, minimum, restsOn: [x, y] });
  }
  const sum = y * perAfter - x * perBefore;
  const sumSquares = yy * perAfter ** 2 + xx * perBefore ** 2 - 2 * xy * perAfter * perBefore;
  const { mean, sd, interval } = meanFromSums({ n, sum, sumSquares });
  return estimateOf({
    n,
    value: mean,
    interval,
    se: sd && sd / Math.sqrt(n),
    minimum,
    restsOn: [x, y],
  });
}

const pair = ['before', 'after'];

/** Two numbers a person can picture, or where groups are set side by side their one ratio. */
const asPair = { y: pair, yLabel: 'GP appointments per person per year' };
const asRatio = {
  y: ['ratio'],
  yLabel: 'GP appointments after, as a ratio of before',
  references: [{ label: 'No change', value: 1, source: 'as many appointments after as before' }],
};

/** Appointments before and after referral, in people observed for both windows. */
export const beforeAfterKind: KindOf<'before-after'> = (question, { window, runIn }) => {
  const windows = { before: runIn + window, after: window };
  const { snapshot } = question;
  const eligible = eligibleFold(snapshot, windows);
  const [before, after] = [`gp_before_${window}_${runIn}`, `gp_after_${window}`];
  const among = completeTest(snapshot, windows);
  const counted = only(pairSums(snapshot, before, after), among);
  const fold = beside(eligible, counted);
  const columns = beforeAfterColumns;
  const keys = columns.map((column) => column.key);
  const groups = question.by === 'all' ? null : groupsOf(question);
  const people = (at: number): PeopleCounted =>
    peopleCounted(question.selection, { before, after, among }, (row) => inGroup(groups, row, at));
  let flow = eligibleFlow(new Float64Array(eligible.width), windows);
  const table = tabulate(question, {
    fold,
    columns,
    cells: (vector, at) => {
      if (at < 0) flow = eligibleFlow(vector, windows);
      const sums = vector.subarray(fold.offsets[1]);
      if (sums[0] === 0) return nobodyObserved(vector, keys);
      return beforeAfterCells(sums, { before: window, after: window }, people(at));
    },
  });
  return answerOf(question, {
    columns,
    rows: table.rows,
    total: table.total,
    flow,
    headlineColumn: 'ratio',
    ...(question.by === 'all' || question.metric.panels.some(isPair(question)) ? asPair : asRatio),
    caveats: gpCaveats(question),
  });
};

const isPair = (question: Question) => (panel: { by: string; chart: string }) =>
  panel.by === question.by && panel.chart === 'before-after';

/** What is counted as a GP appointment, or that no feed was loaded to count from. */
export function gpCaveats({ snapshot }: Question): readonly string[] {
  if (snapshot.dataTo.appointments === null) return ['No appointment feed has been loaded.'];
  return [gpRuleWords()];
}
