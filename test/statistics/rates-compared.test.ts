import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialLower, binomialUpper } from '../../server/statistics/binomial.ts';
import {
  clusteredRateRatio,
  personTimeSums,
  quasiPoissonRateRatio,
} from '../../server/statistics/clustered-rate-ratio.ts';
import {
  differenceInDifferences,
  differenceInDifferencesOfPeople,
} from '../../server/statistics/difference-in-differences.ts';
import { negativeBinomialRateRatio } from '../../server/statistics/negative-binomial.ts';
import {
  exactRateRatio,
  midPRateRatio,
  waldRateRatio,
} from '../../server/statistics/rate-ratio.ts';

const twoRates = fc.record({
  after: fc.nat(60),
  before: fc.nat(60),
  timeAfter: fc.integer({ min: 1, max: 900 }),
  timeBefore: fc.integer({ min: 1, max: 900 }),
});
const person = fc.record({
  before: fc.nat(12),
  after: fc.nat(12),
  timeBefore: fc.integer({ min: 1, max: 12 }),
  timeAfter: fc.integer({ min: 1, max: 12 }),
});
const people = fc.array(person, { minLength: 3, maxLength: 30 });

describe('two rates', () => {
  it('has exact limits that leave half the doubt on each side', () => {
    fc.assert(
      fc.property(twoRates, (rates) => {
        const { after, before, timeAfter, timeBefore } = rates;
        fc.pre(after > 0 && before > 0);
        const { lower, upper } = exactRateRatio(rates).interval;
        const share = (ratio: number) => (ratio * timeAfter) / (ratio * timeAfter + timeBefore);
        const n = after + before;
        expect(binomialUpper(after - 1, n, share(lower))).toBeCloseTo(0.025, 9);
        expect(binomialLower(after, n, share(upper))).toBeCloseTo(0.025, 9);
      }),
    );
  });

  it('turns over when before and after change places', () => {
    fc.assert(
      fc.property(twoRates, (rates) => {
        fc.pre(rates.after > 0 && rates.before > 0);
        const turned = {
          after: rates.before,
          timeAfter: rates.timeBefore,
          before: rates.after,
          timeBefore: rates.timeAfter,
        };
        for (const method of [exactRateRatio, midPRateRatio, waldRateRatio]) {
          const [one, two] = [method(rates)!, method(turned)!];
          expect(one.ratio! * two.ratio!).toBeCloseTo(1, 9);
          expect(one.interval.lower * two.interval.upper).toBeCloseTo(1, 7);
        }
        expect(exactRateRatio(rates).p).toBeCloseTo(exactRateRatio(turned).p, 8);
      }),
    );
  });

  it('holds the ratio, with mid-p limits inside the exact ones', () => {
    fc.assert(
      fc.property(twoRates, (rates) => {
        fc.pre(rates.after + rates.before > 0);
        const [exact, midP] = [exactRateRatio(rates), midPRateRatio(rates)];
        expect(midP.interval.lower).toBeGreaterThanOrEqual(exact.interval.lower);
        expect(midP.interval.upper).toBeLessThanOrEqual(exact.interval.upper);
        expect(midP.interval.lower).toBeLessThanOrEqual(exact.ratio!);
        expect(midP.interval.upper).toBeGreaterThanOrEqual(exact.ratio!);
      }),
    );
  });

  it('says what it can where a side is empty', () => {
    const times = { timeAfter: 10, timeBefore: 10 };
    expect(exactRateRatio({ after: 0, before: 0, ...times })).toEqual({
      ratio: null,
      interval: { lower: 0, upper: Infinity },
      p: 1,
    });
    const onlyAfter = exactRateRatio({ after: 6, before: 0, ...times });
    expect(onlyAfter.ratio).toBe(Infinity);
    expect(onlyAfter.interval.lower).toBeGreaterThan(1);
    expect(onlyAfter.p).toBeCloseTo(2 / 2 ** 6, 12);
    expect(waldRateRatio({ after: 6, before: 0, ...times })).toBeNull();
    expect(() => exactRateRatio({ after: 1, before: 1, timeAfter: 0, timeBefore: 1 })).toThrow(
      'exactRateRatio: time after must be a number greater than 0: 0',
    );
  });
});

describe('rates of the same people', () => {
  it('has the variance of its people, added up one by one', () => {
    fc.assert(
      fc.property(people, (list) => {
        const sums = personTimeSums(list);
        const [a, b, ta, tb] = sums.totals as [number, number, number, number];
        fc.pre(a > 0 && b > 0);
        const squares = list.map((one) => {
          const e =
            (one.after - (a / ta) * one.timeAfter) / a -
            (one.before - (b / tb) * one.timeBefore) / b;
          return e * e;
        });
        const want = squares.reduce((sum, one) => sum + one, 0);
        const found = clusteredRateRatio(sums, 0.95, 'none')!;
        expect(found.seLog ** 2).toBeCloseTo(want, 10);
        const wider = clusteredRateRatio(sums, 0.95, 'people')!;
        expect(wider.seLog).toBeGreaterThanOrEqual(found.seLog);
      }),
    );
  });

  it('finds no negative binomial spread in counts that scatter less than chance', () => {
    const steady = Array.from({ length: 20 }, (_, i) => ({
      before: 4 + (i % 2),
      after: 3 + (i % 2),
      timeBefore: 1,
      timeAfter: 1,
    }));
    expect(negativeBinomialRateRatio(steady)).toBeNull();
    expect(quasiPoissonRateRatio(steady)!.dispersion).toBeLessThan(0.1);
    const uneven = steady.map((one, i) => ({ ...one, before: i * i, after: i * 2 }));
    const found = negativeBinomialRateRatio(uneven)!;
    const totals = (read: 'before' | 'after') => uneven.reduce((sum, one) => sum + one[read], 0);
    expect(found.ratio).toBeCloseTo(totals('after') / totals('before'), 9);
  });
});

describe('difference in differences', () => {
  const four = {
    treatedBefore: { events: 190, time: 100 },
    treatedAfter: { events: 140, time: 100 },
    controlBefore: { events: 210, time: 50 },
    controlAfter: { events: 205, time: 50 },
  };

  it('is the ratio of the two ratios, and 1 when both groups moved alike', () => {
    const found = differenceInDifferences(four)!;
    expect(found.ratio).toBeCloseTo(140 / 190 / (205 / 210), 12);
    const alike = { ...four, controlBefore: four.treatedBefore, controlAfter: four.treatedAfter };
    expect(differenceInDifferences(alike)!.ratio).toBeCloseTo(1, 12);
    expect(differenceInDifferences(alike)!.p).toBeCloseTo(1, 12);
    expect(differenceInDifferences({ ...four, controlAfter: { events: 0, time: 1 } })).toBeNull();
  });

  it('adds the robust variances of the two groups of people', () => {
    fc.assert(
      fc.property(people, people, (one, two) => {
        const [treated, control] = [personTimeSums(one), personTimeSums(two)];
        const [first, second] = [treated, control].map((sums) =>
          clusteredRateRatio(sums, 0.95, 'none'),
        );
        fc.pre(first !== null && second !== null);
        const found = differenceInDifferencesOfPeople(treated, control, 0.95, 'none')!;
        expect(found.ratio).toBeCloseTo(first!.ratio / second!.ratio, 9);
        expect(found.seLog).toBeCloseTo(Math.hypot(first!.seLog, second!.seLog), 9);
      }),
    );
  });
});
