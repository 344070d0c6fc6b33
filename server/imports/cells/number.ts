/** What a numeric cell says. `NaN` = not a number. */
export type ParsedNumber = number | 'suppressed' | null;

import { isMissing, isSuppressed } from './missing.ts';

const plain = /^[+-]?\d+(\.\d+)?$/;
const withCommas = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;

/**
 * A number as exports write it: thousands commas, a trailing %, a leading apostrophe. Suppression
 * marks are kept apart from missing.
 * @returns NaN when it is none of these
 */
export function parseNumber(cell: string): ParsedNumber {
  const text = cell.trim();
  if (plain.test(text)) return Number(text);
  if (isMissing(text)) return null;
  const bare = text.replace(/^'/, '').replace(/\s*%$/, '');
  if (plain.test(bare)) return Number(bare);
  if (withCommas.test(bare)) return Number(bare.replaceAll(',', ''));
  return isSuppressed(text) ? 'suppressed' : Number.NaN;
}

const durationPart = /(\d+)\s*(wks?|w|d|h|m)/gi;
const minutesIn: Record<string, number> = { w: 7 * 24 * 60, d: 24 * 60, h: 60, m: 1 };

/**
 * A duration in minutes: a plain number, or SystmOne's `1h 42m`, `2wks 1d`, `4d 22h`.
 * @returns null when missing, NaN when it is neither
 */
export function parseDuration(cell: string): number | null {
  const number = parseNumber(cell);
  if (number === null || (typeof number === 'number' && !Number.isNaN(number))) return number;
  const text = cell.trim();
  if (text.replace(durationPart, '').trim() !== '') return Number.NaN;
  let minutes = 0;
  for (const [, count, unit] of text.matchAll(durationPart)) {
    minutes += Number(count) * minutesIn[unit!.charAt(0).toLowerCase()]!;
  }
  return minutes;
}

const truths = new Map<string, boolean>(
  Object.entries({
    true: true,
    yes: true,
    y: true,
    '1': true,
    t: true,
    false: false,
    no: false,
    n: false,
    '0': false,
    f: false,
  }),
);

/** @returns undefined when it is neither a boolean nor missing */
export function parseBoolean(cell: string): boolean | null | undefined {
  const text = cell.trim().toLowerCase();
  const found = truths.get(text);
  if (found !== undefined) return found;
  return isMissing(text) ? null : undefined;
}
