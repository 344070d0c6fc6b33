import { scales } from '#metrics/instruments.ts';
import type { Scale } from '#metrics/instruments.ts';
import type { Column } from '#figure/cell.ts';
import type { DraftRow } from '#figure/draft.ts';
import type { Statistic } from '#figure/draft.ts';
import { count, vectorOf } from '../counting/count.ts';
import { zFor } from '../statistics/normal.ts';
import { sdFromSums } from '../statistics/mean.ts';
import type { Sums } from '../statistics/mean.ts';
import { answerOf, unavailable } from './answer.ts';
import { countColumn, estimateColumn, plainColumn } from './columns.ts';
import { flowStep } from './flow-step.ts';
import type { KindOf } from './kind.ts';
import { POINT, pairedFold, scalesPresent, sumsOfPart } from './paired-fold.ts';
import { FEWEST_PAIRS, countOf, empty, estimateOf, meanEstimate, plain } from './statistic.ts';
import type { Vector } from './table.ts';

const stepWords = {
  unpaired: [
    'Unpaired: all later scores less all first scores',
    'what a supplier dashboard prints: the two means are of different people',
  ],
  who_came_back: [
    'Who came back',
    'first scores of those measured twice, less first scores of everybody: they started from another place',
  ],
  no_first_score: [
    'Later scores without a first one',
    'later scores of everybody less those of the people measured twice, taken away',
  ],
  paired: ['Paired: change in the same people', 'the only one of the four that is a change'],
} as const;
type StepKey = keyof typeof stepWords;
const stepKeys = Object.keys(stepWords) as StepKey[];

/**
 * From the difference of unpaired means to the paired change:
 * unpaired + (baseline of pairs - baseline of all) turned round - (later scores without a pair) =
 * paired. Positive is better throughout.
 */
export const attritionBridgeKind: KindOf<'attrition-bridge'> = (question) => {
  const present = scalesPresent(question.snapshot);
  const headline = present[0];
  const columns = question.by === 'step' ? stepColumns : scaleColumns;
  if (headline === undefined) {
    return unavailable(
      question,
      columns,
      'No wellbeing scores have been loaded.',
      'Load an assessments file.',
    );
  }
  const vectors = present.map((ordinal) =>
    vectorOf(count(question.selection, pairedFold(question.snapshot, ordinal)), 0),
  );
  const bridge = bridgeOf(vectors[0]!, scales[headline]!);
  const rows =
    question.by === 'step'
      ? stepKeys.map((key) => stepRow(key, bridge))
      : present.map((ordinal, at) => scaleRow(scales[ordinal]!, vectors[at]!));
  return answerOf(question, {
    columns,
    rows,
    total: null,
    flow: bridgeFlow(vectors[0]!, scales[headline]!),
    headlineColumn: question.by === 'step' ? 'points' : 'paired',
    y: question.by === 'step' ? ['points'] : ['unpaired', 'paired'],
    yLabel: question.by === 'step' ? `${scales[headline]!.label}, points` : 'Points',
    chart: 'breakdown',
  });
};

const stepColumns: readonly Column[] = [
  estimateColumn('points', 'Points', 'signed2', 'points of improvement; positive is better', {
    level: 0.95,
    method: 'normal, people in both allowed for; Student t for the paired change',
  }),
  countColumn('n', 'People', 'fewest people the step rests on'),
  plainColumn('means', 'What it is', 'text', 'what the step measures'),
];

const scaleColumns: readonly Column[] = stepKeys.map((key) =>
  estimateColumn(key, stepWords[key][0], 'signed2', stepWords[key][1]),
);

type Bridge = Readonly<Record<StepKey, Statistic>>;

