import { needWhole } from './check.ts';
import { logGamma } from './gamma.ts';
import type { PairedMoments } from './paired-change.ts';

/** A standardised change after Hedges' correction, with its sampling variance. */
export interface CorrectedEffect {
  readonly estimate: number;
  readonly variance: number;
}

/**
 * Change over a standard deviation, in the ways in use. They differ by a lot when SDs or the
 * correlation do, so a figure must say which. Null where its standard deviation is 0 or unknown.
 */
export interface EffectSizes {
  /** Mean change / SD of change (standardised response mean). */
  readonly standardisedResponseMean: number | null;
  /** Mean change / SD before: the one that may be compared between services. */
  readonly byBaselineSd: number | null;
  /** Mean change / sqrt of the mean of the two variances (Cohen's d, pooled). */
  readonly byPooledSd: number | null;
  /** Standardised response mean with Hedges' correction (metafor SMCC). */
  readonly smcc: CorrectedEffect | null;
  /** Change by baseline SD with Hedges' correction (metafor SMCR). */
  readonly smcr: CorrectedEffect | null;
}

/**
 * Hedges' exact small-sample factor, c(m) = G(m/2) / (sqrt(m/2) G((m-1)/2)), for m of 2 or more
 * degrees of freedom. Source: Hedges 1981, J Educ Stat 6:107.
 */
export function hedgesFactor(m: number): number {
  needWhole('hedgesFactor', 'degrees of freedom', m, 2);
  return Math.exp(logGamma(m / 2) - logGamma((m - 1) / 2)) / Math.sqrt(m / 2);
}

function ratioOrNull(change: number, sd: number | null): number | null {
  return sd ? change / sd : null;
}

/**
 * Effect sizes of a paired change; variances 1/n + g^2/(2n) (SMCC) and 2(1-r)/n + g^2/(2n) (SMCR).
 * Source: Becker 1988; Morris and DeShon 2002; as in metafor's escalc.
 */
export function effectSizes(moments: PairedMoments): EffectSizes {
  const { n, meanChange, sdBefore, sdAfter, sdChange, correlation } = moments;
  const standardisedResponseMean = ratioOrNull(meanChange, sdChange);
  const byBaselineSd = ratioOrNull(meanChange, sdBefore);
  const pooled =
    sdBefore === null || sdAfter === null ? null : Math.sqrt((sdBefore ** 2 + sdAfter ** 2) / 2);
  const corrected = (plain: number | null, base: number | null): CorrectedEffect | null => {
    if (plain === null || base === null || n < 3) return null;
    const estimate = plain * hedgesFactor(n - 1);
    return { estimate, variance: base / n + estimate ** 2 / (2 * n) };
  };
  return {
    standardisedResponseMean,
    byBaselineSd,
    byPooledSd: ratioOrNull(meanChange, pooled),
    smcc: corrected(standardisedResponseMean, 1),
    smcr: corrected(byBaselineSd, correlation === null ? null : 2 * (1 - correlation)),
  };
}
