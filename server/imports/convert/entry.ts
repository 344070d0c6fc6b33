import type { RuleId } from '../rules.ts';

/** Something that counts rows: a finding or an unmapped term. */
export interface Counter {
  rows: number;
}

/**
 * What one distinct cell becomes. Columns with few distinct values (dates, codes, practices) are
 * converted once for each value and looked up after that.
 */
export interface Entry {
  /** COPY text of the staged columns, tabs between. */
  readonly out: string;
  /** Counters this value moves each time it occurs. */
  readonly counts?: readonly Counter[];
  /** The row cannot be kept. */
  readonly rule?: RuleId;
  /** The row is not wanted (vacant slot, total of a parent organisation). */
  readonly drop?: true;
  /** ISO day, where it is one. */
  readonly day?: string;
  /** Practice number, where it is one. */
  readonly number?: number;
}

export const NULL = '\\N';
export const blank: Entry = { out: NULL };
export const rejected = (rule: RuleId): Entry => ({ out: NULL, rule });

/** The state of the row being converted: the first reason not to keep it. */
export interface RowState {
  rule: RuleId | null;
  column: string;
  drop: boolean;
}

/** Writes the staged columns of one contract column. */
export type Writer = (cells: readonly string[]) => string;

/** Distinct values remembered for a column. */
const remembered = 20_000;

/** A writer that converts each distinct cell once. `seen` hears of every entry used. */
export function cachedWriter(
  place: number,
  column: string,
  row: RowState,
  convert: (cell: string) => Entry,
  seen?: (entry: Entry) => void,
): Writer {
  const entries = new Map<string, Entry>();
  return (cells) => {
    const cell = cells[place] ?? '';
    let entry = entries.get(cell);
    if (entry === undefined) {
      entry = convert(cell);
      if (entries.size >= remembered) entries.clear();
      entries.set(cell, entry);
    }
    if (entry.counts !== undefined) for (const counter of entry.counts) counter.rows++;
    if (entry.rule !== undefined && row.rule === null) {
      row.rule = entry.rule;
      row.column = column;
    }
    if (entry.drop === true) row.drop = true;
    seen?.(entry);
    return entry.out;
  };
}
