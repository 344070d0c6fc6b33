import { dimensionOf } from '#dimensions';
import type { Cohort, FilterKey } from '#figure/cohort.ts';
import { filterKeys } from '#figure/cohort.ts';
import { monthNumber } from '#figure/month.ts';
import { conditionsOf, monthIn } from './conditions.ts';
import type { Peopled } from './conditions.ts';
import { isRefused, leastPeople, policyAt } from './policy.ts';
import type { Policy } from './policy.ts';
import { withoutFilter } from './wider.ts';
import type { Reach } from './wider.ts';

/** Why a controlled viewer is refused a cohort, and what to choose instead. */
export interface Refusal {
  readonly words: string;
  readonly wayOut: string;
}

/** What the guard must know of the data: the distinct people a cohort holds. */
export type CountPeople = (cohort: Cohort) => number;

/** Fewest people a filter may remove, other than none. */
const leastRemoved = 8;
/** Most conditions (filters, a single month) on a cohort at once. */
export const mostConditions = 2;
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
  return (
    length === 1 ||
    isAligned(cohort, 3, first, last) ||
    isAligned(cohort, 12, first, last) ||
    (end === dataEnd && length === 12) ||
    (start <= dataStart && end >= dataEnd)
  );
}

/** Whether a period is a financial quarter (3) or year (12), as far as the data reach. */
function isAligned(
  { from, to }: Pick<Cohort, 'from' | 'to'>,
  months: 3 | 12,
  first: string,
  last: string,
): boolean {
  const start = monthNumber(from);
  const begin = start - ((((start - 3) % months) + months) % months);
  return (
    Math.max(begin, monthNumber(first)) === start &&
    Math.min(begin + months - 1, monthNumber(last)) === monthNumber(to)
  );
}

/**
 * Whether a cohort is everybody of a whole financial year. Of a year that is not over, or began before
 * the data, exact numbers beside those of the last 12 months would tell what these leave out.
 */
export const isUnfilteredYear = (cohort: Cohort, { first, last }: Reach): boolean =>
  activeIn(cohort).length === 0 &&
  monthNumber(cohort.to) - monthNumber(cohort.from) === 11 &&
  isAligned(cohort, 12, first, last);

/**
 * The differencing guard (metrics.md 7) for controlled viewers. Besides the rules written there (at
 * most two filters about the person; each filter removes nobody or at least 8 people) it keeps the
 * questions few: standard periods, one value a filter, two conditions at most of any kind, and
 * 30 people in a cohort that has one. Many overlapping questions would narrow a rounded count down
 * to a single value; with few, each count appears in few equations.
 *
 * What the question alone decides comes first, so that its words tell nothing of the data.
 */
export function guard(
  cohort: Cohort,
  countPeople: CountPeople,
  reach: Reach,
  policy: Policy,
): Refusal | null {
  return refusedAsAsked(cohort, reach) ?? refusedForItsPeople(cohort, countPeople, reach, policy);
}

/** Fewest people each filter of a cohort may leave out, other than none: more where counts under 15 are hidden. */
export const leastLeftOut = (cohort: Cohort, policy: Policy, data: Peopled): number =>
  Math.max(leastRemoved, policyAt(policy, conditionsOf(cohort, data)).suppressTo + 1);

const activeIn = (cohort: Cohort): readonly FilterKey[] =>
  filterKeys.filter((key) => cohort.filters[key] !== undefined);

function refusedAsAsked(cohort: Cohort, reach: Reach): Refusal | null {
  const active = activeIn(cohort);
  const several = active.find((key) => (cohort.filters[key]?.length ?? 0) > 1);
  if (several) {
    return {
      words: `With small numbers protected, a figure can be filtered by one ${dimensionOf(several).phrase} at a time.`,
      wayOut: `Choose one, or clear the filter and split the figure by ${dimensionOf(several).phrase}.`,
    };
  }
  if (!isStandardPeriod(cohort, reach.first, reach.last)) {
    return {
      words: 'With small numbers protected, figures are for standard periods.',
      wayOut:
        'Choose a month, a financial quarter, a financial year, the last 12 months or all dates.',
    };
  }
  if (conditionsOf(cohort, reach) <= mostConditions) return null;
  const month = monthIn(cohort, reach) !== null ? ', the single month counting as one' : '';
  return {
    words: `With small numbers protected, at most ${mostConditions} filters can be combined${month}.`,
    wayOut: `Remove one of ${active.map((key) => dimensionOf(key).phrase).join(', ')}${month ? ', or choose a quarter' : ''}.`,
  };
}

function refusedForItsPeople(
  cohort: Cohort,
  countPeople: CountPeople,
  reach: Reach,
  policy: Policy,
): Refusal | null {
  const conditions = conditionsOf(cohort, reach);
  if (conditions === 0) return null;
  const leavesFew = activeIn(cohort).some((key) => {
    const wider = withoutFilter(cohort, key, reach);
    const both = { ...wider, filters: { ...wider.filters, [key]: cohort.filters[key] } };
    const removed = countPeople(wider) - countPeople(both);
    return removed > 0 && removed < leastLeftOut(cohort, policy, reach);
  });
  if (!leavesFew && !isRefused(countPeople(cohort), policyAt(policy, conditions))) return null;
  // One refusal for both, so that it does not tell which: either would tell of the people left out.
  return {
    words: `With small numbers protected, a filtered figure or a single month needs about ${leastPeople} people or more, and about ${leastLeftOut(cohort, policy, reach)} whom the filter leaves out.`,
    wayOut: 'Choose a longer period, or remove a filter.',
  };
}
