import { dateOf, dateWords, firstDayOf, monthNumber, monthOf, monthWords } from '#figure/month.ts';
import type { Values } from '../counting/kernel.ts';
import { missingOf, selectAnyPeriod } from '../counting/select.ts';
import type { Selection } from '../counting/select.ts';
import type { Question } from './kind.ts';

/** The end of one month, as a place to take stock. */
export interface MonthEnd {
  readonly key: string;
  readonly label: string;
  readonly month: number;
  /** First and last day of the month, as day numbers. */
  readonly first: number;
  readonly last: number;
  /** False while the case data does not cover the month to its end. */
  readonly reached: boolean;
}

/** Month ends of the cohort's period, and of `earlier` months before it. */
export function monthEnds(
  { cohort, snapshot }: Pick<Question, 'cohort' | 'snapshot'>,
  earlier = 0,
): readonly MonthEnd[] {
  const from = monthNumber(cohort.from) - earlier;
  const to = monthNumber(cohort.to);
  return Array.from({ length: to - from + 1 }, (_, at) => {
    const month = from + at;
    const last = firstDayOf(month + 1) - 1;
    const key = monthOf(month);
    return {
      key,
      label: monthWords(key),
      month,
      first: firstDayOf(month),
      last,
      reached: snapshot.dataTo.cases === null || last <= snapshot.dataTo.cases,
    };
  });
}

/** The newest month end that the data reaches: where a stock by place is taken. */
export function latestOf(ends: readonly MonthEnd[]): MonthEnd | null {
  return ends.findLast((end) => end.reached) ?? null;
}

export function stockLabel(end: MonthEnd): string {
  return `At ${dateWords(dateOf(end.last))}`;
}

const everyDate = new WeakMap<Selection, Selection>();

/** Cases of the cohort's filters whatever their date: a stock counts those begun before the period. */
export function anyPeriod({ selection }: Question): Selection {
  let every = everyDate.get(selection);
  if (!every) everyDate.set(selection, (every = selectAnyPeriod(selection)));
  return every;
}

/** Place in `ends` of the month a day falls in; -1 before the first, their number after the last. */
export function placeOfDay(ends: readonly MonthEnd[]): (day: number) => number {
  const start = ends[0]?.first ?? 0;
  const stop = ends.at(-1)?.last ?? -1;
  const places = new Int16Array(Math.max(stop - start + 1, 0));
  ends.forEach((end, at) => places.fill(at, end.first - start, end.last - start + 1));
  return (day) => (day < start ? -1 : day > stop ? ends.length : places[day - start]!);
}

/** Day columns read with their missing value as null. */
export function dayReader(selection: Selection, name: string): (row: number) => number | null {
  const values: Values = selection.snapshot.tables.episode.column(name);
  const missing = missingOf(values);
  return (row) => (values[row]! === missing ? null : values[row]!);
}

/** Rows open at the end of a day: begun by then, not over by then. A case over before it began is not open. */
export function openAt(
  selection: Selection,
  day: number,
  begins: (row: number) => number | null,
  ends: (row: number) => number | null,
): Selection {
  const rows = selection.rows.filter((row) => {
    const begun = begins(row);
    if (begun === null || begun > day) return false;
    const over = ends(row);
    return over === null || over > day;
  });
  return { ...selection, rows, count: rows.length };
}
