import { needSameLength } from './check.ts';

/**
 * Additive state of a measure taken before and after on the same people: n, sums, squares and
 * cross-products. The state of two groups taken together is the sum of their states.
 */
export interface PairedSums {
  readonly n: number;
  readonly before: number;
  readonly after: number;
  readonly beforeSquares: number;
  readonly afterSquares: number;
  readonly products: number;
}

/** The empty state. */
const noPairs: PairedSums = {
  n: 0,
  before: 0,
  after: 0,
  beforeSquares: 0,
  afterSquares: 0,
  products: 0,
};

/** Adds two states. */
function addPairs(x: PairedSums, y: PairedSums): PairedSums {
  return {
    n: x.n + y.n,
    before: x.before + y.before,
    after: x.after + y.after,
    beforeSquares: x.beforeSquares + y.beforeSquares,
    afterSquares: x.afterSquares + y.afterSquares,
    products: x.products + y.products,
  };
}

/** The state of two parallel lists of numbers without gaps. */
export function pairedSumsOf(after: readonly number[], before: readonly number[]): PairedSums {
  needSameLength('pairedSumsOf', 'after', after, 'before', before);
  return after.reduce((sums, a, i) => {
    const b = before[i]!;
    const one = { n: 1, before: b, after: a, beforeSquares: b * b, afterSquares: a * a };
    return addPairs(sums, { ...one, products: a * b });
  }, noPairs);
}

/** Pairs with both sides present, as two lists, and how many were dropped for want of one. */
export function completePairs(
  after: readonly (number | null)[],
  before: readonly (number | null)[],
): { readonly after: number[]; readonly before: number[]; readonly dropped: number } {
  needSameLength('completePairs', 'after', after, 'before', before);
  const kept: { after: number[]; before: number[] } = { after: [], before: [] };
  after.forEach((a, i) => {
    const b = before[i] ?? null;
    if (a === null || b === null) return;
    kept.after.push(a);
    kept.before.push(b);
  });
  return { ...kept, dropped: after.length - kept.after.length };
}
