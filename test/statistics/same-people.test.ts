import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clusteredRateRatio,
  personTimeSums,
} from '../../server/statistics/clustered-rate-ratio.ts';
import { effectSizes, hedgesFactor } from '../../server/statistics/effect-size.ts';
import {
  changeShares,
  countVerdicts,
  differenceSd,
  reliableChange,
  verdict,
} from '../../server/statistics/individual-change.ts';
import { mcnemar } from '../../server/statistics/mcnemar.ts';
import {
  accurateSum,
  crossDeviation,
  meanFromSums,
  meanOf,
  sumsOf,
} from '../../server/statistics/mean.ts';
import { zFor } from '../../server/statistics/normal.ts';
import {
  pairedChange,
  pairedMomentsOf,
  smallestChange,
} from '../../server/statistics/paired-change.ts';
import { pairedRatio } from '../../server/statistics/paired-ratio.ts';
import { completePairs, pairedSumsOf } from '../../server/statistics/paired-sums.ts';
import { quantile } from '../../server/statistics/quantile.ts';
import { regressionToTheMean } from '../../server/statistics/regression-to-the-mean.ts';
import { seededRandom } from '../../server/statistics/resample.ts';
import { signedRank } from '../../server/statistics/wilcoxon.ts';

const counts = fc.array(fc.nat(40), { minLength: 2, maxLength: 40 });
const pairs = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { minLength: 2, maxLength: 40 });
const after = (list: readonly (readonly [number, number])[]) => list.map(([a]) => a);
const before = (list: readonly (readonly [number, number])[]) => list.map(([, b]) => b);

describe('means', () => {
  it('are the same from added states as from all values', () => {
    fc.assert(
      fc.property(counts, counts, (first, second) => {
        const [a, b] = [sumsOf(first), sumsOf(second)];
        const sum = a.sum + b.sum;
        const sumSquares = a.sumSquares + b.sumSquares;
        const added = meanFromSums({ n: a.n + b.n, sum, sumSquares });
        const whole = meanOf([...first, ...second]);
        expect(added.n).toBe(whole.n);
        expect(added.mean).toBeCloseTo(whole.mean, 10);
        expect(added.sd!).toBeCloseTo(whole.sd!, 10);
        expect(added.interval!.lower).toBeLessThanOrEqual(added.mean);
        expect(added.interval!.upper).toBeGreaterThanOrEqual(added.mean);
      }),
    );
  });

  it('keep every digit of whole numbers whose products pass 2^53', () => {
    const [low, high] = [60_000_001, 60_000_002];
    const sums = sumsOf([low, high]);
    expect(Number.isSafeInteger(2 * sums.sumSquares)).toBe(false);
    expect(meanFromSums(sums).sd).toBe(Math.SQRT1_2);
    expect(crossDeviation(2, 2 * low * low, 2 * low, 2 * low)).toBe(0);
    expect(meanFromSums(sumsOf([7, 7, 7])).sd).toBe(0);
    expect(accurateSum([1, 1e100, 1, -1e100])).toBe(2);
  });

  it('give no interval for one value, and refuse none', () => {
    expect(meanOf([4])).toEqual({ n: 1, mean: 4, sd: null, interval: null });
    expect(() => meanOf([])).toThrow('number of values must be a positive whole number: 0');
    expect(() => meanOf([1, Number.NaN])).toThrow('meanOf: value must be a finite number: NaN');
  });
});

describe('quantiles', () => {
  it('are type 7, in whatever order the values come', () => {
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75);
    fc.assert(
      fc.property(counts, (values) => {
        const sorted = values.toSorted((a, b) => a - b);
        sorted.forEach((value, at) => {
          expect(quantile(values, at / (values.length - 1))).toBeCloseTo(value, 9);
        });
      }),
    );
    expect(() => quantile([], 0.5)).toThrow('number of values');
  });
});

