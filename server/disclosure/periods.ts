import type { Cohort } from '#figure/cohort.ts';
import type { DraftRow } from '#figure/draft.ts';
import { monthNumber, monthOf } from '#figure/month.ts';
import { isStandardPeriod } from './guard.ts';
import type { Reach } from './wider.ts';

export type Period = Pick<Cohort, 'from' | 'to'>;

/** Months (1), financial quarters (3) or years (12) of a period, as far as it reaches. */
function stretches({ from, to }: Period, months: 1 | 3 | 12): readonly Period[] {
  const [start, end] = [monthNumber(from), monthNumber(to)];
  const begin = start - ((((start - 3) % months) + months) % months);
  return Array.from({ length: Math.ceil((end + 1 - begin) / months) }, (_, at) => ({
    from: monthOf(Math.max(begin + at * months, start)),
    to: monthOf(Math.min(begin + (at + 1) * months - 1, end)),
  }));
}

/** The last 12 months, of quarters and beside what came before, as far as these can be asked for. */
function newestYear({ first, last }: Reach) {
  const from = monthOf(monthNumber(last) - 11);
  if (from <= first) return [];
  const newest = { from, to: last };
  const before = { from: first, to: monthOf(monthNumber(from) - 1) };
  return [
    { whole: newest, parts: stretches(newest, 3) },
    { whole: { from: first, to: last }, parts: [before, newest] },
  ].filter(({ parts }) => parts.every((part) => isStandardPeriod(part, first, last)));
}

/** A period and the shorter ones it is made of. */
export interface Family {
  readonly whole: Period;
  readonly parts: readonly Period[];
}

/**
 * The standard periods that can be asked for: all dates of years, years of quarters, the last 12 months
 * of quarters and beside what came before, and quarters of months.
 */
export function familiesOf(reach: Reach, withMonths = false): readonly Family[] {
  const all = { from: reach.first, to: reach.last };
  const years = stretches(all, 12);
  return [
    { whole: all, parts: years },
    ...years.map((year) => ({ whole: year, parts: stretches(year, 3) })),
    ...newestYear(reach),
    ...(withMonths
      ? stretches(all, 3).map((quarter) => ({ whole: quarter, parts: stretches(quarter, 1) }))
      : []),
  ];
}

/** The newest month of a period that there is data of. */
export function newestIn(months: readonly DraftRow[], { from, to }: Period): DraftRow | undefined {
  return months.findLast(
    ({ key, cells }) =>
      key >= from && key <= to && Object.values(cells).some(({ kind }) => kind !== 'empty'),
  );
}
