import { needWhole } from './check.ts';
import { chiSquareUpperTail } from './chi-square.ts';
import type { SurvivalRow } from './kaplan-meier.ts';

/** Whether waiting curves of groups could be one and the same. */
export interface LogRank {
  readonly chiSquare: number;
  /** Groups with anyone expected, less one; 0 when there is nothing to compare. */
  readonly df: number;
  readonly p: number | null;
  readonly observed: readonly number[];
  readonly expected: readonly number[];
}

/** Solves m x = b by elimination with row exchange; a column without a pivot gives 0. */
function solve(m: number[][], b: number[]): number[] {
  const size = b.length;
  const rows = m.map((row, i) => [...row, b[i]!]);
  const pivotOf = new Array<number>(size).fill(-1);
  let used = 0;
  for (let column = 0; column < size; column++) {
    let best = used;
    for (let i = used; i < size; i++) {
      if (Math.abs(rows[i]![column]!) > Math.abs(rows[best]![column]!)) best = i;
    }
    const pivot = rows[best]?.[column] ?? 0;
    if (Math.abs(pivot) < 1e-12) continue;
    [rows[used], rows[best]] = [rows[best]!, rows[used]!];
    for (let i = 0; i < size; i++) {
      if (i === used) continue;
      const by = rows[i]![column]! / pivot;
      for (let k = column; k <= size; k++) rows[i]![k]! -= by * rows[used]![k]!;
    }
    pivotOf[column] = used;
    used += 1;
  }
  return pivotOf.map((row, column) => (row === -1 ? 0 : rows[row]![size]! / rows[row]![column]!));
}

function allTimes(groups: readonly (readonly SurvivalRow[])[]): number[] {
  const times = groups.flatMap((rows) => rows.filter((row) => row.events > 0));
  return [...new Set(times.map(({ time }) => time))].sort((a, b) => a - b);
}

/**
 * Log-rank test over two or more groups: observed less expected events in each, weighed by their
 * joint hypergeometric variance. Source: Mantel 1966; Peto and Peto 1972; survival::survdiff.
 */
export function logRank(groups: readonly (readonly SurvivalRow[])[]): LogRank {
  needWhole('logRank', 'number of groups', groups.length, 2);
  const size = groups.length;
  const observed = groups.map((rows) => rows.reduce((sum, { events }) => sum + events, 0));
  const expected = new Array<number>(size).fill(0);
  const variance = groups.map(() => new Array<number>(size).fill(0));
  for (const time of allTimes(groups)) {
    const risk = groups.map((rows) =>
      rows.reduce((sum, row) => (row.time >= time ? sum + row.events + row.censored : sum), 0),
    );
    const n = risk.reduce((sum, one) => sum + one, 0);
    const d = groups.reduce(
      (sum, rows) => sum + (rows.find((row) => row.time === time)?.events ?? 0),
      0,
    );
    const spread = n > 1 ? (d * (n - d)) / (n - 1) : 0;
    for (let i = 0; i < size; i++) {
      const share = risk[i]! / n;
      expected[i]! += d * share;
      for (let j = 0; j < size; j++) {
        variance[i]![j]! += spread * share * ((i === j ? 1 : 0) - risk[j]! / n);
      }
    }
  }
  const compared = expected.flatMap((one, i) => (one > 0 ? [i] : [])).slice(1);
  const gap = compared.map((i) => observed[i]! - expected[i]!);
  const solved = solve(
    compared.map((i) => compared.map((j) => variance[i]![j]!)),
    gap,
  );
  const chiSquare = gap.reduce((sum, one, i) => sum + one * solved[i]!, 0);
  const df = compared.length;
  return {
    chiSquare,
    df,
    p: df > 0 ? chiSquareUpperTail(chiSquare, df) : null,
    observed,
    expected,
  };
}
