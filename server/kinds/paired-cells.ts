import type { Scale } from '#metrics/instruments.ts';
import type { Column } from '#figure/cell.ts';
import type { Parts } from '#figure/draft.ts';
import { mcnemar } from '../statistics/mcnemar.ts';
import { smallestChange } from '../statistics/paired-change.ts';
import { countColumn, estimateColumn, pairedInterval, shareColumn, tInterval } from './columns.ts';
import { POINT, part, sumsOfPart } from './paired-fold.ts';
import {
  FEWEST_PAIRS,
  countOf,
  empty,
  estimateOf,
  meanEstimate,
  shareOf,
  spread,
} from './statistic.ts';
import type { Cells } from './statistic.ts';
import type { Vector } from './table.ts';

/** Everybody measured twice has improved, stayed the same or got worse. */
export const pairedParts: readonly Parts[] = [
  { whole: 'pairs', parts: ['improved', 'same', 'worse'] },
];

export const pairedColumns: readonly Column[] = [
  estimateColumn(
    'change',
    'Improvement, points',
    'signed2',
    'mean change in the same people, turned so that positive is better',
    pairedInterval,
  ),
  estimateColumn('before', 'Before', 'number2', 'mean first score of the pairs', tInterval),
  estimateColumn('after', 'After', 'number2', 'mean later score of the pairs', tInterval),
  countColumn('pairs', 'Measured twice', 'people with a first and a later score'),
  shareColumn('improved', 'Improved', "moved in the good direction by the scale's threshold"),
  shareColumn('same', 'Same', 'moved by less than the threshold either way'),
  shareColumn('worse', 'Worse', "moved in the bad direction by the scale's threshold"),
  shareColumn(
    'improved_strict',
    'Improved, stricter standard',
    'where the scale has a second, stricter published standard; else the same',
  ),
  shareColumn('low_before', 'In the low band before', 'pairs whose first score is in the low band'),
  shareColumn('low_after', 'In the low band after', 'pairs whose later score is in the low band'),
  estimateColumn(
    'low_change',
    'Change in the low band',
    'share',
    'share in the low band after less the share before, in the same people',
    { level: 0.95, method: 'Newcombe, paired shares' },
  ),
  estimateColumn(
    'low_p',
    'Low band, p',
    'p',
    'McNemar test of leaving against entering the low band, exact',
  ),
  estimateColumn(
    'srm',
    'Standardised response mean',
    'signed2',
    'mean improvement divided by the standard deviation of the changes',
  ),
  estimateColumn(
    'detectable',
    'Smallest change to tell from noise',
    'number2',
    'smallest mean change this many pairs would show four times in five (two-sided 5%)',
  ),
  shareColumn(
    'complete',
    'Measured twice, of those due',
    'pairs / first scores whose second is due',
  ),
  countColumn('baselines', 'Had a first score', 'first valid score near the start of support'),
  countColumn('not_due', 'Not due yet', 'first score less than 12 weeks before the data ends'),
];

const keys = pairedColumns.map((column) => column.key);

/** Cells of one scale in one group. No first score at all is `missing`; none due yet is `not_due`. */
export function pairedCells(vector: Vector, scale: Scale): Cells {
  const pairs = part(vector, 'pairs');
  const baselines = part(vector, 'baselines');
  const notDue = part(vector, 'notDue');
  const due = baselines - notDue;
  const counts = {
    pairs: countOf(pairs),
    baselines: countOf(baselines),
    not_due: countOf(notDue),
    complete: shareOf(pairs, due, baselines > 0 ? 'not_due' : 'missing'),
  };
  if (pairs === 0) {
    const state = baselines > 0 && due === 0 ? 'not_due' : 'missing';
    return { ...Object.fromEntries(keys.map((key) => [key, empty(state)])), ...counts };
  }
  return { ...counts, ...meanCells(vector), ...moveCells(vector, pairs, scale) };
}

function meanCells(vector: Vector): Cells {
  const points = { unit: 1 / POINT, minimum: FEWEST_PAIRS };
  const gain = sumsOfPart(vector, 'pairs', 'gain', 'gainSquares');
  const sd = spread(gain);
  const { n } = gain;
  const detectable = sd && smallestChange(n, sd);
  const value = { n, minimum: FEWEST_PAIRS };
  return {
    before: meanEstimate(sumsOfPart(vector, 'pairs', 'before', 'beforeSquares'), points),
    after: meanEstimate(sumsOfPart(vector, 'pairs', 'after', 'afterSquares'), points),
    change: meanEstimate(gain, points),
    srm: estimateOf({ ...value, value: sd && gain.sum / n / sd }),
    detectable: estimateOf({ ...value, value: detectable && detectable / POINT }),
  };
}

function moveCells(vector: Vector, pairs: number, scale: Scale): Cells {
  const [improved, worse] = [part(vector, 'improved'), part(vector, 'worse')];
  return {
    improved: shareOf(improved, pairs),
    worse: shareOf(worse, pairs),
    same: shareOf(pairs - improved - worse, pairs),
    improved_strict: shareOf(part(vector, 'improvedStrict'), pairs),
    ...(scale.bands.some((band) => band.low) ? lowCells(vector, pairs) : noLowBand),
  };
}

const noLowBand = Object.fromEntries(
  ['low_before', 'low_after', 'low_change', 'low_p'].map((key) => [key, empty('missing')]),
);

function lowCells(vector: Vector, n: number): Cells {
  const [beforeOnly, afterOnly] = [part(vector, 'leftLow'), part(vector, 'enteredLow')];
  const both = part(vector, 'lowBefore') - beforeOnly;
  const neither = n - both - beforeOnly - afterOnly;
  const test = mcnemar({ both, beforeOnly, afterOnly, neither });
  const minimum = FEWEST_PAIRS;
  const restsOn = [both, beforeOnly, afterOnly, neither];
  return {
    low_before: shareOf(part(vector, 'lowBefore'), n),
    low_after: shareOf(part(vector, 'lowAfter'), n),
    low_change: estimateOf({
      n,
      value: test.difference,
      interval: test.interval,
      minimum,
      restsOn,
    }),
    low_p: estimateOf({ n, value: test.p, minimum, restsOn }),
  };
}
