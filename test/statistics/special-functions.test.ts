import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { betaLowerTail, betaQuantile } from '../../server/statistics/beta.ts';
import {
  binomialDensity,
  binomialLower,
  binomialTwoSided,
  binomialUpper,
} from '../../server/statistics/binomial.ts';
import { chiSquareQuantile, chiSquareUpperTail } from '../../server/statistics/chi-square.ts';
import { logGamma, poissonDensity } from '../../server/statistics/gamma.ts';
import { normalQuantile, normalUpperTail, zFor } from '../../server/statistics/normal.ts';
import { tFor, tTwoSided } from '../../server/statistics/student-t.ts';

/**
 * Rows of arguments and the value, worked out with 28 digits by power series and Newton's method
 * (arguments are doubles as written).
 */
const reference = JSON.parse(
  readFileSync(new URL('./special-values.json', import.meta.url), 'utf8'),
) as Record<string, number[][]>;

const functions: Readonly<Record<string, (...of: number[]) => number>> = {
  normalQuantile: (p) => normalQuantile(p!),
  normalUpperTail: (x) => normalUpperTail(x!),
  tTwoSided: (t, df) => tTwoSided(t!, df!),
  tFor: (confidence, df) => tFor(confidence!, df!),
  chiSquareQuantile: (p, df) => chiSquareQuantile(p!, df!),
  chiSquareUpperTail: (x, df) => chiSquareUpperTail(x!, df!),
  betaQuantile: (p, a, b) => betaQuantile(p!, a!, b!),
  betaLowerTail: (x, a, b) => betaLowerTail(x!, a!, b!),
  logGamma: (x) => logGamma(x!),
};

const relative = (found: number, want: number) => Math.abs(found - want) / Math.abs(want || 1);

describe('special functions', () => {
  it.each(Object.keys(functions))('%s agrees with 28-digit values to 1e-12', (name) => {
    const rows = reference[name]!;
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) {
      const want = row.at(-1)!;
      const found = functions[name]!(...row.slice(0, -1));
      expect(relative(found, want), `${name}(${row.slice(0, -1).join(', ')})`).toBeLessThan(1e-12);
    }
  });

  it('knows the multipliers that every interval is made of', () => {
    expect(zFor(0.9)).toBeCloseTo(1.6448536269514722, 14);
    expect(zFor(0.95)).toBeCloseTo(1.959963984540054, 14);
    expect(zFor(0.99)).toBeCloseTo(2.5758293035489004, 14);
    expect(zFor(0.998)).toBeCloseTo(3.090232306167813, 13);
  });

  it('inverts: the tail beyond a quantile is the share asked for', () => {
    const share = fc.double({ min: 1e-6, max: 0.5, noNaN: true });
    const df = fc.double({ min: 0.5, max: 5000, noNaN: true });
    fc.assert(
      fc.property(share, df, (p, degrees) => {
        const upper = chiSquareQuantile(1 - p, degrees);
        expect(relative(chiSquareUpperTail(upper, degrees), p)).toBeLessThan(1e-9);
        expect(relative(1 - normalUpperTail(normalQuantile(p)), p)).toBeLessThan(1e-9);
      }),
    );
    fc.assert(
      fc.property(share, fc.integer({ min: 1, max: 400 }), (p, n) => {
        const x = betaQuantile(p, n, 7);
        expect(relative(betaLowerTail(x, n, 7), p)).toBeLessThan(1e-9);
      }),
    );
  });

  it('ties families together: t squared, Poisson sums, two degrees of freedom', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.double({ min: 0.1, max: 80, noNaN: true }),
        (k, mean) => {
          let atMost = 0;
          for (let i = 0; i <= k; i++) atMost += poissonDensity(i, mean);
          expect(chiSquareUpperTail(2 * mean, 2 * k + 2)).toBeCloseTo(atMost, 11);
        },
      ),
    );
    for (const x of [0.1, 1, 5, 30]) {
      expect(relative(chiSquareUpperTail(x, 2), Math.exp(-x / 2))).toBeLessThan(1e-13);
      expect(relative(tTwoSided(x, 1), 1 - (2 / Math.PI) * Math.atan(x))).toBeLessThan(1e-12);
    }
    expect(tFor(0.95, 1e7)).toBeCloseTo(zFor(0.95), 6);
  });

  it('adds binomial outcomes to 1, and its tails to their parts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        fc.nat(60),
        (n, p, pick) => {
          const k = pick % (n + 1);
          const all = Array.from({ length: n + 1 }, (_, i) => binomialDensity(i, n, p));
          const sum = (from: number, to: number) =>
            all.slice(from, to).reduce((total, one) => total + one, 0);
          expect(sum(0, n + 1)).toBeCloseTo(1, 11);
          expect(binomialLower(k, n, p)).toBeCloseTo(sum(0, k + 1), 11);
          expect(binomialUpper(k, n, p)).toBeCloseTo(sum(k + 1, n + 1), 11);
          const asLikely = all.filter((one) => one <= all[k]! * (1 + 1e-7));
          expect(binomialTwoSided(k, n, p)).toBeCloseTo(
            Math.min(
              1,
              asLikely.reduce((total, one) => total + one, 0),
            ),
            9,
          );
        },
      ),
    );
  });

  it('refuses what has no answer, with the value', () => {
    expect(() => normalQuantile(1)).toThrow('normalQuantile: p must be between 0 and 1: 1');
    expect(() => chiSquareQuantile(0.5, 0)).toThrow('df must be a number greater than 0: 0');
    expect(() => betaQuantile(-0.1, 1, 1)).toThrow('betaQuantile: p must be from 0 to 1: -0.1');
    expect(() => zFor(95)).toThrow('zFor: confidence must be from 0.9 to below 1: 95');
  });
});
