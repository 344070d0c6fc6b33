import type { Columns } from './kernel.ts';

/** A stretch of consecutive episode rows that share practice and both PCNs. */
export interface Run {
  readonly start: number;
  /** One past the last row. */
  readonly end: number;
  readonly practice: number;
  readonly pcnThen: number;
  readonly pcnToday: number;
  /** True when months referred never fall inside the run, so a period is found by bisection. */
  readonly inMonthOrder: boolean;
}

const known = new WeakMap<Columns, readonly Run[]>();

/**
 * The runs of the episode table. The snapshot is written in order of PCN, practice and day
 * referred, so there are few (practices times moves between PCNs), and a viewer's scope is a list
 * of them: rows outside it are never read.
 */
export function runsOf(episodes: Columns): readonly Run[] {
  let runs = known.get(episodes);
  if (!runs) {
    runs = findRuns(episodes);
    known.set(episodes, runs);
  }
  return runs;
}

function findRuns(episodes: Columns): Run[] {
  const practice = episodes.column('practice');
  const pcnThen = episodes.column('pcn_then');
  const pcnToday = episodes.column('pcn_today');
  const month = episodes.column('referred_month');
  const runs: Run[] = [];
  let start = 0;
  let inMonthOrder = true;
  for (let row = 1; row <= episodes.rows; row++) {
    const same =
      row < episodes.rows &&
      practice[row] === practice[start] &&
      pcnThen[row] === pcnThen[start] &&
      pcnToday[row] === pcnToday[start];
    if (same) {
      if (month[row]! < month[row - 1]!) inMonthOrder = false;
      continue;
    }
    runs.push({
      start,
      end: row,
      practice: practice[start]!,
      pcnThen: pcnThen[start]!,
      pcnToday: pcnToday[start]!,
      inMonthOrder,
    });
    start = row;
    inMonthOrder = true;
  }
  return runs;
}

/** First index in `[start, end)` of an ascending column whose value is at least `value`. */
export function bisect(
  values: ArrayLike<number>,
  start: number,
  end: number,
  value: number,
): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
