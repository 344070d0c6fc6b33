import { needFinite, needPositive, needWhole } from './check.ts';
import { normalDensity, normalUpperTail } from './normal.ts';

/** How a group came to be selected on its first measurement. */
export interface Selection {
  readonly populationMean: number;
  /** SD of one measurement, between and within people together. */
  readonly sd: number;
  /** Correlation of two measurements of the same person (test-retest), from 0 to 1. */
  readonly correlation: number;
  readonly cutoff: number;
  readonly selected: 'above' | 'below';
  /** Measurements averaged at baseline; 1 unless said. */
  readonly measurements?: number;
}

/** What selection alone would make happen. */
export interface ExpectedRegression {
  readonly z: number;
  /** phi(z) / (1 - Phi(z)): how far beyond the cut-off the mean of those selected lies. */
  readonly c: number;
  /** Expected movement back towards the population mean, as a size (0 or more). */
  readonly size: number;
  readonly meanSelected: number;
  readonly shareSelected: number;
}

/**
 * Expected regression to the mean of a group selected beyond a cut-off, in a normal population:
 * (sw2/m)/s * C(z), s^2 = sb2 + sw2/m, sb2 = r sd^2, sw2 = (1-r) sd^2. For counts it is a rough
 * guide only, and it is never taken off silently: show crude and adjusted.
 * Source: Barnett, van der Pols and Dobson 2005, Int J Epidemiol 34:215, equations 1 and 2, with
 * the SD of the averaged baseline in z (their posted code uses that of one measurement).
 */
export function regressionToTheMean(selection: Selection): ExpectedRegression {
  const { populationMean, sd, correlation, cutoff, selected, measurements = 1 } = selection;
  needFinite('regressionToTheMean', 'population mean', populationMean);
  needFinite('regressionToTheMean', 'cut-off', cutoff);
  needPositive('regressionToTheMean', 'standard deviation', sd);
  needWhole('regressionToTheMean', 'measurements', measurements, 1);
  if (!(correlation >= 0 && correlation <= 1)) {
    throw new RangeError(`regressionToTheMean: correlation must be from 0 to 1: ${correlation}`);
  }
  const within = ((1 - correlation) * sd * sd) / measurements;
  const spread = Math.sqrt(correlation * sd * sd + within);
  const sign = selected === 'above' ? 1 : -1;
  const z = (sign * (cutoff - populationMean)) / spread;
  const shareSelected = normalUpperTail(z);
  const c = normalDensity(z) / shareSelected;
  return {
    z,
    c,
    size: (within / spread) * c,
    meanSelected: populationMean + sign * spread * c,
    shareSelected,
  };
}
