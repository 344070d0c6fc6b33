import type { Predicate } from '#metrics/predicate.ts';
import type { SnapshotTable } from '../episodes/columns.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import type { Fold } from './kernel.ts';
import { compile } from './predicate.ts';
import type { RowTest } from './predicate.ts';
import { missingOf } from './select.ts';

/** One number: the rows. */
export function rowCount(table: SnapshotTable = 'episode'): Fold {
  return {
    table,
    width: 1,
    add: (_, out, at) => {
      out[at]!++;
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
  };
}

/** One number for each column: the sum of its values, missing ones left out. */
export function sums(
  snapshot: Snapshot,
  columns: readonly string[],
  table: SnapshotTable = 'episode',
): Fold {
  const sources = columns.map((name) => {
    const values = snapshot.tables[table].column(name);
    return { values, missing: missingOf(values) };
  });
  return {
    table,
    width: sources.length,
    add: (row, out, at) => {
      for (let each = 0; each < sources.length; each++) {
        const { values, missing } = sources[each]!;
        const value = values[row]!;
        if (value !== missing) out[at + each]! += value;
      }
    },
  };
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
  return {
    table,
    width: bins,
    add: (row, out, at) => {
      const value = values[row]!;
      if (value !== missing && value >= 0) out[at + Math.min(value, bins - 1)]!++;
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
  return {
    table,
    width: PAIR.width,
    add: (row, out, at) => {
      const a = xs[row]!;
      const b = ys[row]!;
      if (a === noX || b === noY) return;
      out[at]!++;
      out[at + PAIR.x]! += a;
      out[at + PAIR.y]! += b;
      out[at + PAIR.xx]! += a * a;
      out[at + PAIR.yy]! += b * b;
      out[at + PAIR.xy]! += a * b;
    },
  };
}

/** The same fold over the rows that pass a test. */
export function only(fold: Fold, test: RowTest): Fold {
  return {
    ...fold,
    add: (row, out, at) => {
      if (test(row)) fold.add(row, out, at);
    },
  };
}

/** Several folds of one table side by side; `offsets` are where each begins. */
export function beside(...folds: readonly [Fold, ...Fold[]]): Fold & {
  readonly offsets: readonly number[];
} {
  const { table } = folds[0];
  const stray = folds.find((fold) => fold.table !== table);
  if (stray) throw new Error(`folds of different tables: ${table} and ${stray.table}`);
  let width = 0;
  const offsets = folds.map((fold) => (width += fold.width) - fold.width);
  return {
    table,
    width,
    offsets,
    add: (row, out, at) => {
      for (let each = 0; each < folds.length; each++) {
        folds[each]!.add(row, out, at + offsets[each]!);
      }
    },
  };
}
