import { needConfidence, needSameLength } from './check.ts';
import type { Interval } from './interval.ts';
import { normalQuantile, normalUpperTail, zFor } from './normal.ts';
import { seededDraws } from './resample.ts';

/** Below this many people the resamples are too alike for any interval: limits hold 9 times in 10 at most. */
export const FEWEST_TO_RESAMPLE = 10;
const DRAWS = 2000;
const SEED = 20_261_123;

interface Person {
  readonly before: number;
  readonly after: number;
}

/**
 * Interval of a ratio of means, after to before, by resampling people: bias-corrected and
 * accelerated, 2,000 draws, fixed seed, the same whatever order the people come in. For fewer than
 * 30 people, where the formula of `pairedRatio` is too narrow. Null below 10 people, when nothing
 * was counted on a side, and where a limit is not finite (a resample with nothing before).
 *
 * Measured on gamma-Poisson counts (mean 2.5, shape 0.8), 95 % limits held the truth in 90.5 % of
 * 600 trials of 10 people, 92.7 % of 15, 94.7 % of 20; the formula in 88.2, 91.3 and 94.0 %.
 * Source: Efron 1987, J Am Stat Assoc 82:171 (BCa).
 */
export function bootstrapRatio(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  confidence = 0.95,
): Interval | null {
  needConfidence('bootstrapRatio', confidence);
  needSameLength('bootstrapRatio', 'before', before, 'after', after);
  const people = Array.from(before, (each, at): Person => ({ before: each, after: after[at]! }));
  people.sort((a, b) => a.before - b.before || a.after - b.after);
  const whole = ratioOf(people);
  if (people.length < FEWEST_TO_RESAMPLE || !Number.isFinite(whole) || whole === 0) return null;
  const draws = drawsOf(people).sort();
  const bias = biasOf(draws, whole);
  const acceleration = accelerationOf(people);
  const z = zFor(confidence);
  const limit = (side: 1 | -1): number => {
    const moved = bias + side * z;
    const share = 1 - normalUpperTail(bias + moved / (1 - acceleration * moved));
    return quantileOf(draws, share);
  };
  const [lower, upper] = [limit(-1), limit(1)];
  return Number.isFinite(lower) && Number.isFinite(upper) ? { lower, upper } : null;
}

function ratioOf(people: readonly Person[]): number {
  let [before, after] = [0, 0];
  for (const person of people) {
    before += person.before;
    after += person.after;
  }
  return before > 0 ? after / before : Number.POSITIVE_INFINITY;
}

function drawsOf(people: readonly Person[]): Float64Array {
  const drawn = seededDraws(SEED, people.length, DRAWS * people.length);
  const befores = Float64Array.from(people, ({ before }) => before);
  const afters = Float64Array.from(people, ({ after }) => after);
  const draws = new Float64Array(DRAWS);
  let at = 0;
  for (let draw = 0; draw < DRAWS; draw++) {
    // Two sums of plain numbers: as a pair of a new array they took twice as long.
    let before = 0;
    let after = 0;
    for (const end = at + people.length; at < end; at++) {
      const person = drawn[at]!;
      before += befores[person]!;
      after += afters[person]!;
    }
    draws[draw] = before > 0 ? after / before : Number.POSITIVE_INFINITY;
  }
  return draws;
}

/** Normal score of the share of draws below the ratio itself; ties count half. */
function biasOf(draws: Float64Array, whole: number): number {
  let below = 0;
  for (const draw of draws) below += draw < whole ? 1 : draw === whole ? 0.5 : 0;
  const share = Math.min(Math.max(below / DRAWS, 1 / DRAWS), 1 - 1 / DRAWS);
  return normalQuantile(share);
}

/** From the ratios without each person in turn; none of them, no skew. */
function accelerationOf(people: readonly Person[]): number {
  const without = people
    .map((_, out) => ratioOf(people.filter((_one, at) => at !== out)))
    .filter(Number.isFinite);
  const mean = without.reduce((sum, one) => sum + one, 0) / without.length;
  let [squares, cubes] = [0, 0];
  for (const one of without) {
    squares += (mean - one) ** 2;
    cubes += (mean - one) ** 3;
  }
  return squares > 0 ? cubes / (6 * squares ** 1.5) : 0;
}

/** Type 7, from draws in order; infinite where the two neighbours are. */
function quantileOf(draws: Float64Array, share: number): number {
  const place = (draws.length - 1) * Math.min(Math.max(share, 0), 1);
  const low = draws[Math.floor(place)]!;
  const high = draws[Math.ceil(place)]!;
  return high === low ? low : low + (place - Math.floor(place)) * (high - low);
}
