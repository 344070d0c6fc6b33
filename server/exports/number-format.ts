import type { Format } from '#figure/cell.ts';
import { isLong, isNearEnd, isTiny } from '#figure/format.ts';

const whole = '#,##0';
const tenths = '#,##0.0';
const signed = (digits: string): string => `+${digits};-${digits};${digits}`;

const codes: Readonly<Record<Format, string>> = {
  count: whole,
  share: '0%',
  number1: tenths,
  number2: '#,##0.00',
  ratio: '#,##0.00',
  p: '0.00',
  signed1: signed('0.0'),
  signed2: signed('0.00'),
  days: whole,
  weeks: tenths,
  money: '"£"#,##0;-"£"#,##0',
  date: '@',
  month: '@',
  text: '@',
};

/** The Office number format of an axis. */
export function formatCode(format: Format): string {
  return codes[format];
}

/** How one number is shown in an Office file: as `writeValue` writes it, the full value under it. */
export function numberFormat(value: number, format: Format): string {
  if (format === 'share') return isNearEnd(value) ? '0.0%' : codes.share;
  if (format === 'p' && isTiny(value)) return '"<0.01"';
  if (format === 'number1' && isLong(value)) return whole;
  if ((format === 'count' || format === 'days') && !Number.isInteger(value)) return tenths;
  return codes[format];
}
