import { describe, expect, it } from 'vitest';
import type { Cell } from '#figure/cell.ts';
import type { Statistic } from '#figure/draft.ts';
import { publishCell } from '../../../server/disclosure/cells.ts';
import { policies } from '../../../server/disclosure/policy.ts';
import { meanEstimate } from '../../../server/kinds/statistic.ts';
import type { Sums } from '../../../server/statistics/mean.ts';
import { randomFrom } from '../../counting/borough.ts';

const nhs = policies['nhs-sub-national'];

/** Changes of whole points, as of a question answered 0 to 10, of a few people. */
function changesOf(seed: number): Sums {
  const random = randomFrom(seed);
  const values = Array.from({ length: 8 + random(23) }, () => random(5) - 2 + random(2));
  return {
    n: values.length,
    sum: values.reduce((total, value) => total + value, 0),
    sumSquares: values.reduce((total, value) => total + value * value, 0),
  };
}

const statisticOf = (sums: Sums): Statistic => meanEstimate(sums, { minimum: 1 });

/** As it was once printed: three digits, whatever it rests on. */
function threeDigits(sums: Sums): Cell {
  const estimate = statisticOf(sums);
  const digits = (value: number | null | undefined): number | null =>
    typeof value === 'number' ? Number(value.toFixed(3)) : null;
  if (estimate.kind !== 'estimate') throw new Error('not an estimate');
  return {
    value: digits(estimate.value),
    lower: digits(estimate.lower),
    upper: digits(estimate.upper),
    base: Math.round(sums.n / 5) * 5,
  };
}

const printed = (sums: Sums): Cell => publishCell(statisticOf(sums), nhs);

/**
 * The attack: every n near the rounded one, every sum and every sum of squares, printed again by
 * the same rules. The n for which some data give exactly what is printed.
 */
function sizesThatFit(seen: Cell, print: (sums: Sums) => Cell): number[] {
  const { base = 0 } = seen;
  const value = Number(seen.value);
  const fits = (n: number): boolean => {
    for (let sum = Math.floor((value - 0.3) * n); sum <= (value + 0.3) * n; sum++)
      for (let squares = Math.abs(sum); squares <= 9 * n; squares++) {
        if ((squares - sum) % 2 !== 0 || squares * n < sum * sum) continue;
        if (same(print({ n, sum, sumSquares: squares }), seen)) return true;
      }
    return false;
  };
  return [-2, -1, 0, 1, 2].map((off) => base + off).filter((n) => n >= 8 && fits(n));
}

const same = (a: Cell, b: Cell): boolean =>
  a.value === b.value && a.lower === b.lower && a.upper === b.upper;

describe('a mean of whole numbers with its interval', () => {
  const samples = Array.from({ length: 48 }, (_, seed) => changesOf(seed + 1));

  it('printed to three digits, tells how many people it rests on', () => {
    const told = samples.filter(
      (sums) => sizesThatFit(threeDigits(sums), threeDigits).length === 1,
    );
    expect(told.length).toBeGreaterThan(samples.length / 2);
  });

  it('as it is published, never fits one number of people alone', () => {
    for (const sums of samples) {
      const fitting = sizesThatFit(printed(sums), printed);
      expect(fitting).toContain(sums.n);
      expect([sums, fitting]).not.toEqual([sums, [sums.n]]);
    }
  });
});
