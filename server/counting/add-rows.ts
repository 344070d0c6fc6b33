import type { Fold, Grouping, Lookup } from './kernel.ts';

/** Folds rows into vectors `stride` apart, each beginning at `at`; see `Fold.addAll`. */
export function addRows(
  fold: Fold,
  rows: Int32Array,
  groups: Int32Array | null,
  out: Float64Array,
  stride: number,
  at: number,
): void {
  if (fold.addAll) return fold.addAll(rows, groups, out, stride, at);
  if (!groups) {
    for (let i = 0; i < rows.length; i++) fold.add(rows[i]!, out, at);
    return;
  }
  for (let i = 0; i < rows.length; i++) {
    const group = groups[i]!;
    if (group >= 0) fold.add(rows[i]!, out, group * stride + at);
  }
}

/** Group of each row, for a grouping without a mask. */
export function groupNumbers(rows: Int32Array, grouping: Grouping, out: Int32Array): void {
  if (grouping.lookup) lookUp(rows, grouping.lookup, out);
  else for (let i = 0; i < rows.length; i++) out[i] = grouping.of(rows[i]!);
}

function lookUp(rows: Int32Array, lookup: Lookup, out: Int32Array): void {
  const { values, through, bias, table } = lookup;
  if (through) {
    for (let i = 0; i < rows.length; i++) out[i] = table[values[through[rows[i]!]!]! + bias]!;
  } else if (values instanceof Uint8Array) {
    for (let i = 0; i < rows.length; i++) out[i] = table[values[rows[i]!]!]!;
  } else {
    for (let i = 0; i < rows.length; i++) out[i] = table[values[rows[i]!]! + bias]!;
  }
}
