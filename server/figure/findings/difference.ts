import type { Cell, Column, Format } from '../cell.ts';
import { writeValue } from '../format.ts';

/** Differences are signed; a difference of shares is in percentage points. */
function written(value: number, format: Format): string {
  if (format === 'share') return `${writeValue(value * 100, 'signed1')} percentage points`;
  if (format === 'number1' || format === 'signed1') return writeValue(value, 'signed1');
  if (format === 'number2' || format === 'signed2') return writeValue(value, 'signed2');
  if (format === 'count' || format === 'days')
    return writeValue(value, 'signed1').replace(/\.0$/, '');
  return writeValue(value, format);
}

/** The difference of two cohorts in words: its size, its interval, and whether it is clear. */
export function differenceFinding(
  cell: Cell | undefined,
  column: Column | undefined,
  otherWords: string,
): string {
  if (!cell || !column) return '';
  if (typeof cell.value !== 'number' || cell.state === 'too_few') {
    return `Too few people to compare with: ${otherWords}.`;
  }
  const { value, lower, upper } = cell;
  const size = written(value, column.format);
  if (typeof lower !== 'number' || typeof upper !== 'number')
    return `Difference: ${size}, compared with: ${otherWords}.`;
  const neutral = column.format === 'ratio' ? 1 : 0;
  const clear = lower > neutral || upper < neutral;
  const interval = `${written(lower, column.format)} to ${written(upper, column.format)}`;
  const lead = !clear
    ? 'No clear difference:'
    : column.format === 'ratio'
      ? 'Ratio of the two:'
      : 'Difference:';
  return `${lead} ${size} (${interval}), compared with: ${otherWords}.`;
}
