import { betaQuantile } from './beta.ts';
import { binomialDensity, binomialLower, binomialTwoSided, binomialUpper } from './binomial.ts';
import { needConfidence, needPositive, needWhole } from './check.ts';
import { logInterval } from './interval.ts';
import type { Interval } from './interval.ts';
import { zFor } from './normal.ts';

/** Events over person-time, after and before (or group one and group two). */
export interface TwoRates {
  readonly after: number;
  readonly timeAfter: number;
  readonly before: number;
  readonly timeBefore: number;
}

/**
 * A rate ratio, after over before. `ratio` is null when neither side has an event and Infinity
 * when only "before" has none; limits may be 0 and Infinity.
 */
export interface RateRatio {
  readonly ratio: number | null;
  readonly interval: Interval;
  /** Two-sided. Not the inverse of the interval: show the interval, derive no star from this. */
  readonly p: number;
}

function check(who: string, rates: TwoRates, confidence: number): void {
  needWhole(who, 'events after', rates.after);
  needWhole(who, 'events before', rates.before);
  needPositive(who, 'time after', rates.timeAfter);
  needPositive(who, 'time before', rates.timeBefore);
  needConfidence(who, confidence);
}

function plainRatio({ after, timeAfter, before, timeBefore }: TwoRates): number | null {
  if (after === 0 && before === 0) return null;
  return after / timeAfter / (before / timeBefore);
}

/**
 * Exact conditional rate ratio: given the total, events after are binomial; Clopper-Pearson limits
 * q become q/(1-q) * Tb/Ta. Both quantiles are asked for in their lower tail, so no digit is lost.
 * Right for independent events only: for people with repeat events use `clusteredRateRatio` or
 * `pairedRatio`. Source: Przyborowski and Wilenski 1940; R's poisson.test.
 */
export function exactRateRatio(rates: TwoRates, confidence = 0.95): RateRatio {
  check('exactRateRatio', rates, confidence);
  const { after, timeAfter, before, timeBefore } = rates;
  const tail = (1 - confidence) / 2;
  const unit = timeBefore / timeAfter;
  const low = after === 0 ? 0 : betaQuantile(tail, after, before + 1);
  const high = before === 0 ? 0 : betaQuantile(tail, before, after + 1);
  return {
    ratio: plainRatio(rates),
    interval: {
      lower: (low / (1 - low)) * unit,
      upper: before === 0 ? Infinity : ((1 - high) / high) * unit,
    },
    p:
      after + before === 0
        ? 1
        : binomialTwoSided(after, after + before, timeAfter / (timeAfter + timeBefore)),
  };
}

/** Wald on the log scale: log R -+ z sqrt(1/A + 1/B). Null when a side has no events. */
export function waldRateRatio(
  rates: TwoRates,
  confidence = 0.95,
): { readonly ratio: number; readonly seLog: number; readonly interval: Interval } | null {
  check('waldRateRatio', rates, confidence);
  const ratio = plainRatio(rates);
  if (ratio === null || rates.after === 0 || rates.before === 0) return null;
  const seLog = Math.sqrt(1 / rates.after + 1 / rates.before);
  return { ratio, seLog, interval: logInterval(ratio, zFor(confidence) * seLog) };
}

/** Where a decreasing function of log x crosses `target`, between two positive ends. */
function crossing(from: number, to: number, target: number, f: (x: number) => number): number {
  let [low, high] = [Math.log(from), Math.log(to)];
  for (let i = 0; i < 200 && high - low > 1e-15 * Math.abs(low); i++) {
    const middle = (low + high) / 2;
    if (f(Math.exp(middle)) > target) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}

/**
 * Mid-p rate ratio: half the probability of the outcome seen goes to each tail, so the limits are
 * closer than the exact ones and near the stated level on average. Source: Rothman, Modern
 * Epidemiology; Lancaster 1961. Both sides empty: limits 0 and Infinity, p 1.
 */
export function midPRateRatio(rates: TwoRates, confidence = 0.95): RateRatio {
  const exact = exactRateRatio(rates, confidence);
  const { after, timeAfter, before, timeBefore } = rates;
  const total = after + before;
  if (total === 0) return exact;
  const tail = (1 - confidence) / 2;
  const share = (ratio: number) => (ratio * timeAfter) / (ratio * timeAfter + timeBefore);
  const fewer = (ratio: number) =>
    binomialLower(after - 1, total, share(ratio)) + binomialDensity(after, total, share(ratio)) / 2;
  const more = (ratio: number) =>
    binomialUpper(after, total, share(ratio)) + binomialDensity(after, total, share(ratio)) / 2;
  const { lower: outerLow, upper: outerHigh } = exact.interval;
  const middle = ((Math.max(after, 0.5) / Math.max(before, 0.5)) * timeBefore) / timeAfter;
  return {
    ratio: exact.ratio,
    interval: {
      lower: after === 0 ? 0 : crossing(outerLow, middle * 4, -tail, (ratio) => -more(ratio)),
      upper: before === 0 ? Infinity : crossing(middle / 4, outerHigh, tail, fewer),
    },
    p: Math.min(1, 2 * Math.min(fewer(1), more(1))),
  };
}
