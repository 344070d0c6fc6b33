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

/** Where a column stands in a row, what it is called, and what is written before it: a tab, or nothing. */
export interface Placed {
  readonly place: number;
  readonly column: string;
  readonly lead: string;
}

/**
 * A writer that converts each distinct cell once. The value of the row before is tried first: files
 * are mostly runs of equal values, and comparing is cheaper than hashing.
 * @param seen hears of every entry used
 */
export function cachedWriter(
  { place, column, lead }: Placed,
  row: RowState,
  convert: (cell: string) => Entry,
  seen?: (entry: Entry) => void,
): Writer {
  const entries = new Map<string, Entry>();
  const make = (cell: string): Entry => {
    const converted = convert(cell);
    return { ...converted, out: lead + converted.out };
  };
  let lastCell = '';
  let last = remember(entries, '', make);
  return (cells) => {
    const cell = cells[place] ?? '';
    if (cell !== lastCell) {
      last = remember(entries, cell, make);
      lastCell = cell;
    }
    note(last, column, row);
    if (seen !== undefined) seen(last);
    return last.out;
  };
}

/** What an entry says of its row. */
function note({ counts, rule, drop }: Entry, column: string, row: RowState): void {
  if (counts !== undefined) for (const counter of counts) counter.rows++;
  if (rule !== undefined && row.rule === null) {
    row.rule = rule;
    row.column = column;
  }
  if (drop === true) row.drop = true;
}

function remember<T>(known: Map<string, T>, key: string, make: (key: string) => T): T {
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= remembered) known.clear();
  const made = make(key);
  known.set(key, made);
  return made;
}

/** Characters of a day written `yyyy-mm-dd`. */
const dayLength = 10;

/** The two halves of a moment written with its day first. */
export interface MomentHalves {
  /** A day; undefined when its clock times must be looked at together with it. */
  day(cell: string): Entry | undefined;
  /** COPY text of the minute for what follows the day; undefined when it is no plain clock time. */
  minute(cell: string): string | undefined;
}

/**
 * A writer of days with clock times. There are few days and few times of day but a million moments,
 * so the halves are converted and remembered apart; looking moments up whole took a third of the
 * time of reading appointments. Other spellings go to `whole`.
 * @param seen hears of every entry used
 */
export function momentWriter(
  { place, column, lead }: Placed,
  row: RowState,
  halves: MomentHalves,
  whole: Writer,
  seen?: (entry: Entry) => void,
): Writer {
  const days = new Map<string, Entry | null>();
  const minutes = new Map<string, string | null>();
  const makeDay = (cell: string): Entry | null => {
    const entry = halves.day(cell);
    return entry?.day === undefined ? null : { ...entry, out: `${lead}${entry.day}\t` };
  };
  const makeMinute = (cell: string): string | null => halves.minute(cell) ?? null;
  return (cells) => {
    const cell = cells[place] ?? '';
    if (cell.length <= dayLength) return whole(cells);
    const day = remember(days, cell.slice(0, dayLength), makeDay);
    const minute = day === null ? null : remember(minutes, cell.slice(dayLength), makeMinute);
    if (day === null || minute === null) return whole(cells);
    note(day, column, row);
    if (seen !== undefined) seen(day);
    return day.out + minute;
  };
}
