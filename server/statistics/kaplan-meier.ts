import { needNotNegative, needSameLength, needWhole } from './check.ts';
import type { Interval } from './interval.ts';
import { zFor } from './normal.ts';

/** What happened at one time: how many had the event, and how many were last seen without it. */
export interface SurvivalRow {
  /** 0 or more, in any unit; 0 (the same day) is a valid time. */
  readonly time: number;
  readonly events: number;
  readonly censored: number;
}

/** One step of the curve, at a time that somebody reached. */
export interface SurvivalStep extends SurvivalRow {
  /** People whose time is this or later. */
  readonly atRisk: number;
  /** Share still without the event after this time. */
  readonly survival: number;
  /** Sum of d/(n(n-d)) so far; Infinity once nobody is left. */
  readonly hazardVariance: number;
  /** Greenwood's standard error on the survival scale; null where survival is 0. */
  readonly standardError: number | null;
}

/** A Kaplan-Meier curve; steps in order of time. */
export interface SurvivalCurve {
  readonly n: number;
  readonly events: number;
  readonly steps: readonly SurvivalStep[];
}

/** Scale on which the interval is symmetric. */
export type SurvivalScale = 'log' | 'log-log' | 'plain';

/**
 * Kaplan-Meier: S = product of (1 - d/n) over event times, events before censoring at a tie;
 * Greenwood SE = S sqrt(sum d/(n(n-d))). Rows may come in any order, one per time; rows where
 * nothing happened are dropped. Throws on fractional or negative counts and on a time given twice.
 * Source: Kaplan and Meier 1958; Greenwood 1926; R's survival::survfit.
 */
export function kaplanMeier(rows: Iterable<SurvivalRow>): SurvivalCurve {
  const kept = [...rows].filter((row) => row.events !== 0 || row.censored !== 0);
  kept.sort((a, b) => a.time - b.time);
  let [atRisk, allEvents] = [0, 0];
  kept.forEach((row, i) => {
    needNotNegative('kaplanMeier', 'time', row.time);
    needWhole('kaplanMeier', 'events', row.events);
    needWhole('kaplanMeier', 'censored', row.censored);
    if (i > 0 && kept[i - 1]!.time === row.time) {
      throw new RangeError(`kaplanMeier: each time must be given once: ${row.time}`);
    }
    atRisk += row.events + row.censored;
    allEvents += row.events;
  });
  const n = atRisk;
  let [survival, hazardVariance] = [1, 0];
  const steps = kept.map(({ time, events, censored }) => {
    if (events > 0) {
      survival = events === atRisk ? 0 : survival * (1 - events / atRisk);
      hazardVariance += events / (atRisk * (atRisk - events));
    }
    const standardError = survival === 0 ? null : survival * Math.sqrt(hazardVariance);
    const step = { time, events, censored, atRisk, survival, hazardVariance, standardError };
    atRisk -= events + censored;
    return step;
  });
  return { n, events: allEvents, steps };
}

/**
 * The curve of day histograms, which add over groups and threads: `events[d]` people had the event
 * on day d, `censored[d]` were last seen without it on day d.
 */
export function kaplanMeierFromHistogram(
  events: ArrayLike<number>,
  censored: ArrayLike<number>,
): SurvivalCurve {
  const days = Math.max(events.length, censored.length);
  return kaplanMeier(
    Array.from({ length: days }, (_, time) => ({
      time,
      events: events[time] ?? 0,
      censored: censored[time] ?? 0,
    })),
  );
}

/** Times this near, beside their mean, are the same time (survfit's timefix): 0.1 + 0.2 is 0.3. */
const SAME_TIME = Math.sqrt(Number.EPSILON);

/** Each time mapped to the first of those it cannot be told from. */
function toldApart(times: readonly number[]): ReadonlyMap<number, number> {
  const distinct = [...new Set(times)].sort((a, b) => a - b);
  const mean = distinct.reduce((sum, time) => sum + time, 0) / distinct.length;
  const apart = SAME_TIME * Math.max(1, mean);
  let current = distinct[0] ?? 0;
  return new Map(
    distinct.map((time, i) => {
      if (i > 0 && time - distinct[i - 1]! > apart) current = time;
      return [time, current];
    }),
  );
}

/** Rows of two parallel lists: a time per person, and whether the event took place then. */
export function survivalRows(times: readonly number[], events: readonly boolean[]): SurvivalRow[] {
  needSameLength('survivalRows', 'times', times, 'events', events);
  for (const time of times) needNotNegative('survivalRows', 'time', time);
  const sameAs = toldApart(times);
  const rows = new Map<number, { time: number; events: number; censored: number }>();
  times.forEach((given, i) => {
    const time = sameAs.get(given)!;
    const row = rows.get(time) ?? { time, events: 0, censored: 0 };
    row[events[i] ? 'events' : 'censored'] += 1;
    rows.set(time, row);
  });
  return [...rows.values()];
}

/**
 * Limits of survival at one step. log: S exp(-+ z SE/S), cut at 1; log-log:
 * S^exp(-+ z SE/(S log S)), the better one for few people; plain: cut to 0..1. None where S is 0,
 * nor on the log-log scale where S is still 1.
 */
export function survivalLimits(
  step: Pick<SurvivalStep, 'survival' | 'hazardVariance'>,
  scale: SurvivalScale,
  confidence = 0.95,
): Interval | null {
  const { survival, hazardVariance } = step;
  if (survival === 0) return null;
  const half = zFor(confidence) * Math.sqrt(hazardVariance);
  if (scale === 'plain') {
    return {
      lower: Math.max(0, survival * (1 - half)),
      upper: Math.min(1, survival * (1 + half)),
    };
  }
  if (scale === 'log') {
    return { lower: survival * Math.exp(-half), upper: Math.min(1, survival * Math.exp(half)) };
  }
  if (survival === 1) return null;
  const stretch = Math.exp(half / Math.abs(Math.log(survival)));
  return { lower: survival ** stretch, upper: survival ** (1 / stretch) };
}

/** Survival at a time: the last step at or before it, or the start (1, everyone at risk). */
export function survivalAt(
  curve: SurvivalCurve,
  time: number,
): Pick<SurvivalStep, 'survival' | 'hazardVariance' | 'standardError' | 'atRisk'> {
  needNotNegative('survivalAt', 'time', time);
  const from = curve.steps.findIndex((step) => step.time >= time);
  const atRisk = from === -1 ? 0 : curve.steps[from]!.atRisk;
  const last = curve.steps.findLast((step) => step.time <= time);
  if (!last) return { survival: 1, hazardVariance: 0, standardError: 0, atRisk };
  const { survival, hazardVariance, standardError } = last;
  return { survival, hazardVariance, standardError, atRisk };
}
