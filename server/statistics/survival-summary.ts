import { needPositive } from './check.ts';
import type { Interval } from './interval.ts';
import { survivalAt, survivalLimits } from './kaplan-meier.ts';
import type { SurvivalCurve, SurvivalScale } from './kaplan-meier.ts';

/** Survival this near 1 - p counts as equal to it (survfit's tolerance, sqrt of the epsilon). */
const ALIKE = Math.sqrt(Number.EPSILON);

interface Point {
  readonly time: number;
  readonly value: number | null;
}

/** The point of highest value at or below `level`; the earliest of equals. */
function highestUpTo(points: readonly Point[], level: number): Point | null {
  let best: Point | null = null;
  for (const point of points) {
    if (point.value === null || point.value > level) continue;
    if (best === null || point.value > best.value!) best = point;
  }
  return best;
}

/**
 * When a falling curve passes below `level`; the middle of the flat where it rests exactly on it.
 * A limit curve may rise again late on: then, as survfit does, the time of its highest value below
 * the level is taken.
 */
function passing(points: readonly Point[], level: number): number | null {
  const at = highestUpTo(points, level + ALIKE);
  if (at === null) return null;
  const below = highestUpTo(points, level - ALIKE);
  if (below) return (at.time + below.time) / 2;
  const last = points.at(-1)!;
  const rests = last.value !== null && Math.abs(last.value - level) < ALIKE;
  return rests ? (at.time + last.time) / 2 : null;
}

/** A quantile of waiting time; null parts are never reached by the curve or its limits. */
export interface SurvivalQuantile {
  readonly value: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/**
 * Time by which a share `p` has had the event: the first with S < 1 - p; where S rests exactly on
 * 1 - p, the middle of the flat stretch (to the next event, or to the last observed time). Limits:
 * the same rule on the limit curves. Source: Brookmeyer and Crowley 1982; survival::quantile.
 */
export function survivalQuantile(
  curve: SurvivalCurve,
  p: number,
  scale: SurvivalScale = 'log-log',
  confidence = 0.95,
): SurvivalQuantile {
  if (!(p > 0 && p < 1)) throw new RangeError(`survivalQuantile: p must be between 0 and 1: ${p}`);
  const limits = curve.steps.map((step) => survivalLimits(step, scale, confidence));
  const points = (value: (i: number) => number | null): Point[] =>
    curve.steps.map(({ time }, i) => ({ time, value: value(i) }));
  return {
    value: passing(
      points((i) => curve.steps[i]!.survival),
      1 - p,
    ),
    lower: passing(
      points((i) => limits[i]?.lower ?? null),
      1 - p,
    ),
    upper: passing(
      points((i) => limits[i]?.upper ?? null),
      1 - p,
    ),
  };
}

/** Limits of survival at a time; before anything happened they are 1. */
export function survivalLimitsAt(
  curve: SurvivalCurve,
  time: number,
  scale: SurvivalScale,
  confidence = 0.95,
): Interval | null {
  const first = curve.steps[0];
  if (first && time < first.time) return { lower: 1, upper: 1 };
  return survivalLimits(survivalAt(curve, time), scale, confidence);
}

/** Share that has had the event by a time, and its limits. */
export interface ShareBy {
  readonly value: number;
  readonly interval: Interval | null;
  readonly atRisk: number;
}

/** Share with the event by `time`: 1 - S, limits turned round. */
export function shareBy(
  curve: SurvivalCurve,
  time: number,
  scale: SurvivalScale = 'log-log',
  confidence = 0.95,
): ShareBy {
  const at = survivalAt(curve, time);
  const limits = survivalLimitsAt(curve, time, scale, confidence);
  return {
    value: 1 - at.survival,
    interval: limits && { lower: 1 - limits.upper, upper: 1 - limits.lower },
    atRisk: at.atRisk,
  };
}

/** Mean time without the event up to tau. */
export interface RestrictedMean {
  readonly tau: number;
  readonly mean: number;
  readonly standardError: number;
}

/**
 * Restricted mean time: the area under S from 0 to tau; variance = sum over event times of
 * (area from there to tau)^2 d/(n(n-d)). After the last step S stays level.
 * Source: Irwin 1949; survival:::survmean.
 */
export function restrictedMean(curve: SurvivalCurve, tau: number): RestrictedMean {
  needPositive('restrictedMean', 'tau', tau);
  const within = curve.steps.filter(({ time }) => time <= tau);
  const ends = [...within.slice(1).map(({ time }) => time), tau];
  let area = 0;
  let variance = 0;
  for (let i = within.length - 1; i >= 0; i--) {
    const { time, survival, events, atRisk } = within[i]!;
    area += survival * (ends[i]! - time);
    if (events < atRisk) variance += (area * area * events) / (atRisk * (atRisk - events));
  }
  const before = Math.min(within[0]?.time ?? tau, tau);
  return { tau, mean: area + before, standardError: Math.sqrt(variance) };
}
