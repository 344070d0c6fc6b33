import { describe, expect, it } from 'vitest';
import { examples } from '#metrics/examples.ts';
import { metrics } from '#metrics';
import { askExample, cellOf, said } from './support.ts';

describe('worked examples', () => {
  it.each(metrics.filter((metric) => metric.statistic.kind !== 'records').map(({ id }) => id))(
    '%s has one',
    (id) => {
      expect(examples[id]?.length ?? 0).toBeGreaterThan(0);
    },
  );

  for (const metric of metrics) {
    for (const example of examples[metric.id] ?? []) {
      it(`${metric.id} by ${example.by}: ${example.says}`, () => {
        const answered = askExample(metric, example);
        for (const [row, cells] of Object.entries(example.expected)) {
          for (const [column, expected] of Object.entries(cells)) {
            const actual = said(cellOf(answered, row, column));
            const where = `row ${row || 'all'}, column ${column}`;
            if (typeof expected === 'number') {
              expect(typeof actual === 'number' ? actual : NaN, where).toBeCloseTo(expected, 6);
            } else expect(actual, where).toEqual(expected);
          }
        }
      });
    }
  }
});
