import { MOST_WEEKS, clearingTime, queueAhead } from '../../server/statistics/clearing-time.ts';
import { seededRandom } from '../../server/statistics/resample.ts';

type Random = () => number;
/** People seen less people come in the next week of a made-up queue. */
type Net = () => number;

function poisson(random: Random, mean: number): number {
  const limit = Math.exp(-mean);
  let n = 0;
  for (let product = random(); product > limit; product *= random()) n++;
  return n;
}

const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Made-up queues: 20 come and 24 are seen in a mean week. */
export const queues = {
  /** Weeks vary by chance alone. */
  even: (random: Random): Net => {
    return () => poisson(random, 24) - poisson(random, 20);
  },
  /** Busy and quiet weeks come in runs: rates off by a fifth, half of it left a week later. */
  spells: (random: Random): Net => {
    const off = [0.2 * normal(random), 0.2 * normal(random)];
    return () => {
      off.forEach((was, at) => (off[at] = 0.5 * was + 0.2 * Math.sqrt(0.75) * normal(random)));
      return poisson(random, 24 * Math.exp(off[0]!)) - poisson(random, 20 * Math.exp(off[1]!));
    };
  },
} as const satisfies Record<string, (random: Random) => Net>;
export type QueueName = keyof typeof queues;

export interface QueueTrials {
  /** Forecasts of the week it clears that were given, and those whose range held it. */
  readonly given: number;
  readonly held: number;
  /** The same of the queue 8 weeks on, which is always given. */
  readonly ahead: number;
}

const AHEAD = 8;
const LONGEST = 300;

/** Forecasts of made-up queues beside what came of them. */
export function queueTrials(
  name: QueueName,
  { weeks, waiting, seeds }: { weeks: number; waiting: number; seeds: number },
): QueueTrials {
  let [given, held, ahead] = [0, 0, 0];
  for (let seed = 1; seed <= seeds; seed++) {
    const next = queues[name](seededRandom(seed * 7919 + weeks));
    const past = Array.from({ length: weeks }, next);
    const future = Array.from({ length: LONGEST }, next);
    const range = queueAhead(waiting, past, AHEAD);
    const left = future.slice(0, AHEAD).reduce((queue, net) => Math.max(queue - net, 0), waiting);
    if (range.lower <= left && left <= range.upper) ahead++;
    const forecast = clearingTime(waiting, past);
    if (forecast.upper >= MOST_WEEKS) continue;
    given++;
    const came = cleared(waiting, future);
    if (forecast.lower <= came && came <= forecast.upper) held++;
  }
  return { given, held, ahead };
}

function cleared(waiting: number, nets: readonly number[]): number {
  let left = waiting;
  for (const [week, net] of nets.entries()) {
    if (net >= left) return week + left / net;
    left -= net;
  }
  return nets.length;
}
