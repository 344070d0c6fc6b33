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
  /**
   * The same for many rows: into `out[groups[i] * stride + at ..)` for `rows[i]`, none for a group
   * of -1, all into `out[at ..)` without groups. Optional: a loop over one column is several times
   * faster than a call for each row.
   */
  addAll?(
    rows: Int32Array,
    groups: Int32Array | null,
    out: Float64Array,
    stride: number,
    at: number,
  ): void;
}

/** Group number of a row, or -1 to leave it out. `rowsOf` enumerates several for bit masks. */
export interface Grouping {
  readonly size: number;
  of(row: number): number;
  /** For multiple-valued dimensions: bits of the mask are the groups. */
  maskOf?(row: number): number;
  /** Says the same of many rows at once. */
  readonly lookup?: Lookup;
}

/** Groups read from one column: row r is in `table[values[r] + bias]`, through its episode if set. */
export interface Lookup {
  readonly values: Values;
  readonly through: Values | null;
  readonly bias: number;
  readonly table: Int16Array;
}

/** `size` vectors of `width`, one after another; group g is `values[g * width .. (g + 1) * width)`. */
export interface Counts {
  readonly size: number;
  readonly width: number;
  readonly values: Float64Array;
}
