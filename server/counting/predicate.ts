import type { Predicate } from '#metrics/predicate.ts';
import type { SnapshotTable } from '../episodes/columns.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { missingOf } from './select.ts';
import type { Selection } from './select.ts';

export type RowTest = (row: number) => boolean;

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
  if ('all' in predicate) return everyTest(predicate.all.map((p) => compile(p, snapshot, table)));
  if ('any' in predicate) return someTest(predicate.any.map((p) => compile(p, snapshot, table)));
  if ('not' in predicate) {
    const test = compile(predicate.not, snapshot, table);
    return (row) => !test(row);
  }
  return compileColumn(predicate, snapshot, table);
}

type ColumnPredicate = Extract<Predicate, { column: string }>;

function compileColumn(
  predicate: ColumnPredicate,
  snapshot: Snapshot,
  table: SnapshotTable,
): RowTest {
  const values = snapshot.tables[table].column(predicate.column);
  const missing = missingOf(values);
  if ('missing' in predicate) return (row) => values[row] === missing;
  if ('present' in predicate) return (row) => values[row] !== missing;
  if ('is' in predicate) {
    const { is } = predicate;
    return is === missing ? () => false : (row) => values[row] === is;
  }
  if ('in' in predicate) {
    const allowed = new Set(predicate.in);
    allowed.delete(missing);
    return (row) => allowed.has(values[row]!);
  }
  if ('atLeast' in predicate) {
    const { atLeast } = predicate;
    return (row) => values[row] !== missing && values[row]! >= atLeast;
  }
  if ('bit' in predicate) {
    const { bit } = predicate;
    return (row) => values[row] !== missing && (values[row]! & bit) !== 0;
  }
  const atMost =
    'atMost' in predicate
      ? predicate.atMost
      : (snapshot.dataTo[predicate.feed] ?? Number.NEGATIVE_INFINITY) - predicate.daysBeforeDataTo;
  return (row) => values[row] !== missing && values[row]! <= atMost;
}

function everyTest(tests: readonly RowTest[]): RowTest {
  const [first, second] = tests;
  if (!first) return () => true;
  if (!second) return first;
  if (tests.length === 2) return (row) => first(row) && second(row);
  return (row) => {
    for (const test of tests) if (!test(row)) return false;
    return true;
  };
}

function someTest(tests: readonly RowTest[]): RowTest {
  return (row) => {
    for (const test of tests) if (test(row)) return true;
    return false;
  };
}

/** The rows of a selection that meet a predicate on its own table. */
export function where(selection: Selection, predicate: Predicate): Selection {
  const test = compile(predicate, selection.snapshot, selection.table);
  const rows = selection.rows.filter((row) => test(row));
  return { ...selection, rows, count: rows.length };
}
