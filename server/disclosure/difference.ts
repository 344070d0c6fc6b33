import type { Cell } from '#figure/cell.ts';
import type { Statistic } from '#figure/draft.ts';
import {
  estimateDifference,
  rateDifference,
  ratioOfRatios,
  shareDifference,
} from '../statistics/independent-difference.ts';
import type { Estimate } from '../statistics/interval.ts';
import { publishCell, writeDigits } from './cells.ts';
import { estimateGrid, putOnGrid, standardErrorOf } from './grid.ts';
import type { OnGrid } from './grid.ts';
import { controlCount } from './policy.ts';
import type { Policy } from './policy.ts';

const nothing: Cell = { value: null, state: 'missing' };

/** One side of a difference: a number and the policy it is published under. */
export interface DifferenceSide<Kind extends Statistic = Statistic> {
  readonly statistic: Kind;
  readonly policy: Policy;
  /** The policy one condition further in, for shares of one code; the same when not given. */
  readonly ofCodes?: Policy;
}

/** A share's parts as its policy lets them be seen; null when any is hidden, or of nobody. */
function partsOf({
  statistic: { x, n, isOfCode },
  policy,
  ofCodes = policy,
}: DifferenceSide<Extract<Statistic, { kind: 'share' }>>): { x: number; n: number } | null {
  const ofX = isOfCode ? ofCodes : policy;
  const shownN = controlCount(n, policy);
  const [shownX, rest] = [x, n - x].map((count) => controlCount(count, ofX));
  if (typeof shownX !== 'number' || shownN === null || rest === null) return null;
  return shownN === 0 ? null : { x: Math.min(shownX, shownN), n: shownN };
}

function difference(first: DifferenceSide, second: DifferenceSide): Estimate | null {
  const [a, b] = [first.statistic, second.statistic];
  if (a.kind === 'count' && b.kind === 'count') {
    const [shownA, shownB] = [controlCount(a.n, first.policy), controlCount(b.n, second.policy)];
    return shownA === null || shownB === null ? null : { value: shownA - shownB, interval: null };
  }
  if (a.kind === 'share' && b.kind === 'share') {
    const partsA = partsOf({ ...first, statistic: a });
    const partsB = partsOf({ ...second, statistic: b });
    return partsA && partsB && shareDifference(partsA, partsB);
  }
  if (a.kind === 'rate' && b.kind === 'rate') {
    const [shownA, shownB] = [controlCount(a.x, first.policy), controlCount(b.x, second.policy)];
    if (shownA === null || shownB === null) return null;
    return rateDifference(
      { count: shownA, exposure: a.exposure },
      { count: shownB, exposure: b.exposure },
      a.per,
    );
  }
  return a.kind === 'estimate' && b.kind === 'estimate' ? ofEstimates(a, b) : null;
}

type EstimateStatistic = Extract<Statistic, { kind: 'estimate' }>;

function ofEstimates(a: EstimateStatistic, b: EstimateStatistic): Estimate | null {
  if (a.value === null || b.value === null) return null;
  const first = { value: a.value, se: a.se ?? Number.NaN };
  const second = { value: b.value, se: b.se ?? Number.NaN };
  const log = a.scale === 'log' && b.scale === 'log';
  const result = log ? ratioOfRatios(first, second) : estimateDifference(first, second);
  const known = Number.isFinite(first.se) && Number.isFinite(second.se);
  return known ? result : { value: result.value, interval: null };
}

/** Estimates are written on the grid of the coarser side: a finer difference would undo theirs. */
function writeDifference(
  a: DifferenceSide,
  b: DifferenceSide,
  { value, interval }: Estimate,
): OnGrid {
  const limits = { value, lower: interval?.lower ?? null, upper: interval?.upper ?? null };
  const estimates = [a, b].flatMap(({ statistic, policy }) =>
    statistic.kind === 'estimate' && policy.guarded
      ? [estimateGrid(statistic.n, standardErrorOf(limits), policy)]
      : [],
  );
  if (estimates.length > 0) return putOnGrid(limits, Math.max(...estimates));
  const policy = a.policy.guarded ? a.policy : b.policy;
  return {
    value: writeDigits(value, policy),
    lower: writeDigits(limits.lower, policy),
    upper: writeDigits(limits.upper, policy),
  };
}

/**
 * The difference of one figure between two cohorts, a minus b (a / b for ratios), from numbers as
 * the policy of each lets them be seen. Hidden on either side, hidden here; too few on either side, said so.
 */
export function publishDifference(a: DifferenceSide, b: DifferenceSide): Cell {
  const states = [a, b].map(
    ({ statistic, policy, ofCodes }) => publishCell(statistic, policy, ofCodes).state,
  );
  for (const state of ['suppressed', 'not_due'] as const) {
    if (states.includes(state)) return { value: null, state };
  }
  const result = difference(a, b);
  if (!result || !Number.isFinite(result.value)) return nothing;
  const { value, lower, upper } = writeDifference(a, b, result);
  return {
    value,
    ...(result.interval ? { lower, upper } : {}),
    ...(states.includes('too_few') ? { state: 'too_few' as const } : {}),
  };
}
