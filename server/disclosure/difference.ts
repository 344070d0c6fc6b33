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

/** Counts as their policy lets them be seen; null when any is hidden. */
function controlled(counts: readonly number[], policy: Policy): readonly number[] | null {
  const shown = counts.map((count) => controlCount(count, policy));
  return shown.every((count) => count !== null) ? shown : null;
}

function difference(a: Statistic, b: Statistic, policy: Policy): Estimate | null {
  if (a.kind === 'count' && b.kind === 'count') {
    const shown = controlled([a.n, b.n], policy);
    return shown && { value: shown[0]! - shown[1]!, interval: null };
  }
  if (a.kind === 'share' && b.kind === 'share') {
    const shown = controlled([a.x, a.n, b.x, b.n], policy);
    const rest = controlled([a.n - a.x, b.n - b.x], policy);
    if (!shown || !rest || shown[1] === 0 || shown[3] === 0) return null;
    const [ax, an, bx, bn] = shown as [number, number, number, number];
    return shareDifference({ x: ax, n: an }, { x: bx, n: bn });
  }
  if (a.kind === 'rate' && b.kind === 'rate') {
    const shown = controlled([a.x, b.x], policy);
    if (!shown) return null;
    return rateDifference(
      { count: shown[0]!, exposure: a.exposure },
      { count: shown[1]!, exposure: b.exposure },
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

/** Estimates are written on the grid of the smaller side: a finer difference would undo theirs. */
function writeDifference(
  a: Statistic,
  b: Statistic,
  { value, interval }: Estimate,
  policy: Policy,
): OnGrid {
  const limits = { value, lower: interval?.lower ?? null, upper: interval?.upper ?? null };
  if (a.kind === 'estimate' && b.kind === 'estimate' && policy.guarded)
    return putOnGrid(limits, estimateGrid(Math.min(a.n, b.n), standardErrorOf(limits), policy));
  return {
    value: writeDigits(value, policy),
    lower: writeDigits(limits.lower, policy),
    upper: writeDigits(limits.upper, policy),
  };
}

/**
 * The difference of one figure between two cohorts, a minus b (a / b for ratios), from numbers as
 * each policy lets them be seen. Hidden on either side, hidden here; too few on either side, said so.
 */
export function publishDifference(a: Statistic, b: Statistic, policy: Policy): Cell {
  const states = [publishCell(a, policy), publishCell(b, policy)].map((cell) => cell.state);
  for (const state of ['suppressed', 'not_due'] as const) {
    if (states.includes(state)) return { value: null, state };
  }
  const result = difference(a, b, policy);
  if (!result || !Number.isFinite(result.value)) return nothing;
  const { value, lower, upper } = writeDifference(a, b, result, policy);
  return {
    value,
    ...(result.interval ? { lower, upper } : {}),
    ...(states.includes('too_few') ? { state: 'too_few' as const } : {}),
  };
}
