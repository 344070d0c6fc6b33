/**
 * SWEMWBS metric score for raw totals 7 to 35, by the published conversion table; never
 * interpolated. Two transcriptions in circulation are wrong (25.99 at raw 29; another from raw 14
 * upward). Source: Stewart-Brown et al. 2009, HQLO 7:15.
 */
const METRIC = [
  7, 9.51, 11.25, 12.4, 13.33, 14.08, 14.75, 15.32, 15.84, 16.36, 16.88, 17.43, 17.98, 18.59, 19.25,
  19.98, 20.73, 21.54, 22.35, 23.21, 24.11, 25.03, 26.02, 27.03, 28.13, 29.31, 30.7, 32.55, 35,
] as const;

const ITEMS = 7;
const LOWEST_RAW = 7;

/** Metric score of a raw total, or null when the total is not a whole number from 7 to 35. */
export function swemwbsMetric(raw: number): number | null {
  return METRIC[raw - LOWEST_RAW] ?? null;
}

/** Raw total of seven answers from 1 to 5, or null when one is missing or out of range. */
export function swemwbsRaw(items: readonly (number | null)[]): number | null {
  if (items.length !== ITEMS) return null;
  let raw = 0;
  for (const item of items) {
    if (item === null || !Number.isInteger(item) || item < 1 || item > 5) return null;
    raw += item;
  }
  return raw;
}
