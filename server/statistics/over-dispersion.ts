import { needSameLength, needWhole } from './check.ts';
import { quantile } from './quantile.ts';

/** How far units vary beyond chance. */
export interface OverDispersion {
  /** Mean squared (trimmed) z-score; about 1 when chance explains the spread. */
  readonly phi: number;
  /** Variance between units on the transformed scale; 0 when chance is enough. */
  readonly tau2: number;
}

/** z-scores pulled in to their own quantiles `by` and 1 - `by` (type 7). */
export function winsorise(z: readonly number[], by: number): number[] {
  const low = quantile(z, by);
  const high = quantile(z, 1 - by);
  return z.map((one) => Math.min(Math.max(one, low), high));
}

/** Ranks from 1, ties sharing their mean. */
function meanRanks(values: readonly number[]): number[] {
  return values.map((one) => {
    let [below, same] = [0, 0];
    for (const other of values) {
      if (other < one) below += 1;
      else if (other === one) same += 1;
    }
    return below + (same + 1) / 2;
  });
}

/** z-scores without their lowest and highest share `by`: null for those dropped. */
export function truncate(z: readonly number[], by: number): (number | null)[] {
  const parts = 1 / by;
  const ranks = meanRanks(z);
  return z.map((one, i) => {
    const part = Math.floor((parts * ranks[i]!) / (z.length + 1));
    return part >= 1 && part < parts - 1 ? one : null;
  });
}

/**
 * phi = mean z^2 over the I units that count; tau2 = 0 if I phi < I - 1, else
 * (I phi - (I - 1)) / (W - sum w^2/W) with w = 1/s^2, W = sum w. Units whose z is null do not count.
 * The test is I phi < I - 1, so tau2 may be just above 0 with phi just below 1.
 * Source: Spiegelhalter 2005, Qual Saf Health Care 14:347 (DerSimonian and Laird's moments).
 */
export function overDispersion(
  z: readonly (number | null)[],
  standardErrors: readonly number[],
): OverDispersion {
  needSameLength('overDispersion', 'z', z, 'standard errors', standardErrors);
  let [units, squares, weights, weightSquares] = [0, 0, 0, 0];
  z.forEach((one, i) => {
    if (one === null) return;
    const weight = 1 / standardErrors[i]! ** 2;
    units += 1;
    squares += one * one;
    weights += weight;
    weightSquares += weight * weight;
  });
  needWhole('overDispersion', 'number of units', units, 1);
  const phi = squares / units;
  if (squares < units - 1 || units < 2) return { phi, tau2: 0 };
  return { phi, tau2: (squares - (units - 1)) / (weights - weightSquares / weights) };
}
