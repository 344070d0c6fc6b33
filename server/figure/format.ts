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
function share(value: number): string {
  const percent = value * 100;
  const near = (percent > 0 && percent < 1) || (percent > 99 && percent < 100);
  return `${decimals(percent, near ? 1 : 0)}%`;
}

/** From 100 on a rate or a mean keeps no decimal: four figures say more than is known. */
export const isLong = (value: number): boolean => Math.abs(value) >= 99.95;

const writers: Record<Format, (value: number) => string> = {
  count: (value) => decimals(value, Number.isInteger(value) ? 0 : 1),
  share,
  number1: (value) => decimals(value, isLong(value) ? 0 : 1),
  number2: (value) => decimals(value, 2),
  ratio: (value) => decimals(value, 2),
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

/** A cell in words: its value, or the reason there is none. */
export function writeCell(cell: Cell | undefined, column: Pick<Column, 'format'>): string {
  if (!cell) return '';
  if (cell.value === null) return cell.state ? emptyWords[cell.state].words : '';
  return writeValue(cell.value, column.format);
}

const tenths = (value: number | null): string =>
  value === null ? 'not reached' : `${decimals(value * 100, 1)}%`;

/** `0.6 to 0.8`, or nothing when the cell has no interval. */
export function writeInterval(cell: Cell | undefined, column: Pick<Column, 'format'>): string {
  if (!cell || cell.lower === undefined || cell.upper === undefined) return '';
  if (cell.lower === null && cell.upper === null) return '';
  const side = (value: number | null): string =>
    value === null ? 'not reached' : writeValue(value, column.format);
  const [lower, upper] = [side(cell.lower), side(cell.upper)];
  // A range whose ends would print alike is told with a decimal more.
  return column.format === 'share' && lower === upper && cell.lower !== cell.upper
    ? `${tenths(cell.lower)} to ${tenths(cell.upper)}`
    : `${lower} to ${upper}`;
}
