import type { Predicate } from '#metrics/predicate.ts';
import type { SnapshotTable } from '../episodes/columns.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import type { Fold, Values } from './kernel.ts';
import { compile } from './predicate.ts';
import { withBytes } from './scratch.ts';
import { missingOf } from './select.ts';

export { beside, only } from './combine.ts';

/** One number: the rows. */
export function rowCount(table: SnapshotTable = 'episode'): Fold {
  return {
    table,
    width: 1,
    add: (_, out, at) => {
      out[at]!++;
    },
    addAll(rows, groups, out, stride, at) {
      if (!groups) out[at]! += rows.length;
      else
        for (let i = 0; i < rows.length; i++) if (groups[i]! >= 0) out[groups[i]! * stride + at]!++;
    },
  };
}

/** One number for each predicate: the rows that meet it. */
export function countsWhere(
  snapshot: Snapshot,
  predicates: readonly Predicate[],
  table: SnapshotTable = 'episode',
): Fold {
  const tests = predicates.map((predicate) => compile(predicate, snapshot, table));
  return {
    table,
    width: tests.length,
    add: (row, out, at) => {
      for (let test = 0; test < tests.length; test++) if (tests[test]!(row)) out[at + test]!++;
    },
    addAll(rows, groups, out, stride, at) {
      withBytes(rows.length, (mask) => {
        tests.forEach((test, each) => {
          test.mask!(rows, mask);
          addMask(mask, groups, out, stride, at + each);
        });
      });
    },
  };
}

function addMask(
  mask: Uint8Array,
  groups: Int32Array | null,
  out: Float64Array,
  stride: number,
  at: number,
): void {
  if (groups) {
    for (let i = 0; i < mask.length; i++) {
      if (groups[i]! >= 0) out[groups[i]! * stride + at]! += mask[i]!;
    }
    return;
  }
  let ones = 0;
  for (let i = 0; i < mask.length; i++) ones += mask[i]!;
  out[at]! += ones;
}

/** One number for each column: the sum of its values, missing ones left out. */
export function sums(
  snapshot: Snapshot,
  columns: readonly string[],
  table: SnapshotTable = 'episode',
): Fold {
  const sources = columns.map((name) => snapshot.tables[table].column(name));
  return {
    table,
    width: sources.length,
    add: (row, out, at) => {
      for (let each = 0; each < sources.length; each++) {
        const value = sources[each]![row]!;
        if (value !== missingOf(sources[each]!)) out[at + each]! += value;
      }
    },
    addAll(rows, groups, out, stride, at) {
      sources.forEach((values, each) => addSum(values, rows, groups, out, stride, at + each));
    },
  };
}

function addSum(
  values: Values,
  rows: Int32Array,
  groups: Int32Array | null,
  out: Float64Array,
  stride: number,
  at: number,
): void {
  const missing = missingOf(values);
  if (groups) {
    for (let i = 0; i < rows.length; i++) {
      const value = values[rows[i]!]!;
      if (value !== missing && groups[i]! >= 0) out[groups[i]! * stride + at]! += value;
    }
    return;
  }
  let sum = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i]!]!;
    if (value !== missing) sum += value;
  }
  out[at]! += sum;
}

/**
 * Bins `0 .. bins - 1` of an integer column, values beyond the last bin in it, missing left out.
 * From a histogram come n, sums, squares, medians and Kaplan-Meier, all exact.
 */
export function histogram(
  snapshot: Snapshot,
  column: string,
  bins: number,
  table: SnapshotTable = 'episode',
): Fold {
  const values = snapshot.tables[table].column(column);
  const missing = missingOf(values);
  const last = bins - 1;
  return {
    table,
    width: bins,
    add: (row, out, at) => {
      const value = values[row]!;
      if (value !== missing && value >= 0) out[at + Math.min(value, last)]!++;
    },
    addAll(rows, groups, out, stride, at) {
      for (let i = 0; i < rows.length; i++) {
        const value = values[rows[i]!]!;
        const group = groups ? groups[i]! : 0;
        if (value === missing || value < 0 || group < 0) continue;
        out[group * stride + at + (value < last ? value : last)]!++;
      }
    },
  };
}

/** Width and order of a paired fold: n, sum x, sum y, sum xx, sum yy, sum xy. */
export const PAIR = { n: 0, x: 1, y: 2, xx: 3, yy: 4, xy: 5, width: 6 } as const;

/**
 * The six sums of a pair of columns: means, paired change, correlation and the ratio of means with
 * its interval (metrics.md, GP appointments) all follow. Rows with either missing are left out.
 */
export function pairSums(
  snapshot: Snapshot,
  x: string,
  y: string,
  table: SnapshotTable = 'episode',
): Fold {
  const xs = snapshot.tables[table].column(x);
  const ys = snapshot.tables[table].column(y);
  const [noX, noY] = [missingOf(xs), missingOf(ys)];
  const add = (row: number, out: Float64Array, at: number): void => {
    const a = xs[row]!;
    const b = ys[row]!;
    if (a === noX || b === noY) return;
    out[at]!++;
    out[at + PAIR.x]! += a;
    out[at + PAIR.y]! += b;
    out[at + PAIR.xx]! += a * a;
    out[at + PAIR.yy]! += b * b;
    out[at + PAIR.xy]! += a * b;
  };
  return {
    table,
    width: PAIR.width,
    add,
    addAll(rows, groups, out, stride, at) {
      for (let i = 0; i < rows.length; i++) {
        const group = groups ? groups[i]! : 0;
        if (group >= 0) add(rows[i]!, out, group * stride + at);
      }
    },
  };
}
