import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import type { Cell, Empty } from '#figure/cell.ts';
import type { Figure } from '#figure/figure.ts';
import { drawFigure } from '../../client/charts/draw.ts';
import { sparkChart } from '../../client/charts/spark.ts';
import { spokenPoints } from '../../client/charts/readings.ts';
import { examples } from '../client/fixtures/figures.ts';

const { document } = new JSDOM('').window;
const draw = (figure: Figure): string => drawFigure(figure, { width: 720, document }).outerHTML;

const hiding: readonly Empty[] = ['suppressed', 'not_due', 'missing'];
const limitsGone = (figure: Figure): Figure => {
  const { xmr: _xmr, ...chart } = figure.chart;
  return { ...figure, chart };
};

/** The figure with the drawn cells of some rows hidden, holding on to a number that must not show. */
function hidden(figure: Figure, rows: ReadonlySet<number>, state: Empty, secret: number): Figure {
  const cell: Cell = { value: secret, lower: secret, upper: secret, state };
  return {
    ...limitsGone(figure),
    rows: figure.rows.map((row, at) =>
      rows.has(at)
        ? { ...row, cells: Object.fromEntries(Object.keys(row.cells).map((key) => [key, cell])) }
        : row,
    ),
  };
}

describe.each(Object.entries(examples))('hidden numbers of %s', (_name, figure) => {
  it('leave no trace in the picture: any other number there gives the same one', () => {
    const places = fc.array(fc.nat(figure.rows.length - 1), { minLength: 1, maxLength: 4 });
    const secret = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(places, fc.constantFrom(...hiding), secret, secret, (at, state, a, b) => {
        const rows = new Set(at);
        const one = hidden(figure, rows, state, a);
        const other = hidden(figure, rows, state, b);
        expect(draw(one)).toBe(draw(other));
        expect(spokenPoints(one)).toEqual(spokenPoints(other));
        const options = { width: 200, document };
        expect(sparkChart(one, options).outerHTML).toBe(sparkChart(other, options).outerHTML);
      }),
      { numRuns: 12 },
    );
  });
});
