/** Guards that every statistic uses: an error says which function, which input, and the value. */

/** Throws unless the value is a whole number of at least `least`. */
export function needWhole(who: string, name: string, value: number, least = 0): void {
  if (Number.isInteger(value) && value >= least) return;
  const kind =
    least === 0
      ? 'a whole number of 0 or more'
      : least === 1
        ? 'a positive whole number'
        : `a whole number of ${least} or more`;
  throw new RangeError(`${who}: ${name} must be ${kind}: ${value}`);
}

/** Throws unless the value is finite and greater than 0. */
export function needPositive(who: string, name: string, value: number): void {
  if (Number.isFinite(value) && value > 0) return;
  throw new RangeError(`${who}: ${name} must be a number greater than 0: ${value}`);
}

/** Throws unless the value is finite and at least 0. */
export function needNotNegative(who: string, name: string, value: number): void {
  if (Number.isFinite(value) && value >= 0) return;
  throw new RangeError(`${who}: ${name} must be a number of 0 or more: ${value}`);
}

/** Throws unless the value is an ordinary number (not NaN, not infinite). */
export function needFinite(who: string, name: string, value: number): void {
  if (Number.isFinite(value)) return;
  throw new RangeError(`${who}: ${name} must be a finite number: ${value}`);
}

/**
 * Throws unless the confidence level is a share from 0.9 to below 1, the range that the
 * public-health indicator methods accept. A percentage (95) is refused, so that nothing is guessed.
 */
export function needConfidence(who: string, confidence: number): void {
  if (confidence >= 0.9 && confidence < 1) return;
  throw new RangeError(`${who}: confidence must be from 0.9 to below 1: ${confidence}`);
}

/** Throws unless two lists that are read side by side are of the same length. */
export function needSameLength(
  who: string,
  first: string,
  a: { readonly length: number },
  second: string,
  b: { readonly length: number },
): void {
  if (a.length === b.length) return;
  throw new RangeError(
    `${who}: ${first} and ${second} must be of the same length: ${a.length}, ${b.length}`,
  );
}
