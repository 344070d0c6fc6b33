import { describe, expect, it } from 'vitest';
import { addRow, leastSquares, noRows } from '../../server/statistics/least-squares.ts';

describe('leastSquares', () => {
  it('finds the plane that rows lie on, whatever their weights', () => {
    const sums = noRows(3);
    const points = [
      [0, 0],
      [1, 0],
      [0, 1],
      [3, 2],
      [5, 1],
    ];
    points.forEach(([x = 0, y = 0], at) => addRow(sums, [1, x, y], 2 + 3 * x - y, at + 1));
    const [constant, x, y] = leastSquares(sums) ?? [];
    expect(constant).toBeCloseTo(2, 10);
    expect(x).toBeCloseTo(3, 10);
    expect(y).toBeCloseTo(-1, 10);
  });

  it('is the line of ordinary regression', () => {
    // Anscombe 1973, first set: 3.0001 + 0.5001 x.
    const xs = [10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5];
    const ys = [8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68];
    const sums = noRows(2);
    xs.forEach((x, at) => addRow(sums, [1, x], ys[at]!));
    const [constant, slope] = leastSquares(sums) ?? [];
    expect(constant).toBeCloseTo(3.00009, 4);
    expect(slope).toBeCloseTo(0.50009, 4);
  });

  it('refuses predictors that repeat one another, and no rows at all', () => {
    const sums = noRows(3);
    for (const x of [1, 2, 3, 4]) addRow(sums, [1, x, 2 * x], x);
    expect(leastSquares(sums)).toBeNull();
    expect(leastSquares(noRows(2))).toBeNull();
  });
});
