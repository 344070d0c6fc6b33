import type { Basis, Cohort } from '#figure/cohort.ts';
import { filterKeys } from '#figure/cohort.ts';
import { monthNumber, monthOf } from '#figure/month.ts';

/** How far a question narrows the people it counts: what decides how its numbers are controlled. */
export interface Narrowing {
  /** Conditions of the cohort itself, and so of its total. */
  readonly total: number;
  /** Conditions of a row: those of the cohort and the split's own. */
  readonly row: number;
}

/** A question on everybody, over a quarter or longer, not split: controlled by the plain rule. */
export const notNarrowed: Narrowing = { total: 0, row: 0 };

/** What the conditions of a question depend on beside itself: the months in which anybody is counted at all, by basis. */
export interface Peopled {
  readonly peopled: (basis: Basis) => ReadonlySet<number>;
}

/**
 * The month that a cohort is of: its period, or the only month of it in which anybody is counted. Then
 * the two are the same people, whatever filters there are.
 */
export function monthIn({ basis, from, to }: Cohort, { peopled }: Peopled): string | null {
  if (from === to) return from;
  const some = peopled(basis);
  const months = Array.from(
    { length: monthNumber(to) - monthNumber(from) + 1 },
    (_, at) => monthNumber(from) + at,
  ).filter((month) => some.has(month));
  return months.length === 1 ? monthOf(months[0]!) : null;
}

/**
 * Conditions of a cohort: each filter, and a period of one month. A practice lies in its PCN, so
 * the two filters together are one. Depends on the question, and on which months have nobody at all,
 * which is printed.
 */
export const conditionsOf = (cohort: Cohort, data: Peopled): number =>
  conditionsOn(new Set(filterKeys.filter((key) => cohort.filters[key])), cohort, data);

/**
 * Conditions of a figure's total and rows. A row is its cohort with one condition more: that the split
 * has one value. So the same people have the same number of conditions by whichever way they are
 * reached (filtered by A and split by B, or the other way round; the practices of a PCN; the months of
 * a month), and one count is never controlled by two rules. Steps and measures add none, as other splits
 * have the same counts as columns. What is counted at the end of a month, or in its course, is of that
 * month, whatever period it is asked for.
 */
export function narrowingOf(
  asked: Cohort,
  by: string,
  data: Peopled,
  isAtMonthEnd: boolean,
): Narrowing {
  const cohort = isAtMonthEnd ? { ...asked, from: asked.to } : asked;
  const filtered = new Set<string>(filterKeys.filter((key) => cohort.filters[key]));
  return {
    total: conditionsOn(filtered, cohort, data),
    row: conditionsOn(asColumns.has(by) ? filtered : new Set([...filtered, by]), cohort, data),
  };
}

/** Splits whose rows have the counts that are columns of every other split: no condition more than a column is. */
const asColumns: ReadonlySet<string> = new Set(['all', 'step', 'scale', 'waiting_band']);

/** Conditions of so many values chosen, one of them perhaps a month, in a cohort's period. */
function conditionsOn(chosen: ReadonlySet<string>, cohort: Cohort, data: Peopled): number {
  const isOneMonth = monthIn(cohort, data) !== null;
  const isNested = chosen.has('pcn') && chosen.has('practice');
  const isMonthAgain = isOneMonth && chosen.has('month');
  return chosen.size - (isNested ? 1 : 0) - (isMonthAgain ? 1 : 0) + (isOneMonth ? 1 : 0);
}
