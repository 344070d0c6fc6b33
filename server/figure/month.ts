import { addDays } from 'date-fns/addDays';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { format } from 'date-fns/format';
import { parseISO } from 'date-fns/parseISO';
import type { Month } from './cohort.ts';

// Calendar dates are read, counted and written in one and the same local time, so no zone shows.
const firstDay = new Date(1970, 0, 1);

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

/** Whole days since 1970-01-01 of a calendar date `YYYY-MM-DD` (no clock, no zone). */
export function dayNumber(date: string): number {
  return differenceInCalendarDays(parseISO(date), firstDay);
}

/** `YYYY-MM-DD` of a day number. */
export function dateOf(day: number): string {
  return format(addDays(firstDay, day), 'yyyy-MM-dd');
}

const firstDays = new Map<number, number>();

/** First day of the month with this number, as a day number. */
export function firstDayOf(month: number): number {
  // Every row of a split by month asks whether its month has begun in the data.
  const known = firstDays.get(month);
  if (known !== undefined) return known;
  const day = dayNumber(`${monthOf(month)}-01`);
  firstDays.set(month, day);
  return day;
}

/** Number of the month a day falls in. */
export function monthOfDay(day: number): number {
  return monthNumber(dateOf(day).slice(0, 7));
}

const monthNames = { long: new Map<Month, string>(), short: new Map<Month, string>() };

/** `September 2026`; with `short`, `Sep 2026`. */
export function monthWords(month: Month, short = false): string {
  // Every row, tick and title names its months: a page asks for the same few some hundred times.
  const names = short ? monthNames.short : monthNames.long;
  const known = names.get(month);
  if (known !== undefined) return known;
  const words = format(parseISO(month), short ? 'MMM yyyy' : 'MMMM yyyy');
  names.set(month, words);
  return words;
}

const dateNames = { long: new Map<string, string>(), short: new Map<string, string>() };

/** `30 September 2026` of `2026-09-30`; with `short`, `30 Sep 2026`. */
export function dateWords(date: string, short = false): string {
  // Every card names the last day of its data, and each answer in its findings.
  const names = short ? dateNames.short : dateNames.long;
  const known = names.get(date);
  if (known !== undefined) return known;
  const words = format(parseISO(date), short ? 'd MMM yyyy' : 'd MMMM yyyy');
  names.set(date, words);
  return words;
}

/** `April 2025 to March 2026`, or one month's name. */
export function periodWords(from: Month, to: Month, short = false): string {
  return from === to
    ? monthWords(from, short)
    : `${monthWords(from, short)} to ${monthWords(to, short)}`;
}
