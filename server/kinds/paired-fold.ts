import { scales } from '#metrics/instruments.ts';
import type { Scale } from '#metrics/instruments.ts';
import type { Fold } from '../counting/kernel.ts';
import { missingOf } from '../counting/select.ts';
import type { Snapshot } from '../episodes/snapshot.ts';
import type { Sums } from '../statistics/mean.ts';
import type { Vector } from './table.ts';

/** Scores are stored in hundredths of a point; differences are rounded to hundredths, so exact. */
export const POINT = 100;

/** Which stored score counts as the follow-up; the first is the published rule. */
export const followUpRules = ['after', 'first_after', 'any_after'] as const;
export type FollowUpRule = (typeof followUpRules)[number];

/**
 * The vector of one scale in one group. Sums in hundredths, all whole numbers: adding vectors of
 * disjoint rows gives the vector of them together. `gain` is improvement: positive is better.
 */
export const PAIRED = {
  pairs: 0,
  before: 1,
  beforeSquares: 2,
  after: 3,
  afterSquares: 4,
  gain: 5,
  gainSquares: 6,
  improved: 7,
  worse: 8,
  improvedStrict: 9,
  lowBefore: 10,
  lowAfter: 11,
  leftLow: 12,
  enteredLow: 13,
  baselines: 14,
  baselineSum: 15,
  baselineSquares: 16,
  notDue: 17,
  overdue: 18,
  followUps: 19,
  followUpSum: 20,
  followUpSquares: 21,
  width: 22,
} as const;
type Part = Exclude<keyof typeof PAIRED, 'width'>;

export const part = (vector: Vector, key: Part): number => vector[PAIRED[key]] ?? 0;

/** Three parts of a vector as sums. */
export function sumsOfPart(vector: Vector, n: Part, sum: Part, squares: Part): Sums {
  return { n: part(vector, n), sum: part(vector, sum), sumSquares: part(vector, squares) };
}

export interface ScoreRow {
  /** Hundredths of a point, or null when there is none or it lies outside the scale. */
  readonly before: number | null;
  readonly after: number | null;
  readonly state: number;
}

/** Reads rows of one scale among index referrals; a score outside the scale's range is no score. */
export function scoreReader(
  snapshot: Snapshot,
  rule: FollowUpRule = 'after',
): (row: number, scale: Scale) => ScoreRow | null {
  const score = snapshot.tables.score;
  const index = snapshot.tables.episode.column('index_referral');
  const episode = score.column('episode');
  const [before, after, state] = [
    score.column('before'),
    score.column(rule),
    score.column('state'),
  ];
  const none = missingOf(before);
  const valid = (value: number, scale: Scale): number | null =>
    value === none || value < scale.min * POINT - 1 || value > scale.max * POINT + 1 ? null : value;
  return (row, scale) =>
    index[episode[row]!] === 1
      ? {
          before: valid(before[row]!, scale),
          after: valid(after[row]!, scale),
          state: state[row]!,
        }
      : null;
}

const presentIn = new WeakMap<Snapshot, readonly number[]>();

/** Ordinals of scales that have any score in this data version; its scores are read for it once. */
export function scalesPresent(snapshot: Snapshot): readonly number[] {
  const known = presentIn.get(snapshot);
  if (known) return known;
  const present = new Set<number>();
  for (const ordinal of snapshot.tables.score.column('scale'))
    if (ordinal < scales.length) present.add(ordinal);
  const ordinals = [...present].sort((a, b) => a - b);
  presentIn.set(snapshot, ordinals);
  return ordinals;
}

/** One vector of `PAIRED` for the rows of one scale. */
export function pairedFold(snapshot: Snapshot, ordinal: number, rule?: FollowUpRule): Fold {
  const scale = scales[ordinal]!;
  const scaleOf = snapshot.tables.score.column('scale');
  const read = scoreReader(snapshot, rule);
  const adder = pairedAdder(scale);
  return {
    table: 'score',
    width: PAIRED.width,
    add: (row, out, at) => {
      if (scaleOf[row] !== ordinal) return;
      const scores = read(row, scale);
      if (scores) adder(scores, out, at);
    },
  };
}

/** Adds one person's scores on one scale to a vector. */
export function pairedAdder(
  scale: Scale,
): (scores: ScoreRow, out: Float64Array, at: number) => void {
  const better = scale.better === 'higher' ? 1 : -1;
  const least = scale.meaningful.points * POINT;
  const strict = (scale.meaningful.strict ?? scale.meaningful.points) * POINT;
  const low = lowTest(scale);
  return ({ before, after, state }, out, at) => {
    if (after !== null) addSquares(out, at + PAIRED.followUps, after);
    if (before === null) return;
    addSquares(out, at + PAIRED.baselines, before);
    if (after === null) {
      out[at + (state === 1 ? PAIRED.notDue : PAIRED.overdue)]!++;
      return;
    }
    const gain = better * (after - before);
    addSquares(out, at + PAIRED.pairs, before);
    out[at + PAIRED.after]! += after;
    out[at + PAIRED.afterSquares]! += after * after;
    out[at + PAIRED.gain]! += gain;
    out[at + PAIRED.gainSquares]! += gain * gain;
    if (gain >= least) out[at + PAIRED.improved]!++;
    if (gain <= -least) out[at + PAIRED.worse]!++;
    if (gain >= strict) out[at + PAIRED.improvedStrict]!++;
    const [wasLow, isLow] = [low(before), low(after)];
    if (wasLow) out[at + PAIRED.lowBefore]!++;
    if (isLow) out[at + PAIRED.lowAfter]!++;
    if (wasLow && !isLow) out[at + PAIRED.leftLow]!++;
    if (!wasLow && isLow) out[at + PAIRED.enteredLow]!++;
  };
}

function addSquares(out: Float64Array, at: number, value: number): void {
  out[at]!++;
  out[at + 1]! += value;
  out[at + 2]! += value * value;
}

/** Band number of a score in hundredths; -1 when the scale has no bands. */
export function bandNumber(scale: Scale): (score: number) => number {
  const tops = scale.bands.map((band) => Math.round(band.to * POINT));
  return (score) => tops.findIndex((top) => score <= top);
}

function lowTest(scale: Scale): (score: number) => boolean {
  const band = bandNumber(scale);
  return (score) => scale.bands[band(score)]?.low === true;
}
