import type { Grouping } from './kernel.ts';
import { missingOf } from './select.ts';
import type { Selection } from './select.ts';

/**
 * Distinct values of a column (people, unless said) in each group. Not additive: a person referred
 * by two practices is one person in each and one in all, so totals are counted, never summed.
 */
export function countDistinct(
  selection: Selection,
  grouping?: Grouping,
  column = 'person',
): Float64Array {
  const values = selection.snapshot.tables[selection.table].column(column);
  const missing = missingOf(values);
  const size = grouping?.size ?? 1;
  const distinct = new Float64Array(size);
  const { rows, starts } = bucket(selection.rows, grouping);
  // seen[value] is the last group (plus one) that met the value: one array serves every group.
  const seen = new Int32Array(largest(values, selection.rows) + 1);
  for (let group = 0; group < size; group++) {
    for (let at = starts[group]!; at < starts[group + 1]!; at++) {
      const value = values[rows[at]!]!;
      if (value === missing || seen[value] === group + 1) continue;
      seen[value] = group + 1;
      distinct[group]!++;
    }
  }
  return distinct;
}

function largest(values: ArrayLike<number>, rows: Int32Array): number {
  let found = -1;
  for (let at = 0; at < rows.length; at++) {
    const value = values[rows[at]!]!;
    if (value > found) found = value;
  }
  return found;
}

/** Rows ordered by group (a counting sort); a row of a mask once for each of its bits. */
function bucket(
  rows: Int32Array,
  grouping: Grouping | undefined,
): { readonly rows: Int32Array; readonly starts: Int32Array } {
  if (!grouping) return { rows, starts: Int32Array.of(0, rows.length) };
  const starts = new Int32Array(grouping.size + 1);
  forEachGroup(rows, grouping, (_, group) => starts[group + 1]!++);
  for (let group = 0; group < grouping.size; group++) starts[group + 1]! += starts[group]!;
  const next = starts.slice();
  const ordered = new Int32Array(starts[grouping.size]!);
  forEachGroup(rows, grouping, (row, group) => (ordered[next[group]!++] = row));
  return { rows: ordered, starts };
}

function forEachGroup(
  rows: Int32Array,
  grouping: Grouping,
  visit: (row: number, group: number) => void,
): void {
  for (const row of rows) {
    if (!grouping.maskOf) {
      const group = grouping.of(row);
      if (group >= 0) visit(row, group);
      continue;
    }
    for (let mask = grouping.maskOf(row); mask !== 0; mask &= mask - 1) {
      const group = 31 - Math.clz32(mask & -mask);
      if (group < grouping.size) visit(row, group);
    }
  }
}
