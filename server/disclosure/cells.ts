import type { Cell, Empty } from '#figure/cell.ts';
import type { Statistic } from '#figure/draft.ts';
import { rate } from '../statistics/poisson-interval.ts';
import { wilson } from '../statistics/wilson.ts';
import { estimateGrid, putOnGrid, standardErrorOf } from './grid.ts';
import type { OnGrid } from './grid.ts';
import { controlCount, mostRefused } from './policy.ts';
import type { Policy } from './policy.ts';

const suppressed: Cell = { value: null, state: 'suppressed' };

/** A share or mean of nobody: not there, or hidden where nobody and few must look alike. */
const ofNobody = (policy: Policy): Cell =>
  policy.hidesZero ? suppressed : { value: null, state: 'missing' };

/** Digits kept under control: enough to read, too few to undo rounding by arithmetic. */
const controlledDigits = 3;

/** Digits of a published number: all of them when exact. */
export function writeDigits(value: number | null | undefined, policy: Policy): number | null {
  if (value === null || value === undefined || !Number.isFinite(value)) return null;
  return policy.guarded ? Number(value.toFixed(controlledDigits)) : value;
}

function countCell(n: number, policy: Policy): Cell {
  const shown = controlCount(n, policy);
  if (shown === null) return suppressed;
  return shown === 0 ? { value: 0, state: 'zero' } : { value: shown };
}

/** A share of counts, its numerator under a rule of its own. */
function shareCell(x: number, n: number, policy: Policy, ofX: Policy): Cell {
  if (n === 0) return ofNobody(policy);
  const shownN = controlCount(n, policy);
  const parts = [x, n - x].map((count) => controlCount(count, ofX));
  if (shownN === null || typeof parts[0] !== 'number' || parts[1] === null) return suppressed;
  // Rounded more coarsely than its denominator, a numerator may come out above it.
  const shownX = Math.min(parts[0], shownN);
  const { interval } = wilson(shownX, shownN);
  return {
    value: writeDigits(shownX / shownN, policy),
    lower: writeDigits(interval.lower, policy),
    upper: writeDigits(interval.upper, policy),
    base: shownN,
    ...(shownX === 0 ? { state: 'zero' as const } : {}),
  };
}

function rateCell(statistic: Extract<Statistic, { kind: 'rate' }>, policy: Policy): Cell {
  const { x, per, people } = statistic;
  const shown = controlCount(x, policy);
  const shownPeople = people === undefined ? null : controlCount(people, policy);
  if (shown === null || (people !== undefined && shownPeople === null)) return suppressed;
  const exposure = statistic.exposure * (people && shownPeople !== null ? shownPeople / people : 1);
  if (!(exposure > 0)) return { value: null, state: 'missing' };
  const { value, interval } = rate(shown, exposure, per);
  return {
    value: writeDigits(value, policy),
    lower: writeDigits(interval.lower, policy),
    upper: writeDigits(interval.upper, policy),
    base: exposure,
    ...(shown === 0 ? { state: 'zero' as const } : {}),
  };
}

/** An estimate's numbers as they are, or on its grid under control. */
function writeEstimate(
  statistic: Extract<Statistic, { kind: 'estimate' }>,
  policy: Policy,
): OnGrid {
  if (policy.guarded)
    return putOnGrid(statistic, estimateGrid(statistic.n, standardErrorOf(statistic), policy));
  const [value, lower, upper] = [statistic.value, statistic.lower, statistic.upper].map((each) =>
    writeDigits(each, policy),
  );
  return { value: value ?? null, lower: lower ?? null, upper: upper ?? null };
}

function estimateCell(statistic: Extract<Statistic, { kind: 'estimate' }>, policy: Policy): Cell {
  const { n, minimum = 1 } = statistic;
  if (n === 0) return ofNobody(policy);
  const small = (count: number): boolean => count > 0 && count < policy.estimateFrom;
  if (small(n) || statistic.restsOn?.some(small)) return suppressed;
  // Being there tells that its people are more than those of a hidden count may be.
  if (statistic.isBaseHidden && n <= mostRefused(policy)) return suppressed;
  const { value, lower, upper } = writeEstimate(statistic, policy);
  const cell: Cell = {
    value,
    ...(statistic.lower === undefined ? {} : { lower }),
    ...(statistic.upper === undefined ? {} : { upper }),
    ...(statistic.isBaseHidden ? {} : { base: controlCount(n, policy) ?? 0 }),
  };
  return value === null || n < minimum ? { ...cell, state: 'too_few' } : cell;
}

const tellsNobody: ReadonlySet<Empty> = new Set(['zero', 'missing']);

/**
 * One statistic as it may be published: the only place where parts become a share or a rate, so
 * both always rest on counts that are themselves controlled. Never NaN, never infinite.
 *
 * @param ofCodes the policy one condition further in, for shares of one code
 */
export function publishCell(statistic: Statistic, policy: Policy, ofCodes = policy): Cell {
  const cell = formCell(statistic, policy, ofCodes);
  return cell.value === null && cell.state === undefined ? { value: null, state: 'missing' } : cell;
}

function formCell(statistic: Statistic, policy: Policy, ofCodes: Policy): Cell {
  switch (statistic.kind) {
    case 'count':
      return countCell(statistic.n, statistic.isOfCode ? ofCodes : policy);
    case 'share':
      return shareCell(statistic.x, statistic.n, policy, statistic.isOfCode ? ofCodes : policy);
    case 'rate':
      return rateCell(statistic, policy);
    case 'estimate':
      return estimateCell(statistic, policy);
    case 'plain':
      return statistic.value === null
        ? { value: null, state: 'missing' }
        : { value: statistic.value };
    case 'empty':
      if (policy.hidesZero && tellsNobody.has(statistic.state)) return suppressed;
      return { value: statistic.state === 'zero' ? 0 : null, state: statistic.state };
  }
}
