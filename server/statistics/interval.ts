/** Two-sided limits, in the unit of the estimate that they belong to. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** An estimate with its limits; `interval` is null where the method gives none. */
export interface Estimate {
  readonly value: number;
  readonly interval: Interval | null;
}

/** Multiplies both limits by a number greater than 0 (a unit such as "per 1,000"). */
export function scaleInterval(interval: Interval, by: number): Interval {
  return { lower: interval.lower * by, upper: interval.upper * by };
}

/** exp(log centre -+ half width): the limits of a ratio whose log has a symmetric interval. */
export function logInterval(centre: number, halfWidth: number): Interval {
  return { lower: centre * Math.exp(-halfWidth), upper: centre * Math.exp(halfWidth) };
}

/** Whether two intervals share at least one point; findings never rank groups whose intervals do. */
export function overlap(a: Interval, b: Interval): boolean {
  return a.lower <= b.upper && b.lower <= a.upper;
}
