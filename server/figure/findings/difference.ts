import type { Cell, Column, Format } from '../cell.ts';
import { writeCell, writeValue } from '../format.ts';
import { forMany, isFirm, restsOnFew } from './words.ts';

/** One number of two cohorts, as published, and their difference. */
export interface Compared {
  readonly difference: Cell | undefined;
  readonly column: Column | undefined;
  readonly here: Cell | undefined;
  readonly there: Cell | undefined;
  /** The other cohort in a few words, such as "Nov 2024 to Oct 2025". */
  readonly other: string;
  /** The difference is a ratio of the two, as of ratios whose errors are of their logarithms. */
  readonly asRatio?: boolean;
  /** The codes of a mix, each with a number of its own, where the one of all of them is the same by its making. */
  readonly mix?: readonly MixedCode[];
}

/** One code of a mix in both cohorts. */
export interface MixedCode {
  readonly name: string;
  readonly here: Cell | undefined;
  readonly there: Cell | undefined;
  readonly difference: Cell | undefined;
}

const signs: Partial<Record<Format, Format>> = {
  number1: 'signed1',
  number2: 'signed2',
  weeks: 'signed1',
  ratio: 'signed2',
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

interface Size {
  readonly code: MixedCode;
  readonly value: number;
  /** How far apart the two numbers are, whichever is higher, with limits wide enough for so many codes. */
  readonly size: number;
  readonly least: number;
  readonly most: number;
}

/** The differences of codes that are published on both sides and rest on enough, largest first. */
function sizesOf(mix: readonly MixedCode[]): readonly Size[] {
  const told = mix.flatMap((code) => {
    const { difference, here, there } = code;
    if (!isFirm(difference) || !isFirm(here) || !isFirm(there)) return [];
    const { value, lower, upper } = difference;
    if (typeof lower !== 'number' || typeof upper !== 'number') return [];
    return restsOnFew(here) || restsOnFew(there) ? [] : [{ code, value, lower, upper }];
  });
  const wider = forMany(told.length);
  return told
    .map(({ code, value, lower, upper }) => {
      const [down, up] = [wider * (value - lower), wider * (upper - value)];
      const size = Math.abs(value);
      const [least, most] = value < 0 ? [size - up, size + down] : [size - down, size + up];
      return { code, value, size, least, most };
    })
    .toSorted((a, b) => b.size - a.size);
}

/** More codes than this are counted, not named. */
const NAMED = 2;

/**
 * The codes that differ clearly between two cohorts, though several were looked at: the one
 * that differs most where no other may differ as much, else the largest that are not told apart.
 * Empty where no difference is clear.
 */
function mixFinding({ mix = [], column, other }: Compared): string {
  const sizes = sizesOf(mix);
  const [first, ...rest] = sizes;
  if (!column || !first || first.least <= 0) return '';
  const words = ({ code, value }: Size): string => {
    const { name, here, there, difference } = code;
    const both = `${writeCell(here, column)} against ${writeCell(there, column)}`;
    const limits = [difference?.lower, difference?.upper].map((limit) =>
      written(Number(limit), column.format),
    );
    return `in ${name}: ${both}, ${written(value, column.format)}${units[column.format] ?? ''} (${limits.join(' to ')})`;
  };
  if (rest.every(({ most }) => most < first.least))
    return `Differs ${rest.length > 0 ? 'most ' : ''}from ${other} ${words(first)}.`;
  const clear = sizes.filter(({ least }) => least > 0);
  const more = clear.length - NAMED;
  const named = clear.slice(0, NAMED).map(words).join('; ');
  return `Differs from ${other} ${named}${more > 0 ? `; and in ${more} more` : ''}.`;
}

/**
 * Two cohorts in words: which is higher, both numbers, the difference and its interval, and whether
 * it is clear. A mix is 100% of both, and as expected on the whole: what differs are its codes.
 */
export function differenceFinding(compared: Compared): string {
  const { difference, column, here, there, other, asRatio, mix } = compared;
  if (!difference || !column) return '';
  if (mix && difference.state !== 'too_few') return mixFinding(compared);
  if (typeof difference.value !== 'number' || difference.state === 'too_few')
    return `Too few people to compare with ${other}.`;
  const { value, lower, upper } = difference;
  const { format } = column;
  const both = `${writeCell(here, column)} against ${writeCell(there, column)}`;
  const neutral = asRatio ? 1 : 0;
  const size = asRatio
    ? `a ratio of the two of ${writeValue(value, 'ratio')}`
    : `${written(value, format)}${units[format] ?? ''}`;
  if (value === neutral && typeof lower !== 'number') return `The same as ${other}: ${both}.`;
  if (typeof lower !== 'number' || typeof upper !== 'number')
    return `${value > neutral ? 'Above' : 'Below'} ${other}: ${both}, ${size}.`;
  const clear = lower > neutral || upper < neutral;
  const lead = clear ? `${value > neutral ? 'Higher' : 'Lower'} than` : 'No clear difference from';
  const interval = [lower, upper]
    .map((limit) => (asRatio ? writeValue(limit, 'ratio') : written(limit, format)))
    .join(' to ');
  return `${lead} ${other}: ${both}, ${size} (${interval}).`;
}
