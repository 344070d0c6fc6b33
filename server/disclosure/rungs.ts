import type { Cohort } from '#figure/cohort.ts';
import { monthNumber, monthOf } from '#figure/month.ts';
import { isStandardPeriod } from './guard.ts';
import type { Reach } from './wider.ts';

/** A period, the shorter ones it is made of, and which of all these a cohort is. */
export interface Rungs {
  readonly whole: Cohort;
  readonly parts: readonly Cohort[];
  readonly own: number;
}

type Period = Pick<Cohort, 'from' | 'to'>;

const isSame = (a: Period, b: Period): boolean => a.from === b.from && a.to === b.to;

/** Financial quarters (3) or years (12) of a period, as far as it reaches. */
function stretches({ from, to }: Period, months: 3 | 12): readonly Period[] {
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

/** Where a cohort's period stands among years of quarters, all dates of years, and the last 12 months. */
export function rungsOf(cohort: Cohort, reach: Reach): readonly Rungs[] {
  const all = { from: reach.first, to: reach.last };
  const years = stretches(all, 12);
  const ladders = [
    { whole: all, parts: years },
    ...years.map((year) => ({ whole: year, parts: stretches(year, 3) })),
    ...newestYear(reach),
  ];
  return ladders.flatMap(({ whole, parts }) => {
    const own = parts.findIndex((part) => isSame(part, cohort));
    if (parts.length < 2 || (own < 0 && !isSame(whole, cohort))) return [];
    const during = (period: Period): Cohort => ({ ...cohort, ...period });
    return [{ whole: during(whole), parts: parts.map(during), own }];
  });
}
