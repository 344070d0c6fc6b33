import type { Cohort, FilterKey } from '#figure/cohort.ts';
import { filterKeys } from '#figure/cohort.ts';
import { monthNumber, monthOf } from '#figure/month.ts';
import type { Peopled } from './conditions.ts';

/** What the wider questions must know of the data. */
export interface Reach extends Peopled {
  /** First and last whole month of the data. */
  readonly first: string;
  readonly last: string;
  /** PCN of a practice; null when it has none. */
  readonly pcnOf: (practice: string) => string | null;
}

/**
 * A cohort with one filter taken off; a practice widens to its PCN, in which it lies. Those whom the
 * filter leaves out are the difference of the two.
 */
export function withoutFilter(cohort: Cohort, key: FilterKey, reach: Reach): Cohort {
  const kept = Object.entries(cohort.filters).filter(([each]) => each !== key);
  const practice = key === 'practice' && !cohort.filters.pcn ? cohort.filters.practice : undefined;
  const pcns = practice?.map(reach.pcnOf).filter((pcn) => pcn !== null) ?? [];
  return {
    ...cohort,
    filters: { ...Object.fromEntries(kept), ...(pcns.length > 0 ? { pcn: pcns } : {}) },
  };
}

/** The same in the next longer standard period: a month's quarter, a quarter's year, then everything. */
export function longerCohort(cohort: Cohort, { first, last }: Reach): Cohort | null {
  const { from, to } = cohort;
  const [start, end] = [monthNumber(from), monthNumber(to)];
  const months = start === end ? 3 : end - start < 3 ? 12 : null;
  const whole = { from: first < from ? first : from, to: last > to ? last : to };
  if (months === null)
    return whole.from === from && whole.to === to ? null : { ...cohort, ...whole };
  const begin = start - ((((start - 3) % months) + months) % months);
  const [least, most] = [monthNumber(whole.from), monthNumber(whole.to)];
  const next = {
    from: monthOf(Math.max(begin, least)),
    to: monthOf(Math.min(begin + months - 1, most)),
  };
  return next.from === from && next.to === to ? null : { ...cohort, ...next };
}

/** The cohorts next wider than one: each filter off in turn, and the next longer period. */
export function widerCohorts(cohort: Cohort, reach: Reach): readonly Cohort[] {
  const active = filterKeys.filter(
    // A PCN around a practice that is filtered too leaves nobody out.
    (key) => cohort.filters[key] && !(key === 'pcn' && cohort.filters.practice),
  );
  const period = longerCohort(cohort, reach);
  return [...active.map((key) => withoutFilter(cohort, key, reach)), ...(period ? [period] : [])];
}
