import type { Cohort } from '#figure/cohort.ts';
import { filterKeys } from '#figure/cohort.ts';

/** How far a question narrows the people it counts: what decides how its numbers are controlled. */
export interface Narrowing {
  /** Conditions of the cohort itself, and so of its total. */
  readonly total: number;
  /** Conditions of a row: those of the cohort and the split's own. */
  readonly row: number;
}

/** A question on everybody, over a quarter or longer, not split: controlled by the plain rule. */
export const notNarrowed: Narrowing = { total: 0, row: 0 };

/**
 * Conditions of a cohort: each filter, and a period of one month. A practice lies in its PCN, so
 * the two filters together are one. Depends on the question alone, never on the data.
 */
export const conditionsOf = (cohort: Cohort): number =>
  conditionsOn(new Set(filterKeys.filter((key) => cohort.filters[key])), cohort);

/**
 * Conditions of a figure's total and rows. A row is its cohort with one condition more: that the split
 * has one value. So the same people have the same number of conditions by whichever way they are
 * reached (filtered by A and split by B, or the other way round; the practices of a PCN; the months of
 * a month), and one count is never controlled by two rules.
 */
export function narrowingOf(cohort: Cohort, by: string): Narrowing {
  const filtered = new Set<string>(filterKeys.filter((key) => cohort.filters[key]));
  return {
    total: conditionsOn(filtered, cohort),
    row: conditionsOn(by === 'all' ? filtered : new Set([...filtered, by]), cohort),
  };
}

/** Conditions of so many values chosen, one of them perhaps a month, in a cohort's period. */
function conditionsOn(chosen: ReadonlySet<string>, { from, to }: Cohort): number {
  const isNested = chosen.has('pcn') && chosen.has('practice');
  const isMonthAgain = from === to && chosen.has('month');
  return chosen.size - (isNested ? 1 : 0) - (isMonthAgain ? 1 : 0) + (from === to ? 1 : 0);
}
