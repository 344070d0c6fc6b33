import { zFor } from '../../server/statistics/normal.ts';
import { wilson } from '../../server/statistics/wilson.ts';
import {
  PLANTED,
  adjusted,
  effect,
  holds,
  matchedRatio,
  naive,
  noEffect,
  planted,
  selections,
  supplier,
  trial,
  wellbeing,
} from '../kinds/trials.ts';
import type { Estimated, SelectionName } from '../kinds/trials.ts';
import type { Snapshot } from '../../server/episodes/snapshot.ts';

/**
 * How often the intervals of figures hold what was planted in invented people, over many seeds:
 * `npm run bench -- --truths`, with `--seeds=50` for fewer.
 */
export function benchTruths(seeds: number, say: (line: string) => void): void {
  for (const how of Object.keys(selections) as SelectionName[]) {
    const trials = run(seeds, (seed) => {
      const snapshot = trial(noEffect(how), seed);
      return {
        naive: naive(snapshot),
        supplier: supplier(snapshot),
        effect: effect(snapshot),
        adjusted: adjusted(snapshot),
      };
    });
    say(`no effect, people chosen by ${how}, ${seeds} seeds:`);
    const falls = trials.filter((one) => one.naive.upper < 1).length;
    say(
      `  6 months, referral visit counted: a fall in ${falls}, ratio ${meanWords(trials.map((one) => one.naive))}`,
    );
    say(`  supplier-style recipe: ratio ${meanWords(trials.map((one) => one.supplier))}`);
    say(
      `  matched patients: ${coverage(
        trials.map((one) => one.effect),
        0,
      )}`,
    );
    say(
      `  matched, adjusted: ${coverage(
        trials.map((one) => one.adjusted),
        0,
      )}`,
    );
  }
  const scales = Object.keys(PLANTED.scales);
  const trials = run(seeds, (seed) => {
    const snapshot: Snapshot = trial(planted, seed);
    return [matchedRatio(snapshot), ...scales.map((scale) => wellbeing(snapshot, scale))];
  });
  say(`planted, ${seeds} seeds:`);
  const truths = [PLANTED.ratio, ...Object.values(PLANTED.scales)];
  ['ratio of appointments', ...scales].forEach((name, at) => {
    say(
      `  ${name} ${truths[at]}: ${coverage(
        trials.map((one) => one[at]!),
        truths[at]!,
      )}`,
    );
  });
}

function run<Result>(seeds: number, of: (seed: number) => Result): Result[] {
  return Array.from({ length: seeds }, (_, at) => of(1001 + at));
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function meanWords(found: readonly Estimated[]): string {
  return mean(found.map(({ value }) => value)).toFixed(3);
}

/** Share of intervals that hold the truth, on which side the others lie, mean error and its interval. */
function coverage(found: readonly Estimated[], truth: number): string {
  const held = wilson(found.filter((one) => holds(one, truth)).length, found.length);
  const below = found.filter(({ upper }) => upper < truth).length;
  const above = found.filter(({ lower }) => lower > truth).length;
  const errors = found.map(({ value }) => value - truth);
  const off = mean(errors);
  const sd = Math.sqrt(mean(errors.map((error) => (error - off) ** 2)));
  const half = (zFor(0.95) * sd) / Math.sqrt(found.length);
  const width = mean(found.map(({ lower, upper }) => (upper - lower) / 2));
  const share = (value: number): string => `${(100 * value).toFixed(1)}%`;
  return (
    `held in ${share(held.value)} (${share(held.interval.lower)} to ${share(held.interval.upper)}), ` +
    `${below} below, ${above} above; mean error ${off.toFixed(3)} (±${half.toFixed(3)}), half width ${width.toFixed(3)}`
  );
}
