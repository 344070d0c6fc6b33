import { describe, expect, it } from 'vitest';
import { seededDraws, seededRandom } from '../../server/statistics/resample.ts';

const byHand = (seed: number, count: number, length: number): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length }, () => Math.floor(random() * count));
};

describe('seededDraws', () => {
  it('are those of the generator, and the longer begin like the shorter', () => {
    expect([...seededDraws(7, 13, 50)]).toEqual(byHand(7, 13, 50));
    expect([...seededDraws(7, 13, 400)]).toEqual(byHand(7, 13, 400));
    expect([...seededDraws(7, 13, 50)].slice(0, 50)).toEqual(byHand(7, 13, 50));
  });

  it('are made once, each seed and number of things for itself', () => {
    expect(seededDraws(8, 20, 100)).toBe(seededDraws(8, 20, 60));
    expect(seededDraws(8, 21, 100)).not.toBe(seededDraws(8, 20, 100));
    expect([...seededDraws(9, 20, 30)]).toEqual(byHand(9, 20, 30));
  });

  it('refuses more than it would keep', () => {
    expect(() => seededDraws(7, 13, 1_000_001)).toThrow(/more draws than are kept/);
  });
});
