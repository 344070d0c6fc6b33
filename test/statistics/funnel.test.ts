import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { funnel, sumByUnit } from '../../server/statistics/funnel.ts';
import {
  pheRatioLimits,
  pheRatioSignificance,
  pheShareLimits,
  pheShareSignificance,
} from '../../server/statistics/funnel-phe.ts';
import { overDispersion, truncate, winsorise } from '../../server/statistics/over-dispersion.ts';
import { exactPoissonInterval } from '../../server/statistics/poisson-interval.ts';
import { seededRandom } from '../../server/statistics/resample.ts';
import { wilson } from '../../server/statistics/wilson.ts';

const unit = fc
  .tuple(fc.integer({ min: 5, max: 900 }), fc.nat(900))
  .map(([denominator, pick]) => ({ denominator, numerator: 1 + (pick % denominator) }));
const units = fc
  .array(unit, { minLength: 3, maxLength: 30 })
  .map((list) => list.map((one, i) => ({ key: `unit ${i}`, ...one })));

describe('funnel', () => {
  it('widens limits by over-dispersion, never narrows them', () => {
    fc.assert(
      fc.property(units, fc.constantFrom('proportion', 'counts-log'), (list, scale) => {
        const found = funnel(list, { scale: scale as 'proportion' });
        expect(found.tau2).toBeGreaterThanOrEqual(0);
        for (const { plain, adjusted } of found.points) {
          expect(adjusted.at95.lower).toBeLessThanOrEqual(plain.at95.lower + 1e-12);
          expect(adjusted.at998.upper).toBeGreaterThanOrEqual(plain.at998.upper - 1e-12);
          expect(adjusted.at998.lower).toBeLessThanOrEqual(adjusted.at95.lower);
        }
      }),
    );
  });

  it('squares square-root limits back, and spreads counts by both of them', () => {
    const list = [40, 52, 61, 38, 90, 44, 57, 71, 66, 49, 83, 35].map((numerator, i) => ({
      key: `u${i}`,
      numerator,
      denominator: 50 + i,
    }));
    const root = funnel(list, { scale: 'ratio-root' });
    const half = 1.959964 * Math.sqrt(1 / (4 * 50) + root.tau2);
    expect(root.points[0]!.adjusted.at95.lower).toBeCloseTo((1 - half) ** 2, 12);
    expect(root.points[0]!.adjusted.at95.upper).toBeCloseTo((1 + half) ** 2, 12);
    const counts = funnel(list, { scale: 'counts-log', overDispersed: false });
    const error = Math.sqrt(1 / (counts.target * 50) + 1 / 50);
    expect(counts.points[0]!.standardError).toBeCloseTo(error, 12);
    expect(counts.phi).toBe(0);
  });

  it.each(['proportion', 'ratio-root', 'ratio-log', 'counts-log'] as const)(
    '%s: calls about 5 units in 100 outliers at 95 %% when only chance is at work',
    (scale) => {
      const random = seededRandom(7);
      const poisson = (mean: number) => {
        const left = Math.exp(-mean);
        let count = 0;
        for (let product = random(); product > left; product *= random()) count += 1;
        return count;
      };
      const list = Array.from({ length: 600 }, (_, i) => {
        const size = 60 + (i % 200);
        const key = `unit ${i}`;
        if (scale === 'counts-log')
          return { key, numerator: poisson(size), denominator: poisson(size) };
        if (scale !== 'proportion') return { key, numerator: poisson(size), denominator: size };
        const hits = Array.from({ length: size }, () => random() < 0.4).filter(Boolean).length;
        return { key, numerator: hits, denominator: size };
      });
      const found = funnel(list, { scale, overDispersed: false, judgedAt: 0.95 });
      const outliers = found.points.filter(({ outlier }) => outlier).length;
      expect(outliers).toBeGreaterThan(600 * 0.02);
      expect(outliers).toBeLessThan(600 * 0.08);
    },
  );

  it('adds up rows of a unit, says when units are few, and refuses what cannot be drawn', () => {
    const rows = [
      { key: 'a', numerator: 1, denominator: 10 },
      { key: 'b', numerator: 2, denominator: 10 },
      { key: 'a', numerator: 3, denominator: 10 },
    ];
    expect(sumByUnit(rows)[0]).toEqual({ key: 'a', numerator: 4, denominator: 20 });
    expect(funnel(sumByUnit(rows), { scale: 'proportion' }).few).toBe(true);
    const none = [{ key: 'a', numerator: 0, denominator: 3 }];
    expect(() => funnel(none, { scale: 'ratio-log' })).toThrow('a log scale has no place for 0: a');
    const over = [{ key: 'a', numerator: 4, denominator: 3 }];
    expect(() => funnel(over, { scale: 'proportion' })).toThrow(
      'must not be more than the denominator',
    );
  });
});

describe('over-dispersion', () => {
  it('judges I phi against I - 1: just above 0 with phi just below 1 is possible', () => {
    const z = [1, -1, 0.98, -0.98, 0.9];
    const { phi, tau2 } = overDispersion(z, [0.1, 0.2, 0.1, 0.3, 0.2]);
    expect(phi).toBeLessThan(1);
    expect(tau2).toBeGreaterThan(0);
    expect(overDispersion([0.1, -0.1, 0.2], [1, 1, 1]).tau2).toBe(0);
    expect(overDispersion([9], [1]).tau2).toBe(0);
  });

  it('pulls in or drops the ends', () => {
    const z = Array.from({ length: 21 }, (_, i) => i);
    expect(winsorise(z, 0.1).slice(0, 4)).toEqual([2, 2, 2, 3]);
    expect(truncate(z, 0.1).filter((one) => one === null)).toHaveLength(4);
  });
});

describe('public-health funnels', () => {
  it('has share limits where the Wilson interval of a unit just touches the average', () => {
    for (const average of [0.1, 0.35, 0.8]) {
      const { upper } = pheShareLimits(average, 400);
      const [inside, outside] = [Math.floor(upper * 400), Math.ceil(upper * 400)];
      expect(wilson(inside, 400).interval.lower).toBeLessThanOrEqual(average);
      expect(wilson(outside, 400).interval.lower).toBeGreaterThan(average);
      expect(pheShareSignificance(outside, 400, average)).toBe('high-95');
      expect(pheShareSignificance(inside, 400, average)).toBe('within');
    }
    expect(pheShareLimits(0.5, 1)).toEqual({ lower: 0, upper: 1 });
  });

  it('judges a ratio as its exact Poisson interval does', () => {
    fc.assert(
      fc.property(
        fc.nat(80),
        fc.double({ min: 0.1, max: 120, noNaN: true }),
        (observed, expected) => {
          const { lower, upper } = exactPoissonInterval(observed);
          const said = pheRatioSignificance(observed, expected);
          if (expected > upper) expect(said).toMatch(/^low/);
          else if (expected < lower) expect(said).toMatch(/^high/);
          else expect(said).toBe('within');
        },
      ),
    );
    expect(pheRatioLimits(0).upper.ratio).toBe(Infinity);
  });
});
