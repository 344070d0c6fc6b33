/** Additive state of a weighted regression: sums over rows of w x x' and w x y. */
export interface RegressionSums {
  /** Number of predictors, the constant included. */
  readonly width: number;
  /** `width` x `width`, row by row. */
  readonly products: Float64Array;
  readonly outcomes: Float64Array;
}

/** The empty state for this many predictors (the constant included). */
export function noRows(width: number): RegressionSums {
  return {
    width,
    products: new Float64Array(width * width),
    outcomes: new Float64Array(width),
  };
}

/** Adds one row in place. `predictors` begins with 1 for the constant. */
export function addRow(
  sums: RegressionSums,
  predictors: ArrayLike<number>,
  outcome: number,
  weight = 1,
): void {
  const { width, products, outcomes } = sums;
  for (let i = 0; i < width; i++) {
    const scaled = weight * predictors[i]!;
    outcomes[i]! += scaled * outcome;
    for (let j = 0; j < width; j++) products[i * width + j]! += scaled * predictors[j]!;
  }
}

/** A pivot this small beside the largest says the predictors repeat one another. */
const SINGULAR = 1e-10;

/**
 * Coefficients of weighted least squares from additive state, by Gaussian elimination with partial
 * pivoting of the normal equations. Null when the predictors do not tell them apart.
 * Source: any text on regression; fit for a handful of small whole-number predictors.
 */
export function leastSquares(sums: RegressionSums): number[] | null {
  const { width } = sums;
  const rows = Array.from({ length: width }, (_, i) => [
    ...sums.products.subarray(i * width, (i + 1) * width),
    sums.outcomes[i]!,
  ]);
  const largest = Math.max(...sums.products.map(Math.abs), 0);
  for (let step = 0; step < width; step++) {
    let best = step;
    for (let row = step + 1; row < width; row++) {
      if (Math.abs(rows[row]![step]!) > Math.abs(rows[best]![step]!)) best = row;
    }
    const pivot = rows[best]!;
    if (!(Math.abs(pivot[step]!) > SINGULAR * largest)) return null;
    [rows[best], rows[step]] = [rows[step]!, pivot];
    for (let row = 0; row < width; row++) {
      if (row === step) continue;
      const factor = rows[row]![step]! / pivot[step]!;
      for (let column = step; column <= width; column++) {
        rows[row]![column]! -= factor * pivot[column]!;
      }
    }
  }
  return rows.map((row, i) => row[width]! / row[i]!);
}