describe('paired change', () => {
  it('is the mean of the differences with its interval, as figures add them up', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const direct = pairedChange(pairedMomentsOf(after(list), before(list)));
        const added = meanFromSums(sumsOf(list.map(([a, b]) => a - b)));
        expect(direct.meanChange).toBeCloseTo(added.mean, 9);
        expect(direct.sdChange!).toBeCloseTo(added.sd!, 9);
        if (!direct.interval) {
          expect(added.sd).toBeCloseTo(0, 9);
          return;
        }
        expect(direct.interval.lower).toBeCloseTo(added.interval!.lower, 9);
        expect(direct.interval.upper).toBeCloseTo(added.interval!.upper, 9);
        // A p of 5 % is an interval that ends at 0.
        expect(direct.p! < 0.05).toBe(direct.interval.lower > 0 || direct.interval.upper < 0);
      }),
    );
  });

  it('has no test where every change is the same, also in decimals', () => {
    const start = [0.1, 1.2, 2.3, 3.4];
    const same = pairedChange(
      pairedMomentsOf(
        start.map((one) => one + 0.1),
        start,
      ),
    );
    expect(same.sdChange).toBe(0);
    expect([same.interval, same.t, same.p]).toEqual([null, null, null]);
    expect(effectSizes(same).standardisedResponseMean).toBeNull();
  });

  it('keeps complete pairs and says how many it dropped', () => {
    expect(completePairs([1, null, 3], [4, 5, null])).toEqual({
      after: [1],
      before: [4],
      dropped: 2,
    });
  });

  it('tells smaller changes from noise with more pairs', () => {
    expect(smallestChange(400, 2)!).toBeCloseTo(((1.9659 + 0.8416) * 2) / 20, 3);
    expect(smallestChange(30, 2)!).toBeGreaterThan(smallestChange(60, 2)!);
    expect(smallestChange(1, 2)).toBeNull();
  });

  it('corrects effect sizes by Hedges, more so when small', () => {
    expect(hedgesFactor(10)).toBeCloseTo(0.92275, 5);
    expect(hedgesFactor(1000)).toBeCloseTo(1 - 3 / (4 * 1000 - 1), 6);
    expect(() => hedgesFactor(1)).toThrow(
      'degrees of freedom must be a whole number of 2 or more: 1',
    );
  });
});

describe('ratio of means in the same people', () => {
  it('follows the log-delta formula over people, and the clustered variance', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const [a, b] = [after(list), before(list)];
        const [totalA, totalB] = [accurateSum(a), accurateSum(b)];
        fc.pre(totalA > 0 && totalB > 0);
        const found = pairedRatio(pairedSumsOf(a, b))!;
        const spread = accurateSum(list.map(([x, y]) => (x / totalA - y / totalB) ** 2));
        const n = list.length;
        expect(found.value).toBeCloseTo(totalA / totalB, 12);
        expect(found.seLog!).toBeCloseTo(Math.sqrt((n * spread) / (n - 1)), 7);
        const people = list.map(([x, y]) => ({
          after: x,
          before: y,
          timeAfter: 1,
          timeBefore: 1,
        }));
        const clustered = clusteredRateRatio(personTimeSums(people))!;
        expect(clustered.seLog).toBeCloseTo(found.seLog!, 7);
      }),
    );
  });

  it('has no ratio without events before, and no interval without events after', () => {
    expect(pairedRatio(pairedSumsOf([1, 2], [0, 0]))).toBeNull();
    const none = pairedRatio(pairedSumsOf([0, 0], [1, 2]))!;
    expect([none.value, none.interval]).toEqual([0, null]);
    const width = (confidence: number) => {
      const found = pairedRatio(pairedSumsOf([3, 1, 4], [1, 5, 9]), confidence)!;
      return Math.log(found.interval!.upper / found.value);
    };
    expect(width(0.998) / width(0.95)).toBeCloseTo(zFor(0.998) / zFor(0.95), 10);
  });
});

describe('one person at a time', () => {
  it('does not decide on the last bit of a decimal', () => {
    expect(2.3 - 1.3).toBeLessThan(1);
    expect(verdict(2.3 - 1.3, 1, 'higher')).toBe('improved');
    expect(verdict(2.3 - 1.3, 1, 'lower')).toBe('worse');
    expect(verdict(0.99, 1, 'higher')).toBe('same');
    expect(() => verdict(1, 0, 'higher')).toThrow('threshold must be a number greater than 0: 0');
  });

  it('puts everyone in one of three shares', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1 }), (changes) => {
        const tally = countVerdicts(changes.map((one) => verdict(one, 2, 'higher')));
        const shares = changeShares(tally);
        const sum = shares.improved.value + shares.same.value + shares.worse.value;
        expect(sum).toBeCloseTo(1, 12);
        expect(shares.n).toBe(changes.length);
      }),
    );
  });

  it('calls a change reliable only beyond its noise, and refuses perfect reliability', () => {
    const noise = differenceSd(2, 0.875);
    expect(noise).toBeCloseTo(1, 12);
    expect(reliableChange(1.95, noise, 'higher').verdict).toBe('same');
    expect(reliableChange(1.97, noise, 'higher').verdict).toBe('improved');
    expect(reliableChange(1.97, noise, 'lower').verdict).toBe('worse');
    expect(() => differenceSd(2, 1)).toThrow('reliability must be from 0 to below 1: 1');
  });
});

