import type { LogRatio, PersonRates } from './clustered-rate-ratio.ts';
import { personTimeSums } from './clustered-rate-ratio.ts';
import { needConfidence } from './check.ts';
import { logInterval } from './interval.ts';
import { zFor } from './normal.ts';

interface Side {
  readonly counts: readonly number[];
  readonly times: readonly number[];
}

const ROUNDS = 500;
const SMALL = 1e-10;

/** Maximum-likelihood rate of one side for a given theta: Newton on the log rate. */
function rateGiven(theta: number, { counts, times }: Side, start: number): number {
  let log = Math.log(start);
  for (let round = 0; round < ROUNDS; round++) {
    let [score, information] = [0, 0];
    counts.forEach((count, i) => {
      const mean = Math.exp(log) * times[i]!;
      score += (count - mean) / (1 + mean / theta);
      information += mean / (1 + mean / theta);
    });
    const step = score / information;
    log += step;
    if (Math.abs(step) < SMALL) break;
  }
  return Math.exp(log);
}

/** Score and its slope in theta; digamma differences of whole counts are finite sums. */
function thetaScore(theta: number, sides: readonly { side: Side; rate: number }[]) {
  let [score, slope] = [0, 0];
  for (const { side, rate } of sides) {
    side.counts.forEach((count, i) => {
      const mean = rate * side.times[i]!;
      for (let k = 0; k < count; k++) {
        score += 1 / (theta + k);
        slope -= 1 / (theta + k) ** 2;
      }
      score += Math.log(theta / (theta + mean)) + 1 - (count + theta) / (mean + theta);
      slope += 1 / theta - 2 / (mean + theta) + (count + theta) / (mean + theta) ** 2;
    });
  }
  return { score, slope };
}

/** Newton on log theta, which stays positive. */
function thetaGiven(sides: readonly { side: Side; rate: number }[], start: number): number {
  let log = Math.log(start);
  for (let round = 0; round < ROUNDS; round++) {
    const theta = Math.exp(log);
    const { score, slope } = thetaScore(theta, sides);
    const curve = theta * theta * slope + theta * score;
    const step = curve < 0 ? (-theta * score) / curve : Math.sign(score) * 0.5;
    log += Math.max(-1, Math.min(1, step));
    if (Math.abs(step) < SMALL || log > 25) break;
  }
  return Math.exp(log);
}

/**
 * Negative binomial rate ratio by maximum likelihood, one theta for both sides, expected
 * information. It ignores the pairing, and with unequal follow-up its ratio is not the ratio of
 * rates; given for comparison with published analyses. Null when a side has no events, or when
 * counts are no more spread than Poisson (theta runs away).
 * Source: Lawless 1987; MASS::glm.nb.
 */
export function negativeBinomialRateRatio(
  people: readonly PersonRates[],
  confidence = 0.95,
): (LogRatio & { readonly theta: number }) | null {
  needConfidence('negativeBinomialRateRatio', confidence);
  const [a, b, ta, tb] = personTimeSums(people).totals as [number, number, number, number];
  if (a === 0 || b === 0) return null;
  const after = { counts: people.map((p) => p.after), times: people.map((p) => p.timeAfter) };
  const before = { counts: people.map((p) => p.before), times: people.map((p) => p.timeBefore) };
  let [theta, rateAfter, rateBefore] = [1, a / ta, b / tb];
  for (let round = 0; round < ROUNDS; round++) {
    const last = theta;
    rateAfter = rateGiven(theta, after, rateAfter);
    rateBefore = rateGiven(theta, before, rateBefore);
    theta = thetaGiven(
      [
        { side: after, rate: rateAfter },
        { side: before, rate: rateBefore },
      ],
      theta,
    );
    if (Math.abs(theta - last) <= SMALL * theta) break;
  }
  if (theta > 1e8) return null;
  const information = ({ times }: Side, rate: number) =>
    times.reduce((sum, time) => sum + (rate * time) / (1 + (rate * time) / theta), 0);
  const seLog = Math.sqrt(1 / information(after, rateAfter) + 1 / information(before, rateBefore));
  const ratio = rateAfter / rateBefore;
  return { ratio, seLog, interval: logInterval(ratio, zFor(confidence) * seLog), theta };
}
