import { dimensionOf } from '#dimensions';
import type { Dimension } from '#dimensions';
import type { Cohort } from '#figure/cohort.ts';
import { monthNumber, monthOf, monthWords } from '#figure/month.ts';
import { episodeColumns, snapshotTables } from '../episodes/columns.ts';
import type { SnapshotTable } from '../episodes/columns.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import { NOT_KNOWN, columnOf, placesOf } from './codes.ts';
import type { Grouping, Values } from './kernel.ts';
import { basisColumns, missingOf } from './select.ts';

/** One group of a split, in the order figures show it. */
export interface Group {
  /** Code of the dimension, or `YYYY-MM`, or `all`. */
  readonly key: string;
  readonly label: string;
  readonly short: string;
  readonly notRecorded: boolean;
  /** False for the tiny practices that stay in totals and out of charts. */
  readonly showInCharts: boolean;
}

/** How rows of one table fall into groups: the kernel's `Grouping`, and what each group is called. */
export interface Groups extends Grouping {
  readonly groups: readonly Group[];
}

/**
 * Groups of a split. `by` is a dimension id, `month` (of the cohort's date basis, one group for
 * each month of the period, empty ones too) or `all`.
 *
 * For a table of an episode's children (scores, onward, comparators) the episode's dimension is
 * used; the child's own where only the child has the column. Place dimensions have a group for
 * each place of the data, by name, with "Not known" last. A mask enumerates its bits (`maskOf`).
 *
 * Throws `unknown dimension: ...`, or `unknown column: ...` when the table has no such split.
 */
export function groupBy(
  snapshot: Snapshot,
  by: string,
  cohort: Cohort,
  table: SnapshotTable = 'episode',
): Groups {
  if (by === 'all') return { size: 1, groups: [group('all', 'All')], of: () => 0 };
  if (by === 'month') return groupByMonth(snapshot, cohort, table);
  const dimension = dimensionOf(by);
  const read = reader(snapshot, tableColumn(dimension, cohort, table), table);
  if (dimension.place) return groupByPlace(snapshot, dimension, read);
  const groups = dimension.codes.map((code) =>
    group(code.code, code.label, code.short, code.notRecorded),
  );
  const { length } = groups;
  if (dimension.multiple) {
    const { valueOf, missing } = read;
    const maskOf = (row: number): number => (valueOf(row) === missing ? 0 : valueOf(row));
    return { size: length, groups, of: (row) => lowestBit(maskOf(row)), maskOf };
  }
  return { size: length, groups, of: bounded(read, 0, length) };
}

const group = (
  key: string,
  label: string,
  short = label,
  notRecorded = false,
  showInCharts = true,
): Group => ({ key, label, short, notRecorded, showInCharts });

/** Capacity names the PCN a worker serves, whatever the date. */
function tableColumn(dimension: Dimension, cohort: Cohort, table: SnapshotTable): string {
  return table === 'capacity' && dimension.id === 'pcn' ? 'pcn' : columnOf(dimension, cohort);
}

interface Reader {
  readonly valueOf: (row: number) => number;
  readonly missing: number;
}

/** Reads a column for rows of `table`: its own, or through `episode` when it is the episode's. */
function reader(snapshot: Snapshot, column: string, table: SnapshotTable): Reader {
  const own = snapshotTables[table];
  if (table === 'episode' || !('episode' in own) || !(column in episodeColumns)) {
    const values = snapshot.tables[table].column(column);
    return { valueOf: (row) => values[row]!, missing: missingOf(values) };
  }
  const episode: Values = snapshot.tables[table].column('episode');
  const values = snapshot.tables.episode.column(column);
  return { valueOf: (row) => values[episode[row]!]!, missing: missingOf(values) };
}

/** Group number of values `from .. from + size - 1`; -1 for any other, missing among them. */
function bounded({ valueOf }: Reader, from: number, size: number): (row: number) => number {
  return (row) => {
    const at = valueOf(row) - from;
    return at >= 0 && at < size ? at : -1;
  };
}

function groupByMonth(snapshot: Snapshot, cohort: Cohort, table: SnapshotTable): Groups {
  const own = 'month' in snapshotTables[table];
  const read = reader(snapshot, own ? 'month' : basisColumns[cohort.basis], table);
  const from = monthNumber(cohort.from);
  const size = monthNumber(cohort.to) - from + 1;
  const groups = Array.from({ length: size }, (_, at) => {
    const month = monthOf(from + at);
    return group(month, monthWords(month), monthWords(month, true));
  });
  return { size, groups, of: bounded(read, from, size) };
}

function groupByPlace(snapshot: Snapshot, dimension: Dimension, read: Reader): Groups {
  const places = placesOf(snapshot, dimension);
  const order = places
    .flatMap((place, number) => (place ? [{ place, number }] : []))
    .sort((a, b) => byName(a.place.label, b.place.label) || byName(a.place.code, b.place.code));
  const notKnown = order.length;
  const groups = [
    ...order.map(({ place }) =>
      group(place.code, place.label, place.short, false, place.showInCharts),
    ),
    group(NOT_KNOWN, 'Not known', 'Not known', true),
  ];
  const numbers = new Int32Array(places.length).fill(-1);
  order.forEach(({ number }, at) => (numbers[number] = at));
  const { valueOf, missing } = read;
  const of = (row: number): number => {
    const value = valueOf(row);
    return value === missing ? notKnown : (numbers[value] ?? -1);
  };
  return { size: groups.length, groups, of };
}

const collator = new Intl.Collator('en-GB', { numeric: true });
const byName = (a: string, b: string): number => collator.compare(a, b);

const lowestBit = (mask: number): number => (mask === 0 ? -1 : 31 - Math.clz32(mask & -mask));
