import type { Column, Format } from '#figure/cell.ts';

export type ColumnInterval = NonNullable<Column['interval']>;

/** The interval methods, named once, as they are printed. */
export const wilsonInterval: ColumnInterval = { level: 0.95, method: 'Wilson score' };
export const byarInterval: ColumnInterval = {
  level: 0.95,
  method: "Byar's approximation, exact Poisson below 10",
};
export const tInterval: ColumnInterval = { level: 0.95, method: 'Student t' };
/** Of a mean of counts, made by `countMeanEstimate`. */
export const countMeanInterval: ColumnInterval = {
  level: 0.95,
  method: 'Student t, cut at 0: counts are never below it',
};
export const pairedInterval: ColumnInterval = {
  level: 0.95,
  method: 'Student t on paired differences',
};
export const ratioInterval: ColumnInterval = {
  level: 0.95,
  method: 'paired ratio of means, log scale; people resampled below 30',
};

/** A column of counts of people, referrals or contacts. */
export function countColumn(key: string, label: string, description: string): Column {
  return { key, label, format: 'count', description };
}

export function shareColumn(key: string, label: string, description: string): Column {
  return { key, label, format: 'share', interval: wilsonInterval, description };
}

export function rateColumn(key: string, label: string, description: string): Column {
  return { key, label, format: 'number1', interval: byarInterval, description };
}

/** A column of estimates: means, ratios, medians. */
export function estimateColumn(
  key: string,
  label: string,
  format: Format,
  description: string,
  interval?: ColumnInterval,
): Column {
  return interval
    ? { key, label, format, description, interval }
    : { key, label, format, description };
}

/** A column that is not about people: a size, a date, words. */
export function plainColumn(
  key: string,
  label: string,
  format: Format,
  description: string,
): Column {
  return { key, label, format, description };
}
