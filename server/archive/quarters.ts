import type { Month } from '#figure/cohort.ts';
import { monthNumber, monthOf, periodWords } from '#figure/month.ts';
import type { Offer } from '../answers/context.ts';
import { HttpError } from '../http-error.ts';

/** A financial quarter: April to June is the first. */
export interface Quarter {
  readonly from: Month;
  readonly to: Month;
  /** `Q1 2026/27 (Apr 2026 to Jun 2026)`. */
  readonly label: string;
}

export function quarterFrom(from: Month): Quarter {
  const month = Number(from.slice(5, 7));
  const year = Number(from.slice(0, 4)) - (month < 4 ? 1 : 0);
  const number = month < 4 ? 4 : (month - 1) / 3;
  const to = monthOf(monthNumber(from) + 2);
  const name = `Q${number} ${year}/${String((year + 1) % 100).padStart(2, '0')}`;
  return { from, to, label: `${name} (${periodWords(from, to, true)})` };
}

/** Financial quarters that the data cover to their end, newest first, at most `most`. */
export function wholeQuarters({ first, last }: Pick<Offer, 'first' | 'last'>, most = 8): Quarter[] {
  const quarters: Quarter[] = [];
  // Quarters begin in months 0, 3, 6 and 9 of a year.
  for (let from = monthNumber(last) - 2; from >= monthNumber(first); from--)
    if (from % 3 === 0 && quarters.length < most) quarters.push(quarterFrom(monthOf(from)));
  return quarters;
}

/** @throws HttpError 400 for a month no quarter begins with, 409 for one the data do not cover yet */
export function closableQuarter(from: string, offer: Pick<Offer, 'first' | 'last'>): Quarter {
  if (!/^\d{4}-(01|04|07|10)$/.test(from))
    throw new HttpError('not the first month of a quarter; write 2026-04, 2026-07, ...', 400);
  const found = wholeQuarters(offer, Number.POSITIVE_INFINITY).find((each) => each.from === from);
  if (found) return found;
  throw new HttpError(`the data do not cover all of ${quarterFrom(from).label}`, 409, {
    wayOut: 'Close it when its last month has been loaded.',
  });
}
