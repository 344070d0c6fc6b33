import { dimensionOf } from '#dimensions';
import type { Dimension } from '#dimensions';
import type { Cohort } from '#figure/cohort.ts';
import { monthNumber, monthOf, monthWords } from '#figure/month.ts';
import { episodeColumns, snapshotTables } from '../episodes/columns.ts';
import type { SnapshotTable } from '../episodes/columns.ts';
import type { PlaceList, Snapshot } from '../episodes/snapshot.ts';
import { NOT_KNOWN, columnOf, placesOf } from './codes.ts';
import type { Grouping, Lookup, Values } from './kernel.ts';
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
  return grouped(groups, read, 0, inOrder(length));
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
  readonly values: Values;
  /** Column of episodes the values are read through, for a child table. */
  readonly through: Values | null;
  readonly missing: number;
}

/** Reads a column for rows of `table`: its own, or through `episode` when it is the episode's. */
function reader(snapshot: Snapshot, column: string, table: SnapshotTable): Reader {
  const own = snapshotTables[table];
  if (table === 'episode' || !('episode' in own) || !(column in episodeColumns)) {
    const values = snapshot.tables[table].column(column);
    return { values, through: null, valueOf: (row) => values[row]!, missing: missingOf(values) };
  }
  const through = snapshot.tables[table].column('episode');
  const values = snapshot.tables.episode.column(column);
  return {
    values,
    through,
    valueOf: (row) => values[through[row]!]!,
    missing: missingOf(values),
  };
}

/** Groups by a value: value `first + i` is in group `numbers[i]`. */
function grouped(
  groups: readonly Group[],
  { values, through, missing }: Reader,
  first: number,
  numbers: ArrayLike<number>,
  ofMissing = -1,
): Groups {
  const bias = values instanceof Uint8Array ? 0 : 32_768;
  const table = new Int16Array(bias === 0 ? 256 : 65_536).fill(-1);
  table.set(numbers, first + bias);
  table[missing + bias] = ofMissing;
  const lookup: Lookup = { values, through, bias, table };
  const of = (row: number): number => table[values[through ? through[row]! : row]! + bias]!;
  return { size: groups.length, groups, of, lookup };
}

/** Each value its own group. */
const inOrder = (length: number): Int16Array => Int16Array.from({ length }, (_, at) => at);

function groupByMonth(snapshot: Snapshot, cohort: Cohort, table: SnapshotTable): Groups {
  const own = 'month' in snapshotTables[table];
  const read = reader(snapshot, own ? 'month' : basisColumns[cohort.basis], table);
  const from = monthNumber(cohort.from);
  const size = monthNumber(cohort.to) - from + 1;
  const groups = Array.from({ length: size }, (_, at) => {
    const month = monthOf(from + at);
    return group(month, monthWords(month), monthWords(month, true));
  });
  return grouped(groups, read, from, inOrder(size));
}

interface Order {
  readonly groups: readonly Group[];
  /** Group of each number. */
  readonly numbers: Int32Array;
}

const orders = new WeakMap<PlaceList, Order>();

/** Places by name, worked out once for a list: England's 6,000 practices take 10 ms to sort. */
function orderOf(places: PlaceList): Order {
  let order = orders.get(places);
  if (!order) {
    const known = places
      .flatMap((place, number) => (place ? [{ place, number }] : []))
      .sort((a, b) => byName(a.place.label, b.place.label) || byName(a.place.code, b.place.code));
    const numbers = new Int32Array(places.length).fill(-1);
    known.forEach(({ number }, at) => (numbers[number] = at));
    const groups = [
      ...known.map(({ place }) =>
        group(place.code, place.label, place.short, false, place.showInCharts),
      ),
      group(NOT_KNOWN, 'Not known', 'Not known', true),
    ];
    orders.set(places, (order = { groups, numbers }));
  }
  return order;
}

function groupByPlace(snapshot: Snapshot, dimension: Dimension, read: Reader): Groups {
  const { groups, numbers } = orderOf(placesOf(snapshot, dimension));
  return grouped(groups, read, 0, numbers, groups.length - 1);
}

const collator = new Intl.Collator('en-GB', { numeric: true });
const byName = (a: string, b: string): number => collator.compare(a, b);

const lowestBit = (mask: number): number => (mask === 0 ? -1 : 31 - Math.clz32(mask & -mask));
