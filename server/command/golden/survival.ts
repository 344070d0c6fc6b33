import {
  kaplanMeier,
  survivalAt,
  survivalLimits,
  survivalRows,
} from '../../statistics/kaplan-meier.ts';
import type { SurvivalCurve, SurvivalRow, SurvivalScale } from '../../statistics/kaplan-meier.ts';
import { logRank } from '../../statistics/log-rank.ts';
import {
  restrictedMean,
  survivalLimitsAt,
  survivalQuantile,
} from '../../statistics/survival-summary.ts';
import type { GoldenMethod } from './case.ts';
import { inputAs } from './case.ts';

interface SurvivalInput {
  time: number[];
  event: boolean[];
  confidence: number;
  at?: number[];
  tau?: number;
  group?: (string | number)[];
}

function limitsOf(curve: SurvivalCurve, scale: SurvivalScale, confidence: number) {
  const limits = curve.steps.map((step) => survivalLimits(step, scale, confidence));
  const median = survivalQuantile(curve, 0.5, scale, confidence);
  return {
    lower: limits.map((one) => one?.lower ?? null),
    upper: limits.map((one) => one?.upper ?? null),
    median_lower: median.lower,
    median_upper: median.upper,
  };
}

function limitsAt(
  curve: SurvivalCurve,
  times: readonly number[],
  scale: SurvivalScale,
  confidence: number,
) {
  const limits = times.map((time) => survivalLimitsAt(curve, time, scale, confidence));
  return {
    lower: limits.map((one) => one?.lower ?? null),
    upper: limits.map((one) => one?.upper ?? null),
  };
}

function describe(rows: readonly SurvivalRow[], given: SurvivalInput) {
  const { confidence, at = [], tau } = given;
  const curve = kaplanMeier(rows);
  const { steps } = curve;
  const found = at.map((time) => survivalAt(curve, time));
  const mean = tau === undefined ? null : restrictedMean(curve, tau);
  const quantile = (p: number) => survivalQuantile(curve, p, 'log', confidence).value;
  return {
    n: curve.n,
    events: curve.events,
    time: steps.map(({ time }) => time),
    n_risk: steps.map(({ atRisk }) => atRisk),
    n_event: steps.map(({ events }) => events),
    n_censor: steps.map(({ censored }) => censored),
    survival: steps.map(({ survival }) => survival),
    std_err: steps.map(({ standardError }) => standardError),
    quantiles: { p25: quantile(0.25), median: quantile(0.5), p75: quantile(0.75) },
    ci_log: limitsOf(curve, 'log', confidence),
    ci_log_log: limitsOf(curve, 'log-log', confidence),
    ci_plain: limitsOf(curve, 'plain', confidence),
    at: {
      times: at,
      survival: found.map(({ survival }) => survival),
      n_risk: found.map(({ atRisk }) => atRisk),
    },
    at_ci_log: limitsAt(curve, at, 'log', confidence),
    at_ci_log_log: limitsAt(curve, at, 'log-log', confidence),
    at_ci_plain: limitsAt(curve, at, 'plain', confidence),
    restricted_mean: mean && { tau: mean.tau, mean: mean.mean, se: mean.standardError },
  };
}

function compare(given: SurvivalInput, group: readonly (string | number)[]) {
  const names = [...new Set(group.map(String))].sort();
  const rows = names.map((name) => {
    const mine = given.time.map((_, i) => i).filter((i) => String(group[i]) === name);
    return survivalRows(
      mine.map((i) => given.time[i]!),
      mine.map((i) => given.event[i]!),
    );
  });
  const test = logRank(rows);
  const byName = <T>(values: readonly T[]) =>
    Object.fromEntries(names.map((name, i) => [name, values[i]]));
  return {
    groups: byName(rows.map((one) => describe(one, given))),
    log_rank: {
      chisq: test.chiSquare,
      df: test.df,
      p: test.p,
      observed: byName(test.observed),
      expected: byName(test.expected),
    },
  };
}

export const survivalMethod: GoldenMethod = {
  file: 'km',
  method: 'Kaplan-Meier curve, quantiles, restricted mean, log-rank',
  run(input) {
    const given = inputAs<SurvivalInput>(input);
    if (given.group) return compare(given, given.group);
    return describe(survivalRows(given.time, given.event), given);
  },
};