describe('shares before and after', () => {
  it("agrees with the interval of Newcombe's published example", () => {
    // Newcombe 1998, Stat Med 17:2635, table II: 36, 12, 2, 0 by method 10.
    const found = mcnemar({ both: 36, beforeOnly: 2, afterOnly: 12, neither: 0 });
    expect(found.difference).toBeCloseTo(0.2, 12);
    expect(found.interval.lower).toBeCloseTo(0.0569, 4);
    expect(found.interval.upper).toBeCloseTo(0.3404, 4);
    expect(found.p).toBeCloseTo(2 * ((1 + 14 + 91) / 2 ** 14), 12);
    expect(found.midP!).toBeLessThan(found.p!);
  });

  it('turns round with time and gives no p when nobody changed', () => {
    const people = { both: 10, beforeOnly: 3, afterOnly: 8, neither: 4 };
    const [forward, back] = [
      mcnemar(people),
      mcnemar({ ...people, beforeOnly: people.afterOnly, afterOnly: people.beforeOnly }),
    ];
    expect(forward.difference).toBeCloseTo(-back.difference, 12);
    expect(forward.interval.lower).toBeCloseTo(-back.interval.upper, 12);
    expect(mcnemar({ both: 5, beforeOnly: 0, afterOnly: 0, neither: 5 }).p).toBeNull();
  });
});

describe('signed ranks', () => {
  it('counts sign patterns exactly', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 9 }),
        fc.nat(511),
        (sizes, signs) => {
          const sorted = sizes.toSorted((a, b) => a - b);
          const differences = sorted.map((size, i) => ((signs >> i) & 1 ? size : -size));
          const found = signedRank(differences);
          const m = sizes.length;
          const sumOf = (mask: number) =>
            sorted.reduce((sum, _, i) => ((mask >> i) & 1 ? sum + i + 1 : sum), 0);
          const all = Array.from({ length: 2 ** m }, (_, mask) => sumOf(mask));
          const low = all.filter((one) => one <= found.v).length;
          const high = all.filter((one) => one >= found.v).length;
          expect(found.v).toBe(sumOf(signs & (2 ** m - 1)));
          expect(found.pExact).toBeCloseTo(Math.min(1, (2 * Math.min(low, high)) / 2 ** m), 12);
        },
      ),
    );
  });

  it('ranks what is the same but for binary noise as tied, and drops zeros', () => {
    const noisy = signedRank([0.55, -0.5500000000000007, 1, 0]);
    expect(noisy).toMatchObject({ v: 4.5, nonZero: 3, pExact: null });
    expect(signedRank([0, 0])).toMatchObject({ v: 0, nonZero: 0, pNormal: null });
  });
});

it('regression to the mean is what selection alone does to invented people', () => {
  const random = seededRandom(20_240_601);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const asked = { populationMean: 60, sd: 15, correlation: 0.5, cutoff: 40 } as const;
  const said = regressionToTheMean({ ...asked, selected: 'below', measurements: 2 });
  const within = () => asked.sd * Math.sqrt(1 - asked.correlation) * normal();
  const rises: number[] = [];
  for (let i = 0; i < 200_000; i++) {
    const own = asked.populationMean + asked.sd * Math.sqrt(asked.correlation) * normal();
    const first = own + (within() + within()) / 2;
    if (first < asked.cutoff) rises.push(own + within() - first);
  }
  const found = meanOf(rises, 0.998);
  expect(found.interval!.lower).toBeLessThan(said.size);
  expect(found.interval!.upper).toBeGreaterThan(said.size);
  expect(rises.length / 200_000).toBeCloseTo(said.shareSelected, 2);
});
