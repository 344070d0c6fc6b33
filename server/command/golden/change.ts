import { effectSizes } from '../../statistics/effect-size.ts';
import type { Better, Verdict } from '../../statistics/individual-change.ts';
import {
  changeShares,
  countVerdicts,
  differenceSd,
  reliableChange,
  verdict,
} from '../../statistics/individual-change.ts';
import { zFor } from '../../statistics/normal.ts';
import { pairedChange, pairedMomentsOf } from '../../statistics/paired-change.ts';
import type { PairedChange } from '../../statistics/paired-change.ts';
import { completePairs } from '../../statistics/paired-sums.ts';
import { regressionToTheMean } from '../../statistics/regression-to-the-mean.ts';
import { signedRank } from '../../statistics/wilcoxon.ts';
import type { GoldenMethod } from './case.ts';
import { inputAs } from './case.ts';

interface PairedInput {
  pre: (number | null)[];
  post: (number | null)[];
  confidence: number;
  higher_is_better: boolean;
  threshold: number;
  reliability?: number;
}

/** The reference refuses a test where all changes are alike; where all are 0 it gives no numbers. */
function tTest(change: PairedChange) {
  if (change.t === null && change.meanChange !== 0) return null;
  return {
    t: change.t,
    df: change.df,
    p: change.p,
    estimate: change.meanChange,
    lower: change.interval?.lower ?? null,
    upper: change.interval?.upper ?? null,
    se: change.standardError,
  };
}

function improvedBy(changes: number[], threshold: number, better: Better, confidence: number) {
  const counts = countVerdicts(changes.map((one) => verdict(one, threshold, better)));
  const { improved } = changeShares(counts, confidence);
  return {
    count: improved.count,
    proportion: improved.value,
    ...improved.interval,
    deteriorated: counts.worse,
    unchanged: counts.same,
  };
}

function reliable(changes: number[], sdBefore: number, reliability: number, better: Better) {
  const sdOfDifference = differenceSd(sdBefore, reliability);
  const all = changes.map((one) => reliableChange(one, sdOfDifference, better));
  const are = (which: Verdict) => all.map((one) => one.verdict === which);
  const counts = countVerdicts(all.map((one) => one.verdict));
  return {
    s_diff: sdOfDifference,
    rci: all.map(({ index }) => index),
    improved: are('improved'),
    deteriorated: are('worse'),
    unchanged: are('same'),
    n_improved: counts.improved,
    n_deteriorated: counts.worse,
    n_unchanged: counts.same,
    critical_value: zFor(0.95),
  };
}

export const pairedMethod: GoldenMethod = {
  file: 'paired_t',
  method:
    'Paired change: t interval, Wilcoxon, standardised change, reliable change index, proportion improved',
  run(input) {
    const given = inputAs<PairedInput>(input);
    const better = given.higher_is_better ? 'higher' : 'lower';
    const { after, before } = completePairs(given.post, given.pre);
    const change = pairedChange(pairedMomentsOf(after, before), given.confidence);
    const changes = after.map((value, i) => value - before[i]!);
    const ranks = signedRank(changes);
    const effects = effectSizes(change);
    const { reliability } = given;
    return {
      n_input: given.pre.length,
      n_pairs: change.n,
      mean_pre: change.meanBefore,
      mean_post: change.meanAfter,
      sd_pre: change.sdBefore,
      sd_post: change.sdAfter,
      mean_change: change.meanChange,
      sd_change: change.sdChange,
      correlation: change.correlation,
      t_test: tTest(change),
      wilcoxon_normal: { V: ranks.v, p: ranks.pNormal, n_nonzero: ranks.nonZero },
      wilcoxon_exact: { V: ranks.v, p: ranks.pExact },
      standardised_response_mean: effects.standardisedResponseMean,
      effect_size_baseline_sd: effects.byBaselineSd,
      cohens_d_pooled_sd: effects.byPooledSd,
      metafor_SMCC: effects.smcc,
      metafor_SMCR: effects.smcr,
      improved_by_threshold: improvedBy(changes, given.threshold, better, given.confidence),
      reliable_change:
        reliability === undefined || !change.sdBefore
          ? null
          : reliable(changes, change.sdBefore, reliability, better),
    };
  },
};

interface RtmInput {
  population_mean: number;
  total_sd: number;
  correlation: number;
  cutoff: number;
  selected: 'above' | 'below';
  baseline_measurements: number;
}

export const regressionMethod: GoldenMethod = {
  file: 'rtm',
  method: 'Expected regression to the mean for a group selected beyond a cut-off',
  leftOut: ['simulation'],
  run(input) {
    const given = inputAs<RtmInput>(input);
    const found = regressionToTheMean({
      populationMean: given.population_mean,
      sd: given.total_sd,
      correlation: given.correlation,
      cutoff: given.cutoff,
      selected: given.selected,
      measurements: given.baseline_measurements,
    });
    return {
      z: found.z,
      C: found.c,
      rtm: found.size,
      mean_selected: found.meanSelected,
      fraction_selected: found.shareSelected,
    };
  },
};
