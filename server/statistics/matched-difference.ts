import { logInterval } from './interval.ts';
import type { Interval } from './interval.ts';
import { tFor } from './student-t.ts';

/** Counts before and after of one person, or of one use of a comparator with its weight. */
export interface MatchedCounts {
  /** Whose counts: the same number on both sides, and in every use, is the same person. */
  readonly person: number;
  readonly before: number;
  readonly after: number;
  readonly weight: number;
}

export interface MatchedDifference {
  /** Weighted means: referred before and after, comparators before and after. */
  readonly before: number;
  readonly after: number;
  readonly comparisonBefore: number;
  readonly comparisonAfter: number;
  /** (after - before) of the referred less that of their comparators. */
  readonly effect: number;
  readonly effectSe: number | null;
  readonly effectInterval: Interval | null;
  /** After, as a ratio of what it would have been with the comparators' change. */
  readonly ratio: number | null;
  readonly ratioSeLog: number | null;
  readonly ratioInterval: Interval | null;
  /** Different people behind the interval. */
  readonly clusters: number;
}

interface Means {
  readonly weight: number;
  readonly before: number;
  readonly after: number;
}

function meansOf(side: readonly MatchedCounts[]): Means {
  let [weight, before, after] = [0, 0, 0];
  for (const each of side) {
    weight += each.weight;
    before += each.weight * each.before;
    after += each.weight * each.after;
  }
  return { weight, before: before / weight, after: after / weight };
}

/** Sum over people of (sum of a person's influences)^2, times G / (G - 1). */
function clusteredVariance(influence: ReadonlyMap<number, number>): number | null {
  const people = influence.size;
  if (people < 2) return null;
  let sum = 0;
  for (const each of influence.values()) sum += each * each;
  return (sum * people) / (people - 1);
}

/**
 * Difference in differences of matched people, with an interval that clusters by person: each row
 * has an influence on the result (its weight times its departure from its side's mean change), the
 * influences of one person are added up (a comparator used again and again is one person, and a
 * person may stand on both sides), and the variance is the sum of their squares.
 * Source: Liang and Zeger 1986 (robust variance, G / (G - 1)); the ratio by the delta method.
 *
 * Null when either side is empty. `confidence` limits use t with (people - 1) degrees of freedom.
 */
export function matchedDifference(
  referred: readonly MatchedCounts[],
  comparison: readonly MatchedCounts[],
  confidence = 0.95,
): MatchedDifference | null {
  if (referred.length === 0 || comparison.length === 0) return null;
  const [own, other] = [meansOf(referred), meansOf(comparison)];
  const change = own.after - own.before;
  const otherChange = other.after - other.before;
  const effect = change - otherChange;
  // What the referred would have had with the comparators' change: the ratio's denominator.
  const expected = own.before + otherChange;
  const [onEffect, onRatio] = [new Map<number, number>(), new Map<number, number>()];
  const put = (map: Map<number, number>, person: number, value: number): void => {
    map.set(person, (map.get(person) ?? 0) + value);
  };
  for (const each of referred) {
    const share = each.weight / own.weight;
    put(onEffect, each.person, share * (each.after - each.before - change));
    const after = (each.after - own.after) / own.after;
    put(onRatio, each.person, share * (after - (each.before - own.before) / expected));
  }
  for (const each of comparison) {
    const share = each.weight / other.weight;
    const moved = each.after - each.before - otherChange;
    put(onEffect, each.person, -share * moved);
    put(onRatio, each.person, (-share * moved) / expected);
  }
  return {
    before: own.before,
    after: own.after,
    comparisonBefore: other.before,
    comparisonAfter: other.after,
    effect,
    ...effectParts(effect, clusteredVariance(onEffect), onEffect.size, confidence),
    ...ratioParts(own.after, expected, clusteredVariance(onRatio), onRatio.size, confidence),
    clusters: onEffect.size,
  };
}

function effectParts(effect: number, variance: number | null, people: number, confidence: number) {
  if (variance === null || variance === 0) return { effectSe: null, effectInterval: null };
  const effectSe = Math.sqrt(variance);
  const half = tFor(confidence, people - 1) * effectSe;
  return { effectSe, effectInterval: { lower: effect - half, upper: effect + half } };
}

function ratioParts(
  after: number,
  expected: number,
  variance: number | null,
  people: number,
  confidence: number,
) {
  if (!(after > 0 && expected > 0)) return { ratio: null, ratioSeLog: null, ratioInterval: null };
  const ratio = after / expected;
  if (variance === null || variance === 0) {
    return { ratio, ratioSeLog: null, ratioInterval: null };
  }
  const ratioSeLog = Math.sqrt(variance);
  const half = tFor(confidence, people - 1) * ratioSeLog;
  return { ratio, ratioSeLog, ratioInterval: logInterval(ratio, half) };
}
