import { dimensionOf } from '#dimensions';
import type { Cohort, FilterKey } from '#figure/cohort.ts';
import { filterKeys } from '#figure/cohort.ts';
import { monthNumber } from '#figure/month.ts';

/** Why a controlled viewer is refused a cohort, and what to choose instead. */
export interface Refusal {
  readonly words: string;
  readonly wayOut: string;
}

/** What the guard must know of the data: the distinct people a cohort holds. */
export type CountPeople = (cohort: Cohort) => number;

/** Fewest people a filter may remove, other than none. */
export const leastRemoved = 8;
/** Most filters on what a person is (age, sex, ethnic group, deprivation) at once. */
export const mostDemographic = 2;

/**
 * Periods a controlled viewer may ask for: single months, financial quarters and years, the last
 * 12 months, everything. They nest, so a small count is never the difference of two long windows
 * that happen to start or end a month apart.
 */
export function isStandardPeriod(
  cohort: Pick<Cohort, 'from' | 'to'>,
  first: string,
  last: string,
): boolean {
  const [start, end] = [monthNumber(cohort.from), monthNumber(cohort.to)];
  const [dataStart, dataEnd] = [monthNumber(first), monthNumber(last)];
  const length = end - start + 1;
  const clipped = (from: number, months: number): boolean =>
    Math.max(from, dataStart) === start && Math.min(from + months - 1, dataEnd) === end;
  const aligned = (months: number): boolean => {
    const from = start - ((((start - 3) % months) + months) % months);
    return clipped(from, months);
  };
  return (
    length === 1 ||
    aligned(3) ||
    aligned(12) ||
    (end === dataEnd && length === 12) ||
    (start <= dataStart && end >= dataEnd)
  );
}

function without(cohort: Cohort, key: FilterKey): Cohort {
  return {
    ...cohort,
    filters: Object.fromEntries(Object.entries(cohort.filters).filter(([each]) => each !== key)),
  };
}

/**
 * The differencing guard (metrics.md 7) for controlled viewers. Besides the two rules written there
 * (two demographic filters at most; each filter removes nobody or at least 8 people) it keeps the
 * questions on a fixed grid: standard periods, and one value a filter. Many overlapping windows or
 * subsets would narrow a rounded count down to a single value; a grid gives each count few equations.
 */
export function guard(
  cohort: Cohort,
  countPeople: CountPeople,
  bounds: { readonly first: string; readonly last: string },
): Refusal | null {
  const active = filterKeys.filter((key) => cohort.filters[key] !== undefined);
  const several = active.find((key) => (cohort.filters[key]?.length ?? 0) > 1);
  if (several) {
    return {
      words: `With small numbers protected, a figure can be filtered by one ${dimensionOf(several).phrase} at a time.`,
      wayOut: `Choose one, or clear the filter and split the figure by ${dimensionOf(several).phrase}.`,
    };
  }
  if (!isStandardPeriod(cohort, bounds.first, bounds.last)) {
    return {
      words: 'With small numbers protected, figures are for standard periods.',
      wayOut:
        'Choose a month, a financial quarter, a financial year, the last 12 months or all dates.',
    };
  }
  const demographic = active.filter((key) => dimensionOf(key).demographic);
  if (demographic.length > mostDemographic) {
    return {
      words: `With small numbers protected, at most ${mostDemographic} filters about the person can be combined.`,
      wayOut: `Remove one of ${demographic.map((key) => dimensionOf(key).phrase).join(', ')}.`,
    };
  }
  const people = countPeople(cohort);
  for (const key of active) {
    const removed = countPeople(without(cohort, key)) - people;
    if (removed > 0 && removed < leastRemoved) {
      return {
        words: `This ${dimensionOf(key).phrase} filter leaves out so few people that the difference could identify them.`,
        wayOut: `Clear the ${dimensionOf(key).phrase} filter, or choose a longer period.`,
      };
    }
  }
  return null;
}
