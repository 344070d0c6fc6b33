import { needSameLength } from './check.ts';

/**
 * Additive state of pairs (a, b) measured on the same people: a is after, b is before. The state of
 * two groups taken together is the sum of their states.
 */
export interface PairedSums {
  readonly n: number;
  readonly sumA: number;
  readonly sumB: number;
  readonly sumAA: number;
  readonly sumBB: number;
  readonly sumAB: number;
}

/** The empty state. */
export const noPairs: PairedSums = { n: 0, sumA: 0, sumB: 0, sumAA: 0, sumBB: 0, sumAB: 0 };

/** Adds two states. */
export function addPairs(x: PairedSums, y: PairedSums): PairedSums {
  return {
    n: x.n + y.n,
    sumA: x.sumA + y.sumA,
    sumB: x.sumB + y.sumB,
    sumAA: x.sumAA + y.sumAA,
    sumBB: x.sumBB + y.sumBB,
    sumAB: x.sumAB + y.sumAB,
  };
}

/** The state of two parallel lists of numbers without gaps. */
export function pairedSumsOf(after: readonly number[], before: readonly number[]): PairedSums {
  needSameLength('pairedSumsOf', 'after', after, 'before', before);
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  after.forEach((a, i) => {
    const b = before[i]!;
    sumA += a;
    sumB += b;
    sumAA += a * a;
    sumBB += b * b;
    sumAB += a * b;
  });
  return { n: after.length, sumA, sumB, sumAA, sumBB, sumAB };
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
