import { zFor } from '../../server/statistics/normal.ts';
import { wilson } from '../../server/statistics/wilson.ts';
import {
  holds,
  meanOf,
  noEffect,
  planted,
  plantedTruths,
  seedsFrom,
  selections,
  trial,
  withoutEffect,
} from '../kinds/trials.ts';
import type { Estimated, SelectionName } from '../kinds/trials.ts';
import { queueTrials } from '../kinds/queues.ts';

/**
 * How often the intervals of figures hold what was planted in invented people, over many seeds:
 * `npm run bench -- --truths`, with `--seeds=50` for fewer.
 */
export function benchTruths(seeds: number, say: (line: string) => void): void {
  for (const how of Object.keys(selections) as SelectionName[]) {
    const trials = run(seeds, (seed) => withoutEffect(trial(noEffect(how), seed)));
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
  const trials = run(seeds, (seed) => {
    const snapshot = trial(planted, seed);
    return plantedTruths.map(({ of }) => of(snapshot));
  });
  say(`planted, ${seeds} seeds:`);
  plantedTruths.forEach(({ name, truth }, at) => {
    say(
      `  ${name} ${truth}: ${coverage(
        trials.map((one) => one[at]!),
        truth,
      )}`,
    );
  });
  benchQueues(seeds, say);
}

/** How often the range of a queue forecast holds what comes. */
function benchQueues(seeds: number, say: (line: string) => void): void {
  for (const [name, weeks] of [
    ['even', 26],
    ['even', 13],
    ['spells', 26],
  ] as const) {
    const { given, held, ahead } = queueTrials(name, { weeks, waiting: 60, seeds });
    const share = (part: number, all: number): string => `${((100 * part) / all).toFixed(1)}%`;
    say(
      `queue, ${name} weeks, ${weeks} behind: clearing week held in ${share(held, given)} of ${given} given, queue in 8 weeks in ${share(ahead, seeds)} of ${seeds}`,
    );
  }
}

function run<Result>(seeds: number, of: (seed: number) => Result): Result[] {
  return seedsFrom(1001, seeds).map(of);
}

function meanWords(found: readonly Estimated[]): string {
  return meanOf(found.map(({ value }) => value)).toFixed(3);
}

/** Share of intervals that hold the truth, on which side the others lie, mean error and its interval. */
function coverage(found: readonly Estimated[], truth: number): string {
  const held = wilson(found.filter((one) => holds(one, truth)).length, found.length);
  const below = found.filter(({ upper }) => upper < truth).length;
  const above = found.filter(({ lower }) => lower > truth).length;
  const errors = found.map(({ value }) => value - truth);
  const off = meanOf(errors);
  const sd = Math.sqrt(meanOf(errors.map((error) => (error - off) ** 2)));
  const half = (zFor(0.95) * sd) / Math.sqrt(found.length);
  const width = meanOf(found.map(({ lower, upper }) => (upper - lower) / 2));
  const share = (value: number): string => `${(100 * value).toFixed(1)}%`;
  return (
    `held in ${share(held.value)} (${share(held.interval.lower)} to ${share(held.interval.upper)}), ` +
    `${below} below, ${above} above; mean error ${off.toFixed(3)} (±${half.toFixed(3)}), half width ${width.toFixed(3)}`
  );
}
