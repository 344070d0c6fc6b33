import type { LogRatio, PersonRates } from '../../statistics/clustered-rate-ratio.ts';
import {
  clusteredRateRatio,
  personTimeSums,
  quasiPoissonRateRatio,
} from '../../statistics/clustered-rate-ratio.ts';
import type { EventsOverTime } from '../../statistics/difference-in-differences.ts';
import {
  differenceInDifferences,
  differenceInDifferencesOfPeople,
} from '../../statistics/difference-in-differences.ts';
import type { Interval } from '../../statistics/interval.ts';
import { logInterval } from '../../statistics/interval.ts';
import { meanOf } from '../../statistics/mean.ts';
import { negativeBinomialRateRatio } from '../../statistics/negative-binomial.ts';
import { zFor } from '../../statistics/normal.ts';
import { exactRateRatio, midPRateRatio, waldRateRatio } from '../../statistics/rate-ratio.ts';
import type { RateRatio, TwoRates } from '../../statistics/rate-ratio.ts';
import { tTwoSided } from '../../statistics/student-t.ts';
import type { GoldenMethod, JsonObject } from './case.ts';
import { inputAs } from './case.ts';

const withP = ({ ratio, interval, p }: RateRatio) => ({ ratio, ...interval, p });
const withSe = (found: { ratio: number; seLog: number; interval: Interval } | null) =>
  found && { ratio: found.ratio, se_log: found.seLog, ...found.interval };

function twoRates(input: JsonObject) {
  const given = inputAs<Record<string, number>>(input);
  const rates: TwoRates = {
    after: given.events_after!,
    timeAfter: given.time_after!,
    before: given.events_before!,
    timeBefore: given.time_before!,
  };
  const confidence = given.confidence!;
  const midP = midPRateRatio(rates, confidence);
  return {
    exact_conditional: withP(exactRateRatio(rates, confidence)),
    wald_log: withSe(waldRateRatio(rates, confidence)),
    epitools_midp: { ...midP.interval, p_midp: midP.p },
  };
}

interface PersonInput {
  before: number[];
  after: number[];
  time_before: number[];
  time_after: number[];
  treated?: (0 | 1)[];
  confidence: number;
}

function peopleOf({ before, after, time_before, time_after }: PersonInput): PersonRates[] {
  return before.map((count, i) => ({
    before: count,
    after: after[i]!,
    timeBefore: time_before[i]!,
    timeAfter: time_after[i]!,
  }));
}

/** The reference refuses a test where everybody's rate changed by the same amount. */
function meanRateChange(people: readonly PersonRates[], confidence: number) {
  const changes = people.map((one) => one.after / one.timeAfter - one.before / one.timeBefore);
  const { n, mean, sd, interval } = meanOf(changes, confidence);
  if (!sd) return mean === 0 ? { mean, lower: null, upper: null, p: null } : null;
  const p = tTwoSided((mean / sd) * Math.sqrt(n), n - 1);
  return { mean, lower: interval?.lower ?? null, upper: interval?.upper ?? null, p };
}

function beforeAfter(input: JsonObject) {
  const given = inputAs<PersonInput>(input);
  const { confidence } = given;
  const people = peopleOf(given);
  const sums = personTimeSums(people);
  const [after, before, timeAfter, timeBefore] = sums.totals as [number, number, number, number];
  const totals = { after, before, timeAfter, timeBefore };
  const robust = (how: 'none' | 'people' | 'people-and-terms'): LogRatio | null =>
    clusteredRateRatio(sums, confidence, how);
  const quasi = quasiPoissonRateRatio(people, confidence);
  const negative = negativeBinomialRateRatio(people, confidence);
  return {
    total_before: before,
    total_after: after,
    rate_before: before / timeBefore,
    rate_after: after / timeAfter,
    exact_conditional: withP(exactRateRatio(totals, confidence)),
    ratio: robust('none')?.ratio ?? null,
    poisson_wald: withSe(waldRateRatio(totals, confidence)),
    quasi_poisson: quasi && { dispersion: quasi.dispersion, ...withSe(quasi) },
    cluster_robust_HC0: withSe(robust('none')),
    geeglm_independence: withSe(robust('none')),
    cluster_robust_HC0_cadjust: withSe(robust('people')),
    cluster_robust_HC1: withSe(robust('people-and-terms')),
    negative_binomial: negative && { theta: negative.theta, ...withSe(negative) },
    mean_rate_change: meanRateChange(people, confidence),
  };
}

function didCounts(input: JsonObject) {
  const given = inputAs<Record<string, EventsOverTime> & { confidence: number }>(input);
  const found = differenceInDifferences(
    {
      treatedBefore: given.treated_before!,
      treatedAfter: given.treated_after!,
      controlBefore: given.control_before!,
      controlAfter: given.control_after!,
    },
    given.confidence,
  );
  return (
    found && {
      ratio_treated: found.ratioTreated,
      ratio_control: found.ratioControl,
      ratio_of_ratios: found.ratio,
      se_log: found.seLog,
      ...found.interval,
      p: found.p,
    }
  );
}

function didPersons(input: JsonObject) {
  const given = inputAs<PersonInput & { treated: (0 | 1)[] }>(input);
  const { confidence } = given;
  const people = peopleOf(given);
  const group = (which: 0 | 1) =>
    personTimeSums(people.filter((_, i) => Number(given.treated[i]) === which));
  const [treated, control] = [group(1), group(0)];
  const robust = (how: 'none' | 'people' | 'people-and-terms') =>
    differenceInDifferencesOfPeople(treated, control, confidence, how);
  const plain = robust('none');
  const counts = [treated, control].flatMap(({ totals }) => totals.slice(0, 2));
  const seLog = Math.sqrt(counts.reduce((sum, count) => sum + 1 / count, 0));
  return {
    ratio_of_ratios: plain?.ratio ?? null,
    poisson_wald: plain && {
      se_log: seLog,
      ...logInterval(plain.ratio, zFor(confidence) * seLog),
    },
    cluster_robust_HC0: withSe(plain),
    cluster_robust_HC0_cadjust: withSe(robust('people')),
    cluster_robust_HC1: withSe(robust('people-and-terms')),
  };
}

const kinds: Readonly<Record<string, (input: JsonObject) => unknown>> = {
  two_rates: twoRates,
  before_after_persons: beforeAfter,
  did_counts: didCounts,
  did_persons: didPersons,
};

export const rateRatioMethod: GoldenMethod = {
  file: 'rate_ratio',
  method: 'Rate ratios, paired before/after counts, difference-in-differences on counts',
  run(input, { kind }) {
    const run = kinds[kind ?? ''];
    if (!run) throw new Error(`unknown kind: ${kind}; one of ${Object.keys(kinds).join(', ')}`);
    return run(input);
  },
  looser(path) {
    if (path.startsWith('epitools_midp')) return 'epitools_midp_rel';
    return path.startsWith('negative_binomial') ? 'negative_binomial_rel' : undefined;
  },
};
