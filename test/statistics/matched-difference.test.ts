import { describe, expect, it } from 'vitest';
import { matchedDifference } from '../../server/statistics/matched-difference.ts';
import type { MatchedSide } from '../../server/statistics/matched-difference.ts';
import { seededRandom } from '../../server/statistics/resample.ts';

const row = (person: number, before: number, after: number, weight = 1) => ({
  person,
  before,
  after,
  weight,
});

const matchedSide = (rows: readonly ReturnType<typeof row>[]): MatchedSide => ({
  size: rows.length,
  person: Int32Array.from(rows, ({ person }) => person),
  before: Float64Array.from(rows, ({ before }) => before),
  after: Float64Array.from(rows, ({ after }) => after),
  weight: Float64Array.from(rows, ({ weight }) => weight),
});

describe('matchedDifference', () => {
  const referred = matchedSide([row(1, 6, 3), row(2, 2, 2)]);
  const comparison = matchedSide([row(8, 6, 4, 0.5), row(9, 6, 6, 0.5), row(8, 2, 1)]);

  it('is the mean change less the mean change of the comparators', () => {
    expect(matchedDifference(referred, comparison)).toMatchObject({
      before: 4,
      after: 2.5,
      comparisonBefore: 4,
      comparisonAfter: 3,
      effect: -0.5,
      ratio: 2.5 / 3,
      clusters: 4,
    });
  });

  it('adds up the influences of one person before squaring them', () => {
    // Changes: -3, 0 (mean -1.5); comparators -2, 0, -1 with weights 1/2, 1/2, 1 (mean -1).
    // Influences: person 1: -1.5/2, person 2: +1.5/2; person 8: -(0.25 x -1) - (0.5 x 0) = 0.25; person 9: -0.25.
    const variance = (4 / 3) * (0.75 ** 2 + 0.75 ** 2 + 0.25 ** 2 + 0.25 ** 2);
    expect(matchedDifference(referred, comparison)?.effectSe).toBeCloseTo(Math.sqrt(variance), 12);
  });

  it('is the same again: nothing of one call is left for the next', () => {
    const first = matchedDifference(referred, comparison);
    matchedDifference(matchedSide([row(1, 0, 0), row(8, 0, 9)]), comparison);
    expect(matchedDifference(referred, comparison)).toEqual(first);
  });

  it('is wider when one comparator serves everybody than when each has their own', () => {
    const people = Array.from({ length: 40 }, (_, at) => row(at, at % 5, (at * 3) % 5));
    const shared = people.map((_, at) => (at % 2 === 0 ? row(100, 3, 0) : row(101, 0, 2)));
    const own = shared.map((each, at) => ({ ...each, person: 200 + at }));
    const width = (side: typeof own): number =>
      matchedDifference(matchedSide(people), matchedSide(side))?.effectSe ?? 0;
    expect(width(shared)).toBeGreaterThan(width(own));
  });

  it('says nothing without people on both sides, and gives no interval without spread', () => {
    expect(matchedDifference(matchedSide([]), comparison)).toBeNull();
    expect(matchedDifference(referred, matchedSide([]))).toBeNull();
    const still = matchedDifference(matchedSide([row(1, 2, 2)]), matchedSide([row(2, 2, 2)]));
    expect(still).toMatchObject({ effect: 0, effectInterval: null, ratio: 1, ratioInterval: null });
  });

  it('gives no ratio where nothing is expected or nothing came after', () => {
    const none = matchedDifference(matchedSide([row(1, 0, 0), row(2, 0, 0)]), comparison);
    expect(none).toMatchObject({ ratio: null, ratioInterval: null });
    expect(none?.effect).toBe(1);
  });

  it('holds the true difference about as often as it says, comparators re-used', () => {
    const random = seededRandom(11);
    const poisson = (mean: number): number => {
      let [count, product] = [0, random()];
      for (const limit = Math.exp(-mean); product > limit; product *= random()) count++;
      return count;
    };
    const effect = -0.4;
    const held = Array.from({ length: 300 }, () => {
      const pool = Array.from({ length: 60 }, (_, at) => {
        const rate = 1 + 4 * random();
        return row(1000 + at, poisson(rate), poisson(rate));
      });
      const people = Array.from({ length: 150 }, (_, at) => {
        const rate = 1 + 4 * random();
        return row(at, poisson(rate), poisson(Math.max(rate + effect, 0)));
      });
      const uses = people.map(() => pool[Math.floor(random() * pool.length)]!);
      const found = matchedDifference(matchedSide(people), matchedSide(uses))!;
      const { lower, upper } = found.effectInterval!;
      return lower <= effect && effect <= upper;
    }).filter(Boolean).length;
    expect(held / 300).toBeGreaterThan(0.91);
    expect(held / 300).toBeLessThan(0.985);
  });
});
