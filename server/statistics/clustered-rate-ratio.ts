import { needConfidence, needNotNegative, needPositive, needWhole } from './check.ts';
import { logInterval } from './interval.ts';
import type { Interval } from './interval.ts';
import { zFor } from './normal.ts';

/** One person's events and person-time on each side. */
export interface PersonRates {
  readonly before: number;
  readonly after: number;
  readonly timeBefore: number;
  readonly timeAfter: number;
}

/**
 * Additive state of a person-level rate ratio: totals of (after, before, time after, time before)
 * and the sums over people of all their products, row by row of the 4 x 4 matrix.
 */
export interface PersonTimeSums {
  readonly people: number;
  readonly totals: readonly number[];
  readonly products: readonly number[];
}

/** The state of a list of people. Counts are 0 or more, times greater than 0. */
export function personTimeSums(people: readonly PersonRates[]): PersonTimeSums {
  const totals = new Array<number>(4).fill(0);
  const products = new Array<number>(16).fill(0);
  for (const { after, before, timeAfter, timeBefore } of people) {
    needWhole('personTimeSums', 'events after', after);
    needWhole('personTimeSums', 'events before', before);
    needPositive('personTimeSums', 'time after', timeAfter);
    needPositive('personTimeSums', 'time before', timeBefore);
    const row = [after, before, timeAfter, timeBefore];
    for (let i = 0; i < 4; i++) {
      totals[i]! += row[i]!;
      for (let j = 0; j < 4; j++) products[4 * i + j]! += row[i]! * row[j]!;
    }
  }
  return { people: people.length, totals, products };
}

/** How small samples are allowed for in a variance clustered on people. */
export type SmallSample = 'none' | 'people' | 'people-and-terms';

/** A ratio with a standard error on the log scale. */
export interface LogRatio {
  readonly ratio: number;
  readonly seLog: number;
  readonly interval: Interval;
}

/**
 * Sum over people of e_i^2, e_i = (A_i - ra Ta_i)/A - (B_i - rb Tb_i)/B: the robust variance of the
 * log rate ratio, from additive state. Null when a side has no events.
 */
export function robustLogVariance({ totals, products }: PersonTimeSums): number | null {
  const [a, b, ta, tb] = totals as [number, number, number, number];
  if (a === 0 || b === 0) return null;
  const weights = [1 / a, -1 / b, -1 / ta, 1 / tb];
  let variance = 0;
  for (let i = 0; i < 4; i++) {
    for (let j = 0; j < 4; j++) variance += weights[i]! * weights[j]! * products[4 * i + j]!;
  }
  return Math.max(variance, 0);
}

/** Factor on a clustered variance: G/(G-1), and (N-1)/(N-k) more for 'people-and-terms' (HC1). */
export function smallSampleFactor(people: number, terms: number, how: SmallSample): number {
  if (how === 'none') return 1;
  const byPeople = people / (people - 1);
  const rows = 2 * people;
  return how === 'people' ? byPeople : (byPeople * (rows - 1)) / (rows - terms);
}

/**
 * Rate ratio after over before with the person as the unit (sandwich variance clustered on the
 * person; 'none' equals generalised estimating equations with independence). With equal person-time
 * and 'people' it is `pairedRatio`. Under about 30 people, or with one heavy user, it is too
 * narrow. Null when a side has no events, or below two people.
 * Source: Liang and Zeger 1986; sandwich::vcovCL.
 */
export function clusteredRateRatio(
  sums: PersonTimeSums,
  confidence = 0.95,
  how: SmallSample = 'people',
): LogRatio | null {
  needWhole('clusteredRateRatio', 'people', sums.people);
  needConfidence('clusteredRateRatio', confidence);
  const variance = robustLogVariance(sums);
  if (variance === null || sums.people < 2) return null;
  const [a, b, ta, tb] = sums.totals as [number, number, number, number];
  const ratio = a / ta / (b / tb);
  const seLog = Math.sqrt(variance * smallSampleFactor(sums.people, 2, how));
  return { ratio, seLog, interval: logInterval(ratio, zFor(confidence) * seLog) };
}

/**
 * Quasi-Poisson rate ratio: SE(log) = sqrt(phi (1/A + 1/B)), phi = Pearson X2 / (2n - 2). It ignores
 * the pairing and is usually too wide; given for comparison. Null when a side has no events.
 * Source: McCullagh and Nelder 1989.
 */
export function quasiPoissonRateRatio(
  people: readonly PersonRates[],
  confidence = 0.95,
): (LogRatio & { readonly dispersion: number }) | null {
  const [a, b, ta, tb] = personTimeSums(people).totals as [number, number, number, number];
  if (a === 0 || b === 0 || people.length < 2) return null;
  let pearson = 0;
  for (const one of people) {
    const wantAfter = (a / ta) * one.timeAfter;
    const wantBefore = (b / tb) * one.timeBefore;
    pearson += (one.after - wantAfter) ** 2 / wantAfter;
    pearson += (one.before - wantBefore) ** 2 / wantBefore;
  }
  const dispersion = pearson / (2 * people.length - 2);
  needNotNegative('quasiPoissonRateRatio', 'dispersion', dispersion);
  const ratio = a / ta / (b / tb);
  const seLog = Math.sqrt(dispersion * (1 / a + 1 / b));
  return { ratio, seLog, interval: logInterval(ratio, zFor(confidence) * seLog), dispersion };
}
