import type { SnapshotTable } from '../episodes/columns.ts';

export type Values = Int32Array | Int16Array | Uint8Array;

/** The columns the kernel reads: one immutable data version. */
export interface Columns {
  readonly rows: number;
  /** Throws `unknown column: x; one of ...`. */
  column(name: string): Values;
}

/**
 * Adds one row into `out[at .. at + width)`. Only sums: two folded vectors of disjoint rows added
 * together equal the fold of all the rows.
 */
export interface Fold {
  readonly table: SnapshotTable;
  readonly width: number;
  add(row: number, out: Float64Array, at: number): void;
}

/** Group number of a row, or -1 to leave it out. `rowsOf` enumerates several for bit masks. */
export interface Grouping {
  readonly size: number;
  of(row: number): number;
  /** For multiple-valued dimensions: bits of the mask are the groups. */
  maskOf?(row: number): number;
}

/** `size` vectors of `width`, one after another; group g is `values[g * width .. (g + 1) * width)`. */
export interface Counts {
  readonly size: number;
  readonly width: number;
  readonly values: Float64Array;
}
