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
 * the two filters together are one. Depends on the question alone, never on the data; and the same
 * people reached by another way (filtered by A and split by B, or the other way round) have the same
 * number of conditions, so one count is never controlled by two rules.
 */
export function conditionsOf(cohort: Cohort): number {
  const active = filterKeys.filter((key) => cohort.filters[key] !== undefined);
  const nested = active.includes('pcn') && active.includes('practice');
  return active.length - (nested ? 1 : 0) + (isOneMonth(cohort) ? 1 : 0);
}

/**
 * Conditions of a figure's total and rows. Months of a month are the month itself, and a split by
 * what the cohort is filtered to one value of is that value again.
 */
export function narrowingOf(cohort: Cohort, by: string): Narrowing {
  const total = conditionsOf(cohort);
  const chosen = new Map<string, readonly string[] | undefined>(Object.entries(cohort.filters)).get(
    by,
  );
  const splits = by !== 'all' && !(by === 'month' && isOneMonth(cohort)) && chosen?.length !== 1;
  return { total, row: total + (splits ? 1 : 0) };
}

const isOneMonth = ({ from, to }: Pick<Cohort, 'from' | 'to'>): boolean => from === to;
