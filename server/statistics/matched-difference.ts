import { logInterval } from './interval.ts';
import type { Interval } from './interval.ts';
import { tFor } from './student-t.ts';

/**
 * One side of a matched comparison, a row for each person or for each use of a comparator: lists
 * side by side, the first `size` of them filled.
 */
export interface MatchedSide {
  readonly size: number;
  /** Whose counts, as a whole number of 0 or more: the same number, on either side, is one person. */
  readonly person: Int32Array;
  readonly before: Float64Array;
  readonly after: Float64Array;
  readonly weight: Float64Array;
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

function meansOf(side: MatchedSide): Means {
  let [weight, before, after] = [0, 0, 0];
  for (let at = 0; at < side.size; at++) {
    const share = side.weight[at]!;
    weight += share;
    before += share * side.before[at]!;
    after += share * side.after[at]!;
  }
  return { weight, before: before / weight, after: after / weight };
}

/** Kept between calls: sums of influence by person on two results, all 0 there, and who was seen when. */
let workspace = {
  effect: new Float64Array(0),
  ratio: new Float64Array(0),
  /** Number of the call in which a person was last met. */
  met: new Uint32Array(0),
};
let calls = 0;

function workspaceFor(sides: readonly MatchedSide[]): typeof workspace {
  let most = -1;
  for (const { size, person } of sides) {
    for (let at = 0; at < size; at++) if (person[at]! > most) most = person[at]!;
  }
  if (workspace.effect.length <= most) {
    workspace = {
      effect: new Float64Array(most + 1),
      ratio: new Float64Array(most + 1),
      met: new Uint32Array(most + 1),
    };
  }
  return workspace;
}

/** Different people of the sides: a person on both is one. */
function peopleOf(sides: readonly MatchedSide[]): Int32Array {
  const { met } = workspaceFor(sides);
  calls = (calls + 1) >>> 0;
  if (calls === 0) {
    met.fill(0);
    calls = 1;
  }
  const people = new Int32Array(sides.reduce((sum, { size }) => sum + size, 0));
  let count = 0;
  for (const { size, person } of sides) {
    for (let at = 0; at < size; at++) {
      const each = person[at]!;
      if (met[each] === calls) continue;
      met[each] = calls;
      people[count++] = each;
    }
  }
  return people.subarray(0, count);
}

/** Sum over people of (sum of a person's influences)^2, times G / (G - 1); empties the sums. */
function clusteredVariance(sums: Float64Array, people: Int32Array): number | null {
  let squares = 0;
  for (const person of people) {
    squares += sums[person]! ** 2;
    sums[person] = 0;
  }
  const { length } = people;
  return length < 2 ? null : (squares * length) / (length - 1);
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
  referred: MatchedSide,
  comparison: MatchedSide,
  confidence = 0.95,
): MatchedDifference | null {
  if (referred.size === 0 || comparison.size === 0) return null;
  const [own, other] = [meansOf(referred), meansOf(comparison)];
  const otherChange = other.after - other.before;
  const effect = own.after - own.before - otherChange;
  // What the referred would have had with the comparators' change: the ratio's denominator.
  const expected = own.before + otherChange;
  const sums = influencesOf(referred, comparison, { own, other, expected });
  const people = peopleOf([referred, comparison]);
  const variance = clusteredVariance(sums.effect, people);
  const ratioVariance = clusteredVariance(sums.ratio, people);
  return {
    before: own.before,
    after: own.after,
    comparisonBefore: other.before,
    comparisonAfter: other.after,
    effect,
    ...effectParts(effect, variance, people.length, confidence),
    ...ratioParts(own.after, expected, ratioVariance, people.length, confidence),
    clusters: people.length,
  };
}

function influencesOf(
  referred: MatchedSide,
  comparison: MatchedSide,
  { own, other, expected }: { own: Means; other: Means; expected: number },
): typeof workspace {
  const sums = workspaceFor([referred, comparison]);
  for (let at = 0; at < referred.size; at++) {
    const person = referred.person[at]!;
    const share = referred.weight[at]! / own.weight;
    const [after, before] = [referred.after[at]! - own.after, referred.before[at]! - own.before];
    sums.effect[person]! += share * (after - before);
    sums.ratio[person]! += share * (after / own.after - before / expected);
  }
  for (let at = 0; at < comparison.size; at++) {
    const person = comparison.person[at]!;
    const share = comparison.weight[at]! / other.weight;
    const after = comparison.after[at]! - other.after;
    const moved = after - (comparison.before[at]! - other.before);
    sums.effect[person]! -= share * moved;
    sums.ratio[person]! -= (share * moved) / expected;
  }
  return sums;
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
