/**
 * The five kinds of empty (metrics.md 0). They stay apart in every chart, table and file.
 * `zero` is a true count of nothing, not an absence.
 */
export type Empty = 'zero' | 'missing' | 'not_due' | 'suppressed' | 'too_few';

/** How an empty cell reads in a table, and its shorthand in a spreadsheet. */
export const emptyWords: Record<Empty, { readonly words: string; readonly shorthand: string }> = {
  zero: { words: '0', shorthand: '0' },
  missing: { words: 'not available', shorthand: '[x]' },
  not_due: { words: 'not yet due', shorthand: '[z]' },
  suppressed: { words: 'not shown (small numbers)', shorthand: '[c]' },
  too_few: { words: 'too few to conclude', shorthand: '[u]' },
};

/** Stands in a table where a row has no such number (the median of one day) or a number no interval. */
export const noNumber = '–';

/** A published number (or text) with its interval, or the reason there is none. */
export interface Cell {
  readonly value: number | string | null;
  readonly lower?: number | null;
  readonly upper?: number | null;
  readonly state?: Empty;
  /** What it rests on, itself controlled: denominator of a share, exposure of a rate, people of a mean. */
  readonly base?: number;
}

/** How a column is written. Shares are stored 0 to 1, rates per their unit, days whole. */
export type Format =
  | 'count'
  | 'share'
  | 'number1'
  | 'number2'
  | 'ratio'
  | 'p'
  | 'signed1'
  | 'signed2'
  | 'days'
  | 'weeks'
  | 'date'
  | 'month'
  | 'text'
  | 'money';

export interface Column {
  readonly key: string;
  /** Heading, in words, with the unit once. */
  readonly label: string;
  readonly format: Format;
  /** Present when cells carry `lower` and `upper`. */
  readonly interval?: { readonly level: 0.95 | 0.9 | 0.998; readonly method: string };
  /** What it is, for the About panel, CSV-W and data dictionary. */
  readonly description: string;
}

export interface Row {
  /** Code of the group ('' for the whole cohort). */
  readonly key: string;
  readonly label: string;
  readonly kind: 'group' | 'total' | 'not_recorded' | 'reference';
  readonly cells: Readonly<Record<string, Cell>>;
}
