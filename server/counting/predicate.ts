import type { Predicate } from '#metrics/predicate.ts';
import type { SnapshotTable } from '../episodes/columns.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { compileMask, valueTest } from './mask.ts';
import type { MaskTest } from './mask.ts';
import { withBytes } from './scratch.ts';
import { missingOf } from './select.ts';
import type { Selection } from './select.ts';

/** A test of one row; one made by `compile` also tests many at once. */
export interface RowTest {
  (row: number): boolean;
  readonly mask?: MaskTest;
}

/**
 * A test of one row of `table`. Missing values satisfy nothing but `missing`; `not` is the plain
 * complement, so a missing value does satisfy `not (age is 3)`, and a predicate and its `not`
 * always add up to every row.
 *
 * Throws `unknown column: x; one of ...`.
 */
export function compile(
  predicate: Predicate,
  snapshot: Snapshot,
  table: SnapshotTable = 'episode',
): RowTest {
  return Object.assign(compileRow(predicate, snapshot, table), {
    mask: compileMask(predicate, snapshot, table),
  });
}

type One = (row: number) => boolean;

function compileRow(predicate: Predicate, snapshot: Snapshot, table: SnapshotTable): One {
  const each = (parts: readonly Predicate[]): One[] =>
    parts.map((part) => compileRow(part, snapshot, table));
  if ('all' in predicate) return everyTest(each(predicate.all));
  if ('any' in predicate) return someTest(each(predicate.any));
  if ('not' in predicate) {
    const test = compileRow(predicate.not, snapshot, table);
    return (row) => !test(row);
  }
  const values = snapshot.tables[table].column(predicate.column);
  const meets = valueTest(predicate, snapshot, missingOf(values));
  return (row) => meets(values[row]!);
}

function everyTest(tests: readonly One[]): One {
  return (row) => {
    for (const test of tests) if (!test(row)) return false;
    return true;
  };
}

function someTest(tests: readonly One[]): One {
  return (row) => {
    for (const test of tests) if (test(row)) return true;
    return false;
  };
}

/** The rows of a selection that meet a predicate on its own table. */
export function where(selection: Selection, predicate: Predicate): Selection {
  const test = compileMask(predicate, selection.snapshot, selection.table);
  const { rows } = selection;
  return withBytes(rows.length, (mask) => {
    test(rows, mask);
    const kept = new Int32Array(onesIn(mask));
    for (let at = 0, next = 0; at < rows.length; at++) {
      if (mask[at]) kept[next++] = rows[at]!;
    }
    return { ...selection, rows: kept, count: kept.length };
  });
}

function onesIn(mask: Uint8Array): number {
  let ones = 0;
  for (let at = 0; at < mask.length; at++) ones += mask[at]!;
  return ones;
}
