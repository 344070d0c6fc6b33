import { describe, expect, it } from 'vitest';
import {
  clusteredRateRatio,
  personTimeSums,
} from '../../server/statistics/clustered-rate-ratio.ts';
import { pairedRatio } from '../../server/statistics/paired-ratio.ts';
import { seededRandom } from '../../server/statistics/resample.ts';

const pairs = [
  [6, 3],
  [2, 3],
  [4, 3],
  [0, 1],
  [9, 4],
] as const;

const sums = (list: readonly (readonly [number, number])[]) => ({
  n: list.length,
  before: list.reduce((sum, [b]) => sum + b, 0),
  after: list.reduce((sum, [, a]) => sum + a, 0),
  beforeSquares: list.reduce((sum, [b]) => sum + b * b, 0),
  afterSquares: list.reduce((sum, [, a]) => sum + a * a, 0),
  products: list.reduce((sum, [b, a]) => sum + b * a, 0),
});

describe('pairedRatio', () => {
  it('is total after over total before, with the variance of the formula', () => {
    const [a, b] = [14, 21];
    const s = pairs.reduce((sum, [before, after]) => sum + (after / a - before / b) ** 2, 0);
    const found = pairedRatio(sums(pairs));
    expect(found?.value).toBeCloseTo(a / b, 12);
    expect(found?.seLog).toBeCloseTo(Math.sqrt((5 * s) / 4), 12);
    expect(found?.interval?.lower).toBeLessThan(a / b);
  });

  it('is the person-clustered rate ratio of equal times', () => {
    const people = pairs.map(([before, after]) => ({
      before,
      after,
      timeBefore: 1,
      timeAfter: 1,
    }));
    const other = clusteredRateRatio(personTimeSums(people));
    expect(pairedRatio(sums(pairs))?.value).toBeCloseTo(other?.ratio ?? NaN, 12);
    expect(pairedRatio(sums(pairs))?.seLog).toBeCloseTo(other?.seLog ?? NaN, 12);
  });

  it('has no value without events before, and no interval without any after', () => {
    expect(pairedRatio(sums([[0, 3]]))).toBeNull();
    expect(pairedRatio(sums([]))).toBeNull();
    const none = sums([
      [3, 0],
      [2, 0],
    ]);
    expect(pairedRatio(none)).toEqual({ value: 0, seLog: null, interval: null });
    expect(pairedRatio(sums([[3, 2]]))?.interval).toBeNull();
  });
});

describe('random numbers of resampling', () => {
  it('are the same for the same seed, and others for another', () => {
    const draw = (seed: number): number[] => Array.from({ length: 20 }, seededRandom(seed));
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });

  it('are spread evenly from 0 to 1', () => {
    const random = seededRandom(3);
    const tenths = new Array<number>(10).fill(0);
    for (let at = 0; at < 20_000; at++) tenths[Math.floor(random() * 10)]!++;
    for (const count of tenths) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });
});
