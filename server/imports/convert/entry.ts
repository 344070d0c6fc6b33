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

/**
 * A writer that converts each distinct cell once. The value of the row before is tried first: files
 * are mostly runs of equal values, and comparing is cheaper than hashing.
 * @param lead what stands before the columns: a tab, or nothing for the first
 * @param seen hears of every entry used
 */
export function cachedWriter(
  { place, column, lead }: { place: number; column: string; lead: string },
  row: RowState,
  convert: (cell: string) => Entry,
  seen?: (entry: Entry) => void,
): Writer {
  const entries = new Map<string, Entry>();
  const make = (cell: string): Entry => {
    const converted = convert(cell);
    const entry = { ...converted, out: lead + converted.out };
    if (entries.size >= remembered) entries.clear();
    entries.set(cell, entry);
    return entry;
  };
  let lastCell = '';
  let last = make('');
  return (cells) => {
    const cell = cells[place] ?? '';
    if (cell !== lastCell) {
      last = entries.get(cell) ?? make(cell);
      lastCell = cell;
    }
    if (last.counts !== undefined) for (const counter of last.counts) counter.rows++;
    if (last.rule !== undefined && row.rule === null) {
      row.rule = last.rule;
      row.column = column;
    }
    if (last.drop === true) row.drop = true;
    if (seen !== undefined) seen(last);
    return last.out;
  };
}
