import { byarInterval, exactPoissonInterval, rate } from '../../statistics/poisson-interval.ts';
import { meanOf } from '../../statistics/mean.ts';
import { bandsOf, standardisedRate } from '../../statistics/standardised-rate.ts';
import { standardisedRatio } from '../../statistics/standardised-ratio.ts';
import { wilson } from '../../statistics/wilson.ts';
import type { GoldenMethod, JsonObject } from './case.ts';
import { inputAs, limitsByLevel } from './case.ts';

type Levels = number | readonly number[];
const firstOf = (levels: Levels): number => (typeof levels === 'number' ? levels : levels[0]!);

/** An input whose confidence may be 95 for 0.95, as the reference takes it; our own functions take shares only. */
function inputWithShares<T extends { confidence: Levels }>(input: JsonObject): T {
  const given = inputAs<T>(input);
  const share = (level: number): number => (level >= 90 && level < 100 ? level / 100 : level);
  const { confidence } = given;
  return {
    ...given,
    confidence: typeof confidence === 'number' ? share(confidence) : confidence.map(share),
  };
}

export const wilsonMethod: GoldenMethod = {
  file: 'wilson',
  method: 'Proportion with Wilson score interval',
  leftOut: ['cross_check_prop_test'],
  run(input) {
    const { numerator, denominator, confidence, multiplier } = inputWithShares<{
      numerator: number;
      denominator: number;
      confidence: Levels;
      multiplier: number;
    }>(input);
    return {
      value: wilson(numerator, denominator, firstOf(confidence)).value * multiplier,
      ...limitsByLevel(confidence, (level) => {
        const { interval } = wilson(numerator, denominator, level);
        return { lower: interval.lower * multiplier, upper: interval.upper * multiplier };
      }),
    };
  },
};

const METHOD_WORDS = { exact: 'Exact', byar: 'Byars' } as const;

interface RateInput {
  count: number;
  person_time: number;
  confidence: Levels;
  multiplier: number;
}

export const byarMethod: GoldenMethod = {
  file: 'byar',
  method: "Rate with Byar's interval (exact Poisson below 10 events)",
  run(input: JsonObject) {
    const {
      count,
      person_time: exposure,
      confidence,
      multiplier,
    } = inputWithShares<RateInput>(input);
    if (input.pure_byar) return limitsByLevel(confidence, (level) => byarInterval(count, level));
    const found = rate(count, exposure, multiplier, firstOf(confidence));
    const per = multiplier / exposure;
    return {
      value: found.value,
      method: METHOD_WORDS[found.method],
      ...limitsByLevel(confidence, (level) => rate(count, exposure, multiplier, level).interval),
      exact_poisson: limitsByLevel(confidence, (level) => {
        const { lower, upper } = exactPoissonInterval(count, level);
        return { lower: lower * per, upper: upper * per };
      }),
    };
  },
};

interface DsrInput {
  counts?: (number | null)[];
  persons_by_band_and_event_frequency?: number[][];
  populations: number[];
  standard_population: number[];
  confidence: Levels;
  multiplier: number;
}

export const dsrMethod: GoldenMethod = {
  file: 'dsr',
  method: 'Directly standardised rate, Dobson interval',
  run(input) {
    const given = inputWithShares<DsrInput>(input);
    const people = given.persons_by_band_and_event_frequency;
    const counts = given.counts ?? people?.map(() => null) ?? [];
    const bands = bandsOf(counts, given.populations, given.standard_population).map((band, i) =>
      people ? { ...band, peopleByEvents: people[i]! } : band,
    );
    const found = standardisedRate(bands, given.multiplier, firstOf(given.confidence));
    return {
      total_count: found.count,
      total_pop: found.population,
      value: found.value,
      ...limitsByLevel(
        given.confidence,
        (level) => standardisedRate(bands, given.multiplier, level).interval,
      ),
    };
  },
};

const named = (prefix: string, limits: Readonly<Record<string, number | null>>) =>
  Object.fromEntries(Object.entries(limits).map(([key, value]) => [`${prefix}${key}`, value]));

interface IsrInput {
  counts: (number | null)[];
  populations: number[];
  reference_counts: (number | null)[];
  reference_populations: number[];
  confidence: Levels;
  rate_multiplier: number;
}

export const isrMethod: GoldenMethod = {
  file: 'isr',
  method: 'Indirectly standardised ratio and rate',
  run(input) {
    const given = inputWithShares<IsrInput>(input);
    const bands = given.counts.map((count, i) => ({
      count,
      population: given.populations[i]!,
      referenceCount: given.reference_counts[i]!,
      referencePopulation: given.reference_populations[i]!,
    }));
    const { confidence, rate_multiplier: per } = given;
    const found = standardisedRatio(bands, per, firstOf(confidence));
    const at = (level: number) => standardisedRatio(bands, per, level);
    return {
      observed: found.observed,
      expected: found.expected,
      ratio: found.ratio,
      reference_rate: found.referenceRate,
      rate: found.rate,
      ...named(
        'ratio_',
        limitsByLevel(confidence, (level) => at(level).interval),
      ),
      ...named(
        'rate_',
        limitsByLevel(confidence, (level) => at(level).rateInterval),
      ),
      method: METHOD_WORDS[found.method],
    };
  },
};

export const meanMethod: GoldenMethod = {
  file: 'means',
  method: 'Mean with Student t interval',
  leftOut: ['cross_check_t_test'],
  run(input) {
    const { values, confidence } = inputWithShares<{ values: number[]; confidence: Levels }>(input);
    const found = meanOf(values, firstOf(confidence));
    return {
      sum: found.mean * found.n,
      n: found.n,
      sd: found.sd,
      mean: found.mean,
      ...limitsByLevel(confidence, (level) => meanOf(values, level).interval),
    };
  },
};