function bridgeOf(vector: Vector, scale: Scale): Bridge {
  const turn = scale.better === 'higher' ? 1 : -1;
  const baselines = sumsOfPart(vector, 'baselines', 'baselineSum', 'baselineSquares');
  const followUps = sumsOfPart(vector, 'followUps', 'followUpSum', 'followUpSquares');
  const before = sumsOfPart(vector, 'pairs', 'before', 'beforeSquares');
  const after = sumsOfPart(vector, 'pairs', 'after', 'afterSquares');
  const gain = sumsOfPart(vector, 'pairs', 'gain', 'gainSquares');
  return {
    unpaired: difference(followUps, baselines, turn, sharedCovariance(before, after, gain)),
    who_came_back: partDifference(before, baselines, -turn),
    no_first_score: partDifference(after, followUps, turn),
    paired: meanEstimate(gain, { unit: 1 / POINT, minimum: FEWEST_PAIRS }),
  };
}

const meanOf = ({ n, sum }: Sums): number => sum / n;
const variance = (sums: Sums): number => (sdFromSums(sums) ?? 0) ** 2 / Math.max(sums.n, 1);

/** Sum of products of deviations of the pairs, from the sums of before, after and their difference. */
function sharedCovariance(before: Sums, after: Sums, gain: Sums): number {
  if (gain.n < 2) return 0;
  const products = (before.sumSquares + after.sumSquares - gain.sumSquares) / 2;
  return ((products - (before.sum * after.sum) / gain.n) / (gain.n - 1)) * gain.n;
}

/**
 * Difference of two means of partly the same people, with its normal interval: the people in both
 * (whose products of deviations are given) vary together, which narrows it.
 */
function difference(a: Sums, b: Sums, turn: number, shared: number): Statistic {
  if (a.n === 0 || b.n === 0) return empty('missing');
  const value = turn * (meanOf(a) - meanOf(b));
  const spread = variance(a) + variance(b) - (2 * shared) / (a.n * b.n);
  return signed(Math.min(a.n, b.n), value, Math.sqrt(Math.max(spread, 0)));
}

/**
 * Mean of a part less the mean of the whole: the share of the others times the difference of part
 * and others, so that the people in both do not count twice in the interval.
 */
function partDifference(part: Sums, whole: Sums, turn: number): Statistic {
  if (part.n === 0) return empty('missing');
  const others: Sums = {
    n: whole.n - part.n,
    sum: whole.sum - part.sum,
    sumSquares: whole.sumSquares - part.sumSquares,
  };
  if (others.n <= 0) return signed(part.n, 0, 0);
  const share = others.n / whole.n;
  const value = turn * share * (meanOf(part) - meanOf(others));
  const se = share * Math.sqrt(variance(part) + variance(others));
  return signed(Math.min(part.n, others.n), value, se);
}

function signed(n: number, value: number, se: number): Statistic {
  const half = zFor(0.95) * se;
  const interval = se > 0 ? { lower: (value - half) / POINT, upper: (value + half) / POINT } : null;
  return estimateOf({ n, value: value / POINT, interval, se: se / POINT, minimum: FEWEST_PAIRS });
}

function stepRow(key: StepKey, bridge: Bridge): DraftRow {
  const [label, means] = stepWords[key];
  const points = bridge[key];
  const n = points.kind === 'estimate' ? points.n : 0;
  return { key, label, kind: 'group', cells: { points, n: countOf(n), means: plain(means) } };
}

function scaleRow(scale: Scale, vector: Vector): DraftRow {
  return { key: scale.code, label: scale.label, kind: 'group', cells: bridgeOf(vector, scale) };
}

function bridgeFlow(vector: Vector, scale: Scale) {
  const baselines = sumsOfPart(vector, 'baselines', 'baselineSum', 'baselineSquares').n;
  const pairs = sumsOfPart(vector, 'pairs', 'gain', 'gainSquares').n;
  const followUps = sumsOfPart(vector, 'followUps', 'followUpSum', 'followUpSquares').n;
  return [
    flowStep('baseline', `First score recorded (${scale.label})`, baselines),
    flowStep('follow_up', 'Later score recorded', followUps),
    flowStep('paired', 'Measured twice', pairs, [
      ['first_only', 'with a first score only', baselines - pairs],
      ['later_only', 'with a later score only', followUps - pairs],
    ]),
  ];
}
