import type { XmrLimits } from './xmr-limits.ts';
import { sideOf } from './xmr-limits.ts';

/** Why a point is special; the first that holds of this order names it. */
export type XmrSignal =
  | 'above_limit'
  | 'below_limit'
  | 'rising'
  | 'falling'
  | 'two_in_three_above'
  | 'two_in_three_below'
  | 'shift_above'
  | 'shift_below';

/** What one point is beside its segment's lines. Null where the value or the lines are missing. */
export interface XmrReading {
  readonly side: -1 | 0 | 1 | null;
  readonly outside: boolean | null;
  /** Inside the limits, beyond a near limit. */
  readonly near: boolean | null;
  readonly signal: XmrSignal | null;
}

type Side = XmrReading['side'];

function standing(value: number | null, limits: XmrLimits) {
  const { mean, lower, upper, nearLower, nearUpper } = limits;
  const side: Side = value === null || mean === null ? null : sideOf(value, mean);
  if (value === null || lower === null || upper === null) {
    return { side, outside: null, near: null };
  }
  const outside = sideOf(value, upper) > 0 || sideOf(value, lower) < 0;
  const beyondNear = sideOf(value, nearUpper!) > 0 || sideOf(value, nearLower!) < 0;
  return { side, outside, near: !outside && beyondNear };
}

/** Marks every point that lies in some window of `length` for which `holds` is true. */
function inWindow(n: number, length: number, holds: (from: number) => boolean): boolean[] {
  const marked = new Array<boolean>(n).fill(false);
  for (let from = 0; from + length <= n; from++) {
    if (holds(from)) marked.fill(true, from, from + length);
  }
  return marked;
}

/** Points in a run of strictly rising (or falling) steps; a tie or a gap breaks it. */
function trend(values: readonly (number | null)[], length: number, direction: 1 | -1): boolean[] {
  return inWindow(values.length, length, (from) => {
    for (let i = from + 1; i < from + length; i++) {
      const [before, after] = [values[i - 1] ?? null, values[i] ?? null];
      if (before === null || after === null) return false;
      if ((after - before) * direction <= 0) return false;
    }
    return true;
  });
}

/** Points in a run strictly on one side of the mean. */
function oneSide(sides: readonly Side[], length: number, side: 1 | -1): boolean[] {
  return inWindow(sides.length, length, (from) =>
    sides.slice(from, from + length).every((one) => one === side),
  );
}

/** Windows of three on one side of which at least two are near; outside points do not count. */
function twoInThree(
  sides: readonly Side[],
  near: readonly (boolean | null)[],
  side: 1 | -1,
): boolean[] {
  return inWindow(sides.length, 3, (from) => {
    const window = [from, from + 1, from + 2];
    const allOneSide = window.every((i) => sides[i] === side);
    return allOneSide && window.filter((i) => near[i]).length >= 2;
  });
}

/**
 * Reads every point of one segment by the Making Data Count rules: outside the limits; in a trend
 * of `run` points; one of two near points in three; in a shift of `run` points. A point where a
 * rise turns into a fall takes the direction of the step that follows.
 */
export function readSegment(
  values: readonly (number | null)[],
  limits: XmrLimits,
  run: number,
): XmrReading[] {
  const points = values.map((value) => standing(value, limits));
  const sides = points.map(({ side }) => side);
  const near = points.map((point) => point.near);
  const rising = trend(values, run, 1);
  const falling = trend(values, run, -1);
  const twoAbove = twoInThree(sides, near, 1);
  const twoBelow = twoInThree(sides, near, -1);
  const shiftAbove = oneSide(sides, run, 1);
  const shiftBelow = oneSide(sides, run, -1);

  const signalOf = (i: number): XmrSignal | null => {
    const { side, outside } = points[i]!;
    if (outside) return side === 1 ? 'above_limit' : 'below_limit';
    if (rising[i] && falling[i]) return values[i + 1]! > values[i]! ? 'rising' : 'falling';
    if (rising[i]) return 'rising';
    if (falling[i]) return 'falling';
    if (near[i] && twoAbove[i]) return 'two_in_three_above';
    if (near[i] && twoBelow[i]) return 'two_in_three_below';
    if (shiftAbove[i]) return 'shift_above';
    return shiftBelow[i] ? 'shift_below' : null;
  };
  return points.map((point, i) => ({ ...point, signal: signalOf(i) }));
}
