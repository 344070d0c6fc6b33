import type { Cell, Column, Format } from './cell.ts';
import { emptyWords } from './cell.ts';
import { dateWords, monthWords } from './month.ts';

const numbers = new Map<string, Intl.NumberFormat>();

/** A number in British English with so many decimals, thousands with commas, a true minus sign. */
export function decimals(value: number, digits: number): string {
  const key = String(digits);
  const format =
    numbers.get(key) ??
    new Intl.NumberFormat('en-GB', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  numbers.set(key, format);
  const text = format.format(value);
  return /[1-9]/.test(text) ? text.replace('-', '−') : text.replace('-', '');
}

const signed = (value: number, digits: number): string => {
  const text = decimals(value, digits);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
};

/** Shares below 1 % or above 99 % keep a decimal, so that few never read as none. */
export const isNearEnd = (share: number): boolean =>
  (share > 0 && share < 0.0095) || (share > 0.9905 && share < 1);

const percent = (value: number, digits: number): string => `${decimals(value * 100, digits)}%`;

/** A p value this small is only said to be smaller: `0.00` would read as impossible. */
export const isTiny = (p: number): boolean => p < 0.01;

/** From 100 on a rate or a mean keeps no decimal: four figures say more than is known. */
export const isLong = (value: number): boolean => Math.abs(value) >= 99.95;

const writers: Record<Format, (value: number) => string> = {
  count: (value) => decimals(value, Number.isInteger(value) ? 0 : 1),
  share: (value) => percent(value, isNearEnd(value) ? 1 : 0),
  number1: (value) => decimals(value, isLong(value) ? 0 : 1),
  number2: (value) => decimals(value, 2),
  ratio: (value) => decimals(value, 2),
  p: (value) => (isTiny(value) ? '<0.01' : decimals(value, 2)),
  signed1: (value) => signed(value, 1),
  signed2: (value) => signed(value, 2),
  days: (value) => decimals(value, Number.isInteger(value) ? 0 : 1),
  weeks: (value) => decimals(value, 1),
  date: String,
  month: String,
  text: String,
  money: (value) => `${value < 0 ? '−' : ''}£${decimals(Math.abs(value), 0)}`,
};

/** One value as people read it: the same on screen, in findings, alt text and files. */
export function writeValue(value: number | string | null, format: Format): string {
  if (value === null) return '';
  if (typeof value === 'number') return writers[format](value);
  if (format === 'date') return dateWords(value);
  if (format === 'month') return monthWords(value);
  return value;
}

/** Whether the ends of a share's range would print alike: then it is told with a decimal more. */
function isFine({ lower, upper }: Cell, { format }: Pick<Column, 'format'>): boolean {
  if (format !== 'share' || typeof lower !== 'number' || typeof upper !== 'number') return false;
  return lower !== upper && writeValue(lower, format) === writeValue(upper, format);
}

/** A cell in words: its value, or the reason there is none. */
export function writeCell(cell: Cell | undefined, column: Pick<Column, 'format'>): string {
  if (!cell) return '';
  if (cell.value === null) return cell.state ? emptyWords[cell.state].words : '';
  // With its range: "98.6% (98.5% to 98.7%)", not a value that lies outside it.
  if (typeof cell.value === 'number' && isFine(cell, column)) return percent(cell.value, 1);
  return writeValue(cell.value, column.format);
}

/** `0.6 to 0.8`, or nothing when the cell has no interval. */
export function writeInterval(cell: Cell | undefined, column: Pick<Column, 'format'>): string {
  if (!cell || cell.lower === undefined || cell.upper === undefined) return '';
  if (cell.lower === null && cell.upper === null) return '';
  const side = (value: number | null): string => {
    if (value === null) return 'not reached';
    return isFine(cell, column) ? percent(value, 1) : writeValue(value, column.format);
  };
  return `${side(cell.lower)} to ${side(cell.upper)}`;
}
