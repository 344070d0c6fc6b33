import { addRows, groupNumbers } from './add-rows.ts';
import type { Counts, Fold, Grouping } from './kernel.ts';
import { within } from './related.ts';
import { withIntegers } from './scratch.ts';
import type { Selection } from './select.ts';

/**
 * Folds the rows of a selection, one vector for each group (one in all without a grouping).
 * When the fold is of another table, the rows of that table that belong to the selection are
 * folded (see `within`); the grouping must then be of that table too.
 *
 * Rows the grouping leaves out (-1) are in no group. A row of a mask is added to each of its bits.
 */
export function count(selection: Selection, fold: Fold, grouping?: Grouping): Counts {
  const { rows } = within(selection, fold.table);
  const { width } = fold;
  const size = grouping?.size ?? 1;
  const values = new Float64Array(size * width);
  if (!grouping || (size === 1 && !grouping.maskOf && !grouping.lookup)) {
    addRows(fold, rows, null, values, width, 0);
  } else if (grouping.maskOf) {
    countMasks(rows, fold, grouping, values);
  } else {
    withIntegers(rows.length, (groups) => {
      groupNumbers(rows, grouping, groups);
      addRows(fold, rows, groups, values, width, 0);
    });
  }
  return { size, width, values };
}

function countMasks(rows: Int32Array, fold: Fold, grouping: Grouping, values: Float64Array): void {
  const { width } = fold;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    for (let mask = grouping.maskOf!(row); mask !== 0; mask &= mask - 1) {
      const group = 31 - Math.clz32(mask & -mask);
      if (group < grouping.size) fold.add(row, values, group * width);
    }
  }
}

/** The vector of one group: a view, not a copy. */
export function vectorOf(counts: Counts, group: number): Float64Array {
  return counts.values.subarray(group * counts.width, (group + 1) * counts.width);
}

/** Adds counts of disjoint rows: the fold of all of them. Throws when the shapes differ. */
export function add(a: Counts, b: Counts): Counts {
  if (a.size !== b.size || a.width !== b.width) {
    throw new Error(
      `counts of different shapes: ${a.size} x ${a.width} and ${b.size} x ${b.width}; fold both alike`,
    );
  }
  return { ...a, values: a.values.map((value, at) => value + b.values[at]!) };
}

/** The sum over all groups: the whole selection, when every row is in exactly one group. */
export function total(counts: Counts): Float64Array {
  const sum = new Float64Array(counts.width);
  for (let at = 0; at < counts.values.length; at++) sum[at % counts.width]! += counts.values[at]!;
  return sum;
}
