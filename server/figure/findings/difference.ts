import type { Cell, Column, Format } from '../cell.ts';
import { writeCell, writeValue } from '../format.ts';

/** One number of two cohorts, as published, and their difference. */
export interface Compared {
  readonly difference: Cell | undefined;
  readonly column: Column | undefined;
  readonly here: Cell | undefined;
  readonly there: Cell | undefined;
  /** The other cohort in a few words, such as "Nov 2024 to Oct 2025". */
  readonly other: string;
}

const signs: Partial<Record<Format, Format>> = {
  number1: 'signed1',
  number2: 'signed2',
  weeks: 'signed1',
};

/** Differences are signed; a difference of shares is in percentage points. */
function written(value: number, format: Format): string {
  if (format === 'share') return writeValue(value * 100, 'signed1');
  if (format === 'count' || format === 'days')
    return writeValue(value, 'signed1').replace(/\.0$/, '');
  return writeValue(value, signs[format] ?? format);
}

const units: Partial<Record<Format, string>> = {
  share: ' percentage points',
  days: ' days',
  weeks: ' weeks',
};

/**
 * Two cohorts in words: which is higher, both numbers, the difference and its interval, and whether
 * it is clear. A mix is 100% of both: it is set beside the other without a number of its own.
 */
export function differenceFinding({ difference, column, here, there, other }: Compared): string {
  if (!difference || !column) return '';
  if (typeof difference.value !== 'number' || difference.state === 'too_few')
    return `Too few people to compare with ${other}.`;
  if (column.format === 'share' && here?.value === 1 && there?.value === 1)
    return `Beside ${other}.`;
  const { value, lower, upper } = difference;
  const { format } = column;
  const both = `${writeCell(here, column)} against ${writeCell(there, column)}`;
  const neutral = format === 'ratio' ? 1 : 0;
  if (value === neutral && typeof lower !== 'number') return `The same as ${other}: ${both}.`;
  const what = format === 'ratio' ? 'a ratio of the two of ' : '';
  const size = `${what}${written(value, format)}${units[format] ?? ''}`;
  if (typeof lower !== 'number' || typeof upper !== 'number')
    return `${value > neutral ? 'Above' : 'Below'} ${other}: ${both}, ${size}.`;
  const clear = lower > neutral || upper < neutral;
  const lead = clear ? `${value > neutral ? 'Higher' : 'Lower'} than` : 'No clear difference from';
  const interval = `${written(lower, format)} to ${written(upper, format)}`;
  return `${lead} ${other}: ${both}, ${size} (${interval}).`;
}
