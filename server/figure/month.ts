import type { Month } from './cohort.ts';

const pattern = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** Months since 2000-01, as stored in the snapshot. Throws `not a month: x; write YYYY-MM`. */
export function monthNumber(month: Month): number {
  const match = pattern.exec(month);
  if (!match) throw new Error(`not a month: ${month}; write YYYY-MM, for example 2025-04`);
  return (Number(match[1]) - 2000) * 12 + Number(match[2]) - 1;
}

/** The month with this number since 2000-01. */
export function monthOf(number: number): Month {
  const year = 2000 + Math.floor(number / 12);
  return `${year}-${String(number - (year - 2000) * 12 + 1).padStart(2, '0')}`;
}

const dayLength = 86_400_000;

/** Whole days since 1970-01-01 of a calendar date `YYYY-MM-DD` (no clock, no zone). */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / dayLength);
}

/** `YYYY-MM-DD` of a day number. */
export function dateOf(day: number): string {
  return new Date(day * dayLength).toISOString().slice(0, 10);
}

/** First day of the month with this number, as a day number. */
export function firstDayOf(month: number): number {
  return dayNumber(`${monthOf(month)}-01`);
}

/** Number of the month a day falls in. */
export function monthOfDay(day: number): number {
  return monthNumber(dateOf(day).slice(0, 7));
}

const names =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** `September 2026`; with `short`, `Sep 2026`. */
export function monthWords(month: Month, short = false): string {
  const name = names[Number(month.slice(5, 7)) - 1] ?? month;
  return `${short ? name.slice(0, 3) : name} ${month.slice(0, 4)}`;
}

/** `30 September 2026` of `2026-09-30`; with `short`, `30 Sep 2026`. */
export function dateWords(date: string, short = false): string {
  return `${Number(date.slice(8, 10))} ${monthWords(date.slice(0, 7), short)}`;
}

/** `April 2025 to March 2026`, or one month's name. */
export function periodWords(from: Month, to: Month, short = false): string {
  return from === to
    ? monthWords(from, short)
    : `${monthWords(from, short)} to ${monthWords(to, short)}`;
}
