import type { ConsultationCost, Range, WellbyValue } from '#metrics/value.ts';
import { HttpError } from '../http-error.ts';

type Given = Readonly<Record<string, unknown>>;

/** Money figures by id, and what each needs to be told. */
export interface Assumptions {
  readonly 'gp-time-value': ConsultationCost;
  readonly wellby: WellbyValue;
}
export type ValuedFigure = keyof Assumptions;
export const valuedFigures = ['gp-time-value', 'wellby'] as const satisfies readonly ValuedFigure[];

function wrong(key: string, wanted: string): HttpError {
  return new HttpError(`wrong or missing: ${key}; ${wanted}`, 400, {
    wayOut: 'Correct it and send again.',
  });
}

function numberOf(given: Given, key: string, least: number, most: number): number {
  const value = given[key];
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw wrong(key, `a number from ${least} to ${most}`);
}

function wordsOf(given: Given, key: string, most: number): string {
  const value = given[key];
  const words = typeof value === 'string' ? value.replace(/[\p{Cc}\s]+/gu, ' ').trim() : '';
  if (words.length >= 3 && words.length <= most) return words.replace(/\.$/, '');
  throw wrong(key, `3 to ${most} characters`);
}

/** Low below high, central between: a modelled figure is always a range (metrics.md 5). */
function rangeOf(given: Given, most: number): Range {
  const [low, central, high] = ['low', 'central', 'high'].map((key) =>
    numberOf(given, key, 0.01, most),
  ) as [number, number, number];
  if (low <= central && central <= high && low < high) return { low, central, high };
  throw wrong('low, central and high', 'in that order, and low below high');
}

function yearOf(given: Given): string {
  const value = given['priceYear'];
  const found = typeof value === 'string' ? /^(20\d\d)(?:\/(\d\d))?$/.exec(value.trim()) : null;
  const spans = found?.[2] === undefined || (Number(found[1]) + 1) % 100 === Number(found[2]);
  if (found && spans) return found[0];
  throw wrong('priceYear', 'a year such as 2024 or 2023/24');
}

const keysOf: Readonly<Record<ValuedFigure, readonly string[]>> = {
  'gp-time-value': ['low', 'central', 'high', 'minutes', 'includes', 'priceYear', 'source'],
  wellby: ['low', 'central', 'high', 'attribution', 'priceYear', 'source'],
};

/**
 * Reads what a money figure is to assume. @throws HttpError 400 naming what is wrong: a year and a
 * source are never guessed, and a price without a range is refused.
 */
export function readAssumptions<F extends ValuedFigure>(figure: F, given: Given): Assumptions[F] {
  const unknown = Object.keys(given).find((key) => !keysOf[figure].includes(key));
  if (unknown !== undefined)
    throw new HttpError(`unknown key: ${unknown}; one of ${keysOf[figure].join(', ')}`, 400, {
      wayOut: 'Leave it out.',
    });
  const read: { readonly [Each in ValuedFigure]: () => Assumptions[Each] } = {
    'gp-time-value': () => ({
      minutes: numberOf(given, 'minutes', 1, 120),
      pounds: rangeOf(given, 1000),
      priceYear: yearOf(given),
      includes: wordsOf(given, 'includes', 200),
      source: wordsOf(given, 'source', 300),
    }),
    wellby: () => ({
      pounds: rangeOf(given, 100_000),
      priceYear: yearOf(given),
      source: wordsOf(given, 'source', 300),
      attribution: numberOf(given, 'attribution', 0.01, 1),
    }),
  };
  return read[figure]();
}

/** @throws HttpError 404 naming the figures that are valued */
export function needValued(id: string): ValuedFigure {
  const found = valuedFigures.find((each) => each === id);
  if (found) return found;
  throw new HttpError(`no money figure: ${id}; one of ${valuedFigures.join(', ')}`, 404);
}
