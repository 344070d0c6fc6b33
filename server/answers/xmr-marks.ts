import type { Chart, XmrMarks } from '#figure/figure.ts';
import type { Direction } from '#metrics/metric.ts';
import type { Row } from '#figure/cell.ts';
import { xmr } from '../statistics/xmr.ts';
import type { XmrChart, XmrPoint } from '../statistics/xmr.ts';
import type { PinnedNote } from './asking.ts';

/** Fewest points for limits to be drawn (metrics.md 1.6). */
export const fewestPoints = 12;

const marks = {
  common_cause: 'common_cause',
  special_cause_improvement: 'improvement',
  special_cause_concern: 'concern',
  special_cause_neutral_high: 'neutral_high',
  special_cause_neutral_low: 'neutral_low',
} as const satisfies Record<XmrPoint['type'], XmrMarks['points'][number]['mark']>;

const signalWords: Record<NonNullable<XmrPoint['signal']>, string> = {
  above_limit: 'above the upper limit',
  below_limit: 'below the lower limit',
  rising: 'part of a rise over 7 months',
  falling: 'part of a fall over 7 months',
  two_in_three_above: 'one of two months in three near the upper limit',
  two_in_three_below: 'one of two months in three near the lower limit',
  shift_above: 'part of 7 months above the mean',
  shift_below: 'part of 7 months below the mean',
};

function warningOf(chart: XmrChart): string | null {
  const few = chart.segments.some((segment) => segment.few);
  return few ? 'Fewer than 13 months: the limits are still unsure.' : null;
}

/**
 * Whether whole numbers come in steps wider than they vary by chance (the mean moving range over
 * 1.128): then their limits and runs are those of the rounding, the "inadequate discrimination" of
 * Wheeler and Chambers, Understanding Statistical Process Control, 2nd edition, chapter 9.
 */
function isCoarse(values: readonly (number | null)[]): boolean {
  const held = values.filter((value) => value !== null);
  if (held.some((value) => !Number.isInteger(value))) return false;
  const step = held.reduce(divisor, 0);
  const moves = held.slice(1).map((value, at) => Math.abs(value - held[at]!));
  const range = moves.reduce((sum, move) => sum + move, 0) / Math.max(1, moves.length);
  // A step of 1 is that of counting itself, which the rule for rare events deals with.
  return step > 1 && range > 0 && step > range / 1.128;
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/**
 * Making Data Count limits and marks of a monthly series, from its published values: a hidden or
 * not-due month is missing and breaks runs. Re-based only at a dated note that says so. Null under
 * 12 points, where events are too rare for this chart, or where the numbers are rounded too coarsely
 * for it: a run of equal rounded numbers is no signal.
 */
export function xmrMarks(
  rows: readonly Row[],
  chart: Chart,
  direction: Direction,
  notes: readonly PinnedNote[],
): XmrMarks | null {
  const key = chart.y[0];
  if (chart.kind !== 'trend' || key === undefined || chart.y.length > 1) return null;
  const points = rows
    .filter((row) => /^\d{4}-\d\d$/.test(row.key))
    .map((row) => {
      const value = row.cells[key]?.value;
      return { date: `${row.key}-01`, value: typeof value === 'number' ? value : null };
    });
  if (points.filter(({ value }) => value !== null).length < fewestPoints) return null;
  if (isCoarse(points.map(({ value }) => value))) return null;
  const rebase = notes.filter((note) => note.rebase).map(({ date }) => `${date.slice(0, 7)}-01`);
  const result = xmr({ points, aim: direction, rebase });
  if (result.tooRare) return null;
  return {
    points: result.points.map((point) => {
      const limits = result.segments.find(({ segment }) => segment === point.segment);
      return {
        key: point.date.slice(0, 7),
        mean: limits?.mean ?? null,
        lower: limits?.lower ?? null,
        upper: limits?.upper ?? null,
        mark: marks[point.type],
        flag: point.signal && signalWords[point.signal],
      };
    }),
    variation: result.variation,
    assurance: result.assurance,
    warning: warningOf(result),
  };
}
