import { dimensionOf } from '../dimensions/index.ts';
import { filterKeys } from './cohort.ts';
import type { Basis, Cohort, FilterKey, Month } from './cohort.ts';
import { monthNumber } from './month.ts';
import type { Period } from './periods.ts';

/** What the loaded data offers: needed to read a cohort, because places and months come with it. */
export interface CohortContext {
  readonly first: Month;
  readonly last: Month;
  /** Period used when the address names none. */
  readonly standard: Pick<Period, 'from' | 'to'>;
  /** Codes of the place dimensions. */
  readonly places: Readonly<Record<string, readonly string[]>>;
}

const bases: readonly Basis[] = ['referred', 'first_contact', 'closed'];
const pcnModes = ['then', 'today'] as const;

/** Every key of the cohort grammar: the same in page address, API and command line. */
export const cohortKeys: readonly string[] = ['from', 'to', ...filterKeys, 'basis', 'pcns'];

/** A cohort the grammar refuses; `key` is the parameter at fault. */
export class CohortError extends Error {
  readonly key: string;
  constructor(key: string, message: string) {
    super(message);
    this.name = 'CohortError';
    this.key = key;
  }
}

function oneOf<T extends string>(key: string, value: string, known: readonly T[]): T {
  const found = known.find((each) => each === value);
  if (!found) throw new CohortError(key, `unknown ${key}: ${value}; one of ${known.join(', ')}`);
  return found;
}

function parseMonth(key: string, value: string): Month {
  try {
    monthNumber(value);
    return value;
  } catch {
    throw new CohortError(
      key,
      `not a month in ${key}: ${value}; write YYYY-MM, for example 2025-04`,
    );
  }
}

function parseCodes(key: FilterKey, value: string, context: CohortContext): readonly string[] {
  const dimension = dimensionOf(key);
  const known = dimension.place
    ? (context.places[key] ?? [])
    : dimension.codes.map(({ code }) => code);
  const codes = value.split(',').filter((code) => code !== '');
  for (const code of codes) {
    if (!known.includes(code)) {
      throw new CohortError(
        key,
        `unknown ${dimension.phrase}: ${code}; one of ${known.join(', ')}`,
      );
    }
  }
  return known.filter((code) => codes.includes(code));
}

/**
 * Reads a cohort. Empty values mean "no filter"; a missing period means the standard one.
 * Throws CohortError naming an unknown key or value, with what would be right.
 */
export function parseCohort(params: URLSearchParams, context: CohortContext): Cohort {
  for (const key of params.keys()) {
    if (!cohortKeys.includes(key)) {
      throw new CohortError(key, `unknown key: ${key}; one of ${cohortKeys.join(', ')}`);
    }
    if (params.getAll(key).length > 1) {
      throw new CohortError(key, `${key} is given twice; write its values once, with commas`);
    }
  }
  const given = (key: string): string | null => params.get(key) || null;
  const from = parseMonth('from', given('from') ?? context.standard.from);
  const to = parseMonth('to', given('to') ?? context.standard.to);
  if (from > to)
    throw new CohortError('from', `the period ends before it begins: ${from} to ${to}`);
  const filters: Partial<Record<FilterKey, readonly string[]>> = {};
  for (const key of filterKeys) {
    const value = given(key);
    const codes = value === null ? [] : parseCodes(key, value, context);
    if (codes.length > 0) filters[key] = codes;
  }
  return {
    basis: oneOf('basis', given('basis') ?? 'referred', bases),
    from,
    to,
    pcns: oneOf('pcns', given('pcns') ?? 'then', pcnModes),
    filters,
  };
}

/** The canonical text of a cohort: fixed key order, defaults left out, commas readable. */
export function formatCohort(cohort: Cohort): string {
  const parts = [`from=${cohort.from}`, `to=${cohort.to}`];
  for (const key of filterKeys) {
    const codes = cohort.filters[key];
    if (codes && codes.length > 0) {
      parts.push(`${key}=${codes.map((code) => encodeURIComponent(code)).join(',')}`);
    }
  }
  if (cohort.basis !== 'referred') parts.push(`basis=${cohort.basis}`);
  if (cohort.pcns !== 'then') parts.push(`pcns=${cohort.pcns}`);
  return parts.join('&');
}
