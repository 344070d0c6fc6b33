import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquareUpperTail } from '../../server/statistics/chi-square.ts';
import { overlap } from '../../server/statistics/interval.ts';
import { zFor } from '../../server/statistics/normal.ts';
import {
  byarInterval,
  exactPoissonInterval,
  poissonInterval,
  rate,
} from '../../server/statistics/poisson-interval.ts';
import { bandsOf, standardisedRate } from '../../server/statistics/standardised-rate.ts';
import { standardisedRatio } from '../../server/statistics/standardised-ratio.ts';
import { wilson } from '../../server/statistics/wilson.ts';

const level = fc.constantFrom(0.9, 0.95, 0.99, 0.998);
const share = fc
  .tuple(fc.integer({ min: 1, max: 5000 }), fc.nat(5000))
  .map(([n, pick]) => ({ n, x: pick % (n + 1) }));

describe('wilson', () => {
  it('holds its estimate, stays in 0 to 1, and turns round with the share', () => {
    fc.assert(
      fc.property(share, level, ({ x, n }, confidence) => {
        const { value, interval } = wilson(x, n, confidence);
        const turned = wilson(n - x, n, confidence).interval;
        expect(interval.lower).toBeLessThanOrEqual(value);
        expect(interval.upper).toBeGreaterThanOrEqual(value);
        expect(interval.lower).toBeGreaterThanOrEqual(0);
        expect(interval.upper).toBeLessThanOrEqual(1);
        expect(interval.lower).toBeCloseTo(1 - turned.upper, 12);
      }),
    );
  });

  it('has limits where the score test just gives way', () => {
    fc.assert(
      fc.property(share, level, ({ x, n }, confidence) => {
        fc.pre(x > 0 && x < n);
        const { value, interval } = wilson(x, n, confidence);
        for (const limit of [interval.lower, interval.upper]) {
          const score = (value - limit) ** 2 / ((limit * (1 - limit)) / n);
          expect(score / zFor(confidence) ** 2).toBeCloseTo(1, 8);
        }
      }),
    );
  });

  it('refuses a share of nobody, of more than all, and a percentage for a level', () => {
    expect(() => wilson(0, 0)).toThrow('wilson: n must be a positive whole number: 0');
    expect(() => wilson(6, 5)).toThrow('wilson: x must not be more than n: 6 of 5');
    expect(() => wilson(-1, 5)).toThrow('wilson: x must be a whole number of 0 or more: -1');
    expect(() => wilson(Number.NaN, 5)).toThrow('NaN');
    expect(() => wilson(1, 5, 95)).toThrow('confidence must be from 0.9 to below 1: 95');
  });
});

describe('rates', () => {
  it('exact limits leave half the doubt on each side', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), level, (count, confidence) => {
        const { lower, upper } = exactPoissonInterval(count, confidence);
        const tail = (1 - confidence) / 2;
        expect(1 - chiSquareUpperTail(2 * lower, 2 * count)).toBeCloseTo(tail, 10);
        expect(chiSquareUpperTail(2 * upper, 2 * count + 2)).toBeCloseTo(tail, 10);
      }),
    );
  });

  it('switches from exact to Byar at ten events, where they are within 1 % of one another', () => {
    expect(poissonInterval(9).method).toBe('exact');
    expect(poissonInterval(10).method).toBe('byar');
    for (let count = 10; count < 400; count += 13) {
      const [byar, exact] = [poissonInterval(count), exactPoissonInterval(count)];
      expect(byar.lower / exact.lower).toBeCloseTo(1, 2);
      expect(byar.upper / exact.upper).toBeCloseTo(1, 2);
    }
  });

  it('gives no lower Byar limit where the cube turns negative', () => {
    expect(byarInterval(1, 0.998).lower).toBeNull();
    expect(byarInterval(0).lower).toBe(0);
  });

  it('holds its estimate and scales with the exposure', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 9000 }), (count, exposure) => {
        const found = rate(count, exposure, 1000);
        expect(found.interval.lower).toBeLessThanOrEqual(found.value);
        expect(found.interval.upper).toBeGreaterThan(found.value);
        expect(rate(count, exposure * 2, 2000).value).toBeCloseTo(found.value, 9);
      }),
    );
    expect(() => rate(1, 0)).toThrow('rate: exposure must be a number greater than 0: 0');
    expect(() => rate(1.5, 10)).toThrow('rate: count must be a whole number of 0 or more: 1.5');
  });
});

describe('standardised rates', () => {
  it('is the crude rate when every band has the same rate or there is one band', () => {
    const weights = [5000, 5500, 7000, 2500, 1000];
    const populations = weights.map((_, i) => 1000 * (i + 1));
    const counts = populations.map((people) => people / 100);
    const found = standardisedRate(bandsOf(counts, populations, weights), 1000);
    expect(found.value).toBeCloseTo(10, 12);
    const one = standardisedRate(bandsOf([25], [3000], [7]), 1000);
    expect(one.interval!.upper).toBeCloseTo(rate(25, 3000, 1000).interval.upper, 10);
  });

  it('widens, with the same rate, when events belong to fewer people', () => {
    const apart = bandsOf([40, 60], [1000, 1000], [1, 1]).map((band) => ({
      ...band,
      peopleByEvents: [band.count!],
    }));
    const together = apart.map((band) => ({ ...band, peopleByEvents: [0, band.count! / 2] }));
    const [single, repeat] = [standardisedRate(apart, 1), standardisedRate(together, 1)];
    expect(repeat.value).toBeCloseTo(single.value!, 12);
    const width = (found: typeof single) => found.interval!.upper - found.interval!.lower;
    expect(width(repeat) / width(single)).toBeCloseTo(Math.SQRT2, 10);
    expect(standardisedRate(bandsOf([40, 60], [1000, 1000], [1, 1]), 1)).toEqual(single);
  });

  it('gives no rate under ten events, and counts a missing band as none', () => {
    expect(standardisedRate(bandsOf([9], [100], [1])).value).toBeNull();
    expect(standardisedRate(bandsOf([12, null], [100, 100], [1, 1])).count).toBe(12);
    expect(() => bandsOf([1], [1, 2], [1])).toThrow('counts and populations must be of the same');
    expect(() => standardisedRate(bandsOf([12], [0], [1]))).toThrow('population must be a number');
  });

  it('is 1 by indirect standardisation against itself', () => {
    const bands = [3, 9, 20].map((count, i) => ({
      count,
      population: 100 * (i + 1),
      referenceCount: count,
      referencePopulation: 100 * (i + 1),
    }));
    const found = standardisedRatio(bands);
    expect(found.ratio).toBeCloseTo(1, 12);
    expect(found.rate).toBeCloseTo(found.referenceRate, 12);
  });
});

it('intervals overlap when they share a point, whichever comes first', () => {
  expect(overlap({ lower: 0, upper: 1 }, { lower: 1, upper: 2 })).toBe(true);
  expect(overlap({ lower: 3, upper: 4 }, { lower: 1, upper: 2 })).toBe(false);
});
